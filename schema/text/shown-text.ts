import { findFolded, foldWithOffsets, type Folded } from "../language/fold.ts";
import { overlaps } from "./ranges.ts";
import type { Range } from "./revision.ts";
import { findTokens, parseToken } from "./token.ts";
import { tokenWord } from "./token-words.ts";

/** A stretch of the shown text and the one that it stands for; of a token's word no letter stands for a letter. */
interface Piece {
  shown: Range;
  stored: Range;
  isWord: boolean;
}

/** A text of a language in which words are looked for as they are stored and as they are read: tokens have a word of their own for each. */
export class ShownText {
  private readonly stored: Folded;
  private readonly shown: Folded | null;
  private readonly pieces: readonly Piece[];

  constructor(text: string, lang: string) {
    const { shown, pieces } = asShown(text, lang);
    this.stored = foldWithOffsets(text);
    this.shown = shown === text ? null : foldWithOffsets(shown);
    this.pieces = pieces;
  }

  /** Ranges of the stored text, sorted, apart; at most `limit`. */
  find(query: string, limit = Infinity): Range[] {
    const stored = findFolded(this.stored, query, limit);
    if (!this.shown) return stored;
    const found = findFolded(this.shown, query, limit).map((range) => this.toStored(range));
    const more = found.filter((range) => !stored.some((each) => overlaps(each, range)));
    if (more.length === 0) return stored;
    return [...stored, ...more].toSorted((a, b) => a.start - b.start).slice(0, limit);
  }

  private toStored({ start, end }: Range): Range {
    const first = this.pieces.findLast(({ shown }) => shown.start <= start);
    const last = this.pieces.find(({ shown }) => end <= shown.end);
    if (!first || !last) throw new Error("a place outside of the text");
    return {
      start: first.isWord ? first.stored.start : first.stored.start + start - first.shown.start,
      end: last.isWord ? last.stored.end : last.stored.end - (last.shown.end - end),
    };
  }
}

function asShown(text: string, lang: string): { shown: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let shown = "";
  let at = 0;
  const add = (to: number, words: string, isWord: boolean): void => {
    const from = shown.length;
    shown += words;
    pieces.push({ shown: { start: from, end: shown.length }, stored: { start: at, end: to }, isWord });
    at = to;
  };
  for (const { start, token } of findTokens(text)) {
    const kind = parseToken(token)?.kind;
    const word = kind && tokenWord(kind, lang);
    if (!word) continue;
    add(start + 1, text.slice(at, start + 1), false);
    add(at + kind.length, word, true);
  }
  add(text.length, text.slice(at), false);
  return { shown, pieces };
}
