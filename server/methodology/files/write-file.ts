import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { LANGUAGES_OF, type HandbookFormat } from "../../../schema/protocol/http/methodology-files.ts";
import { writeChecked, type Written } from "../../export/formats.ts";
import type { FileHead } from "./xlsx.ts";

/** What a file of the methodology is made of. */
export interface MethodologyFile {
  content: MethodologyContent;
  format: HandbookFormat;
  languages: readonly UiLanguage[];
  head: FileHead;
  /** Leaks that were answered for. */
  passed: number;
}

/** What files of a format are to the web and to an operating system. */
export const HANDBOOK_KINDS: Record<HandbookFormat, { extension: string; type: string }> = {
  qdc: { extension: "qdc", type: "application/xml" },
  json: { extension: "json", type: "application/json" },
  xlsx: { extension: "xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  docx: { extension: "docx", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  pdf: { extension: "pdf", type: "application/pdf" },
};

/** What a file is called: which state it holds, nothing else. */
export function methodologyFileName({ format, head }: Pick<MethodologyFile, "format" | "head">): string {
  const state = head.version ? `v${head.version.number}` : `draft-${head.at.slice(0, 10)}`;
  return `coram-methodology-${state}.${HANDBOOK_KINDS[format].extension}`;
}

/** The methodology as a file. Throws LeakError where something in it looks like a person's data. */
export function writeMethodologyFile(file: MethodologyFile): Promise<Written> {
  const { content, head, format, passed } = file;
  const languages = file.languages.slice(0, LANGUAGES_OF[format]);
  return writeChecked(
    { content, head },
    methodologyFileName(file),
    () => write(content, format, languages, head),
    passed,
  );
}

/** What writes a format is read when it is first wanted; the server itself only asks what files are called. */
async function write(
  content: MethodologyContent,
  format: HandbookFormat,
  languages: readonly UiLanguage[],
  head: FileHead,
): Promise<Uint8Array> {
  if (format === "json") return (await import("./json.ts")).toHandbookJson(content);
  if (format === "qdc") return (await import("./qdc.ts")).toQdc(content, languages[0] ?? "en");
  if (format === "xlsx") return (await import("./xlsx.ts")).toHandbookXlsx(content, languages, head);
  const { toHandbook } = await import("./handbook.ts");
  const book = toHandbook(content, languages, head);
  return format === "docx"
    ? (await import("./handbook-docx.ts")).handbookDocx(book)
    : (await import("./handbook-pdf.ts")).handbookPdf(book);
}
