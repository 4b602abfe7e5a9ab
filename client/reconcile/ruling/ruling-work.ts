import { rulingOf } from "../../../schema/domain/disagreement.ts";
import type { DisagreementId, MemberId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { AmendDone, DisagreementView, RuleCommand } from "../../../schema/protocol/http/disagreements.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { agreeTogether, amend, ruleTogether } from "../../api/disagreements.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { t } from "../../i18n/t.ts";
import { mostSay } from "../shown-disagreement.ts";
import type { RulingToSend } from "../../typed/unsent-rulings.ts";
import type { Together } from "./coram-rule-together.ts";
import type { RulingDraft } from "./ruling-draft.ts";

/** A ruling as what a panel decided on the version of the disagreement that it saw is sent; null where that is not complete. */
export function rulingToSend(
  of: { member: MemberId; verdict: VerdictId; id: DisagreementId; isAnswer: boolean },
  version: number,
  draft: RulingDraft,
  panel: readonly MemberId[],
  language: UiLanguage,
): RulingToSend | null {
  const { member, verdict, id } = of;
  const outcome = outcomeOf(draft, of.isAnswer);
  if (!outcome) return null;
  const command = { version, outcome, reason: draft.reason.trim(), panel: [...panel] };
  return { member, verdict, id, command, amend: draft.amend && { ...draft.amend, language } };
}

/** Records one decision on several disagreements, or agrees in them with who has what one missed; what is wrong in words. */
export async function recordTogether(
  verdict: VerdictId,
  act: "rule" | "agree",
  { chosen, stands, reason }: Together,
  panel: MemberId[],
): Promise<{ changed: DisagreementView[] } | { problem: string; isMoved: boolean }> {
  const rulings = chosen.map((one) => {
    const outcome = stands ? { kind: "entries" as const, coders: mostSay(one) } : { kind: "none" as const };
    return { case: one.view.id, version: one.view.version, outcome };
  });
  try {
    const changed =
      act === "agree"
        ? await agreeTogether(
            verdict,
            chosen.map(({ view }) => view.id),
          )
        : await ruleTogether(verdict, { rulings, reason, panel });
    return { changed };
  } catch (error) {
    const isMoved = error instanceof ProblemError && error.code === "case-moved";
    return { problem: isMoved ? t("reconcile.alike-moved") : describeProblem(error), isMoved };
  }
}

/** When somebody's last ruling was saved; null where they have ruled on none of these. */
export function lastRuledBy(member: MemberId, disagreements: readonly DisagreementView[]): Date | null {
  const times = disagreements.flatMap(({ rulings }) =>
    rulings.filter(({ by }) => by === member).map(({ at }) => Date.parse(at)),
  );
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/** Where the ruling that holds is somebody's, and the newest of theirs; null where none of these is. */
export function lastHeldBy(member: MemberId, disagreements: readonly DisagreementView[]): DisagreementId | null {
  const held = disagreements.flatMap((view) => {
    const ruling = rulingOf(view);
    return ruling?.by === member ? [{ id: view.id, at: ruling.at }] : [];
  });
  return held.toSorted((a, b) => b.at.localeCompare(a.at))[0]?.id ?? null;
}

function outcomeOf(
  { revision, choice, coders, span, value, evidence }: RulingDraft,
  isAnswer: boolean,
): RuleCommand["outcome"] | null {
  const proof = isAnswer && evidence ? { evidence: evidence.map((ranges) => ({ revision, ranges })) } : {};
  if (choice === "entries") return { kind: "entries", coders, ...proof };
  if (choice === "span" && span.category)
    return { kind: "span", category: span.category, anchor: { revision, ranges: span.ranges } };
  if (choice === "value" && value !== null) return { kind: "value", value, ...proof };
  return choice === "none" ? { kind: "none" } : null;
}

/** What another meaning of the category would put up for review; null where it can not be said now. */
export async function affectedBy(
  verdict: VerdictId,
  id: DisagreementId,
  wanted: NonNullable<RulingDraft["amend"]>,
  language: UiLanguage,
): Promise<AmendDone | null> {
  return amend(verdict, id, { ...wanted, text: "", language, preview: true }).catch(() => null);
}
