import { SaxesParser, type SaxesTagNS } from "saxes";
import { ImportFailure } from "../failure.ts";

export interface XmlHandler {
  open(name: string, attribute: (name: string) => string | null): void;
  close(name: string): void;
  text?(text: string): void;
}

const CHUNK = 65_536;
const MAX_DEPTH = 300;

/**
 * Walks one XML part of a package, elements and attributes by local name (writers choose their own prefixes).
 * A document type is refused, so nothing is ever expanded or fetched. Throws `too-complex` or `broken`.
 */
export function walkXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on("error", (error) => {
    throw new ImportFailure("broken", `XML: ${error.message.slice(0, 80)}`);
  });
  parser.on("doctype", () => {
    throw new ImportFailure("too-complex", "a document type with entities");
  });
  parser.on("opentag", (tag: SaxesTagNS) => {
    if (++depth > MAX_DEPTH) throw new ImportFailure("too-complex", "elements nested too deeply");
    handler.open(tag.local, (name) => attributeOf(tag, name));
  });
  parser.on("closetag", (tag: SaxesTagNS) => {
    depth--;
    handler.close(tag.local);
  });
  if (handler.text) {
    parser.on("text", (text) => handler.text?.(text));
    parser.on("cdata", (text) => handler.text?.(text));
  }
  const text = new TextDecoder(utf16(bytes)).decode(bytes);
  // The parser reads `<!DOCTYPE … [` to its end before it reports it; entities could stand there by the million.
  if (/<!DOCTYPE|<!ENTITY/i.test(text.slice(0, 4096)))
    throw new ImportFailure("too-complex", "a document type with entities");
  for (let at = 0; at < text.length; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  parser.close();
}

function utf16(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

function attributeOf(tag: SaxesTagNS, name: string): string | null {
  const attributes = tag.attributes;
  const usual = attributes[`w:${name}`] ?? attributes[name];
  if (usual) return usual.value;
  for (const key in attributes) if (attributes[key]?.local === name) return attributes[key].value;
  return null;
}
