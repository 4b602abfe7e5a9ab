import type { AnswerValue } from "../../schema/domain/answer.ts";
import { localise } from "../../schema/domain/language.ts";
import { subjectsOf } from "../../schema/domain/methodology/asked.ts";
import type { Question } from "../../schema/domain/methodology/methodology.ts";
import type { StandingChange } from "../../schema/domain/standing-change.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { answerEntry } from "../../schema/rooms/answer-keys.ts";
import { language, t } from "../i18n/t.ts";
import { unitHere } from "../i18n/tokens.ts";
import { valueWords } from "../verdict/sheet/value-words.ts";

/* What is settled, in the words of the version in force: what may be chosen, and what was done. */

/** What a list offers: an id, and its words. */
export type Offered = [id: string, words: string];

/** `every`: headings and what is used no more, too. */
export function categoriesOf({ methodology }: VerdictView, every = false): Offered[] {
  return [...(methodology?.content.categories ?? []), ...(every ? (methodology?.gone ?? []) : [])]
    .filter(({ onlyChildren }) => every || !onlyChildren)
    .map(({ id, code, label }) => [id, `${code} ${localise(label, language())}`]);
}

/** `<question>/<subject>` with the question, and whom it is asked of. */
export function questionsOf({ methodology, units }: VerdictView): Offered[] {
  const named = new Map<string, string>(units.map((unit) => [unit.id, unitHere(unit)]));
  return (methodology?.content.questions ?? []).flatMap((question) =>
    subjectsOf(question.perUnit, units).map((subject): Offered => [
      answerEntry(question.id, subject),
      [named.get(subject) ?? "", localise(question.label, language())].filter(Boolean).join(" "),
    ]),
  );
}

export function questionIn({ methodology }: VerdictView, of: string): Question | undefined {
  return methodology?.content.questions.find(({ id }) => of.startsWith(`${id}/`));
}

export function answerWords(view: VerdictView, of: string, value: AnswerValue): string {
  const question = questionIn(view, of);
  return question ? valueWords(question, value) : "";
}

export function doneWords(view: VerdictView, act: StandingChange["act"]): string {
  const what =
    act.kind === "unsettle"
      ? ""
      : "category" in act
        ? (categoriesOf(view, true).find(([id]) => id === act.category)?.[1] ?? "?")
        : (questionsOf(view).find(([id]) => id === answerEntry(act.question, act.subject))?.[1] ?? "?");
  return t(`rounds.done-${act.kind}`, { what });
}
