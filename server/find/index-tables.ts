import Sqlite from "better-sqlite3";
import type { VerdictLanguage } from "../../schema/domain/language.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { indexedStem, shortMarked } from "../../schema/language/stem/word-search.ts";
import { answersQuery, asItStands, type SearchedText, searchedText } from "../../schema/search/match.ts";
import type { SearchQuery } from "../../schema/search/query.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import type { RevisionText } from "../../schema/text/revision.ts";
import { isSure, markedToken, matchExpression, stemToken } from "./match-expression.ts";

/** So many paragraphs a verdict has room for in the numbers of its entries. */
const ROOM = 2 ** 20;
/** Pages of 4 KiB: what the index may take, for several thousand verdicts. */
const PAGES_MOST = 262_144;

/** A paragraph of the index. */
export interface Entry {
  verdict: VerdictId;
  /** In the text of the verdict's newest revision. */
  start: number;
  /** Coram's; null for what has none. */
  number: string | null;
  searched: SearchedText;
}

function begun(): Sqlite.Database {
  const db = new Sqlite(":memory:");
  db.pragma(`max_page_count = ${PAGES_MOST}`);
  // Which words stand beside which is looked at in the text.
  db.exec(`CREATE TABLE entry (id INTEGER PRIMARY KEY, start INTEGER, number TEXT, words TEXT);
    CREATE VIRTUAL TABLE words USING fts5 (x, s, l, content='', detail=column, tokenize="unicode61 remove_diacritics 0")`);
  return db;
}

/** Paragraphs of verdicts with their words and stems, in memory: no file ever holds them. */
export class IndexTables {
  readonly #db = begun();
  readonly #matching = this.#db
    .prepare<[string, number, number], number>("SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?")
    .pluck();
  readonly #entry = this.#db.prepare<[number], { start: number; number: string | null; words: string }>(
    "SELECT start, number, words FROM entry WHERE id = ?",
  );
  readonly #places = new Map<VerdictId, { place: number; language: VerdictLanguage }>();
  readonly #ids: VerdictId[] = [];

  /** Holds the paragraphs of a verdict that it does not hold yet. */
  hold(id: VerdictId, language: VerdictLanguage, { text, blocks }: RevisionText): void {
    const place = this.#ids.length;
    this.#ids.push(id);
    this.#places.set(id, { place, language });
    const entry = this.#db.prepare("INSERT INTO entry (id, start, number, words) VALUES (?, ?, ?, ?)");
    const words = this.#db.prepare("INSERT INTO words (rowid, x, s, l) VALUES (?, ?, ?, ?)");
    this.#db.transaction(() => {
      for (const [n, block] of contentBlocks(blocks).entries()) {
        const shown = text.slice(block.start, block.end);
        const searched = searchedText(shown, language);
        const found = searched.words.map(({ word }) => word);
        if (found.length === 0) continue;
        const stems = searched.words.flatMap((word) => {
          const stem = indexedStem(word.word, language);
          const marked = shortMarked(asItStands(searched.folded, word));
          return [
            ...(stem === null ? [] : [stemToken(stem, language)]),
            ...(marked === null ? [] : [markedToken(marked)]),
          ];
        });
        const number = place * ROOM + n;
        entry.run(number, block.start, block.number, shown);
        words.run(number, found.join(" "), stems.join(" "), language);
      }
    })();
  }

  /** Which paragraphs of these verdicts answer a query, by verdict in their order. Only within their numbers is anything looked at. */
  find(query: SearchQuery, verdicts: readonly VerdictId[]): Map<VerdictId, number[]> {
    const found = new Map<VerdictId, number[]>(verdicts.map((id) => [id, []]));
    const match = matchExpression(query);
    if (match === null) return found;
    const isKnown = isSure(query);
    for (const [first, last] of this.#ranges(verdicts))
      for (const number of this.#matching.all(match, first * ROOM, (last + 1) * ROOM - 1)) {
        const id = this.#ids[Math.floor(number / ROOM)];
        if (id && (isKnown || answersQuery(this.entry(number).searched, query))) found.get(id)?.push(number);
      }
    return found;
  }

  entry(number: number): Entry {
    const row = this.#entry.get(number);
    const verdict = this.#ids[Math.floor(number / ROOM)];
    const language = verdict && this.#places.get(verdict)?.language;
    if (!row || !language) throw new Error("an entry that is not there");
    return { verdict, start: row.start, number: row.number, searched: searchedText(row.words, language) };
  }

  /** Places of verdicts, those side by side together. */
  #ranges(verdicts: readonly VerdictId[]): [number, number][] {
    const places = verdicts.flatMap((id) => this.#places.get(id)?.place ?? []).sort((a, b) => a - b);
    const ranges: [number, number][] = [];
    for (const place of places) {
      const last = ranges.at(-1);
      if (last && place <= last[1] + 1) last[1] = place;
      else ranges.push([place, place]);
    }
    return ranges;
  }
}
