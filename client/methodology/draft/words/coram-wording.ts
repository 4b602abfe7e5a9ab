import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { MemberCard } from "../../../../schema/domain/member.ts";
import "../../../elements/coram-discard.ts";
import "../../../elements/coram-initials.ts";
import { t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import { ClosedHere } from "../../../discussion/closed-here.ts";
import type { InHand, TypesWords } from "../../../elements/input/in-hand.ts";
import { wordingInHand } from "../../../discussion/words-in-hand.ts";
import { putInto } from "../../../typed/put-into.ts";
import { wordingChoice, type WhichWording } from "../../../typed/wording-choice.ts";
import { OpenWording } from "./open-wording.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-wording": CoramWording;
  }
  interface HTMLElementEventMap {
    /** What is to be written into the draft. */
    "coram-wording-set": CustomEvent<{ value: string }>;
    /** One has chosen between one's own words and a colleague's. */
    "coram-wording-chosen": CustomEvent<{ which: WhichWording }>;
    /** One writes here, or has left. */
    "coram-wording-open": CustomEvent<{ isOpen: boolean }>;
  }
}

/** After so long without a key what one typed goes into the draft; it goes there at once when the field, or the page, is left. */
const PAUSE_MS = 1500;
const MAX_LENGTH = 20_000;

/**
 * One text of the draft in one language. Where a colleague changes it while one writes, both wordings are shown and one
 * chooses; nothing is written before.
 */
@customElement("coram-wording")
export class CoramWording extends VerdictElement implements TypesWords {
  @property({ attribute: false }) wording = new OpenWording("");
  /** What the draft holds: given so that a change of it shows. */
  @property() stored = "";
  /** The field's name for assistive technology: "Definition, English". */
  @property() label = "";
  /** Of the text, for spelling and letter forms. */
  @property() textLang = "en";
  @property({ type: Number }) rows = 1;
  /** One line, however many it is shown on: Enter ends it, as in a field of one row. */
  @property({ type: Boolean }) isLine = false;
  @property({ type: Boolean }) readonly = false;
  /** There is a text in another language only. */
  @property({ type: Boolean }) missing = false;
  /** Whether words may be written into the draft; those that may not stay in the field. */
  @property({ attribute: false }) takes: (words: string) => boolean = () => true;
  /** That a colleague's words stand in place of one's own is said beside it, with the same choice. */
  @property({ type: Boolean }) isReplacedSaid = false;
  /** Who writes here now. */
  @property({ attribute: false }) writer: MemberCard | null = null;
  /** Who wrote what the draft holds. */
  @property({ attribute: false }) author: MemberCard | null = null;
  @query(".wording-field") private readonly field!: HTMLInputElement | HTMLTextAreaElement | null;
  private readonly closedHere = new ClosedHere(this);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOpen = false;
  /** Something was typed since it has the focus. */
  private isTyped = false;

  get wordsKey(): OpenWording {
    return this.wording;
  }

