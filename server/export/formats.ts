import type { ExportFormat, Leak } from "../../schema/protocol/http/exports.ts";
import { ANSWER_FORMATS } from "./answers/formats.ts";
import type { ExportContent } from "./content.ts";
import { DOCUMENT_FORMATS } from "./document/formats.ts";
import type { Format, WriteOptions } from "./format.ts";
import type { ExportHead } from "./head.ts";
import { ascii, LENGTH_MAX, shortened } from "./files/file-words.ts";
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

/** What a file of several verdicts is called, and any before it is known what is in it: the day and the format. `at` is ISO 8601. */
export function exportName(format: ExportFormat, at: string): string {
  const { name, extension } = FORMATS[format];
  return `coram-${name}-${at.slice(0, 10)}.${extension}`;
}

/** What a file of this content is called: that of a document says which it is, and names no case; that of one verdict names it. */
export function fileNameOf(content: ExportContent, format: ExportFormat): string {
  const { name, extension } = FORMATS[format];
  if (content.kind === "document") return `${content.fileName}.${extension}`;
  const caseNumber = ascii(caseOf(content));
  const day = content.head.at.slice(0, 10);
  const told = toldIn(content);
  if (caseNumber === "") return `coram-${[`${name}-${day}`, ...told].join("_")}.${extension}`;
  const rest = [day, ...told].join("_");
  const room = LENGTH_MAX - `coram-${name}__${rest}`.length;
  return `coram-${name}_${shortened(caseNumber, room)}_${rest}.${extension}`;
}

/** What of passages a file has more than others may read, or does without, so that nobody sends the wrong one of two. */
function toldIn(content: ExportContent): string[] {
  if (content.kind !== "passages") return [];
  const { withNotes, withInternal, withoutCaseNumbers } = content.told;
  return [
    ...(withNotes ? ["with-names"] : []),
    ...(withInternal ? ["internal"] : []),
    ...(withoutCaseNumbers ? ["no-case-numbers"] : []),
  ];
}

/** The number of the one verdict that a file was asked for; "" of any other. */
function caseOf(content: ExportContent): string {
  if (content.kind === "rulings") return content.rulings.caseNumber;
  const [first, ...others] = content.kind === "passages" ? content.verdicts : [];
  return first && others.length === 0 && content.head.filter.verdicts.length === 1 ? first.verdict.caseNumber : "";
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
 * answered for; more are a LeakError. Throws NothingToExport where `docx-verdict` has not exactly one verdict, and UnsetBlock where
 * a block of a document can not be set.
 */
export async function writeExport(
  content: ExportContent,
  format: ExportFormat,
  groupBy: "category" | "verdict",
  {
    passed = 0,
    known = [],
    ...heard
  }: Partial<Omit<WriteOptions, "groupBy"> & { passed: number; known: readonly Leak[] }> = {},
): Promise<Written> {
  const isWhole = FORMATS[format].wholeText ?? false;
  const leaks = [...known, ...leaksIn(content, fileNameOf(content, format), isWhole)];
  return passing(leaks, passed, () => write(content, FORMATS[format], { groupBy, ...heard }));
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
