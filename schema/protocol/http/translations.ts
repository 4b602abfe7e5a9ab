import { z } from "zod";
import { LayerId, MemberId, RemovedTranslationId, TranslationId, VerdictId } from "../../domain/ids.ts";
import { UiLanguage } from "../../domain/language.ts";
import { Audience } from "../../domain/room.ts";
import { TypedText } from "../../rooms/field-rule.ts";
import { Anchor } from "../../text/revision.ts";
import { ImportWarning } from "./imports.ts";

/** Words of one paragraph: a block may be long, and its translation longer. */
const ParagraphText = z.string().max(200_000);
const BlockNumber = z.string().min(1).max(20);
const Source = z.string().max(500);

/** A translation of the whole verdict, without its words. */
export const TranslationHead = z.object({
  language: UiLanguage,
  /** Counts up with every change. */
  version: z.int().positive(),
});
export type TranslationHead = z.infer<typeof TranslationHead>;

export const TranslatedParagraph = z.object({
  /** Coram's number of the block. */
  number: z.string(),
  text: z.string(),
  /** The block as it stood when it was translated: `paragraphState` tells whether its words have changed since. */
  anchor: Anchor,
  author: MemberId,
  writtenAt: z.iso.datetime(),
  version: z.int().positive(),
});
export type TranslatedParagraph = z.infer<typeof TranslatedParagraph>;

/** GET /api/verdicts/:id/translations/:language (verdict.read) → FullTranslation; 404 where there is none. */
export const FullTranslation = TranslationHead.extend({
  /** Where it is from, as its author says. */
  source: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: MemberId,
  /** In the order of the text; blocks that nobody translated are left out. */
  paragraphs: z.array(TranslatedParagraph),
});
export type FullTranslation = z.infer<typeof FullTranslation>;

/** A full translation, or one paragraph of it, that was taken away or replaced, without its words. */
export const RemovedTranslation = z.object({
  id: RemovedTranslationId,
  language: UiLanguage,
  /** Coram's number of the block; null for a whole one. */
  number: z.string().nullable(),
  source: z.string(),
  createdBy: MemberId,
  deletedAt: z.iso.datetime(),
  deletedBy: MemberId,
});
export type RemovedTranslation = z.infer<typeof RemovedTranslation>;

/** GET /api/verdicts/:id/translations (verdict.read) → what there is. */
export const Translations = z.object({
  full: z.array(TranslationHead),
  /** What may be put back, newest first, for whom translates; empty for others. */
  removed: z.array(RemovedTranslation),
  /** Translations of passages in layers that are frozen: their rooms are gone. Those of rooms come with the rooms. */
  frozen: z.array(
    z.object({
      id: TranslationId,
      anchor: Anchor,
      language: UiLanguage,
      body: z.string(),
      createdAt: z.iso.datetime(),
      author: MemberId,
      audience: Audience.nullable(),
      layer: LayerId.nullable(),
    }),
  ),
});
export type Translations = z.infer<typeof Translations>;

/**
 * POST /api/verdicts/:id/translations/align (translation.write; multipart `file`, or JSON {text}) → Alignment: a proposal for
 * each block of the newest revision. Nothing is kept.
 */
export const Alignment = z.object({
  revision: z.int().positive(),
  /** Each block that has words, in order. `text`: "" where nothing was found; paragraphs are joined by one `\n`. */
  rows: z.array(z.object({ number: z.string(), text: z.string() })),
  warnings: z.array(ImportWarning),
});
export type Alignment = z.infer<typeof Alignment>;

/**
 * PUT /api/verdicts/:id/translations/:language (translation.write) → TranslationHead: the whole, in the place of version
 * `replaces` (null: there is none yet). 409 `translation-moved` where another one stands there, or the text is not the one
 * that was translated any more; `erased` where it brings back what was erased.
 */
export const TranslationPut = z.object({
  /** Of which its blocks are. */
  revision: z.int().positive(),
  source: Source.default(""),
  paragraphs: z.array(z.object({ number: BlockNumber, text: ParagraphText })).max(100_000),
  replaces: z.int().positive().nullable(),
});
export type TranslationPut = z.input<typeof TranslationPut>;

/**
 * PATCH /api/verdicts/:id/translations/:language/paragraphs/:number (translation.write) → TranslationHead: one paragraph, in the
 * place of its version `replaces` (null: it has none yet); an empty text takes it away. 409 `translation-moved` where somebody
 * was quicker. DELETE /api/verdicts/:id/translations/:language takes the whole away. What
 * is taken away or replaced as a whole is kept, and listed under `removed`.
 */
export const ParagraphPut = z.object({
  revision: z.int().positive(),
  text: ParagraphText,
  replaces: z.int().positive().nullable(),
});
export type ParagraphPut = z.input<typeof ParagraphPut>;

/**
 * POST /api/verdicts/:id/translations/restore (translation.write) → TranslationHead: puts back what was taken away; what stands in its
 * place is kept in turn. `not-found` where somebody was quicker.
 */
export const TranslationRestore = z.object({ id: RemovedTranslationId });
export type TranslationRestore = z.input<typeof TranslationRestore>;

/** `language` and `anchor` (as `toAnchorText` writes it) of words that are to be translated. */
export const LongerQuery = z.object({ language: UiLanguage, anchor: z.string().max(2000) });

/**
 * GET /api/verdicts/:id/passage-translations (translation.write) → the words of a passage as they stand now, their translation,
 * and what another may be taken from: those that were made before the words were corrected, and those of longer stretches and of ones
 * that meet it, the closest first.
 */
export const LongerTranslations = z.object({
  /** Of which the words are. */
  revision: z.int().positive(),
  words: z.string(),
  /** `lang` of the words. */
  lang: z.string(),
  /** The translation of exactly these words as it stands now; null where there is none. */
  own: z.string().nullable(),
  longer: z.array(
    z.object({
      /** Of exactly this passage, before its words were corrected. */
      isOfEarlierWords: z.boolean(),
      /** Coram's number of the paragraph in which the stretch begins. */
      paragraph: z.string().nullable(),
      original: z.string(),
      text: z.string(),
      author: MemberId,
    }),
  ),
});
export type LongerTranslations = z.infer<typeof LongerTranslations>;

/**
 * POST /api/verdicts/:id/passage-translations (translation.write) → {}: the translation of exactly these words, as if it had been written
 * on the verdict's page. 409 `translation-moved` where these words, or the translation of them that it corrects, are not those that were
 * shown any more.
 */
export const PassageTranslationAdd = z.object({
  /** That was shown. */
  revision: z.int().positive(),
  anchor: Anchor,
  language: UiLanguage,
  text: z.string().trim().min(1).pipe(TypedText),
  /** The words of the translation that it corrects, as they were shown; left out where there is none yet. */
  corrects: z.string().optional(),
});
export type PassageTranslationAdd = z.input<typeof PassageTranslationAdd>;

/** What a quote shows in translation. */
export const QuoteTranslation = z.object({
  language: UiLanguage,
  words: z.string(),
  isStale: z.boolean(),
  now: z.string().nullable(),
  /** Who wrote these words, for members; missing where nobody knows. */
  by: MemberId.optional(),
});

/** To who invited a guest: the guest has translated a passage. */
export const ToldTranslation = z.object({
  kind: z.literal("translated"),
  verdict: VerdictId,
  from: MemberId,
  translation: TranslationId,
  /** Into which language. */
  language: UiLanguage,
  /** Number of the paragraph that it begins in; left out where its words are gone. */
  paragraph: z.string().optional(),
  at: z.iso.datetime(),
});
export type ToldTranslation = z.infer<typeof ToldTranslation>;
