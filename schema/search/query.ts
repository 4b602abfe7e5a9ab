import { foldForSearch } from "../language/fold.ts";
import { typedMarked } from "../language/stem/word-search.ts";
import { type OtherWay, otherWays, withBlanks, withNumbersJoined, withSumsJoined } from "./other-ways.ts";

/*
 * What is typed into Find, read once for page, route and index. Words, each in any form; `=word` as it is typed; `"some words"` one behind
 * the other; `word*` what begins so; `-word` where it does not stand; `one OR other`; `category:B3`. All of several within one paragraph.
 */

/** Some words that stand one behind the other; almost always one. */
export interface SearchTerm {
  /** Folded, letters and digits apart; never empty. */
  parts: readonly string[];
  /** Only as they are typed. */
  isExact: boolean;
  /** The last of them only begins a word. */
  begins: boolean;
  /** One of three letters as it is typed with its marks, whose forms begin so; null for any other. */
  marked: string | null;
  /** Another way to say what is typed before it: with abbreviations in full, a sum grouped or not. */
  isOther?: true;
  /** A sum: its parts stand together, with one sign between them. */
  isSum?: true;
}

/**
 * Why something was not read as it was meant, and was searched as words: `operator` of another search, `quote` that is not closed, `star`
 * behind less than two letters. `only-not`: nothing is searched for; `many`: what is beyond the most words was left out.
 */
export const UNREAD = ["operator", "quote", "star", "only-not", "many"] as const;

export interface Unread {
  why: (typeof UNREAD)[number];
  /** As it is typed; "" for `many`. */
  typed: string;
}

export interface SearchQuery {
  /** Of each one stands in a paragraph. */
  all: readonly (readonly SearchTerm[])[];
  /** None of them does. */
  not: readonly SearchTerm[];
  /** Code or id of a category, folded; null for any. */
  category: string | null;
  unread: readonly Unread[];
}

/** So many words are looked for at once. */
export const SEARCH_WORDS_MAX = 64;
/** So many letters before a star: fewer begin half of all words. */
const STAR_LEAST = 2;

const TOKEN = /(-?)(=?)(?:"([^"]*)("?)|([^\s"]+))/gu;
const NUMBER_NEXT = /^\s+\d/u;
const PARTS = /\p{L}+|\p{N}+/gu;
const QUOTES = /[“”„«»″]/gu;
/** What other searches, and later ones of this product, say before a colon. */
const KEYS = /^(in|term|country|court|case|author|stage|section|lang|date|instance|form|answer|has):/u;
const CATEGORY = /^category:(.+)$/u;
const DISTANCE = /^~/u;

/** Reads whatever is typed; it never throws. */
export function readQuery(typed: string): SearchQuery {
  return new Reader().read(withNumbersJoined(withSumsJoined(typed.replace(QUOTES, '"'))));
}

/** Letters and digits apart, folded. */
export function partsOf(words: string): string[] {
  return foldForSearch(words).match(PARTS) ?? [];
}

/** Whether anything at all is looked for. */
export function asksForWords({ all }: SearchQuery): boolean {
  return all.length > 0;
}

function termOf({ words, isSum }: OtherWay): SearchTerm {
  const term = { parts: partsOf(words), isExact: false, begins: false, marked: null, isOther: true } as const;
  return isSum ? { ...term, isSum } : term;
}

class Reader {
  private readonly all: SearchTerm[][] = [];
  private readonly not: SearchTerm[] = [];
  private readonly unread: Unread[] = [];
  private category: string | null = null;
  private words = 0;
  /** A number stands behind what is read. */
  private isNumbered = false;
  /** An OR was read, and waits for what stands behind it. */
  private joins = false;

  read(typed: string): SearchQuery {
    for (const {
      0: token,
      1: minus = "",
      2: exact = "",
      3: group,
      4: closing,
      5: typedRun = "",
      index,
    } of typed.matchAll(TOKEN)) {
      this.isNumbered = NUMBER_NEXT.test(typed.slice(index + token.length));
      const [whole, run, phrase] = [withBlanks(token), withBlanks(typedRun), group && withBlanks(group)];
      if (phrase === undefined) this.readRun(whole, run, minus !== "", exact !== "");
      else if (closing === "") {
        this.unread.push({ why: "quote", typed: whole });
        for (const word of phrase.split(/\s+/u)) this.add(word, word, false, false);
      } else this.add(whole, phrase, minus !== "", exact !== "");
    }
    if (this.joins) this.unread.push({ why: "operator", typed: "OR" });
    if (this.all.length === 0 && this.not.length > 0) this.unread.push({ why: "only-not", typed: "" });
    const { all, not, category, unread } = this;
    return { all, not, category, unread };
  }

  private readRun(whole: string, run: string, isNot: boolean, isExact: boolean): void {
    if (run === "OR" && !isNot && !isExact && this.all.length > 0) {
      this.joins = true;
      return;
    }
    const [, category] = CATEGORY.exec(run.toLowerCase()) ?? [];
    if (category !== undefined && !isNot && this.category === null) {
      this.category = foldForSearch(category);
      return;
    }
    if (category !== undefined || KEYS.test(run.toLowerCase()) || DISTANCE.test(run))
      this.unread.push({ why: "operator", typed: whole });
    this.add(whole, run, isNot, isExact);
  }

  private add(whole: string, words: string, isNot: boolean, isExact: boolean): void {
    const parts = partsOf(words);
    if (parts.length === 0) return;
    if (this.words + parts.length > SEARCH_WORDS_MAX) {
      if (!this.unread.some(({ why }) => why === "many")) this.unread.push({ why: "many", typed: "" });
      return;
    }
    this.words += parts.length;
    const hasStar = words.trimEnd().endsWith("*");
    const begins = hasStar && (parts.at(-1)?.length ?? 0) >= STAR_LEAST;
    if (hasStar && !begins) this.unread.push({ why: "star", typed: whole });
    const marked = isExact || begins ? null : typedMarked(words.trim());
    const terms: SearchTerm[] = [{ parts, isExact, begins, marked }];
    if (!isExact && !begins)
      for (const term of otherWays(words, this.isNumbered).map(termOf))
        if (!terms.some(({ isSum, parts: known }) => isSum === term.isSum && known.join() === term.parts.join()))
          terms.push(term);
    const joined = this.joins && !isNot ? this.all.at(-1) : undefined;
    if (isNot) this.not.push(...terms);
    else if (joined) joined.push(...terms);
    else this.all.push(terms);
    if (!isNot) this.joins = false;
  }
}
