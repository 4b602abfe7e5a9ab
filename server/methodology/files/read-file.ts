import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { BroughtFormat } from "../../../schema/protocol/http/methodology-files.ts";
import { ImportFailure } from "../../import/failure.ts";
import type { DraftHere, FileRead } from "./draft-here.ts";
import { readHandbookJson } from "./json.ts";
import { readQdc } from "./qdc-reader.ts";
import { readHandbookXlsx } from "./xlsx-reader.ts";

/** What a file makes of a draft; by its first bytes, for names of files lie. Throws ImportFailure; nothing partial comes of it. */
export function readMethodologyFile(
  bytes: Uint8Array,
  draft: DraftHere,
  language: UiLanguage,
): FileRead & { format: BroughtFormat } {
  const format = formatOf(bytes);
  if (format === "json") return { format, ...readHandbookJson(bytes, draft) };
  if (format === "xlsx") return { format, ...readHandbookXlsx(bytes, draft) };
  return { format, ...readQdc(bytes, draft, language) };
}

function formatOf(bytes: Uint8Array): BroughtFormat {
  if (bytes.length === 0) throw new ImportFailure("empty");
  if (startsWith(bytes, [0x50, 0x4b])) return "xlsx";
  // Compound files: a workbook with a password, or one of before 2007.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new ImportFailure(isLocked(bytes) ? "encrypted" : "unknown-format");
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return "qdc";
  const start = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart();
  if (start === "") throw new ImportFailure("empty");
  if (start.startsWith("{")) return "json";
  if (start.startsWith("<")) return "qdc";
  throw new ImportFailure("unknown-format");
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

/** Names in compound files are UTF-16. */
function isLocked(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le"));
}
