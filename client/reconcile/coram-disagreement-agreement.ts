import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { agreementLabels } from "../../schema/agreement/words/labels.ts";
import { figureOf, sentencesOf, type CountedFigure, type FigureName } from "../../schema/agreement/reading.ts";
import { agreementWords } from "../../schema/agreement/words/words.ts";
import type { RoundId, VerdictId } from "../../schema/domain/ids.ts";
import type { AgreementView } from "../../schema/protocol/http/agreement.ts";
import "../agreement/agreement.css";
import { figureWords, markWord, scale } from "../agreement/figure-parts.ts";
import { readAgreement } from "../api/agreement.ts";
import "../elements/coram-code-chip.ts";
import { Loading } from "../elements/loading.ts";
import { language, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { closedAnswers } from "../verdict/sheet/value-words.ts";
import type { ShownDisagreement } from "./shown-disagreement.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-disagreement-agreement": CoramDisagreementAgreement;
  }
}

/** So many sentences say how far they agree; the rest is on the page of the figures. */
const SENTENCES = 3;
const SHOWN: FigureName[] = ["matter", "category", "ends", "answers"];

/**
 * How far the coders of the round agree, beside a disagreement: in sentences, in four figures, and on the categories that stand
 * against each other. Nothing while it is computed, or where it can not be had: the rulings do not wait for it.
 */
@customElement("coram-disagreement-agreement")
export class CoramDisagreementAgreement extends VerdictElement {
  @property({ attribute: false }) verdictId!: VerdictId;
  /** Null where it has nothing to compare. */
  @property({ attribute: false }) round: RoundId | null = null;
  @property({ attribute: false }) shown: ShownDisagreement | null = null;
  /** A revealed round is frozen: its figures are asked for once. */
  private readonly figures = new Loading(
    this,
    () => [this.verdictId, this.round] as const,
    ([verdict, round], { signal }) => (round ? readAgreement(verdict, round, signal) : Promise.resolve(null)),
  );

  protected override render(): TemplateResult {
    return html`${this.figures.render({ complete: (view) => this.renderFigures(view) })}`;
  }

  private renderFigures(view: AgreementView | null): TemplateResult | typeof nothing {
    if (!view?.figures || view.figures.all.verdicts === 0) return nothing;
    const words = agreementWords(language());
    const labels = agreementLabels(view, null, language(), closedAnswers());
    const general = sentencesOf(view).filter(({ categories }) => categories.length === 0);
    const { all, categories } = view.figures;
    const named = this.shown?.categories ?? [];
    const ofDisagreement = named.flatMap((category) => {
      const figure = categories.find((each) => each.category === category.id);
      return figure ? [{ category, figure: { ...figure.passages.marked, n: figure.n, of: "passages" as const } }] : [];
    });
    return html`<section class="case-agreement" aria-label=${words.about.title}>
      <div class="case-agreement-head">
        <h2 class="grow">${words.about.title}</h2>
        <a class="link" href="/verdicts/${this.verdictId}/agreement">${t("reconcile.figures")}</a>
      </div>
      <p>
        ${general
          .slice(0, SENTENCES)
          .map((sentence) => labels.sentence(sentence))
          .join(" ")}
      </p>
      ${SHOWN.map((name) => renderFigure(words.figures[name].name, figureOf(all, name)))}
      ${ofDisagreement.map(({ category, figure }) =>
        renderFigure(html`<coram-code-chip code=${category.code}></coram-code-chip> ${category.label}`, figure),
      )}
    </section>`;
  }
}

function renderFigure(title: TemplateResult | string, figure: CountedFigure): TemplateResult {
  return html`<div class="case-figure">
    <div class="case-figure-head"><span class="grow">${title}</span><b>${markWord(figure)}</b></div>
    ${scale(figure)}
    <p class="note sub">${figureWords(figure)}</p>
  </div>`;
}
