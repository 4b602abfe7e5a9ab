import type { CategoryId, PassageId } from "../ids.ts";
import type { Range } from "../../text/revision.ts";

/** Words that a number of slips marked. */
export interface MarkedWords extends Range {
  slips: number;
}

/** How many slips put a category on a passage, and on which of its words. */
export interface CategoryCount {
  category: CategoryId;
  slips: number;
  /** In the order of the text; words that nobody marked are left out. */
  words: MarkedWords[];
}

export interface PassageCount {
  passage: PassageId;
  /** Most slips first. */
  categories: CategoryCount[];
}

/** A mark, carried to the revision that the passages are in. */
export interface PlacedMark {
  slip: string;
  category: CategoryId;
  ranges: readonly Range[];
}

/** What slips say of each passage: category by words by number. What is marked outside the passages counts nowhere. */
export function countSlips(
  passages: readonly { id: PassageId; ranges: readonly Range[] }[],
  marks: readonly PlacedMark[],
): PassageCount[] {
  return passages.map(({ id, ranges }) => {
    const within = marks.flatMap((mark) => {
      const met = intersect(mark.ranges, ranges);
      return met.length > 0 ? [{ ...mark, ranges: met }] : [];
    });
    const categories = [...new Set(within.map(({ category }) => category))].map((category): CategoryCount => {
      const bySlip = new Map<string, Range[]>();
      for (const mark of within)
        if (mark.category === category) bySlip.set(mark.slip, [...(bySlip.get(mark.slip) ?? []), ...mark.ranges]);
      return { category, slips: bySlip.size, words: overlay([...bySlip.values()]) };
    });
    return {
      passage: id,
      categories: categories.toSorted((a, b) => b.slips - a.slips || (a.category < b.category ? -1 : 1)),
    };
  });
}

function intersect(some: readonly Range[], others: readonly Range[]): Range[] {
  return some.flatMap((a) =>
    others.flatMap((b) => {
      const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)];
      return start < end ? [{ start, end }] : [];
    }),
  );
}

/** How many of the slips cover each stretch of words; a slip that marks words twice covers them once. */
function overlay(slips: readonly (readonly Range[])[]): MarkedWords[] {
  const ends = [...new Set(slips.flat().flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  const words: MarkedWords[] = [];
  for (const [i, start] of ends.slice(0, -1).entries()) {
    const end = ends[i + 1] ?? start;
    const count = slips.filter((ranges) => ranges.some((range) => range.start <= start && range.end >= end)).length;
    const last = words.at(-1);
    if (count === 0) continue;
    if (last?.end === start && last.slips === count) last.end = end;
    else words.push({ start, end, slips: count });
  }
  return words;
}

/** Fewer slips of a group than these would tell whose is whose. */
export const SLIPS_SHOWN_FROM = 4;

/**
 * Slips of a group that are told by name from now on, of those that their authors show: as long as four stay without a name, else all at once.
 * Fewer that are not named could be read off the counts. What was named once is known, whatever its author says now.
 */
export function namesToTell<Slip extends { shown: boolean; isNamed: boolean }>(group: readonly Slip[]): Slip[] {
  const unnamed = group.filter(({ isNamed }) => !isNamed);
  const waiting = unnamed.filter(({ shown }) => shown);
  // Of few nothing is counted before all show theirs.
  if (group.length < SLIPS_SHOWN_FROM || waiting.length === unnamed.length) return waiting;
  return waiting.slice(0, Math.max(0, unnamed.length - SLIPS_SHOWN_FROM));
}

/** Whether what a group's slips say may be shown: few of them only where each author shows theirs. */
export function areShown(slips: readonly { shown: boolean }[]): boolean {
  return slips.length >= SLIPS_SHOWN_FROM || slips.every(({ shown }) => shown);
}
