import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { AnswerValue } from "../../../schema/domain/answer.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { OpenWording } from "../../methodology/draft/words/open-wording.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { InHand, TypesWords } from "../../elements/input/in-hand.ts";
import { wordingInHand } from "../../discussion/words-in-hand.ts";
import { wordingChoice, type WhichWording } from "../../typed/wording-choice.ts";
import {
  faultsOf,
  fromFields,
  type Refusal,
  refusalOf,
  refusedWords,
  saysTheSame,
  toFields,
  type TypedType,
  UNREADABLE,
} from "./typed-value.ts";
import { durationWords, valueWords } from "./value-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-typed-answer": CoramTypedAnswer;
  }
  interface HTMLElementEventMap {
    /** null = the fields were emptied. */
    "coram-typed": CustomEvent<{ value: AnswerValue | null }>;
  }
}

const CURRENCIES = ["EUR", "RSD", "MKD", "ALL", "USD", "CHF"];
const DEFAULT_CURRENCY = "EUR";

/**
 * A number, date, duration or sum that is typed. It is written when one leaves the fields or presses Enter, which goes on from there;
 * what a colleague writes while one types is shown beside it, and one chooses. What is hardly meant is asked about first.
 */
@customElement("coram-typed-answer")
export class CoramTypedAnswer extends VerdictElement implements TypesWords {
  @property() type: TypedType = "number";
  /** What the layer holds. */
  @property({ attribute: false }) value: AnswerValue | null = null;
  @property() label = "";
  @property({ type: Boolean }) readonly = false;
  /** Who wrote what the layer holds. */
  @property({ attribute: false }) author: MemberCard | null = null;
  @property() currency = DEFAULT_CURRENCY;
  /** Months that other answers give: Enter in empty fields takes them. */
  @property({ attribute: false }) offered: number | null = null;
  /** What stands in the fields; whoever gives it keeps what says no value while the fields are not there. */
  @property({ attribute: false }) wording = new OpenWording("");
  @state() private refusal: Refusal | null = null;

  /** Something was typed since its fields have the focus. */
  private isTyped = false;

  get wordsKey(): OpenWording {
    return this.wording;
  }

  get inHand(): InHand | null {
    const { wording, label } = this;
    const words = [...this.querySelectorAll("input")].map(({ value }) => value).filter((each) => each.trim() !== "");
    return this.isTyped ? wordingInHand(wording, { label, lang: "", words: words.join(" ") }) : null;
  }

