import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { localise } from "../../schema/domain/language.ts";
import type { OutputSection } from "../../schema/protocol/http/outputs.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { LineFocus } from "../elements/input/line-focus.ts";
import { writesSign } from "../elements/key-press.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, languageName, t } from "../i18n/t.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-outline": CoramOutputOutline;
  }
  interface HTMLElementEventMap {
    "coram-output-section": CustomEvent<{ section: string }>;
    /** Put a section that is not in the document at its end. */
    "coram-output-section-add": CustomEvent<{ section: string }>;
    /** It says the same as the partner's now. */
    "coram-output-section-check": CustomEvent<{ section: string }>;
    /** Leave it out of what is printed, or put it back. */
    "coram-output-section-leave": CustomEvent<{ section: string; isLeftOut: boolean }>;
    /** A letter was typed on a section's line: it is for that section. */
    "coram-section-write-on": CustomEvent<{ section: string }>;
  }
}

/** A section as the outline shows it. */
export interface ShownSection {
  id: string;
  /** As files print it; "" where it has none. */
  number: string;
  /** Its heading as it is written; null where it is not in the document. */
  heading: string | null;
  /** Headings within it, "6.1" and so on. */
  below: { block: string; number: string; heading: string }[];
  /** Null while the document is not there yet. */
  quotes: number | null;
  /** Holds nothing but its heading. */
  isEmpty: boolean;
  /** Its words stay, and files do without it. */
  isLeftOut: boolean;
  /** Nothing stands in it, since all of it is only in the leading language. */
  isOnlyInLeading: boolean;
  /** What in it still wants evidence. */
  openPoints: number;
  /** Changed in the other language since it was compared. */
  isBehind: boolean;
}

/** Words with strokes between them may go on in the next line after one, where there is no other place. */
function breakable(words: string): TemplateResult[] {
  return words.split(/(?<=\p{L}\/)/u).map((part, i) => (i > 0 ? html`<wbr />${part}` : html`${part}`));
}

/** The sections of the template with what belongs into each, beside the text. */
@customElement("coram-output-outline")
export class CoramOutputOutline extends LightElement {
  @property({ attribute: false }) template: readonly OutputSection[] = [];
  @property({ attribute: false }) sections: readonly ShownSection[] = [];
  @property({ attribute: false }) current: string | null = null;
  /** Language of the document. */
  @property() textLang = "";
  /** Of the partner, which leads where it does not follow; null where there is none. */
  @property({ attribute: false }) partner: UiLanguage | null = null;
  /** It stands beside the partner, where both texts say themselves how they stand to each other. */
  @property({ type: Boolean }) isBeside = false;
  @property({ type: Boolean }) canWrite = false;
  /** Headings only, for who reads the document from afar: no counts, no open points, no word to its writers. */
  @property({ type: Boolean }) isPlain = false;
  private readonly lineFocus = new LineFocus(this);

  protected override render(): TemplateResult {
    return html`<nav class="output-outline" aria-label=${t("outputs.sections")}>
      <span class="label">${t("outputs.sections")}</span>
      <ol>
        ${this.sections.map((section) => this.renderSection(section))}
      </ol>
      ${this.isPlain ? nothing : html`<p class="note sub">${t("outputs.sections-note")}</p>`}
      ${this.partner && !this.isBeside ? html`<p class="note sub">${t("outputs.partner-note")}</p>` : nothing}
    </nav>`;
  }

  private renderSection(section: ShownSection): TemplateResult | typeof nothing {
    const { id, number, heading, isBehind, isLeftOut } = section;
    const template = this.template.find((each) => each.id === id);
    const lang = heading ? this.textLang : language();
    const title = withTokenWords(heading || (template ? localise(template.title, language()) : id), lang);
    const isCurrent = this.current === id;
    if (this.isPlain && (heading === null || isLeftOut)) return nothing;
    const prompt = template ? localise(template.prompt, language()) : "";
    return html`<li tabindex="-1" @keydown=${(event: KeyboardEvent) => this.onLineKey(event, id)}>
      <button
        type="button"
        class="output-section"
        data-left-out=${isLeftOut}
        aria-current=${isCurrent ? "true" : nothing}
        ?disabled=${heading === null}
        @click=${() => this.emit("coram-output-section", id)}
      >
        <span class="num">${number}</span>
        <span lang=${lang}>${title}</span>
        ${this.renderCount(section)}
      </button>
      ${isCurrent ? this.renderBelow(section) : nothing} ${heading === null ? this.renderMissing(id) : nothing}
      ${isBehind && this.partner && !this.isBeside && !isLeftOut ? this.renderBehind(id, this.partner) : nothing}
      ${isCurrent && prompt && !this.isPlain ? html`<div class="output-prompt"><b>${t("outputs.prompt")}</b> ${breakable(prompt)}</div>` : nothing}
      ${this.canWrite && heading !== null && (isCurrent || isLeftOut) ? this.renderLeave(id, isLeftOut, title) : nothing}
    </li>`;
  }

