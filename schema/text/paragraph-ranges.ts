import { z } from "zod";
import type { Revision } from "./revision.ts";

/**
 * Numbers of paragraphs (`Block.number`), those that follow each other as one: `1-211 213 213a`. A number is a paragraph's for good, so that
 * this holds whatever is corrected.
 */
export const ParagraphRanges = z
  .string()
  .max(20_000)
  .regex(/^(?:\d{1,9}(?:-\d{1,9}|[a-z]{1,11})?(?: (?!$)|$))*$/);
export type ParagraphRanges = z.infer<typeof ParagraphRanges>;

/** Of the numbers of paragraphs. */
export function rangesOf(numbers: Iterable<string>): ParagraphRanges {
  const all = [...new Set(numbers)];
  const whole = all
    .filter(isWhole)
    .map(Number)
    .sort((a, b) => a - b);
  const runs: [first: number, last: number][] = [];
  for (const number of whole) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  const inserted = all.filter((number) => !isWhole(number));
  return [...runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)), ...inserted].join(" ");
}

/** Those of some numbers that are within ranges. */
export function within(ranges: ParagraphRanges, numbers: readonly string[]): string[] {
  const runs: [first: number, last: number][] = [];
  const inserted = new Set<string>();
  for (const word of ranges.split(" ").filter(Boolean)) {
    const [first = "", last = first] = word.split("-");
    if (isWhole(first)) runs.push([Number(first), Number(last)]);
    else inserted.add(word);
  }
  return numbers.filter((number) =>
    isWhole(number)
      ? runs.some(([first, last]) => first <= Number(number) && Number(number) <= last)
      : inserted.has(number),
  );
}

function isWhole(number: string): boolean {
  return /^\d+$/.test(number);
}

/** Numbers of the paragraphs of a text that read otherwise than in the one before, printed numbers and all; of those that are in both. */
export function changedParagraphs(
  before: Pick<Revision, "text" | "blocks">,
  after: Pick<Revision, "text" | "blocks">,
): string[] {
  const was = wordsByNumber(before);
  return [...wordsByNumber(after)].flatMap(([number, words]) =>
    was.has(number) && was.get(number) !== words ? [number] : [],
  );
}

function wordsByNumber({ text, blocks }: Pick<Revision, "text" | "blocks">): Map<string, string> {
  return new Map(
    blocks.flatMap(({ number, printed, start, end }) =>
      number === null ? [] : [[number, `${printed ?? ""}\n${text.slice(start, end)}`] as const],
    ),
  );
}
