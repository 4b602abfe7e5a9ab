import type { ExportFormat, Leak } from "../../schema/protocol/http/exports.ts";
import type { Manuscript } from "../documents/output/manuscript.ts";
import { toAnswersCsv, toCsv } from "./csv.ts";
import { toJson } from "./json.ts";
import { toJsonLd } from "./jsonld.ts";
import { LeakError, leaksIn, leaksInTexts } from "./leak-check.ts";
import { NothingToExport } from "./nothing-to-export.ts";
import type { ExportContent } from "./passages.ts";

const CSV = "text/csv; charset=utf-8";
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What files of a format are to the web and to an operating system; `wholeText`: they hold whole verdicts, not only quotes. */
export const FILE_KINDS: Record<ExportFormat, { extension: string; type: string; wholeText: boolean }> = {
  csv: { extension: "csv", type: CSV, wholeText: false },
  "csv-answers": { extension: "csv", type: CSV, wholeText: false },
  xlsx: { extension: "xlsx", type: SHEET, wholeText: false },
  "matrix-xlsx": { extension: "xlsx", type: SHEET, wholeText: false },
  "matrix-csv": { extension: "csv", type: CSV, wholeText: false },
  docx: { extension: "docx", type: WORD, wholeText: false },
  "docx-verdict": { extension: "docx", type: WORD, wholeText: true },
  json: { extension: "json", type: "application/json", wholeText: false },
  "output-docx": { extension: "docx", type: WORD, wholeText: false },
  "output-pdf": { extension: "pdf", type: "application/pdf", wholeText: false },
  "output-html": { extension: "html", type: "text/html; charset=utf-8", wholeText: false },
  "rulings-xlsx": { extension: "xlsx", type: SHEET, wholeText: false },
  "rulings-docx": { extension: "docx", type: WORD, wholeText: false },
  "rulings-json": { extension: "json", type: "application/json", wholeText: false },
  "recommendations-xlsx": { extension: "xlsx", type: SHEET, wholeText: false },
  "recommendations-docx": { extension: "docx", type: WORD, wholeText: false },
  jsonld: { extension: "jsonld", type: "application/ld+json", wholeText: false },
};

const NAMES: Partial<Record<ExportFormat, string>> = {
  "csv-answers": "answers",
  "docx-verdict": "verdict",
  "matrix-xlsx": "matrix",
  "matrix-csv": "matrix",
  "rulings-xlsx": "rulings",
  "rulings-docx": "rulings",
  "rulings-json": "rulings",
  "output-docx": "document",
  "output-pdf": "document",
  "output-html": "document",
  "recommendations-xlsx": "recommendations",
  "recommendations-docx": "recommendations",
};

/** What a file may be called: the day and the format, nothing of the case. `at` is ISO 8601. */
export function exportName(format: ExportFormat, at: string): string {
  return `coram-${NAMES[format] ?? "passages"}-${at.slice(0, 10)}.${FILE_KINDS[format].extension}`;
}

/** How many a file has of what it is of: answers, verdicts of a matrix, else passages. */
export function countOf({ head }: ExportContent, format: ExportFormat): number {
  return format === "csv-answers" ? head.answers : head.count;
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
  const leaks = [...known, ...leaksIn(content, exportName(format, content.head.at), FILE_KINDS[format].wholeText)];
  return passing(leaks, passed, () => write(content, format, groupBy, onPassage));
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

/**
 * What writes documents and sheets is read when it is first wanted: it would be a tenth of what a server reads before it
 * listens, and most of what a thread does for a short file.
 */
async function write(
  content: ExportContent,
  format: ExportFormat,
  groupBy: "category" | "verdict",
  onPassage?: () => void,
): Promise<Uint8Array> {
  if (format === "csv") return toCsv(content, onPassage);
  if (format === "csv-answers") return toAnswersCsv(content);
  if (format === "matrix-csv" || format === "matrix-xlsx") {
    if (!content.matrix) throw new Error("a matrix is needed");
    const { matrixCsv, matrixXlsx } = await import("./matrix.ts");
    return format === "matrix-csv" ? matrixCsv(content, content.matrix) : matrixXlsx(content, content.matrix);
  }
  if (format === "rulings-xlsx" || format === "rulings-docx" || format === "rulings-json") {
    if (!content.rulings) throw new Error("rulings are needed");
    if (format === "rulings-docx")
      return (await import("../documents/rulings-docx.ts")).rulingsDocx(content, content.rulings);
    const { rulingsJson, rulingsXlsx } = await import("./rulings.ts");
    return (format === "rulings-json" ? rulingsJson : rulingsXlsx)(content, content.rulings);
  }
  if (format === "output-docx" || format === "output-pdf" || format === "output-html") {
    if (!content.output) throw new Error("an output is needed");
    return writeOutput(content.output.manuscripts, format);
  }
  if (format === "recommendations-xlsx" || format === "recommendations-docx") {
    if (!content.register) throw new Error("recommendations are needed");
    if (format === "recommendations-xlsx")
      return (await import("./register-xlsx.ts")).registerXlsx(content, content.register);
    return (await import("../documents/register-docx.ts")).registerDocx(content, content.register);
  }
  if (format === "xlsx") return (await import("./xlsx.ts")).toXlsx(content, onPassage);
  if (format === "json") return toJson(content, onPassage);
  if (format === "jsonld") return toJsonLd(content, onPassage);
  if (format === "docx")
    return (await import("../documents/passages-docx.ts")).passagesDocx(content, groupBy, onPassage);
  const [verdict, ...others] = content.verdicts;
  if (!verdict || others.length > 0) throw new NothingToExport("one verdict is needed");
  return (await import("../documents/verdict-docx.ts")).verdictDocx(content, verdict, onPassage);
}

/** The typesetter alone is fifty megabytes. */
async function writeOutput(
  manuscripts: readonly Manuscript[],
  format: "output-docx" | "output-pdf" | "output-html",
): Promise<Uint8Array> {
  if (format === "output-docx") return (await import("../documents/output/output-docx.ts")).outputDocx(manuscripts);
  if (format === "output-pdf") return (await import("../documents/output/output-pdf.ts")).outputPdf(manuscripts);
  return (await import("../documents/output/output-html.ts")).outputHtml(manuscripts);
}
