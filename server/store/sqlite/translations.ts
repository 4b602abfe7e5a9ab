import { z } from "zod";
import { MemberId, newId, RemovedTranslationId, VerdictId } from "../../../schema/domain/ids.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { StoreError } from "../store-error.ts";
import type {
  FullTranslationRow,
  RemovedTranslationRow,
  TranslatedParagraphRow,
  TranslationStore,
} from "../translation-store.ts";
import { parseAnchor } from "./rows/anchor-column.ts";
import { read, write } from "./file/intent.ts";
import { SqlitePart } from "./part.ts";

const Head = z
  .object({
    verdict: VerdictId,
    language: UiLanguage,
    source: z.string(),
    created_at: z.string(),
    created_by: MemberId,
    version: z.int(),
  })
  .transform(({ created_at, created_by, ...row }): FullTranslationRow => {
    return { ...row, createdAt: created_at, createdBy: created_by };
  });
const Paragraph = z
  .object({
    number: z.string(),
    body: z.string(),
    anchor: z.string(),
    author: MemberId,
    written_at: z.string(),
    version: z.int(),
  })
  .transform(({ anchor, written_at, ...row }): TranslatedParagraphRow => {
    return { ...row, anchor: parseAnchor(anchor), writtenAt: written_at };
  });
const Removed = z
  .object({
    id: RemovedTranslationId,
    verdict: VerdictId,
    language: UiLanguage,
    number: z.string().nullable(),
    source: z.string(),
    created_at: z.string(),
    created_by: MemberId,
    deleted_at: z.string(),
    deleted_by: MemberId,
  })
  .transform(({ created_at, created_by, deleted_at, deleted_by, ...row }): RemovedTranslationRow => {
    return { ...row, createdAt: created_at, createdBy: created_by, deletedAt: deleted_at, deletedBy: deleted_by };
  });
const RemovedParagraph = z
  .object({
    removed: RemovedTranslationId,
    language: UiLanguage,
    number: z.string(),
    body: z.string(),
    anchor: z.string(),
    author: MemberId,
    written_at: z.string(),
  })
  .transform(({ anchor, written_at, ...row }) => ({ ...row, anchor: parseAnchor(anchor), writtenAt: written_at }));

