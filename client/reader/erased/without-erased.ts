import { foldForSearch } from "../../../schema/language/fold.ts";
import type { Hunk } from "../../../schema/text/edits/compare.ts";
import { OWN, SAME_SHARE, WORD } from "./letters-left.ts";

/** Shorter words are forms of one name only where they are the same. */
const FORM_LETTERS = 3;
/** So many letters may be put into a word by a slip; more are words, also where no space was typed yet. */
const SLIP_LETTERS = 3;
/** Words that begin in small letters may be any others of a language: a form of a name is hardly longer or shorter than it. */
const ENDING_LETTERS = 2;
/** Such small words were erased with a name, and are none. */
const SMALL = /^\p{Ll}{1,2}$/u;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const LEADING = /^[\p{L}\p{M}\p{N}]+/u;
const TRAILING = /[\p{L}\p{M}\p{N}]+$/u;

interface Typed {
  typed: string;
  /** Where each letter of it stood, or OWN. */
  from: readonly number[];
}

export interface Followed {
  text: string;
  from: number[];
  /** Where each place of what was typed is now. */
  places: number[];
}

/** A word that was erased. */
interface GoneWord {
  folded: string;
  isCapital: boolean;
  hunk: Hunk;
}

/**
 * What somebody typed over words, without what was erased from these words since. `was`: the words, `now`: the same after the erasure; what
 * leads from one to the other is `gone`. What they left as it was follows. What they typed stays, but for letters put into an erased
 * word, the rest of one that they had changed, and each form of one.
 */
export function withoutErased(was: string, now: string, { typed, from }: Typed, gone: readonly Hunk[]): Followed {
  const out = new Out(was, now, gone, from);
  for (let i = 0; i < typed.length;) {
    const at = from[i] ?? OWN;
    if (at !== OWN) {
      out.left(typed[i] ?? "", at);
      i++;
      continue;
    }
    let end = i;
    while (end < typed.length && from[end] === OWN) end++;
    out.own(typed.slice(i, end), i > 0 ? (from[i - 1] ?? null) : null, from[end] ?? null);
    i = end;
  }
  return out.end();
}

/** What is written letter by letter. */
class Out {
  private text = "";
  private readonly from: number[] = [];
  private readonly places: number[] = [];
  private readonly given = new Set<Hunk>();
  /** With nothing but spaces after it. */
  private last: Hunk | null = null;
  private readonly all: readonly Hunk[];
  private readonly gone: readonly Hunk[];
  private readonly inserts: Hunk[];
  private readonly words: readonly GoneWord[];
  private readonly giving: ReadonlySet<Hunk>;
  private readonly was: string;
  private readonly now: string;
  private lastLeft = OWN;

  constructor(was: string, now: string, gone: readonly Hunk[], from: readonly number[]) {
    this.was = was;
    this.now = now;
    this.all = gone;
    this.gone = gone.filter(({ start, end }) => start < end);
    this.inserts = gone.filter(({ start, end }) => start === end);
    this.words = this.gone.flatMap((hunk) =>
      [...was.slice(hunk.start, hunk.end).matchAll(WORD)]
        .filter(({ 0: word }) => !SMALL.test(word))
        .map(({ 0: word }) => ({ folded: foldForSearch(word), isCapital: /^\p{Lu}/u.test(word), hunk })),
    );
    this.giving = this.givingWay(from);
  }

  /** Of the hunks of which something is left, those of which it is more than small words: these are no names. */
  private givingWay(from: readonly number[]): Set<Hunk> {
    const left = new Set(from);
    return new Set(
      this.gone.filter((hunk) => {
        const words = [...this.was.slice(hunk.start, hunk.end).matchAll(WORD)];
        const isLeft = ({ 0: word, index }: RegExpMatchArray): boolean =>
          Array.from(word).some((_, i) => left.has(hunk.start + (index ?? 0) + i));
        const there = words.filter(isLeft);
        return words.length === 0 ? hasAny(left, hunk) : there.some(({ 0: word }) => !SMALL.test(word));
      }),
    );
  }

  /** A letter that stood at a place. */
  left(letter: string, at: number): void {
    while (this.inserts[0] && this.inserts[0].start <= at) {
      const [insert] = this.inserts.splice(0, 1);
      if (insert && insert.start > this.lastLeft) this.give(insert);
    }
    this.lastLeft = Math.max(this.lastLeft, at);
    const hunk = this.hunkAt(at);
    if (!hunk) {
      this.places.push(this.text.length);
      this.write(letter, this.placeNow(at));
      return;
    }
    this.places.push(this.text.length);
    if (!this.given.has(hunk)) this.give(hunk);
  }

