import { html, nothing, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { agreementWords, fillWords, twoPlaces } from "../../../schema/agreement/words/words.ts";
import { readCalibration } from "../../../schema/domain/workshop/calibration.ts";
import type { Figure } from "../../../schema/protocol/http/agreement.ts";
import type { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import type { ShownStep } from "../../../schema/protocol/http/workshops/attending.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import "./slips.css";

const percent = (value: number): string => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(1)}%`;

/** Whether the group agrees, or how many passages more would tell, with the figures. */
export function renderCalibration({
  word,
  more,
  rule,
  category,
  place,
  passages,
  coders,
}: Calibration): TemplateResult {
  const of = formatList([t("calibration.passages", { count: passages }), t("slip.of-members", { count: coders })]);
  const wordOf = (figure: Figure): string =>
    t(`calibration.word-${readCalibration({ ...figure, n: passages }, rule).word}`);
  return html`<h2>${t(`calibration.${word}`)}</h2>
    <p>
      ${t("calibration.line", { rule: twoPlaces(rule, language()) })}
      ${more === null ? nothing : more === "many" ? t("calibration.many") : t("calibration.more", { count: more })}
    </p>
    <p class="note sub">${of}</p>
    <dl class="calibration-figures">
      ${renderFigure(t("calibration.which"), category, t(`calibration.word-${word}`), rule)}
      ${renderFigure(t("calibration.where"), place, wordOf(place), rule)}
    </dl>
    <p class="note sub">${t("calibration.how")}</p>`;
}

/** In a word, in numbers, and drawn with the rule; nothing is said by the drawing alone. */
function renderFigure(name: string, figure: Figure, word: string, rule: number): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>
      <b>${word}</b>
      ${renderScale(figure, rule)}
      <span class="note sub">${figureWords(figure)}</span>
    </dd>
  </div>`;
}

function renderScale({ value, interval }: Figure, rule: number): TemplateResult | typeof nothing {
  if (value === null) return nothing;
  const range = interval && {
    insetInlineStart: percent(interval[0]),
    insetInlineEnd: percent(1 - Math.max(0, interval[1])),
  };
  return html`<span class="calibration-scale" aria-hidden="true">
    <i class="tick" style=${styleMap({ insetInlineStart: percent(rule) })}></i>
    ${range ? html`<i class="range" style=${styleMap(range)}></i>` : nothing}
    <i class="point" style=${styleMap({ insetInlineStart: percent(value) })}></i>
  </span>`;
}

/** "0.74, likely between 0.60 and 0.84". */
function figureWords({ value, interval, reason }: Figure): string {
  const words = agreementWords(language());
  if (value === null) return words.reasons[reason ?? "no-pairs"];
  const places = (each: number): string => twoPlaces(each, language());
  const range = interval
    ? fillWords(words.between, { low: places(interval[0]), high: places(interval[1]) })
    : words.noRange;
  return `${places(value)}, ${range}`;
}

/** Whether the group has a key to be held against, where nobody who set it is named. */
export function keyWords({ setters, passages, of }: NonNullable<ShownStep["key"]>): string {
  if (setters === 0) return t("key.nobody-set");
  if (passages === null) return t("key.none-came");
  return passages === 0 ? t("key.none-alike") : t("key.set-on", { some: String(passages), count: of });
}
