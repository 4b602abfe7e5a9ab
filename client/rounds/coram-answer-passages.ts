import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Range } from "../../schema/text/revision.ts";
import { shortened } from "../../schema/text/shortened.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import type { TagView } from "../reader/text-views.ts";
import "../elements/coram-icon.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-answer-passages": CoramAnswerPassages;
  }
  interface HTMLElementEventMap {
    /** The answer is to rest on these. */
    "coram-answer-passages": CustomEvent<{ passages: Range[][] }>;
  }
}

/** So much of a passage is shown. */
const SHOWN = 90;

/** The passages on which an answer that is given in a dialog is to rest: each can be taken away; what is selected or tagged can be added. */
@customElement("coram-answer-passages")
export class CoramAnswerPassages extends VerdictElement {
  @property({ attribute: false }) passages: readonly (readonly Range[])[] = [];
  /** What is selected in the text. */
  @property({ attribute: false }) selection: readonly Range[] = [];
  /** In the order of the text. */
  @property({ attribute: false }) tags: readonly TagView[] = [];
  @property({ attribute: false }) text = "";
  @property() textLang = "";

  protected override render(): TemplateResult {
    const { selection, passages, tags } = this;
    const left = tags.filter(({ ranges }) => !this.has(ranges));
    return html`<div class="form-row answer-passages" role="group" aria-label=${t("reconcile.evidence")}>
      <span>${t("reconcile.evidence")}</span>
      ${passages.length === 0 ? html`<p class="note sub">${t("rounds.no-passage")}</p>` : nothing}
      <ul>
        ${passages.map((ranges, at) => this.renderPassage(ranges, at))}
      </ul>
      ${
        selection.length > 0 && !this.has(selection)
          ? html`<button type="button" class="button button-small" @click=${() => this.add(selection)}>
              <coram-icon name="plus"></coram-icon>${t("sheet.give")}: ${this.wordsOf(selection)}
            </button>`
          : nothing
      }
      ${left.length > 0 ? this.renderTags(left) : nothing}
    </div>`;
  }

  private renderPassage(ranges: readonly Range[], at: number): TemplateResult {
    const words = this.wordsOf(ranges);
    return html`<li>
      <q lang=${this.textLang}>${words}</q>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("sheet.remove-evidence", { words })}
        @click=${() => this.tell(this.passages.filter((_, i) => i !== at))}
      >
        <coram-icon name="x"></coram-icon>
      </button>
    </li>`;
  }

  private renderTags(tags: readonly TagView[]): TemplateResult {
    return html`<select
      class="field"
      name="passage"
      aria-label=${t("rounds.add-passage")}
      @change=${(event: Event) => {
        const select = event.currentTarget as HTMLSelectElement;
        const tag = tags.find(({ id }) => id === select.value);
        select.value = "";
        if (tag) this.add(tag.ranges);
      }}
    >
      <option value="" selected>${t("rounds.add-passage")}</option>
      ${tags.map(({ id, code, ranges }) => html`<option value=${id}>${code} ${this.wordsOf(ranges)}</option>`)}
    </select>`;
  }

  private wordsOf(ranges: readonly Range[]): string {
    const words = ranges.map(({ start, end }) => this.text.slice(start, end)).join(" … ");
    return shortened(withTokenWords(words, this.textLang), SHOWN);
  }

  private has(ranges: readonly Range[]): boolean {
    return this.passages.some((each) => isSame(each, ranges));
  }

  private add(ranges: readonly Range[]): void {
    this.tell([...this.passages, ranges]);
  }

  private tell(passages: readonly (readonly Range[])[]): void {
    this.emit("coram-answer-passages", { passages: passages.map((ranges) => [...ranges]) });
  }
}

function isSame(one: readonly Range[], other: readonly Range[]): boolean {
  return (
    one.length === other.length && one.every(({ start, end }, i) => start === other[i]?.start && end === other[i].end)
  );
}
