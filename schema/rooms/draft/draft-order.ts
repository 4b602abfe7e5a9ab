import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Entries } from "../entries.ts";

/**
 * The order key of a place among siblings (in their order, without what is moved). Two people who insert at one place at
 * once make equal keys, between which there is no room: those that follow get new ones then.
 */
export function orderAmong(
  entries: Entries,
  siblings: readonly { entry: string; order: string }[],
  index: number,
): string {
  const before = siblings[index - 1]?.order ?? null;
  const after = siblings[index]?.order ?? null;
  if (before === null || after === null || before < after) return generateKeyBetween(before, after);
  const following = siblings.slice(index).filter(({ order }) => order === before);
  const next = siblings[index + following.length]?.order ?? null;
  const [own, ...others] = generateNKeysBetween(before, next, following.length + 1);
  for (const [n, each] of following.entries()) entries.set(each.entry, { order: others[n] });
  return own ?? before;
}
