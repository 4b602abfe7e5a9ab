import { z } from "zod";
import { OutputId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";
import { OutputStatus } from "../../../domain/output.ts";

/** What a file has of a document in one language, and what it does not have. */
export const FileState = z.object({
  output: OutputId,
  language: UiLanguage,
  status: OutputStatus,
  /** It stands on the first page. */
  hasTemplatesTitle: z.boolean(),
  /** Headings of sections that are left out, since nothing stands below them. */
  emptySections: z.array(z.string()),
  /** Headings of those that are left out since they are only in the leading language. */
  sectionsOnlyInLeading: z.array(z.string()),
  /** Tables without a word, and tables of no verdict: they are left out. */
  emptyTables: z.int().nonnegative(),
  unsetTables: z.int().nonnegative(),
  /** Names of verdicts whose answers the facts and tables say that they do not show yet, since their round is not settled. */
  notShown: z.array(z.string()),
  /** Of the leading language: what is not said yet, said in part, or said otherwise than it now stands there; and what is not to be said. */
  missing: z.int().nonnegative(),
  /** Of what is not said yet at all, those that are no paragraphs. */
  missingWhole: z.object({
    table: z.int().nonnegative(),
    list: z.int().nonnegative(),
    chart: z.int().nonnegative(),
    quote: z.int().nonnegative(),
  }),
  /** Of what was typed into blocks that are read from answers: rows, captions and remarks that wait for their words. */
  missingTyped: z.object({
    row: z.int().nonnegative(),
    caption: z.int().nonnegative(),
    remark: z.int().nonnegative(),
  }),
  behind: z.int().nonnegative(),
  /** Of minutes: what happened in the workshop and stands nowhere in them yet. */
  unrecorded: z.int().nonnegative(),
  onlyInLeading: z.int().nonnegative(),
  quotes: z.object({
    /** Figures and tables too. */
    changed: z.int().nonnegative(),
    removed: z.int().nonnegative(),
    untranslated: z.int().nonnegative(),
    /** Names of verdicts that it is not about. */
    foreign: z.array(z.string()),
  }),
});
export type FileState = z.infer<typeof FileState>;

/**
 * GET /api/outputs/:id/file → what files have of a document in each of its languages that the asker may take out, the leading one first: of
 * an approved one as it was approved.
 */
export const FileStates = z.object({ languages: z.array(FileState) });
export type FileStates = z.infer<typeof FileStates>;
