import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AnswerHint, StatutoryRange } from "../../../schema/domain/methodology/answer-hints.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { durationWords } from "./value-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-hints": CoramHints;
  }
}

/** What hardly goes together with another answer, said beside it; it leads to the other and blocks nothing. */
@customElement("coram-hints")
export class CoramHints extends VerdictElement {
  @property({ attribute: false }) hints: readonly AnswerHint[] = [];
  @property({ attribute: false }) nameOf: (id: string) => string = () => "";

  protected override render(): TemplateResult {
    return html`<ul aria-label=${t("sheet.hints")}>
      ${this.hints.map((hint) => this.renderHint(hint))}
    </ul>`;
  }

  private renderHint(hint: AnswerHint): TemplateResult {
    const { question, subject, other } = hint;
    const name = this.nameOf(answerEntry(other.question, other.subject));
    const isOther = name !== "" && (other.question !== question || other.subject !== subject);
    return html`<li>
      <coram-icon name="info"></coram-icon>
      <span class="grow"
        >${sentence(hint)}
        ${
          isOther
            ? html`<button
                type="button"
                class="link"
                @click=${() => this.emit("coram-question-open", { place: other, focus: true })}
              >
                ${t("sheet.open-other", { question: name })}
              </button>`
            : nothing
        }</span
      >
    </li>`;
  }
}

function sentence({ code, range, counts }: AnswerHint): string {
  if (code === "defendants-count" || code === "victims-count")
    return t(`sheet.hint-${code}`, { answered: counts?.answered ?? 0, units: counts?.units ?? 0 });
  if (code === "below-range" || code === "not-below-range" || code === "beyond-range")
    return t(`sheet.hint-${code}`, { range: range ? rangeWords(range) : "?" });
  return t(`sheet.hint-${code}`);
}

function rangeWords({ min, max }: StatutoryRange): string {
  if (max === null) return t("sheet.range-open", { min: durationWords(min) });
  return t("sheet.range", { min: durationWords(min), max: durationWords(max) });
}