  /** What somebody typed between two letters that stood there: `a` before it and `b` behind it; null at the ends. */
  own(run: string, a: number | null, b: number | null): void {
    const [before, behind] = [a === null ? null : this.hunkAt(a), b === null ? null : this.hunkAt(b)];
    let [head, rest, tail] = ["", run, ""];
    if (a !== null && b !== null && before && behind && this.isOneWord(a, b)) {
      // Words that were typed into a name stay; letters and spaces that were put into it go.
      const isWords = LETTER.test(run) && (/\s/u.test(run) || run.length > SLIP_LETTERS);
      if (!isWords) head = run;
      else if (!/^\s/u.test(run)) this.write(" ", OWN);
      if (!isWords) rest = "";
    } else if (before && before === behind && !LETTER.test(run)) [head, rest] = [run, ""];
    else {
      // The ending that was typed in the place of an erased word's own goes with it.
      if (a !== null && before && b !== a + 1 && this.isLetter(a + 1)) head = LEADING.exec(run)?.[0] ?? "";
      rest = run.slice(head.length);
      if (b !== null && behind && a !== b - 1 && this.isLetter(b - 1)) tail = TRAILING.exec(rest)?.[0] ?? "";
      rest = rest.slice(0, rest.length - tail.length);
    }
    this.skip(head);
    this.ownWords(rest);
    this.skip(tail);
  }

  end(): Followed {
    for (const insert of this.inserts) if (insert.start === this.lastLeft + 1) this.give(insert);
    this.places.push(this.text.length);
    return { text: this.text, from: this.from, places: this.places };
  }

  private ownWords(run: string): void {
    let at = 0;
    for (const { 0: word, index } of run.matchAll(WORD)) {
      const hunk = this.formOf(word);
      // Two words of one name are one placeholder, without what parted them.
      if (hunk && hunk === this.last && !LETTER.test(run.slice(at, index))) this.skip(run.slice(at, index));
      else this.letters(run.slice(at, index));
      at = index + word.length;
      if (!hunk) this.letters(word);
      else {
        if (hunk !== this.last) this.writeAll(this.now.slice(hunk.newStart, hunk.newEnd));
        this.last = hunk;
        this.skip(word);
      }
    }
    this.letters(run.slice(at));
  }

  private formOf(word: string): Hunk | null {
    const folded = foldForSearch(word);
    const isCapital = /^\p{Lu}/u.test(word);
    return this.words.find((each) => isForm(folded, each.folded, isCapital || !each.isCapital))?.hunk ?? null;
  }

  private letters(own: string): void {
    for (let i = 0; i < own.length; i++) {
      this.places.push(this.text.length);
      this.write(own[i] ?? "", OWN);
    }
  }

  private skip(own: string): void {
    for (let i = 0; i < own.length; i++) this.places.push(this.text.length);
  }

  private give(hunk: Hunk): void {
    this.given.add(hunk);
    if (hunk === this.last) return;
    for (let i = hunk.newStart; i < hunk.newEnd; i++) this.write(this.now[i] ?? "", i);
    this.last = hunk;
  }

  private writeAll(text: string): void {
    for (let i = 0; i < text.length; i++) this.write(text[i] ?? "", OWN);
  }

  private write(letter: string, from: number): void {
    this.text += letter;
    this.from.push(from);
    if (!/\s/u.test(letter)) this.last = null;
  }

  private hunkAt(at: number): Hunk | null {
    const hunk = this.gone.find(({ start, end }) => start <= at && at < end);
    return hunk && this.giving.has(hunk) ? hunk : null;
  }

  /** Where a letter that stays stands in the words of now. */
  private placeNow(at: number): number {
    // Small words that are left of what was erased stand there no more.
    if (this.gone.some(({ start, end }) => start <= at && at < end)) return OWN;
    const before = this.all.filter(({ end }) => end <= at);
    return before.reduce((place, { start, end, newStart, newEnd }) => place + newEnd - newStart - (end - start), at);
  }

  private isOneWord(a: number, b: number): boolean {
    return a < b && /^[\p{L}\p{M}\p{N}]+$/u.test(this.was.slice(a, b + 1));
  }

  private isLetter(at: number): boolean {
    return LETTER.test(this.was.charAt(at));
  }
}

function hasAny(left: ReadonlySet<number>, { start, end }: Hunk): boolean {
  for (let i = start; i < end; i++) if (left.has(i)) return true;
  return false;
}

/** Whether a typed word is a form of an erased one. `isName`: it is written as a name, or that was none. */
function isForm(a: string, b: string, isName: boolean): boolean {
  const [shorter, longer] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  if (a === b) return true;
  if (shorter < FORM_LETTERS || (!isName && longer - shorter > ENDING_LETTERS)) return false;
  return alike(a, b) >= Math.ceil(shorter * SAME_SHARE);
}

/** How many letters two words begin alike with. */
function alike(a: string, b: string): number {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  return same;
}
