import type { Database } from "better-sqlite3";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import { traceIdOf } from "../../shapes/trace-id.ts";
import type { TranslationRow } from "../../rows.ts";
import { parseAnchor } from "./anchor-column.ts";

/** Columns of `translations` under the names of their rows. */
export const TRANSLATION_COLUMNS = `translations.id, translations.room, translations.verdict, translations.audience,
  translations.layer, translations.anchor, translations.language, translations.body, translations.created_at AS createdAt,
  translations.deleted, translations.author, translations.last_writer AS lastWriter`;

export type TranslationColumns = Omit<TranslationRow, "anchor"> & { anchor: string };

/** As with the other projected rows, what stands in the table was checked when it was written. */
export function toTranslationRow(columns: TranslationColumns): TranslationRow {
  return { ...columns, anchor: parseAnchor(columns.anchor) };
}

/**
 * Rewrites the words of a verdict's full translations, of those that were taken away too; `id` as in the trace of an erasure, which is
 * that of the place where it stood: what stands there in a backup may have been taken away since, or put back.
 */
export function createTranslationRewriting(
  db: Database,
): (verdict: VerdictId, rewrite: (text: string, id: string) => string) => void {
  const sources = db.prepare<[string], { language: string; text: string }>(
    "SELECT language, source AS text FROM full_translations WHERE verdict = ?",
  );
  const paragraphs = db.prepare<[string], { language: string; number: string; text: string }>(
    "SELECT language, number, body AS text FROM translated_paragraphs WHERE verdict = ?",
  );
  const setSource = db.prepare("UPDATE full_translations SET source = ? WHERE verdict = ? AND language = ?");
  // A paragraph that somebody has open must not bring the words back.
  const setBody = db.prepare(
    `UPDATE translated_paragraphs SET body = :body, version = 1 + (SELECT version FROM full_translations AS f
       WHERE f.verdict = :verdict AND f.language = :language)
     WHERE verdict = :verdict AND language = :language AND number = :number`,
  );
  const removedSources = db.prepare<[string], { id: string; language: string; text: string }>(
    "SELECT id, language, source AS text FROM removed_translations WHERE verdict = ?",
  );
  const removedBodies = db.prepare<[string], { id: string; language: string; number: string; text: string }>(
    `SELECT r.id, language, p.number, body AS text FROM removed_paragraphs AS p
     JOIN removed_translations AS r ON r.id = p.removed WHERE verdict = ?`,
  );
  const setRemovedSource = db.prepare("UPDATE removed_translations SET source = ? WHERE id = ?");
  const setRemovedBody = db.prepare("UPDATE removed_paragraphs SET body = ? WHERE removed = ? AND number = ?");
  const count = db.prepare("UPDATE full_translations SET version = version + 1 WHERE verdict = ? AND language = ?");
  return (verdict, rewrite) => {
    const changed = new Set<string>();
    for (const { language, text } of sources.all(verdict)) {
      const next = rewrite(text, traceIdOf(language, null));
      if (next === text) continue;
      setSource.run(next, verdict, language);
      changed.add(language);
    }
    for (const { language, number, text } of paragraphs.all(verdict)) {
      const next = rewrite(text, traceIdOf(language, number));
      if (next === text) continue;
      setBody.run({ body: next, verdict, language, number });
      changed.add(language);
    }
    for (const language of changed) count.run(verdict, language);
    for (const { id, language, text } of removedSources.all(verdict)) {
      const next = rewrite(text, traceIdOf(language, null));
      if (next !== text) setRemovedSource.run(next, id);
    }
    for (const { id, language, number, text } of removedBodies.all(verdict)) {
      const next = rewrite(text, traceIdOf(language, number));
      if (next !== text) setRemovedBody.run(next, id, number);
    }
  };
}
