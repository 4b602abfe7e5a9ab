import { markOf, toldRange, type CountedFigure } from "../../../schema/agreement/reading.ts";
import { agreementWords, twoPlaces } from "../../../schema/agreement/words/words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";

/** "good; 0.81 (0.74–0.87); 12": a figure in one line; of one that is undefined the reason. */
export function figureLine(figure: CountedFigure, language: UiLanguage): string {
  const { n } = figure;
  const words = agreementWords(language);
  if (figure.value === null) return `${words.reasons[figure.reason ?? "no-pairs"]} (n = ${n})`;
  const interval = toldRange(figure);
  const range = interval ? `${twoPlaces(interval[0], language)} – ${twoPlaces(interval[1], language)}` : words.noRange;
  const said = interval === undefined ? "" : `${range}; `;
  return `${words.marks[markOf(figure)]}: ${twoPlaces(figure.value, language)} (${said}n = ${n})`;
}
