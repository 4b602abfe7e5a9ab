import type { Outcome } from "../../schema/domain/disagreement.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import { localise } from "../../schema/domain/language.ts";
import type { AnswerValue } from "../../schema/domain/answer.ts";
import { formatEither, formatList, language, t } from "../i18n/t.ts";
import { valueWords } from "../verdict/sheet/value-words.ts";
import type { ShownDisagreement } from "./shown-disagreement.ts";
import { unitHere } from "../i18n/tokens.ts";
import { firstNameOf } from "../../schema/text/former-member.ts";
import { marksOf } from "../../schema/text/quotation.ts";
import { shortened } from "../../schema/text/shortened.ts";

// What the page says of a disagreement, in whole sentences of the reader's language.

type Edge = "start" | "end" | "place";

/** Which edge passages differ in; null where they are the same words. */
function edgeOf({ sides }: ShownDisagreement): Edge | null {
  if (new Set(sides.map(({ words }) => JSON.stringify(words))).size === 1) return null;
  const starts = new Set(sides.map(({ words }) => words[0]?.start));
  const ends = new Set(sides.map(({ words }) => words.at(-1)?.end));
  if (starts.size === 1 && ends.size === 1) return "place";
  return ends.size === 1 ? "start" : starts.size === 1 ? "end" : "place";
}

/** The kind of disagreement in a few words: "Where it starts". */
export function nameOf(shown: ShownDisagreement): string {
  const { kind, about } = shown.view;
  // Of a question nobody missed anything, and nothing is tagged.
  if (kind === "missed" && about)
    return [t("reconcile.name-unanswered", { count: shown.missing.length }), unitOf(shown)].filter(Boolean).join(" ");
  if (kind === "missed") return t("reconcile.name-missed", { count: shown.missing.length });
  if (kind === "answer") return [t("reconcile.name-answer"), unitOf(shown)].filter(Boolean).join(" ");
  const edge = edgeOf(shown);
  if (kind === "category") return t(edge ? "reconcile.name-category-place" : "reconcile.name-category");
  return t(`reconcile.name-${edge ?? "place"}`);
}

/** What a panel has to answer: "Is it the means, or the situation?" */
export function askOf(shown: ShownDisagreement): string {
  const { view, question, categories } = shown;
  if (view.about) {
    const asked = question ? localise(question.label, language()) : view.about.question;
    return [asked, unitOf(shown)].filter(Boolean).join(" ");
  }
  const label = categories[0]?.label ?? "";
  if (view.kind === "category") {
    const labels = categories.map((each) => each.label);
    // The sentence brings the outer marks.
    const [open, close] = marksOf(language());
    const one = labels.slice(0, -1).join(`${close}, ${open}`);
    return t("reconcile.ask-category", { one, other: labels.at(-1) ?? "" });
  }
  if (view.kind === "missed") return t("reconcile.ask-missed", { label });
  return t(`reconcile.ask-${edgeOf(shown) ?? "place"}`, { label });
}

/** Whom an answer is about, as the text names them: `[Victim A]`; "" for the verdict. */
function unitOf({ view }: ShownDisagreement): string {
  const unit = view.about?.unit;
  return unit ? unitHere(unit) : "";
}

/** What the coders say, in one line of the queue. */
export function summaryOf(shown: ShownDisagreement): string {
  const { view, sides, categories, missing } = shown;
  if (view.about && view.kind === "answer") {
    const values = new Map<string, string[]>();
    for (const { answer, member } of sides) {
      if (!answer) continue;
      const value = valueOf(shown, answer.value);
      values.set(value, [...(values.get(value) ?? []), member.initials]);
    }
    return [...values]
      .map(([value, who]) => t("reconcile.value-by", { value: cut(value), who: who.join(" ") }))
      .join("; ");
  }
  if (view.kind === "missed")
    return missing.length < sides.length
      ? t(view.about ? "reconcile.no-answer-from" : "reconcile.nothing-from", {
          who: formatList(missing.map(({ initials }) => initials)),
        })
      : t("reconcile.only-from", { who: formatList(sides.map(({ member }) => member.initials)) });
  const words = sides.map(({ tag, member }) =>
    t("reconcile.who-words", {
      who: member.initials,
      words: t("reconcile.words", { count: tag?.words ?? 0 }),
    }),
  );
  if (view.kind === "place") return formatList(words);
  return formatEither(categories.map(({ code }) => code));
}

const LONG = 60;
function cut(text: string): string {
  return shortened(text, LONG);
}

/** An answer in the reader's words. */
export function valueOf({ question }: ShownDisagreement, value: AnswerValue): string {
  return valueWords(question ?? { type: "choice" }, value);
}

/** What a ruling says stands. */
export function outcomeOf(shown: ShownDisagreement, outcome: Outcome, code: (category: string) => string): string {
  if (outcome.kind === "none") return t(shown.view.about ? "reconcile.stands-none" : "reconcile.out-none");
  if (outcome.kind === "span") return t("reconcile.out-span", { code: code(outcome.category) });
  if (outcome.kind === "value") return t("reconcile.out-value", { value: valueOf(shown, outcome.value) });
  const named = shown.sides.filter(({ member }) => outcome.coders.includes(member.id));
  const answer = named[0]?.answer;
  if (answer) return t("reconcile.out-value", { value: valueOf(shown, answer.value) });
  const who = formatList(named.map(({ member }) => member.name));
  return t(named.length > 1 ? "reconcile.out-both" : "reconcile.out-entries", { who });
}

/** On how many passages a ruled answer rests: those that the panel named, else those of the coders who are followed. */
export function passagesOf({ view, sides }: ShownDisagreement, outcome: Outcome): number {
  if (!view.about || outcome.kind === "none" || outcome.kind === "span") return 0;
  if (outcome.evidence) return outcome.evidence.length;
  if (outcome.kind === "value") return 0;
  const followed = sides.filter(({ member }) => outcome.coders.includes(member.id));
  return new Set(followed.flatMap(({ passages }) => passages.map((ranges) => JSON.stringify(ranges)))).size;
}

/** The sentence of a ruling: what it says stands, and its end, for an answer with the number of its passages. What brings a full stop of its own ends with that one. */
export function ruledSentence(
  shown: ShownDisagreement,
  outcome: Outcome,
  code: (category: string) => string,
): { what: string; end: string } {
  const what = outcomeOf(shown, outcome, code);
  const count = passagesOf(shown, outcome);
  if (count > 0) return { what, end: ` (${t("sheet.evidence-count", { count })}).` };
  return { what, end: what.endsWith(".") ? "" : "." };
}

/** What a coder is called beside the others of a disagreement: the first name, where that tells them apart. */
export function calledOf({ sides }: ShownDisagreement, { name, id }: MemberCard): string {
  const first = firstNameOf(name);
  return sides.some(({ member }) => member.id !== id && firstNameOf(member.name) === first) ? name : first;
}

/** Names in the order given; "?" for somebody who is not known here. */
export function namesOf(ids: readonly MemberId[], cards: ReadonlyMap<MemberId, MemberCard>): string {
  return formatList(ids.map((id) => cards.get(id)?.initials ?? "?"));
}
