import type { ExportFormat, Leak } from "../../schema/protocol/http/exports.ts";
import { ANSWER_FORMATS } from "./answers/formats.ts";
import type { ExportContent } from "./content.ts";
import { DOCUMENT_FORMATS } from "./document/formats.ts";
import type { Format, WriteOptions } from "./format.ts";
import type { ExportHead } from "./head.ts";
import { LeakError, leaksIn, leaksInTexts } from "./checks/leak-check.ts";
import { MATRIX_FORMATS } from "./matrix/formats.ts";
import { PASSAGE_FORMATS } from "./passages/formats.ts";
import { REGISTER_FORMATS } from "./register/formats.ts";
import { RULING_FORMATS } from "./rulings/formats.ts";

/** Every format of every kind: a format that a request may ask for and that nobody writes does not compile. */
export const FORMATS: Record<ExportFormat, Format> = {
  ...PASSAGE_FORMATS,
  ...ANSWER_FORMATS,
  ...MATRIX_FORMATS,
  ...RULING_FORMATS,
  ...DOCUMENT_FORMATS,
  ...REGISTER_FORMATS,
};

/** What a file may be called: the day and the format, nothing of the case. `at` is ISO 8601. */
export function exportName(format: ExportFormat, at: string): string {
  const { name, extension } = FORMATS[format];
  return `coram-${name}-${at.slice(0, 10)}.${extension}`;
}

/** What a file of this content is called: that of a document says which it is, and names no case. */
export function fileNameOf(content: ExportContent, format: ExportFormat): string {
  if (content.kind !== "document") return exportName(format, content.head.at);
  return `${content.fileName}.${FORMATS[format].extension}`;
}

/** How many a file has of what it is of: answers, verdicts of a matrix, else passages. */
export function countOf({ head }: { head: ExportHead }, format: ExportFormat): number {
  return FORMATS[format].count?.(head) ?? head.count;
}

/** How many tags the passages of a file are; null where it is of something else, or not of what stands. */
export function tagsOf({ head }: { head: ExportHead }, format: ExportFormat): number | null {
  return FORMATS[format].count ? null : head.tags;
}

/** A file, and what has gone out in it because somebody answered for it. */
export interface Written {
  bytes: Uint8Array;
  leaks: Leak[];
}

/**
 * The one way from content to a file: looks everything over that would go out, then writes it. `passed`: so many leaks were
 * answered for; more are a LeakError. `onPassage` is called for each passage as it is written. Throws NothingToExport
 * where `docx-verdict` has not exactly one verdict.
 */
export async function writeExport(
  content: ExportContent,
  format: ExportFormat,
  groupBy: "category" | "verdict",
  { passed = 0, known = [], onPassage }: { passed?: number; known?: readonly Leak[]; onPassage?: () => void } = {},
): Promise<Written> {
  const isWhole = FORMATS[format].wholeText ?? false;
  const leaks = [...known, ...leaksIn(content, fileNameOf(content, format), isWhole)];
  return passing(leaks, passed, () => write(content, FORMATS[format], { groupBy, onPassage }));
}

/** As `writeExport`, for files of what is of no verdict: every string of `content` is looked over in the language of its key. */
export async function writeChecked(
  content: unknown,
  fileName: string,
  make: () => Uint8Array | Promise<Uint8Array>,
  passed = 0,
): Promise<Written> {
  return passing(leaksInTexts(content, fileName), passed, make);
}

async function passing(leaks: Leak[], passed: number, make: () => Uint8Array | Promise<Uint8Array>): Promise<Written> {
  if (leaks.length > passed) throw new LeakError(leaks);
  return { bytes: await make(), leaks };
}

/** The pairs of content and format that there are; any other is a fault of who collected. */
function write(content: ExportContent, format: Format, how: WriteOptions): Uint8Array | Promise<Uint8Array> {
  if (format.kind === "passages" && content.kind === "passages") return format.write(content, how);
  if (format.kind === "matrix" && content.kind === "matrix") return format.write(content, how);
  if (format.kind === "rulings" && content.kind === "rulings") return format.write(content, how);
  if (format.kind === "document" && content.kind === "document") return format.write(content, how);
  if (format.kind === "register" && content.kind === "register") return format.write(content, how);
  throw new Error(`a file of ${format.kind} can not be made of ${content.kind}`);
}
