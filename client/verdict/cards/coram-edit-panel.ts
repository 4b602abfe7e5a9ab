import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { EditKind } from "../../../schema/text/revision.ts";
import { formatToken, TOKEN_KINDS, type TokenKind } from "../../../schema/text/token.ts";
import "../../elements/coram-icon.ts";
import { errorLine } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { tokenSlug } from "../../elements/tokens/token-slug.ts";
import { TOUCH } from "../../elements/screen.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import { tokenHere } from "../../i18n/tokens.ts";
import { keepWords } from "../../typed/keep-words.ts";
import { keptLine } from "../../typed/kept-line.ts";
import { unsentWords } from "../../typed/typed-on.ts";
import { putWords, TypedOver } from "../../reader/erased/typed-over.ts";
import { typedOver } from "./typed-passage.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-edit-panel": CoramEditPanel;
  }
  interface HTMLElementEventMap {
    /** Replace the words shown by `insert`. */
    "coram-edit-apply": CustomEvent<{ kind: EditKind; insert: string }>;
    "coram-edit-cancel": CustomEvent<void>;
  }
}

const LABEL = /^(?:[A-Z]{1,2}|[0-9]{1,4})$/;

/** Corrects words, or puts a typed token in place of a name. Says how many tags it touches before it is done. */
@customElement("coram-edit-panel")
export class CoramEditPanel extends VerdictElement {
  /** The words as they will be replaced (widened to whole words). */
  @property() words = "";
  /** What stands there now that some of it was erased; null: the same. */
  @property({ attribute: false }) now: string | null = null;
  /** Words are being erased there: until it is known what is left nothing is sent. */
  @property({ type: Boolean }) isCovered = false;
  /** Under which the new words are kept; it names their place, never words. */
  @property({ attribute: false }) keptAs = "correct";
  @property() textLang = "";
  @property() kind: EditKind = "correct";
  @property({ type: Number }) tagsTouched = 0;
  @property({ type: Number }) threadsTouched = 0;
  /** Tokens that the verdict has already, offered first: "[Victim A]". */
  @property({ attribute: false }) tokens: readonly string[] = [];
  /** Somebody changed these words meanwhile: the server refused. */
  @property({ type: Boolean }) conflict = false;
  /** Why else it was refused. */
  @property({ attribute: false }) problem: string | null = null;
  @property({ type: Boolean }) busy = false;
  /** Others read the text already: it is looked over before it changes. */
  @property({ type: Boolean }) isRead = false;
  @state() private replacement = "";
  /** What stood in the field as it was sent: one may type on while it is on its way. */
  private sent: string | null = null;
  /** What the field is filled with where nobody types. */
  private filled = "";
  /** It began with what was typed here before. */
  private isKept = false;
  /** What is typed over the words. */
  private own = new TypedOver("");
  @state() private tokenKind: TokenKind = "Victim";
  @state() private label = "A";

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.filled = this.shown;
    if (changed.has("keptAs")) this.isKept = unsentWords.has(this.keptAs);
    if (changed.has("words")) {
      this.own = this.isTypedOn ? new TypedOver(this.words) : typedOver(this.keptAs, this.words);
      if (this.isTypedOn) return this.own.type(this.typed);
    } else if (!changed.has("now")) return;
    const isLeft = changed.has("words") && !this.isTypedOn && this.own.over !== this.stands;
    this.replacement = withTokenWords(this.own.follow(this.stands), this.textLang);
    // It is laid into the field as it is kept: without what was erased since it was left.
    if (isLeft) unsentWords.set(this.keptAs, this.replacement);
    const field = this.querySelector("textarea");
    if (field) putWords(field, this.replacement, this.own, this.textLang);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // What was typed on is kept for the words that stand there now.
    if (changed.has("words") && this.isTypedOn) this.querySelector("textarea")?.dispatchEvent(new Event("input"));
    // As the panel comes it lays there what was kept.
    else if (changed.get("now") !== undefined && unsentWords.has(this.keptAs))
      unsentWords.set(this.keptAs, this.replacement);
  }

  /** Whether something else stands in the field by now than was sent. */
  get isTypedOn(): boolean {
    return this.kind === "correct" && this.sent !== null && this.replacement !== this.sent;
  }

  private get insert(): string | null {
    if (this.isCovered) return null;
    if (this.kind === "redact") return LABEL.test(this.label) ? formatToken(this.tokenKind, this.label) : null;
    if (this.replacement === this.filled) return null;
    const { typed } = this;
    return typed === this.words ? null : typed.normalize("NFC");
  }

  /** What was typed, as it is stored. */
  private get typed(): string {
    return this.stored(this.replacement);
  }

  private stored(words: string): string {
    return withStoredTokens(words, this.textLang, new Set(this.tokens));
  }

  /** The words that stand there, as they are stored. */
  private get stands(): string {
    return this.now ?? this.words;
  }

  /** The words as one reads them in the text, and types them. */
  private get shown(): string {
    return withTokenWords(this.stands, this.textLang);
  }

  private apply(event: Event): void {
    event.preventDefault();
    const { insert } = this;
    if (insert === null || this.busy) return;
    this.sent = this.replacement;
    this.emit("coram-edit-apply", { kind: this.kind, insert });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // A line more is a paragraph more: it is asked for with Shift, which a finger has not got.
    const isLine = event.target instanceof HTMLTextAreaElement && !event.shiftKey && !TOUCH.matches;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey || isLine) && !event.isComposing)
      return this.apply(event);
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.emit("coram-edit-cancel");
  };

  /** In a dialog one begins in the field, not on the button that closes. */
  protected override firstUpdated(): void {
    this.querySelector("textarea")?.select();
  }

  protected override render(): TemplateResult {
    const kinds: EditKind[] = ["correct", "redact"];
    return html`<form class="form" @submit=${this.apply} @keydown=${this.onKey}>
      <div class="choice" role="radiogroup" aria-label=${t("verdict.edit-kind")}>
        ${kinds.map(
          (kind) =>
            html`<button
              type="button"
              role="radio"
              aria-checked=${kind === this.kind}
              @click=${() => (this.kind = kind)}
            >
              ${t(`verdict.edit-${kind}`)}
            </button>`,
        )}
      </div>
      <div class="form-row">
        <span>${t("verdict.edit-words")}</span>
        <blockquote class="quote" lang=${this.textLang || nothing}>${this.shown}</blockquote>
      </div>
      ${this.kind === "correct" ? this.renderReplacement() : this.renderToken()}
      <p class="note" role="status">${this.preview}</p>
      ${this.conflict ? html`<p class="alert alert-error" role="alert"><coram-icon name="triangle-alert"></coram-icon><span>${t("verdict.edit-conflict")}</span></p>` : nothing}
      ${errorLine(this.problem)}
      ${this.busy && this.isRead && this.kind === "correct" ? html`<p class="note" role="status">${t("correct.looking")}</p>` : nothing}
      <div class="form-actions">
        <button type="button" class="button button-quiet" @click=${() => this.emit("coram-edit-cancel")}>
          ${t("verdict.cancel")}
        </button>
        <button type="submit" class="button button-primary" ?disabled=${this.insert === null || this.busy}>
          ${t(this.kind === "correct" ? "verdict.edit-do-correct" : "verdict.edit-do-redact")}
        </button>
      </div>
    </form>`;
  }

  private get preview(): string {
    const threads = this.threadsTouched > 0 ? ` ${t("verdict.edit-threads", { count: this.threadsTouched })}` : "";
    return (
      (this.tagsTouched > 0 ? t("verdict.edit-tags", { count: this.tagsTouched }) : t("verdict.edit-no-tags")) + threads
    );
  }

  private renderReplacement(): TemplateResult {
    return html`<div class="form-row">
      <label for=${`${this.uid}-new`}>${t("verdict.edit-new")}</label>
      <textarea
        id=${`${this.uid}-new`}
        class="field quote"
        rows="2"
        aria-describedby=${`${this.uid}-keys`}
        lang=${this.textLang || nothing}
        .value=${this.replacement}
        ${keepWords(this.keptAs, this.shown, true)}
        @input=${(event: InputEvent) => {
          const { value, selectionEnd } = event.target as HTMLTextAreaElement;
          this.replacement = value;
          this.own.type(this.typed, this.stored(value.slice(0, selectionEnd)).length);
        }}
      ></textarea>
      ${keptLine(this.isKept && this.replacement !== this.filled, this.filled)}
      <p class="note" id=${`${this.uid}-keys`}>${t(TOUCH.matches ? "verdict.edit-line" : "verdict.edit-keys")}</p>
    </div>`;
  }

  private renderToken(): TemplateResult {
    return html`<div class="token-choice">
        <div class="form-row">
          <label for=${`${this.uid}-kind`}>${t("verdict.token-kind")}</label>
          <select
            id=${`${this.uid}-kind`}
            class="field"
            @change=${(event: Event) => {
              const chosen = (event.target as HTMLSelectElement).value;
              this.tokenKind = TOKEN_KINDS.find((kind) => kind === chosen) ?? this.tokenKind;
            }}
          >
            ${TOKEN_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === this.tokenKind}>${t(`verdict.token-${tokenSlug(kind)}`)}</option>`)}
          </select>
        </div>
        <div class="form-row">
          <label for=${`${this.uid}-label`}>${t("verdict.token-label")}</label>
          <input
            id=${`${this.uid}-label`}
            class="field"
            maxlength="4"
            autocomplete="off"
            aria-invalid=${!LABEL.test(this.label)}
            .value=${this.label}
            @input=${(event: InputEvent) => (this.label = (event.target as HTMLInputElement).value.trim().toUpperCase())}
          />
        </div>
        <output class="token"
          >${LABEL.test(this.label) ? withTokenWords(formatToken(this.tokenKind, this.label), this.textLang) : "…"}</output
        >
      </div>
      ${
        this.tokens.length > 0
          ? html`<div class="form-row">
              <span>${t("verdict.token-known")}</span>
              <div class="row">
                ${this.tokens.map(
                  (token) =>
                    html`<button type="button" class="token" @click=${() => this.useToken(token)}>
                      ${tokenHere(token)}
                    </button>`,
                )}
              </div>
            </div>`
          : nothing
      }`;
  }

  private useToken(token: string): void {
    const inner = token.slice(1, -1);
    const kind = TOKEN_KINDS.find((each) => inner.startsWith(`${each} `));
    if (!kind) return;
    this.tokenKind = kind;
    this.label = inner.slice(kind.length + 1);
  }
}
