import diff from "fast-diff";
import { merged } from "../../sync/reword.ts";
import { WordSigns } from "../versions/version-diff.ts";

/** What a block becomes with a wording that was proposed for it. */
export interface Applied {
  words: string;
  /** It has become another since, or nobody knows: who applies it is shown first what comes of it. */
  asks: boolean;
  /** What was written since is in it. */
  keepsBoth: boolean;
}

/** `was`: how the block read when the wording was made; null where that is not known. `now`: how it reads. */
export function applied(was: string | null, wording: string, now: string): Applied {
  if (now === was || now === wording) return { words: wording, asks: false, keepsBoth: true };
  const both = was === null ? null : withBoth(was, wording, now);
  return { words: both ?? wording, asks: true, keepsBoth: both !== null };
}

/** Word by word; null where both have changed the same ones, or some beside each other. */
function withBoth(was: string, wording: string, now: string): string | null {
  const words = new WordSigns();
  const [before, theirs, ours] = [words.signsOf(was), words.signsOf(wording), words.signsOf(now)];
  if (words.areTooMany) return null;
  const others = changedIn(before, ours);
  if (changedIn(before, theirs).some(([from, to]) => others.some(([start, end]) => start <= to && from <= end)))
    return null;
  const signs = merged(before, theirs, ours);
  return signs === null ? null : words.wordsOf(signs);
}

/** Where of `before` something else was put. */
function changedIn(before: string, after: string): [from: number, to: number][] {
  const places: [number, number][] = [];
  let at = 0;
  for (const [kind, run] of diff(before, after)) {
    const from = at;
    if (kind !== diff.INSERT) at += run.length;
    if (kind !== diff.EQUAL) places.push([from, at]);
  }
  return places;
}
