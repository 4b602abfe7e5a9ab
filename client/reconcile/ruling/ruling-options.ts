import type { MemberId } from "../../../schema/domain/ids.ts";
import { calledOf, valueOf } from "../disagreement-words.ts";
import type { RulingDraft } from "./ruling-draft.ts";
import { formatList, t } from "../../i18n/t.ts";
import { bothStand, sameSay, type ShownDisagreement } from "../shown-disagreement.ts";

/** A choice, its key, and what is taken with it. */
export interface RulingOption {
  label: string;
  key: string;
  isChosen: boolean;
  take: Partial<RulingDraft>;
}

/** What one may choose for a disagreement: whose entry, both, other words or another answer, or nothing. */
export function rulingOptions(shown: ShownDisagreement, draft: RulingDraft): RulingOption[] {
  const options: RulingOption[] = [];
  const isOf = (coders: readonly MemberId[]): boolean =>
    draft.choice === "entries" &&
    draft.coders.length === coders.length &&
    coders.every((coder) => draft.coders.includes(coder));
  const seen = new Set<MemberId>();
  for (const [slot, { member, answer }] of shown.sides.entries()) {
    // One option an answer or a passage, whosever it is.
    if (seen.has(member.id)) continue;
    const coders = sameSay(shown, member.id);
    for (const coder of coders) seen.add(coder);
    const called = shown.sides.flatMap((side) =>
      coders.includes(side.member.id) ? [calledOf(shown, side.member)] : [],
    );
    const label = answer ? valueOf(shown, answer.value) : t("reconcile.take", { who: formatList(called) });
    options.push({ label, key: String(slot + 1), isChosen: isOf(coders), take: { choice: "entries", coders } });
  }
  const both = bothStand(shown);
  if (!shown.view.about && both.length > 1)
    options.push({
      label: t(shown.categories.length > 1 ? "reconcile.both" : "reconcile.both-spans"),
      key: "B",
      isChosen: isOf(both),
      take: { choice: "entries", coders: both },
    });
  options.push(
    shown.view.about
      ? { label: t("reconcile.value"), key: "S", isChosen: draft.choice === "value", take: { choice: "value" } }
      : { label: t("reconcile.span"), key: "S", isChosen: draft.choice === "span", take: { choice: "span" } },
    { label: t("reconcile.no-one"), key: "X", isChosen: draft.choice === "none", take: { choice: "none" } },
  );
  return options;
}