  get inHand(): InHand | null {
    const { wording, label, textLang: lang } = this;
    return this.isTyped ? wordingInHand(wording, { label, lang }) : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pagehide", this.onPageHide);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pagehide", this.onPageHide);
    this.leave();
  }

  /** The field goes with its page: words are on their way before it does. */
  private readonly onPageHide = (): void => this.commit();

  override focus(): void {
    this.field?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("wording")) this.wording.onScreened = () => this.requestUpdate();
    // Not at any other time: what was just written comes back as stored only with the page's next update.
    if (changed.has("stored") || changed.has("wording")) this.wording.take(this.stored);
    if (changed.has("readonly") && this.readonly) this.commit();
    // What is put into the field by itself leaves the caret of whoever types there where it is.
    if (this.field && !changed.has("wording")) putInto(this.field, this.wording.mine);
  }

  protected override render(): TemplateResult {
    const { wording, writer, missing, readonly } = this;
    if (readonly)
      return html`<div class="wording-read" lang=${this.textLang}>
          ${this.stored ? html`<span class="wording-words">${this.stored}</span>` : html`<span class="note sub" lang=${nothing}>${missing ? t("methodology.missing") : "–"}</span>`}
        </div>
        ${wording.waits ? this.renderHeld(wording.mine) : nothing}`;
    const hint = `${this.uid}-hint`;
    const hasHint = writer !== null || missing;
    return html`${this.renderField(hasHint ? hint : null)}
    ${
      hasHint
        ? html`<p class="wording-hint note" id=${hint}>
            ${
              writer
                ? html`<coram-initials initials=${writer.initials} small></coram-initials>
                    <span>${t("methodology.writing", { name: writer.name })}</span>`
                : html`<span class="missing">${t("methodology.missing")}</span>`
            }
          </p>`
        : nothing
    }
    ${wording.isScreened ? html`<p class="alert" role="status">${t("sync.words-erased")}</p>` : nothing}
    ${wording.replaced !== null && wording.theirs === null && this.author && !this.isReplacedSaid ? this.renderReplaced(wording.replaced, this.author) : nothing}
    ${
      wording.theirs === null
        ? nothing
        : wordingChoice(this.renderTheirs(wording.theirs), this.author?.name, (which) => this.choose(which), {
            canBoth: true,
          })
    }`;
  }

  /** A right went from under the writer: what they typed stays before them, and they type on in it. */
  private renderHeld(mine: string): TemplateResult {
    return html`<div class="alert wording-choice" role="alert">
      <div class="grow">
        <p id=${`${this.uid}-held`}>${this.closedHere.words(true)}</p>
        ${this.renderField(`${this.uid}-held`)}
        <p class="wording-acts">
          ${this.closedHere.copyButton(mine)}
          <coram-discard
            @coram-discard=${() => {
              this.wording.drop();
              this.requestUpdate();
            }}
          ></coram-discard>
        </p>
      </div>
    </div>`;
  }

  /** Whoever wrote here is told where they wrote, not in a list alone. */
  private renderReplaced(mine: string, { name }: MemberCard): TemplateResult {
    const act = (done: () => void): void => {
      done();
      this.commit();
      this.requestUpdate();
      void this.updateComplete.then(() => this.field?.focus());
    };
    return html`<div class="alert wording-choice" role="status">
      <div class="grow">
        <p><b>${t("methodology.replaced", { name })}</b></p>
        <blockquote lang=${this.textLang}><span class="theirs">${mine}</span></blockquote>
        <p class="wording-acts">
          <button type="button" class="button button-small" @click=${() => act(() => this.wording.letStand())}>
            ${t("sheet.let-stand")}
          </button>
          <button type="button" class="button button-small" @click=${() => act(() => this.wording.putBack())}>
            ${t("sheet.put-back")}
          </button>
        </p>
      </div>
    </div>`;
  }

  private renderField(hint: string | null): TemplateResult {
    const { wording, label, rows, textLang } = this;
    if (rows === 1)
      return html`<input
        class="field field-soft wording-field"
        aria-label=${label}
        aria-describedby=${hint ?? nothing}
        lang=${textLang}
        maxlength=${MAX_LENGTH}
        autocomplete="off"
        .value=${wording.mine}
        ?data-dirty=${wording.isDirty}
        @input=${this.onInput}
        @keydown=${this.onKey}
        @focus=${this.open}
        @blur=${this.leave}
      />`;
    return html`<textarea
      class="field field-soft wording-field"
      aria-label=${label}
      aria-describedby=${hint ?? nothing}
      lang=${textLang}
      maxlength=${MAX_LENGTH}
      rows=${rows}
      .value=${wording.mine}
      ?data-dirty=${wording.isDirty}
      @input=${this.onInput}
      @keydown=${this.onKey}
      @focus=${this.open}
      @blur=${this.leave}
    ></textarea>`;
  }

  private renderTheirs(theirs: string): TemplateResult {
    return html`<blockquote lang=${this.textLang}>
      ${theirs ? html`<span class="theirs">${theirs}</span>` : html`<i lang=${nothing}>${t("methodology.emptied")}</i>`}
    </blockquote>`;
  }

  private readonly onInput = (event: Event): void => {
    const { value } = event.target as HTMLInputElement | HTMLTextAreaElement;
    this.isTyped = true;
    this.wording.type(clean(value));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.commit(), PAUSE_MS);
    this.requestUpdate();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const isText = this.rows > 1 && !this.isLine;
    if (event.isComposing || event.key !== "Enter" || (isText && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    this.commit();
  };

  private readonly open = (): void => {
    this.isOpen = true;
    // Of a field that a right has closed nothing is written: its words wait all the while.
    this.isTyped = this.readonly;
    this.emit("coram-wording-open", { isOpen: true });
  };

  /** What was typed goes where it belongs. */
  readonly leave = (): void => {
    this.commit();
    if (!this.isOpen) return;
    this.isOpen = false;
    this.wording.leave();
    this.emit("coram-wording-open", { isOpen: false });
  };

  /** Writes what was typed into the draft at once. */
  commit(): void {
    clearTimeout(this.timer);
    if (this.readonly) return this.wording.hold();
    if (this.wording.isDirty && !this.takes(this.wording.mine)) return;
    const value = this.wording.commit();
    if (value === null) return;
    this.emit("coram-wording-set", { value });
    this.requestUpdate();
  }

  private choose(which: WhichWording): void {
    this.wording.choose(which);
    this.commit();
    this.emit("coram-wording-chosen", { which });
    this.requestUpdate();
    void this.updateComplete.then(() => this.field?.focus());
  }
}

/** Without what a room does not take: NUL and lone surrogates. */
function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "");
}
