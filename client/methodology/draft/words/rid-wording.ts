import { compareTexts } from "../../../../schema/text/edits/compare.ts";
import { onlyChange } from "../../../../schema/text/edits/only-change.ts";
import { findTokens } from "../../../../schema/text/token.ts";
import { lettersAfter, lettersOf } from "../../../sync/letters/letters.ts";
import { ridOf } from "../../../sync/letters/rid.ts";
import { merged } from "../../../sync/reword.ts";

/** Whether words are others without what was erased of them: a placeholder more stands there, and no letter that they did not have. */
export function isRidOf(now: string, was: string): boolean {
  return findTokens(now).length > findTokens(was).length && areIn(lettersIn(now), lettersIn(was));
}

/** Of several wordings the one that was rewritten into words without what was erased: that of which least is gone, a name at least. */
export function ridFrom(now: string, all: readonly string[]): string | undefined {
  const left = lettersIn(now).length;
  const may = all.filter((each) => isRidOf(now, each)).toSorted((a, b) => a.length - b.length);
  return may.find((each) => lettersIn(each).length > left) ?? may[0];
}

/** Whether all letters and placeholders of some words stand in others, in order. */
export function isAmong(words: string, others: string): boolean {
  return findTokens(words).length === findTokens(others).length && areIn(lettersIn(words), lettersIn(others));
}

/** What somebody made of words by typing, without what was erased of these: `now` is all that is left of them. */
export function withoutErased(text: string, was: string, now: string): string {
  const { from, to, letters } = onlyChange(was, text, null);
  // In several places.
  if (from !== to && letters !== "") return merged(was, text, now) ?? text;
  const begun = { text: was, letters: undefined };
  const typed = lettersAfter(begun, text);
  // By what stood there together a name is known into which something was typed: that stays a word by itself.
  const asked = { text: was, letters: { ...lettersOf(begun), stood: typed?.stood ?? [] } };
  const erased = compareTexts(was, now).map((hunk) => ({
    name: was.slice(hunk.start, hunk.end),
    instead: now.slice(hunk.newStart, hunk.newEnd),
  }));
  const screened = (words: string): string =>
    words === was
      ? now
      : erased.reduce((left, { name, instead }) => (name ? left.replace(name, () => instead) : left), words);
  return ridOf({ text, letters: typed }, asked, screened).text;
}

function lettersIn(words: string): string {
  let out = "";
  let at = 0;
  for (const { start, end } of findTokens(words)) {
    out += words.slice(at, start);
    at = end;
  }
  return (out + words.slice(at)).replaceAll(/\s/g, "");
}

function areIn(letters: string, others: string): boolean {
  let at = 0;
  for (let i = 0; i < others.length && at < letters.length; i++) if (others[i] === letters[at]) at++;
  return at === letters.length;
}
