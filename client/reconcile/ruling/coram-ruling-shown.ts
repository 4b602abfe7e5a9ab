import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Ruling } from "../../../schema/domain/disagreement.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { formatWhen, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { namesOf, ruledSentence } from "../disagreement-words.ts";
import type { ShownDisagreement } from "../shown-disagreement.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-ruling-shown": CoramRulingShown;
  }
  interface HTMLElementEventMap {
    "coram-rule-again": CustomEvent<void>;
  }
}

/** A ruling as all coders see it: what stands, why, when and by whom; those before it folded away. */
@customElement("coram-ruling-shown")
export class CoramRulingShown extends VerdictElement {
  @property({ attribute: false }) shown!: ShownDisagreement;
  @property({ attribute: false }) members: readonly MemberCard[] = [];
  @property({ attribute: false }) codeOf: (category: string) => string = () => "";
  @property({ attribute: false }) text = "";
  @property() textLang = "";
  /** It was made while the reader made another. */
  @property({ type: Boolean }) hasMoved = false;
  @property({ type: Boolean }) canRule = false;

  protected override render(): TemplateResult {
    const rulings = [...this.shown.view.rulings].sort((a, b) => b.number - a.number);
    const [last, ...earlier] = rulings;
    if (!last) return html``;
    return html`<section class=${this.hasMoved ? "ruled ruled-moved" : "ruled"} aria-label=${t("reconcile.ruling")}>
      ${
        this.hasMoved
          ? html`<p class="alert" role="alert"><b>${t("reconcile.moved")}</b> ${t("reconcile.moved-theirs")}:</p>`
          : nothing
      }
      ${this.renderOne(last)}
      ${
        earlier.length > 0
          ? html`<details>
              <summary class="link">${t("reconcile.earlier", { count: earlier.length })}</summary>
              ${earlier.map((ruling) => this.renderOne(ruling))}
            </details>`
          : nothing
      }
      ${
        this.canRule
          ? html`<button type="button" class="button button-small" @click=${() => this.emit("coram-rule-again")}>
              ${t("reconcile.rule-again")}
            </button>`
          : nothing
      }
      ${this.hasMoved ? html`<p class="label">${t("reconcile.moved-yours")}</p>` : nothing}
    </section>`;
  }

  /** The words that no coder's passage shows. */
  private renderWords(passages: readonly Range[][]): TemplateResult | TemplateResult[] {
    if (passages.length === 0) return html`<p class="note sub">${t("reconcile.words-gone")}</p>`;
    return passages.map((ranges) => {
      const words = ranges.map(({ start, end }) => this.text.slice(start, end)).join(" … ");
      return html`<p class="ruled-words"><q lang=${this.textLang}>${withTokenWords(words, this.textLang)}</q></p>`;
    });
  }

  private renderOne(ruling: Ruling): TemplateResult {
    const ruled = this.shown.ruled.get(ruling.number);
    const { what, end } = ruledSentence(this.shown, ruling.outcome, this.codeOf);
    const cards = new Map(this.members.map((card) => [card.id, card]));
    return html`<div class="ruled-one">
      <p><b>${what}</b>${end} ${ruling.reason}</p>
      ${ruled?.isOwn ? this.renderWords(ruled.passages) : nothing}
      ${ruled?.isChanged ? html`<p class="words words-warn">${t("verdict.state-changed")}</p>` : nothing}
      <p class="note sub">
        ${t("reconcile.recorded", { when: formatWhen(ruling.at), names: namesOf(ruling.panel, cards) })}
      </p>
    </div>`;
  }
}
