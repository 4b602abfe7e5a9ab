import { type AnswerValue, isEmptyWord } from "./answer.ts";
import type { VerdictFact } from "./methodology/methodology.ts";
import type { Unit } from "./unit.ts";
import type { Verdict } from "./verdict.ts";

/** What a verdict's data say of each fact, as an answer would have it; null where they do not say it. */
export function verdictFacts(
  {
    country,
    court,
    instance,
    caseNumber,
    date,
  }: Pick<Verdict, "country" | "court" | "instance" | "caseNumber" | "date">,
  units: readonly Pick<Unit, "kind">[],
): Record<VerdictFact, AnswerValue | null> {
  const count = (of: Unit["kind"]): number => units.filter(({ kind }) => kind === of).length;
  return {
    country,
    court,
    // As the starter's question calls what is above an appeal.
    instance: instance === "third" ? "supreme" : instance,
    "case-number": caseNumber,
    date,
    defendants: count("defendant"),
    victims: count("victim"),
  };
}

/** Two choices for what the data have one word for. */
const THIRD = new Set<AnswerValue>(["supreme", "constitutional"]);

/** Whether what was once answered is another thing than the data say. A date is compared as far as both are known. */
export function saysOtherwise(fact: VerdictFact, data: AnswerValue | null, answer: AnswerValue): boolean {
  if (isEmptyWord(answer)) return false;
  if (data === null) return true;
  if (fact === "instance" && THIRD.has(data)) return !THIRD.has(answer);
  if (typeof data !== "string" || typeof answer !== "string") return data !== answer;
  if (fact === "date") return !data.startsWith(answer) && !answer.startsWith(data);
  return plain(data) !== plain(answer);
}

function plain(words: string): string {
  return words.normalize("NFC").replaceAll(/\s+/g, " ").trim().toLocaleLowerCase();
}
