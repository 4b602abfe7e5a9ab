import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import "../../elements/coram-icon.ts";
import type { IconName } from "../../elements/icons.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { type AlignRows, cutAt, joinUp, shiftDown } from "./align-rows.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-alignment": CoramAlignment;
  }
  interface HTMLElementEventMap {
    "coram-aligned": CustomEvent<{ rows: AlignRows }>;
  }
}

/** A translation laid beside the paragraphs that it translates: words are edited in place, rows cut, joined and moved. */
@customElement("coram-alignment")
export class CoramAlignment extends VerdictElement {
  @property({ attribute: false }) revision!: Revision;
  /** Coram's numbers of the paragraphs, and what stands beside each. */
  @property({ attribute: false }) numbers: readonly string[] = [];
  @property({ attribute: false }) rows: AlignRows = [];
  @property() textLang = "";
  @property() translationLang = "";

  protected override render(): TemplateResult {
    const blocks = new Map(contentBlocks(this.revision.blocks).map((block) => [block.number, block]));
    return html`<p class="align-help">${t("translation.align-help")}</p>
      <div class="align-rows">
        ${this.numbers.map((number, i) => {
          const block = blocks.get(number);
          const original = block ? this.revision.text.slice(block.start, block.end) : "";
          return this.renderRow(i, number, original);
        })}
      </div>`;
  }

  private renderRow(i: number, number: string, original: string): TemplateResult {
    const text = this.rows[i] ?? "";
    return html`<div class="align-row ${text.trim() === "" ? "is-empty" : ""}" data-row=${i}>
      <span class="no">${number}</span>
      <p class="original" lang=${this.textLang || nothing}>${original}</p>
      <textarea
        class="field"
        rows="1"
        lang=${this.translationLang || nothing}
        aria-label=${t("translation.row-of", { number })}
        .value=${text}
        @input=${(event: InputEvent) => this.write(i, (event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => this.onKey(i, event)}
      ></textarea>
      <span class="acts">
        ${this.renderAct(i, "plus", t("translation.cut"), () => this.cut(i))}
        ${this.renderAct(i, "minus", t("translation.join"), () => this.change(joinUp(this.rows, i), i - 1), i === 0)}
        ${this.renderAct(i, "chevron-down", t("translation.shift"), () => this.change(shiftDown(this.rows, i), i + 1))}
      </span>
    </div>`;
  }

  private renderAct(i: number, icon: IconName, label: string, act: () => void, isOff = false): TemplateResult {
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${`${label} (${this.numbers[i] ?? ""})`}
      title=${label}
      ?disabled=${isOff}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${act}
    >
      <coram-icon name=${icon}></coram-icon>
    </button>`;
  }

  private readonly onKey = (i: number, event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const isCut = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const isJoin = event.key === "ArrowUp" && event.altKey;
    const isShift = event.key === "ArrowDown" && event.altKey;
    if (!isCut && !isJoin && !isShift) return;
    event.preventDefault();
    if (isCut) this.cut(i);
    else if (isJoin) this.change(joinUp(this.rows, i), i - 1);
    else this.change(shiftDown(this.rows, i), i + 1);
  };

  private cut(i: number): void {
    const caret = this.fieldOf(i)?.selectionStart ?? 0;
    this.change(cutAt(this.rows, i, caret), i + 1);
  }

  private write(i: number, text: string): void {
    this.change(
      this.rows.map((row, at) => (at === i ? text : row)),
      null,
    );
  }

  /** `focus`: the row in which one goes on; null where one is in it. */
  private change(rows: AlignRows, focus: number | null): void {
    this.emit("coram-aligned", { rows });
    if (focus === null) return;
    void this.updateComplete.then(() => {
      const field = this.fieldOf(Math.min(rows.length - 1, Math.max(0, focus)));
      field?.focus();
      field?.setSelectionRange(0, 0);
    });
  }

  private fieldOf(i: number): HTMLTextAreaElement | null {
    return this.querySelector(`[data-row="${i}"] textarea`);
  }
}
