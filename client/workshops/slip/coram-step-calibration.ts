import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { agreementWords, fillWords, twoPlaces } from "../../../schema/agreement/words/words.ts";
import type { StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { readCalibration } from "../../../schema/domain/workshop/calibration.ts";
import type { Figure } from "../../../schema/protocol/http/agreement.ts";
import type { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import { describeProblem, isClosed } from "../../api/http.ts";
import { askCalibration } from "../../api/workshops/slips.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import "./slips.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-calibration": CoramStepCalibration;
  }
}

const percent = (value: number): string => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(1)}%`;

/** What the slips of a calibration say once they are revealed: whether the group agrees, or how many passages more would tell. */
@customElement("coram-step-calibration")
export class CoramStepCalibration extends LightElement {
  @property({ attribute: false }) workshop!: WorkshopId;
  @property({ attribute: false }) step!: StepId;
  /** What is revealed so far: where it changes, so may the answer. */
  @property() revealed = "";
  private readonly calibration = new Loading(
    this,
    () => [this.workshop, this.step, this.revealed] as const,
    async ([workshop, step], { signal }) => ({ step, said: await readTold(workshop, step, signal) }),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { answer, problem } = this.calibration;
    if (problem !== null) return errorLine(describeProblem(problem));
    if (answer?.step !== this.step) return nothing;
    const { said } = answer;
    return html`<section class="calibration" aria-label=${t("calibration.title")}>
      ${said ? renderSaid(said) : html`<p class="sub">${t("calibration.few")}</p>`}
    </section>`;
  }
}

async function readTold(workshop: WorkshopId, step: StepId, signal: AbortSignal): Promise<Calibration | null> {
  try {
    return await askCalibration(workshop, step, signal);
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}

function renderSaid({ word, more, rule, category, place, passages, coders }: Calibration): TemplateResult {
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