/** Translations of whole verdicts; see TranslationStore. */
export class SqliteTranslations extends SqlitePart implements TranslationStore {
  readonly #heads = this.db.prepare<[string]>("SELECT * FROM full_translations WHERE verdict = ? ORDER BY language");
  readonly #head = this.db.prepare<[string, string]>(
    "SELECT * FROM full_translations WHERE verdict = ? AND language = ?",
  );
  readonly #paragraphsOf = this.db.prepare<[string, string]>(
    "SELECT * FROM translated_paragraphs WHERE verdict = ? AND language = ?",
  );
  readonly #paragraph = this.db.prepare<[string, string, string]>(
    "SELECT * FROM translated_paragraphs WHERE verdict = ? AND language = ? AND number = ?",
  );
  readonly #putHead = this.db.prepare(
    `INSERT INTO full_translations (verdict, language, source, created_at, created_by, version)
     VALUES (:verdict, :language, :source, :createdAt, :createdBy, :version)
     ON CONFLICT (verdict, language) DO UPDATE SET source = excluded.source, created_at = excluded.created_at,
       created_by = excluded.created_by, version = excluded.version`,
  );
  readonly #countUp = this.db.prepare(
    "UPDATE full_translations SET version = version + 1 WHERE verdict = ? AND language = ?",
  );
  readonly #putOne = this.db.prepare(
    `INSERT INTO translated_paragraphs (verdict, language, number, body, anchor, author, written_at, version)
     VALUES (:verdict, :language, :number, :body, :anchor, :author, :writtenAt, :version)
     ON CONFLICT (verdict, language, number) DO UPDATE SET body = excluded.body, anchor = excluded.anchor,
       author = excluded.author, written_at = excluded.written_at, version = excluded.version`,
  );
  readonly #dropOne = this.db.prepare(
    "DELETE FROM translated_paragraphs WHERE verdict = ? AND language = ? AND number = ?",
  );
  readonly #dropAll = this.db.prepare("DELETE FROM translated_paragraphs WHERE verdict = ? AND language = ?");
  readonly #dropHead = this.db.prepare("DELETE FROM full_translations WHERE verdict = ? AND language = ?");
  readonly #insertRemoved = this.db.prepare(
    `INSERT INTO removed_translations (id, verdict, language, number, source, created_at, created_by, deleted_at, deleted_by)
     VALUES (:id, :verdict, :language, :number, :source, :createdAt, :createdBy, :deletedAt, :deletedBy)`,
  );
  readonly #keepParagraphs = this.db.prepare(
    `INSERT INTO removed_paragraphs (removed, number, body, anchor, author, written_at)
     SELECT :id, number, body, anchor, author, written_at FROM translated_paragraphs
     WHERE verdict = :verdict AND language = :language AND number = COALESCE(:number, number)`,
  );
  readonly #removedOf = this.db.prepare<[string]>(
    "SELECT * FROM removed_translations WHERE verdict = ? ORDER BY deleted_at DESC, rowid DESC",
  );
  readonly #removedOne = this.db.prepare<[string, string]>(
    "SELECT * FROM removed_translations WHERE verdict = ? AND id = ?",
  );
  readonly #removedWords = this.db.prepare<[string]>(
    `SELECT removed, language, p.number, body, anchor, author, written_at FROM removed_paragraphs AS p
     JOIN removed_translations AS r ON r.id = p.removed WHERE verdict = ?`,
  );
  readonly #putBack = this.db.prepare(
    `INSERT INTO translated_paragraphs (verdict, language, number, body, anchor, author, written_at, version)
     SELECT :verdict, :language, number, body, anchor, author, written_at, :version FROM removed_paragraphs
     WHERE removed = :id`,
  );
  readonly #forgetParagraphs = this.db.prepare("DELETE FROM removed_paragraphs WHERE removed = ?");
  readonly #forgetRemoved = this.db.prepare("DELETE FROM removed_translations WHERE id = ?");

  readonly list: TranslationStore["list"] = (verdict) =>
    read(this.db, () => this.#heads.all(verdict).map((row) => Head.parse(row)));

  readonly get: TranslationStore["get"] = (verdict, language) =>
    read(this.db, () => {
      const translation = this.#headOf(verdict, language);
      const rows = translation && this.#paragraphsOf.all(verdict, language);
      return translation && rows && { translation, paragraphs: rows.map((row) => Paragraph.parse(row)) };
    });

  readonly put: TranslationStore["put"] = (translation, paragraphs, replaces) =>
    write(this.db, () => {
      const { verdict, language } = translation;
      const before = this.#headOf(verdict, language);
      if ((before?.version ?? null) !== replaces) throw new StoreError("conflict");
      const version = (before?.version ?? 0) + 1;
      if (before) this.#keep(before, null, translation.createdBy, translation.createdAt);
      this.#putHead.run({ ...translation, version });
      this.#dropAll.run(verdict, language);
      // Above every version that a paragraph had: whoever has one open is told.
      for (const row of paragraphs) this.#putOne.run(this.#columnsOf(translation, row, version));
      return version;
    });

  readonly putParagraph: TranslationStore["putParagraph"] = (verdict, language, row, replaces) =>
    write(this.db, () => {
      const whole = this.#headOf(verdict, language);
      if (!whole) throw new StoreError("not-found");
      const before = Paragraph.nullable().parse(this.#paragraph.get(verdict, language, row.number) ?? null);
      if ((before?.version ?? null) !== replaces) throw new StoreError("conflict");
      if (row.body === "") {
        this.#keep(whole, row.number, row.author, row.writtenAt);
        this.#dropOne.run(verdict, language, row.number);
      } else this.#putOne.run(this.#columnsOf(whole, row, whole.version + 1));
      this.#countUp.run(verdict, language);
    });

  readonly remove: TranslationStore["remove"] = (verdict, language, by, at) =>
    write(this.db, () => {
      const whole = this.#headOf(verdict, language);
      if (whole) this.#keep(whole, null, by, at);
      this.#dropAll.run(verdict, language);
      return this.#dropHead.run(verdict, language).changes > 0;
    });

  readonly removed: TranslationStore["removed"] = (verdict) =>
    read(this.db, () => this.#removedOf.all(verdict).map((row) => Removed.parse(row)));

  readonly removedParagraphs: TranslationStore["removedParagraphs"] = (verdict) =>
    read(this.db, () => this.#removedWords.all(verdict).map((row) => RemovedParagraph.parse(row)));

  readonly restore: TranslationStore["restore"] = (verdict, id, by, at) =>
    write(this.db, () => {
      const found = Removed.nullable().parse(this.#removedOne.get(verdict, id) ?? null);
      if (!found) return null;
      const { language, number, source, createdAt, createdBy } = found;
      const standing = this.#headOf(verdict, language);
      const version = (standing?.version ?? 0) + 1;
      if (standing) this.#keep(standing, number, by, at);
      if (number === null) this.#dropAll.run(verdict, language);
      else this.#dropOne.run(verdict, language, number);
      const whole =
        standing && number !== null
          ? { ...standing, version }
          : { verdict, language, source, createdAt, createdBy, version };
      this.#putHead.run(whole);
      this.#putBack.run({ id, verdict, language, version });
      this.#forgetParagraphs.run(id);
      this.#forgetRemoved.run(id);
      return whole;
    });

  /** Keeps a whole one, or a paragraph of it, as it stands; nothing where nothing is in it. */
  #keep(
    { verdict, language, source, createdAt, createdBy }: FullTranslationRow,
    number: string | null,
    deletedBy: MemberId,
    deletedAt: string,
  ): void {
    if (number === null && this.#paragraphsOf.all(verdict, language).length === 0) return;
    if (number !== null && this.#paragraph.get(verdict, language, number) === undefined) return;
    const id = newId(RemovedTranslationId);
    this.#insertRemoved.run({ id, verdict, language, number, source, createdAt, createdBy, deletedAt, deletedBy });
    this.#keepParagraphs.run({ id, verdict, language, number });
  }

  #headOf(verdict: VerdictId, language: UiLanguage): FullTranslationRow | null {
    return Head.nullable().parse(this.#head.get(verdict, language) ?? null);
  }

  #columnsOf(
    at: Pick<FullTranslationRow, "verdict" | "language">,
    row: Omit<TranslatedParagraphRow, "version">,
    version: number,
  ): object {
    return {
      ...row,
      verdict: at.verdict,
      language: at.language,
      anchor: JSON.stringify(packAnchor(row.anchor)),
      version,
    };
  }
}
