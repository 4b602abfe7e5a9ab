import { z } from "zod";
import { PassReason } from "../../domain/clearing.ts";
import { ContentProblem } from "../../domain/methodology/content-problems.ts";
import { UI_LANGUAGES, UiLanguage } from "../../domain/language.ts";
import { MethodologyContent } from "../../domain/methodology/methodology.ts";

/** `qdc`: the codebook of REFI-QDA; `json`: our own shape, whole; `xlsx`: to edit in a spreadsheet; `docx`, `pdf`: the handbook. */
export const HANDBOOK_FORMATS = ["qdc", "json", "xlsx", "docx", "pdf"] as const;
export const HandbookFormat = z.enum(HANDBOOK_FORMATS);
export type HandbookFormat = z.infer<typeof HandbookFormat>;

/** So many languages a format holds beside each other; `json` holds all, whatever is asked. */
export const LANGUAGES_OF: Record<HandbookFormat, number> = { qdc: 1, json: 5, xlsx: 5, docx: 2, pdf: 2 };

/**
 * GET /api/methodology/files?format=…&version=3|draft&languages=en,mk → the file. The draft for members only. 409
 * `export-leak` where something in it looks like a person's data; a facilitator may answer for that with `despite`.
 */
export const HandbookQuery = z.object({
  format: HandbookFormat,
  version: z.union([z.literal("draft"), z.coerce.number().int().positive()]),
  /** The first is that of headings; more than a format holds are left out. */
  languages: z
    .string()
    .default("en")
    .transform((list) => [...new Set(list.split(","))])
    .pipe(z.array(UiLanguage).min(1).max(UI_LANGUAGES.length)),
  despite: PassReason.optional(),
});
export type HandbookQuery = z.infer<typeof HandbookQuery>;

/** A file to bring in is this large at most, in bytes. */
export const HANDBOOK_MAX_BYTES = 4 * 2 ** 20;

/** Formats that may be brought in. */
export const BroughtFormat = z.enum(["qdc", "json", "xlsx"]);
export type BroughtFormat = z.infer<typeof BroughtFormat>;

/** Fields beside `file` in the form of POST /api/methodology/files. */
export const BringInOptions = z.object({
  /** What the names and descriptions of a codebook of another program are in. */
  language: UiLanguage.default("en"),
  /**
   * What becomes of what the draft has and the file has not, down to each text, translation and rule. `keep`: nothing is lost. `leave-out`: the
   * draft reads as the file, but for what its format has no place for and what came after a workbook was made.
   */
  missing: z.enum(["keep", "leave-out"]).default("keep"),
});
export type BringInOptions = z.infer<typeof BringInOptions>;

/** What stands wrong in a file, and where. What it is about stays as the draft has it, or is left out. */
export const FileProblem = z.object({
  code: z.enum([
    /** Two rows of one key: the later one is taken as new. */
    "key-twice",
    /** Not a key as files carry it: the row is taken as new. */
    "bad-key",
    /** Not a letter with up to three digits, or taken: the next free code is given. */
    "bad-code",
    "bad-digit",
    /** No category has this code: it goes to the top. */
    "parent-missing",
    /** It would stand below itself: it goes to the top. */
    "parent-ring",
    /** No name in any language: the row is left out where it is new. */
    "no-name",
    /** Neither yes nor no. */
    "bad-yes-no",
    "bad-type",
    "bad-level",
    /** None of the words of its column. */
    "bad-word",
    /** The row is left out. */
    "group-missing",
    /** The row is left out. */
    "question-missing",
    "bad-condition",
    /** More than 20,000 signs, or signs that are none. */
    "bad-text",
  ]),
  sheet: z.enum(["categories", "groups", "questions", "choices"]).nullable(),
  /** Counted from 1, as spreadsheets do. */
  row: z.int().positive().nullable(),
  /** Letters of the column. */
  column: z.string().nullable(),
  /** What stands there, cut short. */
  value: z.string(),
});
export type FileProblem = z.infer<typeof FileProblem>;

/** POST /api/methodology/files (multipart: `file`, and `BringInOptions`) → BroughtIn (201): what the file would make of the draft. Lawyers. Kept for an hour; nothing is changed. */
export const BroughtIn = z.object({
  id: z.string(),
  /** Stands for the draft that it was compared with. */
  seen: z.string(),
  format: BroughtFormat,
  /** Whether the file says that it was made here. */
  isOurs: z.boolean(),
  missing: z.enum(["keep", "leave-out"]),
  /** The draft as it is, and as it would read. */
  before: MethodologyContent,
  after: MethodologyContent,
  /** Names of others whose words in the draft go, or read otherwise then. */
  writers: z.array(z.string()),
  problems: z.array(FileProblem),
  /** What would keep it from being frozen and does not keep the draft from it now. */
  newProblems: z.array(ContentProblem),
});
export type BroughtIn = z.infer<typeof BroughtIn>;

/** POST /api/methodology/files/versions/:number → BroughtIn (201): what the draft would be with that version in its place; keys and codes stay. Facilitators. */
/** POST /api/methodology/files/:id → BroughtDone. The draft then reads as `after`. 409 `methodology-moved` where the draft is not the one that `seen` stands for. */
export const BringInCommand = z.object({ seen: z.string().max(100) });
/** POST /api/methodology/files/:id/undo → {}. Takes back what took the draft's place last (`taken` of the draft); what was written since stays. */
export const BroughtDone = z.object({ seen: z.string() });
export type BroughtDone = z.infer<typeof BroughtDone>;
