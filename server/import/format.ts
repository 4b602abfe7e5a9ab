import { ImportFailure } from "./failure.ts";

export type Format = "pdf" | "docx" | "odt" | "rtf" | "html" | "txt" | "png" | "jpeg" | "tiff";

/** Extensions of each format, the first being the usual one. */
const EXTENSIONS: Readonly<Record<Format, readonly string[]>> = {
  pdf: ["pdf"],
  docx: ["docx", "docm", "dotx"],
  odt: ["odt", "ott"],
  rtf: ["rtf"],
  html: ["html", "htm", "xhtml"],
  txt: ["txt", "text", "md", "csv", "log"],
  png: ["png"],
  jpeg: ["jpg", "jpeg", "jpe"],
  tiff: ["tif", "tiff"],
};
const FORMATS = ["pdf", "docx", "odt", "rtf", "html", "txt", "png", "jpeg", "tiff"] as const satisfies Format[];

/** First bytes of things that people drop by mistake; each is told by its name rather than as rubbish. */
const FOREIGN: readonly { name: string; magic: readonly number[] }[] = [
  { name: "gif", magic: [0x47, 0x49, 0x46, 0x38] },
  { name: "gzip", magic: [0x1f, 0x8b] },
  { name: "7z", magic: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: "rar", magic: [0x52, 0x61, 0x72, 0x21] },
];

/** The extension in lower case without its dot, "" where there is none. */
export function extensionOf(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
}

/** The format that a name promises; null for names that promise none of ours. */
export function promisedFormat(fileName: string): Format | null {
  const extension = extensionOf(fileName);
  for (const format of FORMATS) if (EXTENSIONS[format].includes(extension)) return format;
  return null;
}

/**
 * What the bytes are, whatever the name says: "zip" (a package, looked into later), "text" (HTML or plain, told apart
 * after decoding), or the format itself. Throws `empty`, `encrypted`, `broken`, or `unknown-format` for what Coram does not read.
 */
export function sniff(bytes: Uint8Array): "pdf" | "zip" | "rtf" | "png" | "jpeg" | "tiff" | "text" {
  if (bytes.length === 0) throw new ImportFailure("empty");
  if (indexOfAscii(bytes.subarray(0, 1024), "%PDF-") >= 0) return "pdf";
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return "zip";
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a])) return "tiff";
  if (/^\s*\{\\rtf/.test(new TextDecoder().decode(bytes.subarray(0, 64)))) return "rtf";
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw oldOffice(bytes);
  if (startsWith(bytes, [0x49, 0x49, 0x2b, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2b]))
    throw new ImportFailure("unknown-format", "bigtiff", { what: "tiff" });
  // A download or a disk that failed leaves a file of its length without its content.
  if (bytes.subarray(0, 512).every((byte) => byte === 0)) throw new ImportFailure("broken", "nothing but zeros");
  const foreign = FOREIGN.find(({ magic }) => startsWith(bytes, magic));
  if (foreign) throw new ImportFailure("unknown-format", foreign.name);
  return "text";
}

/** Throws `broken` for a package or a PDF without its beginning: what is left of it is no text. */
export function mustBegin(bytes: Uint8Array, fileName: string): void {
  const isCut = [...PACKAGE_MARKS, ...PDF_MARKS].some((mark) => indexOfAscii(bytes, mark) >= 0);
  if (isCut && isDocument(fileName)) throw new ImportFailure("broken", "the beginning is missing");
}

/**
 * Throws for what must not be read as plain text: `wrong-extension` for text under the name of a document, which has lost all
 * else that a document has, and `unknown-format` for JSON.
 */
export function mustBeProse(text: string, fileName: string): void {
  if (isDocument(fileName)) throw new ImportFailure("wrong-extension", "text under the name of a document");
  if (isJson(text.trim())) throw new ImportFailure("unknown-format", "json");
}

function isDocument(fileName: string): boolean {
  const promised = promisedFormat(fileName);
  return promised !== null && promised !== "txt" && promised !== "html";
}

/** What stands inside of a zip package, and of a PDF, wherever it is cut. */
const PACKAGE_MARKS = ["PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006"];
const PDF_MARKS = ["endstream", "startxref", "\nendobj"];

function isJson(text: string): boolean {
  if (!/^(?:\{\s*["}]|\[\s*[[{"\]\d])/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return /^[[{]\s*\{?\s*"[^"\n]{0,200}"\s*:/.test(text);
  }
}

/** Throws `unknown-format` for a mail, or a page that was saved as one ("single file", often named .doc): parts packed as text. */
export function mustBeNoMail(text: string): void {
  const head = /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)+/.exec(text.slice(0, 8192).trimStart())?.[0] ?? "";
  if (/^MIME-Version:/im.test(head) && /^Content-Type:/im.test(head))
    throw new ImportFailure("unknown-format", "mail", { what: "mail" });
}

/** Whether decoded text is HTML: it says so near its beginning, or its name does and there is any tag. */
export function looksLikeHtml(text: string, fileName: string): boolean {
  const start = text.slice(0, 4096);
  if (/<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]/i.test(start)) return true;
  return promisedFormat(fileName) === "html" && /<\/?[a-z][^<>]*>/i.test(start);
}

/** An Office file with a password is a "compound file" that holds a stream called EncryptedPackage; so is an old .doc. */
function oldOffice(bytes: Uint8Array): ImportFailure {
  const name = Buffer.from("EncryptedPackage", "utf16le").toString("latin1");
  return indexOfAscii(bytes, name) >= 0
    ? new ImportFailure("encrypted", "docx with a password")
    : new ImportFailure("unknown-format", "doc");
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Where an ASCII string first stands in bytes; -1 if nowhere. */
export function indexOfAscii(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(text, 0, "latin1");
}
