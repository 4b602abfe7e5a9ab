import type { MemberId } from "../../schema/domain/ids.ts";
import type { RulingDraft } from "./ruling/ruling-draft.ts";
import { sameSay, type ShownDisagreement } from "./shown-disagreement.ts";

/**
 * Open disagreements that are alike, the given one among them: the same coders missed what the same others say word for word, and these are more. One
 * decision can settle them together. None where it stands alone.
 */
export function alikeOf(all: readonly ShownDisagreement[], one: ShownDisagreement): ShownDisagreement[] {
  const of = likeness(one);
  const alike = of === null ? [] : all.filter((each) => likeness(each) === of);
  return alike.length > 1 ? alike : [];
}

function likeness({ view, isOpen, sides, missing }: ShownDisagreement): string | null {
  if (!isOpen || view.kind !== "missed" || missing.length === 0 || missing.length >= sides.length) return null;
  const ids = (members: readonly { id: MemberId }[]): string =>
    members
      .map(({ id }) => id)
      .toSorted()
      .join();
  return [view.about ? "answer" : "tag", ids(sides.map(({ member }) => member)), ids(missing)].join("/");
}

/** What stood last time, where it can stand here, too: nothing, or the entries of the same coders. */
export function sameAgain(
  one: ShownDisagreement,
  { choice, coders }: Pick<RulingDraft, "choice" | "coders">,
): Partial<RulingDraft> {
  if (choice === "none") return { choice };
  const here = choice === "entries" ? coders.filter((id) => one.sides.some(({ member }) => member.id === id)) : [];
  const [first] = here;
  if (first === undefined) return {};
  const same = sameSay(one, first);
  // A question has one answer.
  if (one.view.about) return here.every((id) => same.includes(id)) ? { choice: "entries", coders: same } : {};
  return { choice: "entries", coders: here.length > 1 ? here : same };
}
