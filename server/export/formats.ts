import type { ExportFormat } from "../../schema/protocol/http/exports.ts";
import { passagesDocx } from "../documents/passages-docx.ts";
import { verdictDocx } from "../documents/verdict-docx.ts";
import { toCsv } from "./csv.ts";
import { toJson } from "./json.ts";
import { toJsonLd } from "./jsonld.ts";
import type { ExportContent } from "./passages.ts";
import { toXlsx } from "./xlsx.ts";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What files of a format are to the web and to an operating system. */
export const FILE_KINDS: Record<ExportFormat, { extension: string; type: string }> = {
  csv: { extension: "csv", type: "text/csv; charset=utf-8" },
  xlsx: { extension: "xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  docx: { extension: "docx", type: WORD },
  "docx-verdict": { extension: "docx", type: WORD },
  json: { extension: "json", type: "application/json" },
  jsonld: { extension: "jsonld", type: "application/ld+json" },
};

/** What a file may be called: the day and the format, nothing of the case. `at` is ISO 8601. */
export function exportName(format: ExportFormat, at: string): string {
  return `coram-${format === "docx-verdict" ? "verdict" : "passages"}-${at.slice(0, 10)}.${FILE_KINDS[format].extension}`;
}

/**
 * Writes content in one format; `onPassage` is called for each passage as it is written. Throws RangeError where
 * `docx-verdict` has not exactly one verdict.
 */
export async function writeExport(
  content: ExportContent,
  format: ExportFormat,
  groupBy: "category" | "verdict",
  onPassage?: () => void,
): Promise<Uint8Array> {
  if (format === "csv") return toCsv(content, onPassage);
  if (format === "xlsx") return toXlsx(content, onPassage);
  if (format === "json") return toJson(content, onPassage);
  if (format === "jsonld") return toJsonLd(content, onPassage);
  if (format === "docx") return passagesDocx(content, groupBy, onPassage);
  const [verdict, ...others] = content.verdicts;
  if (!verdict || others.length > 0) throw new RangeError("one verdict is needed");
  return verdictDocx(content, verdict, onPassage);
}
