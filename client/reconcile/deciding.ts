import type { MemberId } from "../../schema/domain/ids.ts";
import type { Range } from "../../schema/text/revision.ts";
import type { DisagreementAction } from "./disagreement-keys.ts";
import type { RulingDraft } from "./ruling/ruling-draft.ts";
import { bothStand, sameSay, type ShownDisagreement } from "./shown-disagreement.ts";
import { wordEnd, wordStart } from "./word-edges.ts";

/** What a key changes of a ruling; null where it means nothing for this disagreement. */
export function decided(
  one: ShownDisagreement,
  draft: RulingDraft,
  action: DisagreementAction,
): Partial<RulingDraft> | null {
  switch (action.name) {
    case "take":
    case "add": {
      const member = one.sides[action.place - 1]?.member.id;
      if (!member) return null;
      // A question has one answer.
      const isMore = action.name === "add" && draft.choice === "entries" && !one.view.about;
      return { choice: "entries", coders: isMore ? toggled(draft.coders, member) : sameSay(one, member) };
    }
    case "both": {
      const coders = one.view.about ? [] : bothStand(one);
      return coders.length < 2 ? null : { choice: "entries", coders };
    }
    case "none":
      return { choice: "none" };
    case "span":
      return { choice: one.view.about ? "value" : "span" };
    default:
      return null;
  }
}

function toggled(coders: readonly MemberId[], one: MemberId): MemberId[] {
  const without = coders.filter((coder) => coder !== one);
  return without.length < coders.length ? without : [...coders, one];
}

/** The chosen words after an arrow: its end moves by a word, with Shift its start; null where the key is no such arrow. */
export function movedEdge(
  { choice, span }: RulingDraft,
  text: string,
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
): Range[] | null {
  const [range, ...rest] = span.ranges;
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : null;
  if (choice !== "span" || !range || step === null) return null;
  const next = shiftKey
    ? { ...range, start: wordStart(text, range.start, step) }
    : { ...range, end: wordEnd(text, range.end, step) };
  return next.start < next.end ? [next, ...rest] : [...span.ranges];
}
