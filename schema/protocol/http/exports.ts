import { z } from "zod";
import { CategoryId, MemberId, VerdictId } from "../../domain/ids.ts";
import { Country, UiLanguage } from "../../domain/language.ts";

export const EXPORT_FORMATS = ["csv", "xlsx", "docx", "docx-verdict", "json", "jsonld"] as const;
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Which passages; everything that is given must hold. Empty arrays = no restriction. */
export const ExportFilter = z.object({
  verdicts: z.array(VerdictId).default([]),
  countries: z.array(Country).default([]),
  /** A branch takes its leaves with it. */
  categories: z.array(CategoryId).default([]),
  authors: z.array(MemberId).default([]),
  /** Found in quote or note, in any script, without regard to diacritics. */
  text: z.string().max(200).default(""),
  /** Tags as what they were in this version of the methodology, as an earlier report had them; left out, that in force. */
  methodologyVersion: z.int().positive().optional(),
});
export type ExportFilter = z.infer<typeof ExportFilter>;

/** POST /api/exports → ExportJob (202). Lawyers get their own tags whatever the filter says; facilitators all. `docx-verdict` needs exactly one verdict. */
export const ExportCommand = z.object({
  format: ExportFormat,
  filter: ExportFilter.prefault({}),
  groupBy: z.enum(["category", "verdict"]).default("category"),
  language: UiLanguage.default("en"),
  /** Only count; nothing is written or audited as an export. */
  countOnly: z.boolean().default(false),
});
export type ExportCommand = z.input<typeof ExportCommand>;

/** GET /api/exports/:id → ExportJob; GET /api/exports/:id/file → the file, for its maker, for 24 hours. */
export const ExportJob = z.object({
  id: z.string(),
  state: z.enum(["waiting", "running", "done", "failed"]),
  /** Passages chosen. */
  count: z.int(),
  done: z.int(),
  fileName: z.string().nullable(),
  problem: z.string().nullable(),
});
export type ExportJob = z.infer<typeof ExportJob>;
