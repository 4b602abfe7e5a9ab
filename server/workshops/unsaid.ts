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
