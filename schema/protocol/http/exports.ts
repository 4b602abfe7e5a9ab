import { z } from "zod";
import { PassReason } from "../../domain/clearing.ts";
import { AnnotationId, CategoryId, MemberId, OutputId, ThreadId, VerdictId } from "../../domain/ids.ts";
import { Country, UiLanguage } from "../../domain/language.ts";
import { IdentifierKind } from "../../domain/privacy.ts";
import { MatrixChoice } from "../../matrix/choice.ts";
import { EXPORT_FORMATS, LAYER_CHOICES, UNNAMED_FORMATS } from "../export-choices.ts";
import { RegisterChoice } from "./quotes.ts";

/** Files of passages and answers. */
export const PassageFormat = z.enum(EXPORT_FORMATS);
export type PassageFormat = z.infer<typeof PassageFormat>;
/** Files of the matrix. */
export const MatrixFormat = z.enum(["matrix-xlsx", "matrix-csv"]);
export type MatrixFormat = z.infer<typeof MatrixFormat>;
/** Files of one output. */
export const OutputFormat = z.enum(["output-docx", "output-pdf", "output-html"]);
export type OutputFormat = z.infer<typeof OutputFormat>;
/** Files of the rulings on one verdict. */
export const RulingFormat = z.enum(["rulings-xlsx", "rulings-docx", "rulings-json"]);
export type RulingFormat = z.infer<typeof RulingFormat>;
/** Files of the recommendations of all outputs. */
export const RegisterFormat = z.enum(["recommendations-xlsx", "recommendations-docx"]);
export type RegisterFormat = z.infer<typeof RegisterFormat>;
export const ExportFormat = z.enum([
  ...EXPORT_FORMATS,
  ...RulingFormat.options,
  ...MatrixFormat.options,
  ...OutputFormat.options,
  ...RegisterFormat.options,
]);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const LayerChoice = z.enum(LAYER_CHOICES);
export type LayerChoice = z.infer<typeof LayerChoice>;

/** Which passages; everything that is given must hold. Empty arrays = no restriction. */
export const ExportFilter = z.object({
  verdicts: z.array(VerdictId).default([]),
  countries: z.array(Country).default([]),
  /** A branch takes its leaves with it. */
  categories: z.array(CategoryId).default([]),
  authors: z.array(MemberId).default([]),
  layers: LayerChoice.default("standing"),
  /** Found in quote or note, in any script, without regard to diacritics. */
  text: z.string().max(200).default(""),
  /** Tags as what they were in this version of the methodology, as an earlier report had them; left out, that in force. */
  methodologyVersion: z.int().positive().optional(),
});
export type ExportFilter = z.infer<typeof ExportFilter>;

/** Where something stands that may not go out as it is: never the words themselves. */
export const Leak = z.object({
  kind: z.union([IdentifierKind, z.literal("erased")]),
  /** `file`: what the file says of itself, or its name. */
  in: z.enum(["text", "data", "note", "comment", "translation", "file"]),
  verdict: VerdictId.nullable(),
  /** The tag whose words, note or comment it is. */
  annotation: AnnotationId.nullable(),
  thread: ThreadId.nullable(),
  /** As citations name it, in the text. */
  paragraph: z.string().nullable(),
});
export type Leak = z.infer<typeof Leak>;

/** Which output goes into a file, and how. */
export const OutputFileChoice = z.object({
  output: OutputId,
  /** Other languages of it that stand in the same file, behind it in this order. */
  also: z.array(OutputId).max(UiLanguage.options.length).default([]),
  /** One other language, beside it, row by row: DOCX of minutes, and of nothing else. */
  sideBySide: z.boolean().default(false),
  /** Case numbers, dates and courts are left out: a published number with a date can identify a victim. */
  withoutCaseNumbers: z.boolean().default(false),
  /** Then: words of the document's own that stay, of those that are not sure to name a verdict. */
  kept: z.array(z.string().max(300)).max(500).default([]),
});
export type OutputFileChoice = z.infer<typeof OutputFileChoice>;

/** More than so many are only counted. */
export const LEAKS_MAX = 100;

/**
 * POST /api/exports → ExportJob (202). Lawyers get their own tags whatever the filter says; facilitators all. `docx-verdict` needs
 * exactly one verdict. The formats of the matrix take `matrix` in the filter's place, and are for facilitators; those of an output take
 * `output`, are written in its own language, and are for lawyers and facilitators who may read it, once it is approved for every member
 * who may; those of recommendations take `register`.
 */
export const ExportCommand = z
  .object({
    format: ExportFormat,
    filter: ExportFilter.prefault({}),
    matrix: MatrixChoice.prefault({}),
    output: OutputFileChoice.nullable().default(null),
    register: RegisterChoice.prefault({}),
    groupBy: z.enum(["category", "verdict"]).default("category"),
    /** `xlsx` alone: with the columns of ids, for who brings it together with other files. */
    withIds: z.boolean().default(false),
    /** Of passages: with what members write to each other, not to reviewers. Off, since files leave the house. */
    withInternal: z.boolean().default(false),
    /**
     * Of passages, Word, Excel and CSV: with notes, reasons of rulings, names of coders and what guests read too. Off, as files go
     * further than their makers. JSON is data that goes on being worked with, and has them.
     */
    withNotes: z.boolean().default(false),
    /** Of passages, in the formats of `UNNAMED_FORMATS`: case numbers, dates and courts are left out, of quotes too. */
    withoutCaseNumbers: z.boolean().default(false),
    language: UiLanguage.default("en"),
    /** Only count; nothing is written or audited as an export. */
    countOnly: z.boolean().default(false),
    /** A facilitator has seen so many leaks, and says why they may go out. Lawyers are not heard. */
    despite: z.object({ leaks: z.int().positive(), reason: PassReason }).nullable().default(null),
  })
  .refine(({ format, withoutCaseNumbers }) => !withoutCaseNumbers || UNNAMED_FORMATS.has(format));
export type ExportCommand = z.input<typeof ExportCommand>;

/** GET /api/exports/:id → ExportJob; DELETE ends its making; GET /api/exports/:id/file → the file, for its maker, for 24 hours. */
export const ExportJob = z.object({
  id: z.string(),
  state: z.enum(["waiting", "running", "done", "failed"]),
  /** Passages chosen; answers, or verdicts, where the file is of those. */
  count: z.int(),
  /** How many tags these passages are, as pages count them; null where it is not of what stands, or of something else. */
  tags: z.int().nullable().default(null),
  done: z.int(),
  /** Of a document as PDF, as soon as they are counted. */
  pages: z.int().nullable().default(null),
  fileName: z.string().nullable(),
  problem: z.string().nullable(),
  /** What keeps it from being made (problem `export-unset`): the block's number and first words. */
  block: z.string().nullable().default(null),
  /** What keeps it from being made (problem `export-leak`), or has gone out despite it. */
  leaks: z.array(Leak).max(LEAKS_MAX).default([]),
  leakCount: z.int().nonnegative().default(0),
  /** Why it was made all the same. */
  passed: PassReason.nullable().default(null),
});
export type ExportJob = z.infer<typeof ExportJob>;
