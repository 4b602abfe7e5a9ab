import { compareTexts, type Hunk } from "./compare.ts";
import { applyRecorded } from "./edits.ts";
import type { Edit, EditMap, Range, Revision } from "../revision.ts";
import { findTokens } from "../token.ts";
import { overlaps } from "../ranges.ts";
import { widenEdits } from "../widen.ts";

/** A stretch that a better file has otherwise, to be taken or left. */
export interface ReimportHunk extends Hunk {
  /** What stands there now, and what would. */
  was: string;
  becomes: string;
  /** Typed tokens stand in it: it cannot be taken, since nobody can say which of the new words are the name. */
  hasToken: boolean;
}

/**
 * What a better text would change, in text order, and in how many places it only brings a name back where a typed token
 * stands: there the token wins and nothing is asked.
 */
export function reimportHunks(text: string, better: string): { hunks: ReimportHunk[]; tokensKept: number } {
  const tokens = findTokens(text);
  const hunks: ReimportHunk[] = [];
  let tokensKept = 0;
  let first = 0;
  for (const hunk of compareTexts(text, better)) {
    while ((tokens[first]?.end ?? Infinity) <= hunk.start) first++;
    const inside: Range[] = [];
    for (let at = first, token = tokens[at]; token && token.start < hunk.end; token = tokens[++at])
      if (overlaps(token, hunk)) inside.push(token);
    const was = text.slice(hunk.start, hunk.end);
    const isTokensOnly = inside.length > 0 && isBlankBetween(text, hunk, inside);
    if (isTokensOnly && !was.includes("\n")) {
      tokensKept++;
      continue;
    }
    hunks.push({ ...hunk, was, becomes: better.slice(hunk.newStart, hunk.newEnd), hasToken: inside.length > 0 });
  }
  return { hunks, tokensKept };
}

/** Whether nothing but white space stands in a range beside some places in it. */
function isBlankBetween(text: string, { start, end }: Range, places: readonly Range[]): boolean {
  const edges = [...places, { start: end, end }];
  return edges.every((place, i) => text.slice(places[i - 1]?.end ?? start, place.start).trim() === "");
}

/** A hunk that is taken, with what comes in as it was decided (tokens in place of names). */
export type Taken = Pick<Hunk, "start" | "end" | "slide"> & { insert: string };

/**
 * The next revision with some hunks of the text taken, and the way there: passages in or beside a hunk that could lie
 * elsewhere count as changed. Throws an EditError.
 */
export function takeHunks(
  revision: Revision,
  taken: readonly Taken[],
  usedNumbers: Iterable<string> = [],
): { revision: Revision; map: EditMap } {
  const { edits, doubts } = hunkEdits(revision.text, taken);
  return applyRecorded(revision, edits, [], "correct", usedNumbers, doubts);
}

/** Hunks as edits widened to words, and the stretches in which they could as well lie elsewhere. */
export function hunkEdits(text: string, taken: readonly Taken[]): { edits: Edit[]; doubts: Range[] } {
  const edits = widenEdits(
    text,
    taken.map(({ start, end, insert }) => ({ start, end, insert })),
    "correct",
  );
  const doubts = taken.flatMap(({ start, end, slide }) =>
    slide ? [{ start: start - slide.left, end: end + slide.right }] : [],
  );
  return { edits, doubts };
}
