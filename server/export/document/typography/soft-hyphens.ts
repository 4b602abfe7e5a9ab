import macedonian from "hyphen/mk/index.js";
import serbian from "hyphen/sh-latn/index.js";
import { type Block, type Inline, isPagePart, type Manuscript, mapWithin, type Run } from "../manuscript/manuscript.ts";

const SOFT = "\u00ad";
/** Languages that the typesetter has no patterns for. */
const PATTERNS: Readonly<Record<string, (word: string) => string>> = {
  "sr-Latn": serbian.hyphenateSync,
  mk: macedonian.hyphenateSync,
};
/** A word shorter than that is not parted, and so much of it stays on either line. */
const [WORD_MIN, PART_MIN] = [6, 3];
/**
 * Words of letters alone, with what stands right round them: addresses, numbers of cases and tokens are not parted, nor is the
 * unit of a number or the last word.
 */
const WORD = new RegExp(
  `\\[[^\\]\\n]{1,40}\\]|(?<![\\p{L}\\p{N}@/._-]|\\d\\u00a0)\\p{L}{${WORD_MIN},}(?![\\p{L}\\p{N}@/_]|[.-]\\p{L}|[.:;!?][”“’‘»]?$)`,
  "gu",
);

/** The letters of what stands in lines of one size, in the order of the pages, and before which of them a line begins. */
export interface SetLetters {
  letters: string;
  begins: ReadonlySet<number>;
}
/** What was read of the pages: text, and notes at their foot. */
export interface SetPages {
  text: SetLetters;
  notes: SetLetters;
}

/** Whether a document has words that only soft hyphens can part. */
export function needsSoftHyphens(manuscript: Manuscript): boolean {
  let isNeeded = false;
  inLines(manuscript, (line) => {
    isNeeded ||= line.some((each) => each.kind === "run" && langOf(each, manuscript) in PATTERNS);
    return [...line];
  });
  return isNeeded;
}

/** A document in which every word may be parted where its language parts it. */
export function withSoftHyphens(manuscript: Manuscript): Manuscript {
  const known = new Map<string, string>();
  const run = (of: Run): Run => {
    const lang = langOf(of, manuscript);
    const patterns = PATTERNS[lang];
    const bare = of.text.replaceAll(SOFT, "");
    if (!patterns || of.superscript) return { ...of, text: bare };
    const text = bare.replace(WORD, (word) => {
      if (word.startsWith("[")) return word;
      const key = `${lang} ${word}`;
      const parted = known.get(key) ?? longParts(patterns(word));
      known.set(key, parted);
      return parted;
    });
    return { ...of, text };
  };
  return inLines(manuscript, (line) => line.map((each) => (each.kind === "run" ? run(each) : each)));
}

/**
 * The same document with those soft hyphens alone at which a line ends: readers copy the others too, and look in vain for words
 * that have one. A line that is not found on the pages keeps none.
 */
export function withUsedHyphens(manuscripts: readonly Manuscript[], pages: SetPages): Manuscript[] {
  const at = { text: 0, notes: 0 };
  const [text, notes] = [pages.text.letters, pages.notes.letters];
  const letters = { text, notes };
  return manuscripts.map((manuscript) => used(manuscript, pages, letters, at));
}

function used(
  manuscript: Manuscript,
  pages: SetPages,
  letters: Record<keyof SetPages, string>,
  at: Record<keyof SetPages, number>,
): Manuscript {
  return inLines(manuscript, (line, part) => {
    const { begins } = pages[part];
    const own = lettersOf(line.map(inText).join(""));
    const found = own === "" ? -1 : letters[part].indexOf(own, at[part]);
    let next = found;
    if (found >= 0) at[part] = found + own.length;
    return line.map((each) => {
      if (each.kind !== "run" || each.superscript) {
        next += lettersOf(inText(each)).length;
        return each;
      }
      const [first = "", ...rest] = each.text.split(SOFT);
      next += lettersOf(first).length;
      let text = first;
      for (const piece of rest) {
        text += (found >= 0 && begins.has(next) ? SOFT : "") + piece;
        next += lettersOf(piece).length;
      }
      return { ...each, text };
    });
  });
}

/** Of a line what is set in the size of its text. */
function inText(inline: Inline): string {
  if (inline.kind === "to") return inline.text;
  return inline.kind === "run" && !inline.superscript ? inline.text : "";
}

/** What is compared of words: how signs, blanks and numbers are read from a page is the reader's. */
export function lettersOf(text: string): string {
  return text.normalize("NFKC").replace(/[^\p{L}]+/gu, "");
}

function langOf({ lang }: Run, { language }: Manuscript): string {
  return lang ?? language;
}

/** Between a consonant and its vowel, which go to one line: the patterns part "правос-илна". */
const TORN = /[^aeiouаеиоу]$/iu;
const VOWEL = /^[aeiouаеиоу]/iu;

/** Without hyphens that leave little of a word on a line, or tear a syllable. */
function longParts(parted: string): string {
  const parts = parted.split(SOFT);
  const { length } = parts.join("");
  let before = 0;
  let word = "";
  for (const part of parts) {
    const isTorn = TORN.test(word) && VOWEL.test(part);
    word += (before >= PART_MIN && length - before >= PART_MIN && !isTorn ? SOFT : "") + part;
    before += part.length;
  }
  return word;
}

/**
 * A document with other lines, in their order: paragraphs, items, quotes, and the notes of each after it. Headings, tables,
 * recommendations and the lead of a summary are set unparted.
 */
function inLines(
  manuscript: Manuscript,
  change: (line: readonly Inline[], part: keyof SetPages) => Inline[],
): Manuscript {
  const line = (content: readonly Inline[]): Inline[] =>
    change(content, "text").map((each) =>
      each.kind === "note" ? { ...each, content: change(each.content, "notes") } : each,
    );
  const block = (of: Block): Block => {
    if (isPagePart(of)) return of;
    switch (of.kind) {
      case "heading":
      case "table":
      case "recommendation":
      case "facts":
        return of;
      case "evidence":
        return { ...of, content: line(of.content) };
      case "paragraph":
        return of.role === "lead" ? of : { ...of, content: line(of.content) };
      default:
        return mapWithin(of, (inline) => inline, block);
    }
  };
  return { ...manuscript, blocks: manuscript.blocks.map(block) };
}
