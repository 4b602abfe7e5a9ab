import { VerdictLanguage } from "../domain/language.ts";
import { foldWithOffsets, type Folded } from "../language/fold.ts";
import { otherWays } from "../search/other-ways.ts";
import { findWords, type FoundWords, mergeFound } from "../language/stem/word-search.ts";
import type { Range } from "./revision.ts";
import { findTokens, parseToken } from "./token.ts";
import { tokenWord } from "./token-words.ts";

/** A stretch of the shown text and the one that it stands for; of a token's word no letter stands for a letter. */
interface Piece {
  shown: Range;
  stored: Range;
  isWord: boolean;
}

/**
 * A text of a language in which words are looked for, in all their forms, as they are stored and as they are read: tokens have a word of
 * their own for each. A token is found whole.
 */
export class ShownText {
  private readonly stored: Folded;
  private readonly shown: Folded | null;
  private readonly pieces: readonly Piece[];
  private readonly tokens: ReturnType<typeof findTokens>;
  private readonly languages: readonly VerdictLanguage[];

  constructor(text: string, lang: string) {
    this.tokens = findTokens(text);
    const { shown, pieces } = asShown(text, lang, this.tokens);
    this.stored = foldWithOffsets(text);
    this.shown = shown === text ? null : foldWithOffsets(shown);
    this.pieces = pieces;
    this.languages = VerdictLanguage.options.filter((each) => lang === each || lang.startsWith(`${each}-`));
  }

  /** Ranges of the stored text, sorted, apart; at most `limit`. */
  find(query: string, limit = Infinity): FoundWords[] {
    const ways = [query, ...otherWays(query).map(({ words }) => words)];
    const stored = ways.flatMap((way) => findWords(this.stored, way, this.languages, limit));
    const { shown: beside } = this;
    const shown = beside ? ways.flatMap((way) => findWords(beside, way, this.languages, limit)) : [];
    const found = [...stored, ...shown.map((each) => ({ ...each, ...this.toStored(each) }))];
    return mergeFound(this.withWholeTokens(found)).slice(0, limit);
  }

  private withWholeTokens(found: readonly FoundWords[]): FoundWords[] {
    if (this.tokens.length === 0) return [...found];
    let at = 0;
    return found
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, end, isForm }) => {
        const touched: Range[] = [];
        while ((this.tokens[at]?.end ?? Infinity) <= start) at++;
        for (let i = at; (this.tokens[i]?.start ?? Infinity) < end; i++) touched.push(...this.tokens.slice(i, i + 1));
        return {
          start: Math.min(start, touched[0]?.start ?? start),
          end: Math.max(end, touched.at(-1)?.end ?? end),
          isForm,
          ...(touched.length > 0 ? { isPlaceholder: true } : {}),
        };
      });
  }

  private toStored({ start, end }: Range): Range {
    const first = this.pieces[this.firstPiece(({ shown }) => shown.end > start)];
    const last = this.pieces[this.firstPiece(({ shown }) => shown.end >= end)];
    if (!first || !last) throw new Error("a place outside of the text");
    return {
      start: first.isWord ? first.stored.start : first.stored.start + start - first.shown.start,
      end: last.isWord ? last.stored.end : last.stored.end - (last.shown.end - end),
    };
  }

  /** By halves: what holds of a piece holds of those behind it. */
  private firstPiece(holds: (piece: Piece) => boolean): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.pieces[middle];
      if (piece && holds(piece)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function asShown(
  text: string,
  lang: string,
  tokens: ReturnType<typeof findTokens>,
): { shown: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let shown = "";
  let at = 0;
  const add = (to: number, words: string, isWord: boolean): void => {
    const from = shown.length;
    shown += words;
    pieces.push({ shown: { start: from, end: shown.length }, stored: { start: at, end: to }, isWord });
    at = to;
  };
  for (const { start, token } of tokens) {
    const kind = parseToken(token)?.kind;
    const word = kind && tokenWord(kind, lang);
    if (!word) continue;
    add(start + 1, text.slice(at, start + 1), false);
    add(at + kind.length, word, true);
  }
  add(text.length, text.slice(at), false);
  return { shown, pieces };
}