  private renderBelow({ below }: ShownSection): TemplateResult | typeof nothing {
    if (below.length === 0) return nothing;
    return html`<ol class="output-below">
      ${below.map(
        ({ block, number, heading }) =>
          html`<li>
            <button
              type="button"
              class="output-section"
              @click=${() =>
                this.dispatchEvent(new CustomEvent("coram-output-block", { detail: { block }, bubbles: true }))}
            >
              <span class="num">${number}</span>
              <span lang=${this.textLang}>${withTokenWords(heading, this.textLang)}</span>
            </button>
          </li>`,
      )}
    </ol>`;
  }

  private renderCount({
    heading,
    quotes,
    openPoints,
    isEmpty,
    isLeftOut,
    isOnlyInLeading,
  }: ShownSection): TemplateResult {
    // Beside the way back it is seen there.
    if (isLeftOut)
      return html`<span class=${this.canWrite ? "visually-hidden" : "count is-said"}
        >${t("outputs.section-left-out")}</span
      >`;
    if (isOnlyInLeading && this.partner)
      return html`<span class="count is-said">${t("pairs.only", { language: languageName(this.partner) })}</span>`;
    if (isEmpty && heading !== null && !this.isPlain)
      return html`<span class="count words-warn">${t("outputs.section-empty")}</span>`;
    return html`<span class="count"
      >${
        openPoints > 0 && !this.isPlain
          ? html`<i
              class="output-open"
              role="img"
              aria-label=${t("papers.open-points", { count: openPoints })}
              title=${t("papers.open-points", { count: openPoints })}
            ></i>`
          : nothing
      }${this.isPlain || quotes === null ? nothing : quotes > 0 ? quotes : t("outputs.section-count-none")}</span
    >`;
  }

  private renderMissing(id: string): TemplateResult {
    return html`<p class="output-section-note sub">
      ${t("outputs.section-missing")}
      ${
        this.canWrite
          ? html`<button type="button" class="link" @click=${() => this.emit("coram-output-section-add", id)}>
              ${t("outputs.section-add")}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** The section of the document in the other language has changed since. */
  private renderBehind(id: string, partner: UiLanguage): TemplateResult {
    return html`<p class="output-section-note words-warn">
      ${t("outputs.partner-changed", { language: languageName(partner) })}
      ${
        this.canWrite
          ? html`<button
              type="button"
              class="link"
              @click=${({ currentTarget }: Event) => {
                this.lineFocus.leave(currentTarget);
                this.emit("coram-output-section-check", id);
              }}
            >
              ${t("outputs.partner-check")}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** Deleted, its words would go, and what a colleague writes there meanwhile would fall to the section before. */
  private renderLeave(section: string, isLeftOut: boolean, title: string): TemplateResult {
    const act = t(isLeftOut ? "outputs.section-put-back" : "outputs.section-leave");
    return html`<p class="output-section-note" data-left-out=${isLeftOut}>
      ${isLeftOut ? html`<span aria-hidden="true">${t("outputs.section-left-out")}</span>` : nothing}
      <button
        type="button"
        class="link"
        aria-label="${act}: ${title}"
        title=${isLeftOut ? nothing : t("outputs.section-leave-hint")}
        @click=${({ currentTarget }: Event) => {
          const detail = { section, isLeftOut: !isLeftOut };
          this.lineFocus.leave(currentTarget);
          this.dispatchEvent(new CustomEvent("coram-output-section-leave", { detail, bubbles: true }));
        }}
      >
        ${act}
      </button>
    </p>`;
  }

  /** On the line itself, which has the focus after what was pressed in it. */
  private onLineKey(event: KeyboardEvent, section: string): void {
    if (event.target !== event.currentTarget || !writesSign(event) || !this.canWrite) return;
    this.emit("coram-section-write-on", section);
  }

  private emit(
    name: "coram-output-section" | "coram-section-write-on" | "coram-output-section-add" | "coram-output-section-check",
    section: string,
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail: { section }, bubbles: true }));
  }
}
