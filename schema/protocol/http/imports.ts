import { z } from "zod";
import { OrganisationId, VerdictId } from "../../domain/ids.ts";
import { Country, Script, VerdictLanguage } from "../../domain/language.ts";
import { Form, GivenVerdictData } from "../../domain/verdict.ts";
import { Block } from "../../text/revision.ts";

/** Something a person should look at before confirming; closed codes that the client words. */
export const ImportWarning = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type ImportWarning = z.infer<typeof ImportWarning>;

/** The codes that the importer gives today. `params` names what a sentence about them needs. */
export const IMPORT_WARNINGS = [
  /** The content is of another format than the name says: `{extension, format}`. */
  "read-as",
  /** The characters were decoded by a guess: `{encoding}`. */
  "encoding-guessed",
  /** Lines of a fixed width were joined into paragraphs. */
  "lines-rejoined",
  "language-uncertain",
  "sections-unknown",
  /** Tracked changes: inserted text was kept and deleted text left out: `{inserted, deleted}`. */
  "tracked-changes",
  /** Comments were left out: `{count}`. */
  "comments-left-out",
  "hidden-text-left-out",
  /** Footnotes stand after the paragraph that refers to them: `{count}`. */
  "footnotes-inlined",
  /** Pictures were left out: `{count}`. */
  "images-left-out",
  /** The file gives page breaks but not where its pages end by themselves. */
  "pages-uncertain",
  /** Pages without any text, perhaps scanned: `{pages}`. */
  "pages-without-text",
  /** A font hides which letters it draws: the text may be wrong. */
  "garbled-text",
  /** Pages whose text was read from their pictures: `{pages, uncertain}`, the latter counting words that want a look. */
  "text-read-from-images",
] as const;
export type ImportWarningCode = (typeof IMPORT_WARNINGS)[number];

/** Why a file is refused; nothing of it is kept. */
export const IMPORT_FAILURES = [
  "empty",
  "encrypted",
  "truncated",
  "unknown-format",
  "wrong-extension",
  "too-large",
  "too-slow",
  "too-complex",
  /** With `{scan: 1}` where the pages are pictures: POST the same file to /api/scans. */
  "no-text",
  /** Trained data for reading pictures is not installed: `{command}` installs it. */
  "ocr-data-missing",
  "broken",
] as const;
export type ImportFailureCode = (typeof IMPORT_FAILURES)[number];

/** Encodings of text files of the region, which their person may choose. */
export const ENCODINGS = [
  "utf-8",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "iso-8859-2",
  "iso-8859-5",
  "cp852",
  "cp855",
  "cp866",
  "mac-ce",
  "utf-16le",
  "utf-16be",
] as const;
export const Encoding = z.enum(ENCODINGS);
export type Encoding = z.infer<typeof Encoding>;

/** What an importer made of a file or of pasted text. */
export const Recognised = z.object({
  language: VerdictLanguage,
  script: Script,
  text: z.string(),
  blocks: z.array(Block),
  court: z.string().nullable(),
  caseNumber: z.string().nullable(),
  date: z.iso.date().nullable(),
  country: Country.nullable(),
  form: Form.nullable(),
  pages: z.int().positive().nullable(),
  warnings: z.array(ImportWarning),
  /** What the characters of a text file were read as; its person may choose another. */
  encoding: Encoding.optional(),
});
export type Recognised = z.infer<typeof Recognised>;

/** POST /api/imports (multipart `file`, perhaps with `encoding`, or JSON {text}) → ImportDraft; kept in memory for an hour, for this member only. One file a request. */
export const PastedText = z.object({ text: z.string().min(1).max(20_000_000) });
export const ImportDraft = z.object({ id: z.string(), recognised: Recognised });
export type ImportDraft = z.infer<typeof ImportDraft>;

/**
 * POST /api/imports/:id/confirm → { verdict: VerdictId }: becomes revision 1, in preparation. `import-known` where the asker may read a
 * verdict of that court and number already, unless they say that they know. DELETE /api/imports/:id drops it.
 */
export const ImportConfirm = z.object({
  data: GivenVerdictData,
  owner: OrganisationId,
  /** Corrections of what blocks are (section, kind, level), by block start. */
  blockEdits: z
    .array(
      z.object({ start: z.int().nonnegative(), set: Block.pick({ kind: true, level: true, section: true }).partial() }),
    )
    .default([]),
  /** It is added though a verdict of that court and number is here. */
  again: z.boolean().default(false),
});
export type ImportConfirm = z.input<typeof ImportConfirm>;
export const ImportConfirmed = z.object({ verdict: VerdictId });
