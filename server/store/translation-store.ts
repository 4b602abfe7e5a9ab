import type { MemberId, RemovedTranslationId, VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Anchor } from "../../schema/text/revision.ts";

/** The translation of a verdict into one language, without its words. */
export interface FullTranslationRow {
  verdict: VerdictId;
  language: UiLanguage;
  /** Where it is from, as its author says. */
  source: string;
  createdAt: string;
  createdBy: MemberId;
  /** Counts up with every change of the whole or of a paragraph. */
  version: number;
}

/** One paragraph of it. */
export interface TranslatedParagraphRow {
  /** Coram's number of the block. */
  number: string;
  body: string;
  /** The block as it stood when it was translated. */
  anchor: Anchor;
  author: MemberId;
  writtenAt: string;
  /** Counts up with every change of this paragraph. */
  version: number;
}

/** A full translation, or one paragraph of it, that was taken away or replaced by another whole one. */
export interface RemovedTranslationRow extends Omit<FullTranslationRow, "version"> {
  id: RemovedTranslationId;
  /** Of the paragraph; null for a whole one. */
  number: string | null;
  deletedAt: string;
  deletedBy: MemberId;
}

/** A paragraph of that. */
export interface RemovedParagraphRow extends Omit<TranslatedParagraphRow, "version"> {
  removed: RemovedTranslationId;
  language: UiLanguage;
}

export interface TranslationStore {
  /** Translations of the verdict by language. */
  list(verdict: VerdictId): Promise<FullTranslationRow[]>;
  /** The whole; null where there is none. Paragraphs are in no order. */
  get(
    verdict: VerdictId,
    language: UiLanguage,
  ): Promise<{ translation: FullTranslationRow; paragraphs: TranslatedParagraphRow[] } | null>;
  /**
   * Puts a whole one in the place of version `replaces` (null: there is none yet), all at once. Throws conflict where another
   * one stands there. Returns its version. What stood there before is kept as removed.
   */
  put(
    translation: Omit<FullTranslationRow, "version">,
    paragraphs: readonly Omit<TranslatedParagraphRow, "version">[],
    replaces: number | null,
  ): Promise<number>;
  /**
   * Writes one paragraph in the place of its version `replaces` (null: it has none yet); an empty body takes it away, and keeps it as removed. Throws
   * conflict where it is another version, and not-found where the verdict has no translation in this language.
   */
  putParagraph(
    verdict: VerdictId,
    language: UiLanguage,
    paragraph: Omit<TranslatedParagraphRow, "version">,
    replaces: number | null,
  ): Promise<void>;
  /** Takes the whole away and keeps it as removed. Whether there was one. */
  remove(verdict: VerdictId, language: UiLanguage, by: MemberId, at: string): Promise<boolean>;
  /** What was taken away and not put back, newest first. */
  removed(verdict: VerdictId): Promise<RemovedTranslationRow[]>;
  /** The words of all that; an erasure reaches them too. */
  removedParagraphs(verdict: VerdictId): Promise<RemovedParagraphRow[]>;
  /**
   * Puts one back; what stands in its place is kept as removed by `by`. Returns the translation as it then is; null where there is no
   * such one any more.
   */
  restore(verdict: VerdictId, id: RemovedTranslationId, by: MemberId, at: string): Promise<FullTranslationRow | null>;
}
