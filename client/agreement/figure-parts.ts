import { type TemplateResult, html, nothing } from "lit";
import { FIRM, markOf, TENTATIVE, toldRange, type CountedFigure } from "../../schema/agreement/reading.ts";
import { agreementWords, fillWords, twoPlaces } from "../../schema/agreement/words/words.ts";
import { language } from "../i18n/t.ts";

/** A place on the scale from chance to full agreement, in percent. */
const at = (value: number): string => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(1)}%`;

/**
 * Value and likely range as a drawing between the marks of good and fair; the words beside say the same, so nothing is said by it
 * alone, and nothing is drawn of a figure without a grade.
 */
export function scale(figure: CountedFigure): TemplateResult | typeof nothing {
  const { value, interval } = figure;
  if (value === null || markOf(figure) === "few") return nothing;
  const [low, high] = interval ?? [value, value];
  const width = `${(Math.min(1, Math.max(0, high)) - Math.min(1, Math.max(0, low))) * 100}%`;
  return html`<span class="agree-scale" aria-hidden="true">
    <i class="tick" style="left:${at(TENTATIVE)}"></i><i class="tick" style="left:${at(FIRM)}"></i>
    ${interval ? html`<i class="range" style="left:${at(low)};width:${width}"></i>` : nothing}
    <i class="point" style="left:${at(value)}"></i>
  </span>`;
}

/** "good": what the figure comes to. */
export const markWord = (figure: CountedFigure): string => agreementWords(language()).marks[markOf(figure)];

/** "0.81, likely between 0.74 and 0.87, passages: 12"; of one that is undefined the reason, of one that has no ranges at all none. */
export function figureWords(figure: CountedFigure): string {
  const { value, reason, of, n } = figure;
  const interval = toldRange(figure);
  const words = agreementWords(language());
  // A number alone in a second line says nothing.
  const many = fillWords(words.n[of], { n }).replaceAll(" ", "\u00a0");
  if (value === null) return `${words.reasons[reason ?? "no-pairs"]} (${many})`;
  const range = interval
    ? fillWords(words.between, { low: twoPlaces(interval[0], language()), high: twoPlaces(interval[1], language()) })
    : words.noRange;
  const said = interval === undefined ? "" : `, ${range}`;
  return `${twoPlaces(value, language())}${said} (${many})`;
}

/** A figure in a table: in a word, the drawing, then in numbers. */
export function figureCell(figure: CountedFigure): TemplateResult {
  return html`<span class="agree-cell">
    <b>${markWord(figure)}</b>${scale(figure)}
    <span class="note sub">${figureWords(figure)}</span>
  </span>`;
}
