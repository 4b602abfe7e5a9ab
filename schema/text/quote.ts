import type { Range, RevisionText } from "./revision.ts";
import { splitsPair } from "./words.ts";

/** What stands between the parts of a discontinuous passage when it is quoted. */
export const GAP = " […] ";

/** How a block's end is shown inside a quote. */
export type Breaks = "space" | "newline";

/** What closes a sentence or a bracket stands right behind what was cut before it. */
const CLOSING = /^[.,;:!?…)\]}”“’»]/u;

/** The words of a passage, read from the text; parts joined by ` […] `. A quote is never stored (docs/design.md, idea 2). */
export function quote(revision: RevisionText, ranges: readonly Range[], breaks: Breaks = "space"): string {
  return ranges
    .map(({ start, end }) => inLine(revision.text.slice(start, end), breaks))
    .reduce((all, part, i) => (i === 0 ? part : `${all}${CLOSING.test(part) ? GAP.trimEnd() : GAP}${part}`), "");
}

/** Up to `units` UTF-16 units on either side of a passage, for finding it by eye; never half a surrogate pair. */
export function context(
  revision: RevisionText,
  ranges: readonly Range[],
  units: number,
  breaks: Breaks = "space",
): { before: string; after: string } {
  const { text } = revision;
  const start = ranges[0]?.start ?? 0;
  const end = ranges.at(-1)?.end ?? 0;
  let from = Math.max(0, start - units);
  let to = Math.min(text.length, end + units);
  if (splitsPair(text, from)) from++;
  if (splitsPair(text, to)) to--;
  return { before: inLine(text.slice(from, start), breaks), after: inLine(text.slice(end, to), breaks) };
}

function inLine(text: string, breaks: Breaks): string {
  return breaks === "space" ? text.replaceAll("\n", " ") : text;
}
