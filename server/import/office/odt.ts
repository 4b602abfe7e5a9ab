import type { DraftDocument } from "../draft.ts";
import { ImportFailure } from "../failure.ts";
import { OdtBody } from "./odt-body.ts";
import { OdtStyles } from "./odt-styles.ts";
import { walkXml } from "./xml-reader.ts";
import { readParts } from "./zip-parts.ts";

const MIME = /^application\/vnd\.oasis\.opendocument\.text(?:-template)?\s*$/;
const PARTS = new Set(["mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml"]);

/** Whether the parts of a zip package say that they are an OpenDocument text; `mime` is the part `mimetype`. */
export function isOdt(mime: Uint8Array | undefined): boolean {
  return mime !== undefined && MIME.test(new TextDecoder().decode(mime.subarray(0, 80)));
}

/**
 * Reads an OpenDocument text: its body with tracked insertions, without deletions, comments and hidden text; automatic
 * numbers as printed numbers; notes after the paragraph that refers to them.
 * Throws `truncated`, `encrypted`, `too-complex`, `broken`.
 */
export function readOdt(bytes: Uint8Array): DraftDocument {
  const parts = readParts(bytes, (name) => PARTS.has(name));
  const manifest = parts.get("META-INF/manifest.xml");
  // The parts of a file with a password are noise; only the list of parts says why.
  if (manifest && isEncrypted(manifest)) throw new ImportFailure("encrypted", "odt with a password");
  const content = parts.get("content.xml");
  if (!content) throw new ImportFailure("broken", "the main part is missing");
  const styles = new OdtStyles();
  const common = parts.get("styles.xml");
  if (common) styles.read(common);
  styles.read(content);
  const body = new OdtBody(styles);
  walkXml(content, body);
  return body.finish();
}

function isEncrypted(manifest: Uint8Array): boolean {
  let found = false;
  walkXml(manifest, { open: (name) => (found ||= name === "encryption-data"), close: () => {} });
  return found;
}
