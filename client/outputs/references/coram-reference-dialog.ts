import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { firstWords } from "../../../schema/editor/block-places.ts";
import type { ReferredTo } from "../../../schema/editor/references/references.ts";
import { captionsIn, entriesOf } from "../../../schema/editor/wired-rows.ts";
import { referenceWords } from "../../../schema/language/reference-words.ts";
import { holdsWords } from "../../../schema/language/stem/word-search.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import "../../elements/coram-dialog.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import type { ReferenceChoice } from "../quotes/quote-service.ts";
import { REFERENCE_FORMS, type ReferenceForm } from "./reference-forms.ts";
import "./references.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-reference-dialog": CoramReferenceDialog;
  }
  interface HTMLElementEventMap {
    "coram-reference-chosen": CustomEvent<{ to: string; form: ReferenceForm }>;
    "coram-reference-close": CustomEvent<void>;
  }
}

const LIST = "reference-list";

/** Chooses what of the document a reference leads to, by its number or its words. */
@customElement("coram-reference-dialog")
export class CoramReferenceDialog extends LightElement {
  /** Null = closed. */
  @property({ attribute: false }) choice: ReferenceChoice | null = null;
  /** All that can be referred to, in the order of the document. */
  @property({ attribute: false }) all: readonly ReferredTo[] = [];
  @property() textLang = "";
  @state() private words = "";
  @state() private at = 0;
  @state() private form: ReferenceForm = "named";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("choice") || !this.choice) return;
    this.words = "";
    this.form = this.choice.form;
    const { to } = this.choice;
    this.at = Math.max(
      0,
      this.all.findIndex(({ node }) => node.attrs?.["id"] === to),
    );
  }

  protected override updated(): void {
    this.querySelector(`#${LIST} [aria-selected="true"]`)?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog
      heading=${t("evidence.reference-dialog")}
      .open=${this.choice !== null}
      @coram-dialog-close=${this.close}
    >
      ${this.choice ? this.renderForm() : nothing}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    const found = this.found();
    const at = Math.min(this.at, found.length - 1);
    return html`<form class="form" @submit=${this.onSubmit}>
      <div class="form-row">
        <input
          class="field"
          role="combobox"
          autofocus
          autocomplete="off"
          spellcheck="false"
          aria-label=${t("evidence.reference-find")}
          placeholder=${t("evidence.reference-find")}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls=${LIST}
          aria-activedescendant=${at < 0 ? nothing : `${LIST}-${at}`}
          .value=${this.words}
          @input=${this.onInput}
          @keydown=${this.onKey}
        />
        <div class="reference-list" role="listbox" id=${LIST} aria-label=${t("evidence.reference-find")}>
          ${found.map((each, i) => this.renderOption(each, i, i === at))}
        </div>
        ${found.length > 0 ? nothing : html`<p class="note" role="status">${t(this.all.length > 0 ? "evidence.reference-none" : "evidence.reference-nothing")}</p>`}
      </div>
      <fieldset class="form-row">
        <legend>${t("evidence.reference-shows")}</legend>
        ${REFERENCE_FORMS.map(
          (each) =>
            html`<label class="form-check"
              ><input
                type="radio"
                name="form"
                value=${each}
                .checked=${each === this.form}
                @change=${() => (this.form = each)}
              />
              ${t(`evidence.reference-${each}`)}</label
            >`,
        )}
      </fieldset>
      <div class="form-actions">
        <button type="button" class="button button-quiet" @click=${this.close}>${t("evidence.cancel")}</button>
        <button class="button button-primary" ?disabled=${at < 0}>
          ${t(this.choice?.pos ? "evidence.remark-keep" : "evidence.figure-insert")}
        </button>
      </div>
    </form>`;
  }

  private renderOption(each: ReferredTo, i: number, isSelected: boolean): TemplateResult {
    return html`<div
      role="option"
      id="${LIST}-${i}"
      lang=${this.textLang}
      aria-selected=${isSelected}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => (this.at = i)}
      @dblclick=${() => this.take(each)}
    >
      <b>${this.nameOf(each)}</b> <span class="ellipsis">${this.beginningOf(each)}</span>
    </div>`;
  }

  private found(): ReferredTo[] {
    const wanted = this.words.trim();
    return this.all.filter(
      (each) =>
        wanted === "" ||
        each.label === wanted ||
        each.label.startsWith(`${wanted}.`) ||
        holdsWords(`${this.nameOf(each)} ${this.beginningOf(each)}`, wanted) > 0,
    );
  }

  private nameOf(each: ReferredTo): string {
    return referenceWords(each, UiLanguage.catch("en").parse(this.textLang));
  }

  private beginningOf({ node, kind }: ReferredTo): string {
    const isWired = kind === "figure" || (kind === "table" && node.type !== "table");
    const caption = isWired ? captionsIn(entriesOf(node)).map(({ words }) => words.trim()) : [];
    return withTokenWords(isWired ? caption.join(" / ") : firstWords(node, BEGINNING), this.textLang);
  }

  private readonly onInput = (event: InputEvent): void => {
    this.words = (event.target as HTMLInputElement).value;
    this.at = 0;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const count = this.found().length;
    const next = Math.min(this.at, count - 1) + (event.key === "ArrowDown" ? 1 : -1);
    this.at = count === 0 ? 0 : (next + count) % count;
  };

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const found = this.found();
    this.take(found[Math.min(this.at, found.length - 1)]);
  };

  private take(chosen: ReferredTo | undefined): void {
    const to = chosen?.node.attrs?.["id"];
    if (typeof to !== "string") return;
    this.dispatchEvent(new CustomEvent("coram-reference-chosen", { detail: { to, form: this.form } }));
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-reference-close"));
  };
}

/** So many of its words tell a paragraph from others. */
const BEGINNING = 12;
