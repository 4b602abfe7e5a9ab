import { Encoding, type Recognised } from "../../../schema/protocol/http/imports.ts";
import { warning, type DraftDocument } from "../draft.ts";
import { decodeText } from "../text/encoding.ts";
import { ImportFailure } from "../failure.ts";
import {
  extensionOf,
  looksLikeHtml,
  mustBegin,
  mustBeNoMail,
  mustBeProse,
  promisedFormat,
  sniff,
  type Format,
} from "../format.ts";
import { recogniseDocument } from "./recognise-document.ts";
import { readPlainText } from "../text/text-lines.ts";
import { readParts } from "../office/zip-parts.ts";

/**
 * What a file holds: read by its content, whatever its name says, then looked through for language, sections and the
 * data of its head. Runs in the worker; throws ImportFailure, and nothing partial.
 */
export async function recogniseFile(
  bytes: Uint8Array,
  fileName: string,
  encoding: Encoding | null = null,
): Promise<Recognised> {
  const { format, document, encoding: readAs } = await read(bytes, fileName, encoding);
  const promised = promisedFormat(fileName);
  if (promised !== null && promised !== format)
    document.warnings.unshift(warning("read-as", { extension: extensionOf(fileName), format }));
  return { ...recogniseDocument(document), ...(readAs && { encoding: readAs }) };
}

/** The same for pasted text, which has lines and nothing else. */
export function recogniseText(text: string): Recognised {
  return recogniseDocument(readPlainText(text));
}

interface Read {
  format: Format;
  document: DraftDocument;
  encoding?: Encoding;
}

// A reader is loaded for its own format only: a process that reads one file would load all the others in vain.
async function read(bytes: Uint8Array, fileName: string, encoding: Encoding | null): Promise<Read> {
  try {
    const kind = sniff(bytes);
    if (kind === "pdf") {
      const { readPdf } = await import("../pdf/pdf.ts");
      return { format: "pdf", document: await readPdf(bytes) };
    }
    if (kind === "zip") return await readPackage(bytes);
    if (kind === "rtf") {
      const { readRtf } = await import("../rtf/rtf.ts");
      return { format: "rtf", document: readRtf(bytes) };
    }
    if (kind === "png" || kind === "jpeg" || kind === "tiff")
      throw new ImportFailure("no-text", "a picture", { scan: 1 });
    return await readText(bytes, fileName, encoding);
  } catch (error) {
    // A name that promises one of our formats over content that is none of them: say that the name is wrong.
    const isUnknown = error instanceof ImportFailure && error.code === "unknown-format" && !error.params?.["what"];
    if (isUnknown && promisedFormat(fileName) !== null) throw new ImportFailure("wrong-extension", error.detail);
    throw error;
  }
}

/** A zip package says in its first part that it is an OpenDocument; all others are Word's, or nothing of ours. */
async function readPackage(bytes: Uint8Array): Promise<Read> {
  const { isOdt, readOdt } = await import("../office/odt.ts");
  const mime = readParts(bytes, (name) => name === "mimetype").get("mimetype");
  if (isOdt(mime)) return { format: "odt", document: readOdt(bytes) };
  const { readDocx } = await import("../office/docx.ts");
  return { format: "docx", document: readDocx(bytes) };
}

async function readText(bytes: Uint8Array, fileName: string, chosen: Encoding | null): Promise<Read> {
  mustBegin(bytes, fileName);
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i.exec(
    new TextDecoder("latin1").decode(bytes.subarray(0, 4096)),
  )?.[1];
  const decoded = decodeText(bytes, declared ?? null, chosen);
  const encoding = Encoding.safeParse(decoded.encoding).data;
  const told = encoding && { encoding };
  if (decoded.text.trim() === "") throw new ImportFailure("empty");
  mustBeNoMail(decoded.text);
  const guessed = decoded.guessed ? [warning("encoding-guessed", { encoding: decoded.encoding })] : [];
  if (looksLikeHtml(decoded.text, fileName)) {
    const { readHtml } = await import("../text/html.ts");
    const document = readHtml(decoded.text);
    return { format: "html", ...told, document: { ...document, warnings: [...guessed, ...document.warnings] } };
  }
  mustBeProse(decoded.text, fileName);
  if (/^\s*<\?xml/.test(decoded.text)) throw new ImportFailure("unknown-format", "xml");
  const document = readPlainText(decoded.text);
  return { format: "txt", ...told, document: { ...document, warnings: [...guessed, ...document.warnings] } };
}
