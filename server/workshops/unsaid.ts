import type { Member } from "../../schema/domain/member.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Store } from "../store/store.ts";

/** What guests and screens are not told: numbers and courts of verdicts, and the members' names. */
export interface Unsaid {
  verdicts: readonly Pick<Verdict, "caseNumber" | "court">[];
  members: readonly Pick<Member, "guest" | "name">[];
}

export async function readUnsaid(store: Pick<Store, "people" | "verdicts">): Promise<Unsaid> {
  const [verdicts, members] = await Promise.all([store.verdicts.all(), store.people.members()]);
  return { verdicts, members };
}

/** Words that members typed, as they stand; null where they tell what is not told. */
export function sayable(words: string, { verdicts, members }: Unsaid): string | null {
  const names = members.flatMap(({ guest, name }) => (guest === null ? [name] : []));
  const unsaid = [...verdicts.flatMap(({ caseNumber, court }) => [caseNumber, court]), ...names];
  const said = words.toLowerCase();
  return unsaid.some((each) => each.trim() !== "" && said.includes(each.trim().toLowerCase())) ? null : words;
}

/** What is left of a title where it names verdicts: without their numbers and courts, each with the word that it is part of. Null where nothing is. */
export function sayableTitle(title: string, unsaid: Unsaid): string | null {
  const names = unsaid.verdicts.flatMap(({ caseNumber, court }) => [caseNumber.trim(), court.trim()]).filter(Boolean);
  let left = title;
  // The longest first: one number may be the beginning of another.
  for (const name of names.toSorted((a, b) => b.length - a.length)) left = without(left, name);
  const said = left.replaceAll(/\(\s*\)|\[\s*\]/gu, "").replaceAll(/\s+/gu, " ");
  const trimmed = said.replaceAll(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, "");
  return /\p{L}{3}/u.test(trimmed) ? sayable(trimmed, unsaid) : null;
}

function without(words: string, name: string): string {
  const at = words.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return words;
  const isPart = (place: number): boolean => /[^\s,;:()[\]–—]/u.test(words.charAt(place));
  let [start, end] = [at, at + name.length];
  while (start > 0 && isPart(start - 1)) start--;
  while (end < words.length && isPart(end)) end++;
  return without(words.slice(0, start) + words.slice(end), name);
}
