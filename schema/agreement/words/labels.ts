import type { AnswerValue, ClosedAnswer } from "../../domain/answer.ts";
import { localise, type UiLanguage } from "../../domain/language.ts";
import type { MethodologyVersion, Question } from "../../domain/methodology/methodology.ts";
import type { AgreementView } from "../../protocol/http/agreement.ts";
import { valueParts } from "../../language/value-words.ts";
import type { Given } from "../coefficients/ratings.ts";
import type { Sentence } from "../reading.ts";
import { agreementWords, fillWords } from "./words.ts";
import { withTokenWords } from "../../text/token-words.ts";

/** Names of what an agreement is of, in a language. */
export interface AgreementLabels {
  code(category: string): string;
  /** "B2, B8, B9". */
  codes(categories: readonly string[]): string;
  /** "B3 Abuse of vulnerability". */
  category(id: string): string;
  question(id: string): string;
  coder(id: string): string;
  verdict(id: string): string;
  /** "[Victim A]"; the verdict's own where it is no unit. */
  unit(id: string): string;
  answer(question: string, value: AnswerValue | Given): string;
  sentence(of: Sentence): string;
}

/**
 * Names of categories, questions, values and people in a language, for the pages and files of agreement. Without a
 * methodology things go by their ids.
 */
export function agreementLabels(
  { people, rounds }: Pick<AgreementView, "people" | "rounds">,
  methodology: Pick<MethodologyVersion, "content" | "gone"> | null,
  language: UiLanguage,
  /** The closed words that answers are kept as. */
  closed: Readonly<Record<ClosedAnswer, string>>,
): AgreementLabels {
  const categories = new Map<string, { code: string; label: string }>(
    [...(methodology?.content.categories ?? []), ...(methodology?.gone ?? [])].map(({ id, code, label }) => [
      id,
      { code, label: localise(label, language) },
    ]),
  );
  const questions = new Map<string, Question>(methodology?.content.questions.map((each) => [each.id, each]) ?? []);
  const names = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  const verdicts = new Map<string, string>(rounds.map(({ verdict, caseNumber }) => [verdict, caseNumber]));
  const tokens = new Map<string, string>(rounds.flatMap(({ units }) => units.map(({ id, token }) => [id, token])));
  const category = (id: string): string => {
    const found = categories.get(id);
    return found ? `${found.code} ${found.label}` : id;
  };
  // Of a question that is gone too.
  const answer = (question: string, value: AnswerValue | Given): string =>
    valueParts(value, questions.get(question), language, closed).join(", ");
  return {
    code: (id) => categories.get(id)?.code ?? "",
    codes: (ids) =>
      ids
        .map((id) => categories.get(id)?.code ?? id)
        .sort(new Intl.Collator("en", { numeric: true }).compare)
        .join(", "),
    category,
    question: (id) => {
      const found = questions.get(id);
      return found ? localise(found.label, language) : id;
    },
    coder: (id) => names.get(id) ?? "?",
    verdict: (id) => verdicts.get(id) ?? "",
    unit: (id) => withTokenWords(tokens.get(id) ?? "", language),
    answer,
    sentence: ({ code, categories: named, k, n }) =>
      fillWords(agreementWords(language).sentences[code], {
        category: category(named[0] ?? ""),
        other: category(named[1] ?? ""),
        k,
        n,
      }),
  };
}