  /** What stands there is selected: nobody adds a figure to another without a caret in it. */
  override focus(): void {
    const field = this.querySelector<HTMLInputElement>("input");
    field?.focus();
    field?.select();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.commit();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("value") && !changed.has("type") && !changed.has("wording")) return;
    const { wording } = this;
    wording.take(JSON.stringify(toFields(this.type, this.value)));
    this.agree();
    if (!wording.isDirty) this.refusal = null;
    // It was left before these fields were here.
    else if (changed.has("wording")) this.refusal = refusalOf(this.type, this.fields);
  }

  /** A colleague who has written the same otherwise leaves nothing to choose. */
  private agree(): void {
    const { wording } = this;
    if (wording.theirs !== null && saysTheSame(this.type, this.fields, JSON.parse(wording.theirs) as string[]))
      wording.choose("theirs");
  }

  private get fields(): string[] {
    return JSON.parse(this.wording.mine || "[]") as string[];
  }

  protected override render(): TemplateResult {
    const { wording } = this;
    if (this.readonly) {
      const refused = refusedWords(this.type, wording);
      return html`${
        this.value === null
          ? html`<span class="sub">${t("sheet.not-answered")}</span>`
          : html`<span>${valueWords(this, this.value)}</span>`
      }
      ${refused === null ? nothing : html`<p class="words words-warn">${t("sheet.refused", { words: refused })}</p>`}`;
    }
    return html`<div
        class="typed"
        role="group"
        aria-label=${this.label}
        @focusin=${this.onCome}
        @focusout=${this.onLeave}
        @keydown=${this.onKey}
      >
        ${this.type === "money" ? this.renderMoney() : this.type === "duration" ? this.renderDuration() : this.renderOne()}
      </div>
      ${this.renderOffer()}
      ${this.refusal === "unreadable" ? html`<p class="words words-warn" role="alert">${t(`sheet.bad-${this.type}`)}</p>` : nothing}
      ${this.refusal === "unlikely" || this.refusal === "key" ? this.renderAsked(this.refusal) : nothing}
      ${
        wording.theirs === null
          ? nothing
          : wordingChoice(this.renderTheirs(wording.theirs), this.author?.name, (which) => this.choose(which))
      }`;
  }

  private renderAsked(why: "unlikely" | "key"): TemplateResult | typeof nothing {
    const value = fromFields(this.type, this.fields);
    if (value === null || value === UNREADABLE) return nothing;
    const keep = (): void => {
      this.commit(true);
      void this.updateComplete.then(() => this.focus());
    };
    const asked =
      why === "key"
        ? t("sheet.key-or-figure", { word: t("sheet.not-mentioned") })
        : t("sheet.unlikely", { value: valueWords(this, value) });
    return html`<p class="words words-warn" role="alert">${asked}</p>
      <button type="button" class="button button-small" @click=${keep}>
        ${t("sheet.unlikely-keep")}<kbd class="key">Enter</kbd>
      </button>`;
  }

  private get isEmpty(): boolean {
    return this.value === null && this.fields.every((field) => field.trim() === "");
  }

  private renderOffer(): TemplateResult | typeof nothing {
    const { offered } = this;
    if (offered === null || !this.isEmpty) return nothing;
    return html`<button type="button" class="button button-small typed-offer" @click=${() => this.takeOffer()}>
      ${t("sheet.offer", { duration: durationWords(offered) })}<kbd class="key">Enter</kbd>
    </button>`;
  }

  private takeOffer(): boolean {
    const { offered } = this;
    if (offered === null || !this.isEmpty || this.readonly) return false;
    this.take(toFields(this.type, offered));
    this.commit();
    return true;
  }

  private renderOne(): TemplateResult {
    const isDate = this.type === "date";
    return html`${this.renderField(0, this.label, isDate ? "wide" : "", isDate ? t("sheet.date-form") : "")}`;
  }

  private renderDuration(): TemplateResult {
    return html`<label>${this.renderField(0, null)}<span>${t("sheet.years")}</span></label
      ><label>${this.renderField(1, null)}<span>${t("sheet.months")}</span></label>`;
  }

  private renderMoney(): TemplateResult {
    const { fields } = this;
    const rows = Math.max(1, Math.floor(fields.length / 2));
    return html`<div class="sums">
      ${Array.from({ length: rows }, (_, row) => {
        const currency = fields[row * 2 + 1] || this.currency;
        const known = CURRENCIES.includes(currency) ? CURRENCIES : [currency, ...CURRENCIES];
        return html`<div class="sum">
          ${this.renderField(row * 2, t("sheet.amount"), "wide")}
          <select
            class="field field-soft"
            aria-label=${t("sheet.currency")}
            @change=${(event: Event) => this.typed(row * 2 + 1, (event.target as HTMLSelectElement).value)}
          >
            ${known.map((each) => html`<option value=${each} ?selected=${each === currency}>${each}</option>`)}
          </select>
          ${
            rows > 1
              ? html`<button
                  type="button"
                  class="icon-button"
                  aria-label=${t("sheet.remove-amount")}
                  title=${t("sheet.remove-amount")}
                  @click=${() => this.removeRow(row)}
                >
                  <coram-icon name="x"></coram-icon>
                </button>`
              : nothing
          }
        </div>`;
      })}
      ${
        rows < 8 && (fields[0] ?? "") !== ""
          ? html`<button type="button" class="link" @click=${this.addRow}>${t("sheet.add-amount")}</button>`
          : nothing
      }
    </div>`;
  }

  private renderField(index: number, label: string | null, width = "", hint = ""): TemplateResult {
    return html`<input
      class="field field-soft ${width}"
      autocomplete="off"
      inputmode=${this.type === "date" ? nothing : "decimal"}
      maxlength="40"
      aria-label=${label ?? nothing}
      aria-invalid=${this.isFaulty(index) ? "true" : nothing}
      placeholder=${hint || nothing}
      .value=${this.fields[index] ?? ""}
      @input=${(event: Event) => this.typed(index, (event.target as HTMLInputElement).value)}
    />`;
  }

  /** The fault is in this field, or in what the fields say together. */
  private isFaulty(index: number): boolean {
    if (this.refusal === null) return false;
    const faults = faultsOf(this.type, this.fields);
    return faults.length === 0 || faults.includes(index);
  }

  private renderTheirs(theirs: string): TemplateResult {
    const value = fromFields(this.type, JSON.parse(theirs) as string[]);
    const words = value === null || value === UNREADABLE ? t("sheet.not-answered") : valueWords(this, value);
    return html`<p>${words}</p>`;
  }

  private typed(index: number, words: string): void {
    const fields = [...this.fields];
    fields[index] = words;
    // The currency that is shown is meant.
    if (this.type === "money" && index % 2 === 0) fields[index + 1] ||= this.currency;
    this.take(fields);
  }

  private readonly addRow = (): void => {
    this.take([...this.fields, "", this.currency]);
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>(".sum:last-of-type input")?.focus());
  };

  private removeRow(row: number): void {
    this.take(this.fields.filter((_, index) => Math.floor(index / 2) !== row));
    this.commit();
  }

  private take(fields: readonly string[]): void {
    this.isTyped = true;
    this.wording.type(JSON.stringify(fields));
    this.refusal = null;
    this.requestUpdate();
  }

  private readonly onCome = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.contains(relatedTarget)) this.isTyped = false;
  };

  private readonly onLeave = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.commit();
    this.wording.leave();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.repeat) return;
    this.takeOffer();
    this.commit(this.refusal === "unlikely" || this.refusal === "key");
    const { wording, fields } = this;
    if (wording.isDirty || wording.theirs !== null) return;
    this.emit("coram-answer-kept", { isAnswered: this.value !== null || fromFields(this.type, fields) !== null });
  };

  /** Sends what was typed, in the form in which it is kept, so that what comes back is the same. `isMeant`: one was asked. */
  private commit(isMeant = false): void {
    const { wording } = this;
    this.agree();
    if (this.readonly || !wording.isDirty || wording.theirs !== null) return;
    const value = fromFields(this.type, this.fields);
    this.refusal = refusalOf(this.type, this.fields);
    if (value === UNREADABLE || (this.refusal !== null && !isMeant)) return;
    this.refusal = null;
    wording.type(JSON.stringify(toFields(this.type, value)));
    if (wording.commit() === null) return this.requestUpdate();
    // What is written is the layer's: another's answer in its place is shown as such, not as a second wording.
    wording.leave();
    this.emit("coram-typed", { value });
    this.requestUpdate();
  }

  private choose(which: WhichWording): void {
    this.wording.choose(which);
    this.commit();
    this.requestUpdate();
    void this.updateComplete.then(() => this.focus());
  }
}
