import { blockAt } from "./blocks.ts";
import type { Block, Range } from "./revision.ts";
import { charBefore, isInsideWord, isWordChar, leftEdge, rightEdge } from "./words.ts";

const SPACE = /\s/;

/** The range without white space at its ends and with half-chosen words whole; null if it holds nothing but white space. */
export function snapToWords(text: string, range: Range): Range | null {
  let start = Math.max(0, Math.min(range.start, text.length));
  let end = Math.max(start, Math.min(range.end, text.length));
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (end > start && SPACE.test(text.charAt(end - 1))) end--;
  if (start === end) return null;
  if (isInsideWord(text, start)) start = leftEdge(text, start);
  if (isInsideWord(text, end)) end = rightEdge(text, end);
  return { start, end };
}

/**
 * The whole sentences that a range touches, inside its first and last block; null if it holds nothing but white space.
 * It would rather take a sentence too many than end one inside a citation: no sentence ends after an abbreviation, an
 * initial, a Roman number or a number with a dot ("čl. 388. KZ", "12.03.2020. Sud").
 */
export function snapToSentence(text: string, blocks: readonly Block[], range: Range): Range | null {
  const words = snapToWords(text, range);
  if (!words) return null;
  const first = blockAt(blocks, words.start) ?? { start: 0, end: text.length };
  const last = blockAt(blocks, words.end - 1) ?? { start: 0, end: text.length };
  let start = first.start;
  for (const end of sentenceEnds(text, first)) if (end <= words.start) start = end;
  const end = sentenceEnds(text, last).find((each) => each >= words.end) ?? last.end;
  while (start < words.start && SPACE.test(text.charAt(start))) start++;
  return snapToWords(text, { start, end });
}

const STOP = /[.!?…]+["'”“’»)\]]*(?=\s)/g;
const NEXT_STARTS = /^\s+[„“”"'‘«»([–—-]*\s*(?:\p{Lu}|\p{N})/u;

/** Where the sentences of a stretch of text end, after the stop and its closing quotes; the end of the stretch is the last. */
export function sentenceEnds(text: string, { start, end }: Range): number[] {
  const part = text.slice(start, end);
  const ends: number[] = [];
  for (const stop of part.matchAll(STOP)) {
    const after = stop.index + stop[0].length;
    if (!NEXT_STARTS.test(part.slice(after, after + 40))) continue;
    if (stop[0].startsWith(".") && !stop[0].startsWith("..") && keepsOn(part, stop.index)) continue;
    ends.push(start + after);
  }
  ends.push(end);
  return ends;
}

// Before capitals or figures: law, courts, addresses, titles and dates in the network's languages.
const ABBREVIATIONS = new Set(
  (
    "br čl cl st tel tač tac toč toc al al. str sv god g dr mr ml st. prof ing dipl inž sl gl adv ul kv odn tzv npr itd tj " +
    "r l k kž kp jmbg mat reg rođ rodj im ud v vd s.r sr sc m.r t.č " +
    "бр чл ст тач точ ал стр св год г др мр проф инг дипл сл гл адв ул кв одн тзв нпр итд тј р л рег мат рођ с.р м.р " +
    "т.н т.е сп тел пр " +
    "nr neni. pg par paragr f fq nd p.sh etj dt av z znj rr lagj vol no art para pp p cf vs mr mrs ms inc ltd co e.g i.e"
  ).split(" "),
);
// Registers and the like: Кпп., Ktž. A syllabic r may end a sentence: smrt.
const VOWELLESS = /^[^aeiouyëаеиоуrр\P{L}]{2,4}$/iu;
const ROMAN = /^[IVXLCDM]+$/;

/** Whether a sentence goes on after the dot at a position. */
function keepsOn(text: string, dot: number): boolean {
  let from = dot;
  while (from > 0 && (isWordChar(charBefore(text, from)) || text[from - 1] === ".")) from--;
  const word = text.slice(from, dot);
  const last = word.slice(word.lastIndexOf(".") + 1);
  if (last === "") return false;
  if (/^(?:\p{N}+|\p{L})$/u.test(last)) return true;
  if (ROMAN.test(last) || VOWELLESS.test(last)) return true;
  return ABBREVIATIONS.has(word.toLowerCase()) || ABBREVIATIONS.has(last.toLowerCase());
}
