import type { Database } from "better-sqlite3";
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
export function createTranslationStore(db: Database): TranslationStore {
  const heads = db.prepare<[string]>("SELECT * FROM full_translations WHERE verdict = ? ORDER BY language");
  const head = db.prepare<[string, string]>("SELECT * FROM full_translations WHERE verdict = ? AND language = ?");
  const paragraphsOf = db.prepare<[string, string]>(
    "SELECT * FROM translated_paragraphs WHERE verdict = ? AND language = ?",
  );
  const paragraph = db.prepare<[string, string, string]>(
    "SELECT * FROM translated_paragraphs WHERE verdict = ? AND language = ? AND number = ?",
  );
  const putHead = db.prepare(
    `INSERT INTO full_translations (verdict, language, source, created_at, created_by, version)
     VALUES (:verdict, :language, :source, :createdAt, :createdBy, :version)
     ON CONFLICT (verdict, language) DO UPDATE SET source = excluded.source, created_at = excluded.created_at,
       created_by = excluded.created_by, version = excluded.version`,
  );
  const countUp = db.prepare("UPDATE full_translations SET version = version + 1 WHERE verdict = ? AND language = ?");
  const putOne = db.prepare(
    `INSERT INTO translated_paragraphs (verdict, language, number, body, anchor, author, written_at, version)
     VALUES (:verdict, :language, :number, :body, :anchor, :author, :writtenAt, :version)
     ON CONFLICT (verdict, language, number) DO UPDATE SET body = excluded.body, anchor = excluded.anchor,
       author = excluded.author, written_at = excluded.written_at, version = excluded.version`,
  );
  const dropOne = db.prepare("DELETE FROM translated_paragraphs WHERE verdict = ? AND language = ? AND number = ?");
  const dropAll = db.prepare("DELETE FROM translated_paragraphs WHERE verdict = ? AND language = ?");
  const dropHead = db.prepare("DELETE FROM full_translations WHERE verdict = ? AND language = ?");
  const insertRemoved = db.prepare(
    `INSERT INTO removed_translations (id, verdict, language, number, source, created_at, created_by, deleted_at, deleted_by)
     VALUES (:id, :verdict, :language, :number, :source, :createdAt, :createdBy, :deletedAt, :deletedBy)`,
  );
  const keepParagraphs = db.prepare(
    `INSERT INTO removed_paragraphs (removed, number, body, anchor, author, written_at)
     SELECT :id, number, body, anchor, author, written_at FROM translated_paragraphs
     WHERE verdict = :verdict AND language = :language AND number = COALESCE(:number, number)`,
  );
  const removedOf = db.prepare<[string]>(
    "SELECT * FROM removed_translations WHERE verdict = ? ORDER BY deleted_at DESC, rowid DESC",
  );
  const removedOne = db.prepare<[string, string]>("SELECT * FROM removed_translations WHERE verdict = ? AND id = ?");
  const removedWords = db.prepare<[string]>(
    `SELECT removed, language, p.number, body, anchor, author, written_at FROM removed_paragraphs AS p
     JOIN removed_translations AS r ON r.id = p.removed WHERE verdict = ?`,
  );
  const putBack = db.prepare(
    `INSERT INTO translated_paragraphs (verdict, language, number, body, anchor, author, written_at, version)
     SELECT :verdict, :language, number, body, anchor, author, written_at, :version FROM removed_paragraphs
     WHERE removed = :id`,
  );
  const forgetParagraphs = db.prepare("DELETE FROM removed_paragraphs WHERE removed = ?");
  const forgetRemoved = db.prepare("DELETE FROM removed_translations WHERE id = ?");

  /** Keeps a whole one, or a paragraph of it, as it stands; nothing where nothing is in it. */
  const keep = (
    { verdict, language, source, createdAt, createdBy }: FullTranslationRow,
    number: string | null,
    deletedBy: MemberId,
    deletedAt: string,
  ): void => {
    if (number === null && paragraphsOf.all(verdict, language).length === 0) return;
    if (number !== null && paragraph.get(verdict, language, number) === undefined) return;
    const id = newId(RemovedTranslationId);
    insertRemoved.run({ id, verdict, language, number, source, createdAt, createdBy, deletedAt, deletedBy });
    keepParagraphs.run({ id, verdict, language, number });
  };
  const headOf = (verdict: VerdictId, language: UiLanguage): FullTranslationRow | null =>
    Head.nullable().parse(head.get(verdict, language) ?? null);
  const columnsOf = (
    at: Pick<FullTranslationRow, "verdict" | "language">,
    row: Omit<TranslatedParagraphRow, "version">,
    version: number,
  ): object => ({
    ...row,
    verdict: at.verdict,
    language: at.language,
    anchor: JSON.stringify(packAnchor(row.anchor)),
    version,
  });

  return {
    list: (verdict) => read(db, () => heads.all(verdict).map((row) => Head.parse(row))),
    get: (verdict, language) =>
      read(db, () => {
        const translation = headOf(verdict, language);
        const rows = translation && paragraphsOf.all(verdict, language);
        return translation && rows && { translation, paragraphs: rows.map((row) => Paragraph.parse(row)) };
      }),
    put: (translation, paragraphs, replaces) =>
      write(db, () => {
        const { verdict, language } = translation;
        const before = headOf(verdict, language);
        if ((before?.version ?? null) !== replaces) throw new StoreError("conflict");
        const version = (before?.version ?? 0) + 1;
        if (before) keep(before, null, translation.createdBy, translation.createdAt);
        putHead.run({ ...translation, version });
        dropAll.run(verdict, language);
        // Above every version that a paragraph had: whoever has one open is told.
        for (const row of paragraphs) putOne.run(columnsOf(translation, row, version));
        return version;
      }),
    putParagraph: (verdict, language, row, replaces) =>
      write(db, () => {
        const whole = headOf(verdict, language);
        if (!whole) throw new StoreError("not-found");
        const before = Paragraph.nullable().parse(paragraph.get(verdict, language, row.number) ?? null);
        if ((before?.version ?? null) !== replaces) throw new StoreError("conflict");
        if (row.body === "") {
          keep(whole, row.number, row.author, row.writtenAt);
          dropOne.run(verdict, language, row.number);
        } else putOne.run(columnsOf(whole, row, whole.version + 1));
        countUp.run(verdict, language);
      }),
    remove: (verdict, language, by, at) =>
      write(db, () => {
        const whole = headOf(verdict, language);
        if (whole) keep(whole, null, by, at);
        dropAll.run(verdict, language);
        return dropHead.run(verdict, language).changes > 0;
      }),
    removed: (verdict) => read(db, () => removedOf.all(verdict).map((row) => Removed.parse(row))),
    removedParagraphs: (verdict) => read(db, () => removedWords.all(verdict).map((row) => RemovedParagraph.parse(row))),
    restore: (verdict, id, by, at) =>
      write(db, () => {
        const found = Removed.nullable().parse(removedOne.get(verdict, id) ?? null);
        if (!found) return null;
        const { language, number, source, createdAt, createdBy } = found;
        const standing = headOf(verdict, language);
        const version = (standing?.version ?? 0) + 1;
        if (standing) keep(standing, number, by, at);
        if (number === null) dropAll.run(verdict, language);
        else dropOne.run(verdict, language, number);
        const whole =
          standing && number !== null
            ? { ...standing, version }
            : { verdict, language, source, createdAt, createdBy, version };
        putHead.run(whole);
        putBack.run({ id, verdict, language, version });
        forgetParagraphs.run(id);
        forgetRemoved.run(id);
        return whole;
      }),
  };
}
