import { agreementWords, fillWords, twoPlaces } from "../../schema/agreement/words/words.ts";
import { type CountedFigure, figureOf, markOf, toldRange } from "../../schema/agreement/reading.ts";
import type { Actor } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { AgreementFigures } from "../../schema/protocol/http/agreement.ts";
import type { AgreementRow } from "../export/document/manuscript/manuscript.ts";
import type { Store } from "../store/store.ts";
import type { Agreement } from "./compute.ts";
import { newestRounds } from "./frozen-rounds.ts";
import { numbersOf, readTogether } from "./view-agreement.ts";

/**
 * How far those agree who read some verdicts: on the answers, on which passages matter and on which category they are, each with its
 * word, value, range and base. Null where no round of them was compared.
 */
export async function agreementRows(
  store: Store,
  agreement: Agreement,
  actor: Actor,
  verdicts: ReadonlySet<VerdictId>,
  language: UiLanguage,
): Promise<AgreementRow[] | null> {
  const [inForce, newest] = await Promise.all([store.methodologies.current(), newestRounds(store, actor, {})]);
  const rounds = newest.filter(({ verdict }) => verdicts.has(verdict.id));
  if (!inForce || rounds.length === 0) return null;
  const read = await readTogether(store, inForce, rounds);
  if (read.rounds.length === 0) return null;
  const { all } = AgreementFigures.parse(await agreement.figures(read.key, () => numbersOf(read)));
  const words = agreementWords(language);
  const figures = (["answers", "matter", "category"] as const).map((name) => ({ name, figure: figureOf(all, name) }));
  // Of what nobody was asked nothing is said.
  return figures.flatMap(({ name, figure }) =>
    figure.n === 0 ? [] : [{ what: words.figures[name].name, ...rowOf(figure, language) }],
  );
}

function rowOf(figure: CountedFigure, language: UiLanguage): Omit<AgreementRow, "what"> {
  const words = agreementWords(language);
  const base = fillWords(words.n[figure.of], { n: figure.n });
  if (figure.value === null)
    return { word: words.reasons[figure.reason ?? "no-pairs"].replace(/\.$/, ""), alpha: "", range: "", base };
  const told = toldRange(figure);
  const range = told ? `${twoPlaces(told[0], language)}–${twoPlaces(told[1], language)}` : words.noRange;
  return {
    word: words.marks[markOf(figure)],
    alpha: twoPlaces(figure.value, language),
    range: told === undefined ? "" : range,
    base,
  };
}
