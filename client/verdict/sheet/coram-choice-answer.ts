import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { EMPTY_WORDS, type EmptyWord, isEmptyWord } from "../../../schema/domain/answer.ts";
import "../../elements/coram-icon.ts";
import { arrowStep } from "../../elements/key-press.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { ChoiceOption } from "./empty-words.ts";
import { EMPTY_KEYS } from "./written/empty-keys.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-choice-answer": CoramChoiceAnswer;
  }
  interface HTMLElementEventMap {
    /** null = back to not answered. */
    "coram-choice": CustomEvent<{ value: string | string[] | null }>;
    /** Such a choice was pressed where it is not written, and is asked about first. */
    "coram-choice-asked": CustomEvent<{ value: string | string[] | null }>;
    /** Enter on what stands: one goes on with it as it is. */
    "coram-answer-kept": CustomEvent<{ isAnswered: boolean }>;
  }
}

/**
 * The choices of a closed question: one or several. What is chosen is taken back by choosing it again; where nothing is chosen
 * the question is not answered. The words of every question exclude
 * all else. One tab stop: arrows move in it, Space chooses. Enter chooses what arrows have led to; all else it keeps as it is, so
 * that whoever confirms what a digit has chosen never chooses another.
 */
@customElement("coram-choice-answer")
export class CoramChoiceAnswer extends VerdictElement {
  @property({ attribute: false }) options: readonly ChoiceOption[] = [];
  @property({ attribute: false }) value: string | readonly string[] | null = null;
  @property({ type: Boolean }) multi = false;
  /** Beside each other; else one under another. */
  @property({ type: Boolean }) row = false;
  @property({ type: Boolean }) readonly = false;
  /** What is pressed is not written: whoever shows it asks for more. */
  @property({ type: Boolean }) asks = false;
  /** Shows the keys that choose. */
  @property({ type: Boolean }) digits = false;
  /** Of the question, for assistive technology. */
  @property() label = "";
  @state() private at: number | null = null;
  /** Arrows have led to where the focus is, and nothing was chosen since. */
  private isPointed = false;

  override focus(): void {
    this.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  }

  /** Chooses what a digit names, and puts the focus there: the words of every question have keys of their own. */
  pickDigit(digit: number): void {
    const option = this.options[digit - 1];
    if (option && !isEmptyWord(option.value)) this.pickByKey(digit - 1);
  }

  /** Chooses a word of every question. */
  pickWord(word: EmptyWord): void {
    this.pickByKey(this.options.findIndex(({ value }) => value === word));
  }

  private pickByKey(index: number): void {
    if (this.pick(index)) this.querySelectorAll("button")[index]?.focus();
  }

  /**
   * Chooses the option at a place, and of several takes it back where it was chosen; false where there is none. The one choice stays chosen:
   * who presses what a colleague has answered agrees with it.
   */
  pick(index: number): boolean {
    const option = this.options[index];
    if (!option || this.isDead) return false;
    this.at = index;
    this.isPointed = false;
    const { value } = option;
    const isOn = this.isChosen(value);
    if (!this.multi && isOn) return true;
    if (!this.multi || isEmptyWord(value)) this.send(isOn ? null : value);
    else {
      const chosen = new Set([this.value ?? []].flat().filter((each) => !isEmptyWord(each)));
      if (isOn) chosen.delete(value);
      else chosen.add(value);
      // In the order of the choices; what is offered no more goes with the first change.
      const values = this.options.map((each) => each.value).filter((each) => chosen.has(each));
      this.send(values.length > 0 ? values : null);
    }
    return true;
  }

  private get isDead(): boolean {
    return this.readonly && !this.asks;
  }

  private send(value: string | string[] | null): void {
    if (this.readonly) return this.emit("coram-choice-asked", { value });
    // Two presses in one frame: the second is of what the first has chosen.
    this.value = value;
    this.emit("coram-choice", { value });
  }

  private isChosen(value: string): boolean {
    return [this.value ?? []].flat().includes(value);
  }

  protected override render(): TemplateResult {
    const chosen = this.options.findIndex(({ value }) => this.isChosen(value));
    const isBox = (value: string): boolean => this.multi && !isEmptyWord(value);
    const stop = Math.min(this.at ?? Math.max(chosen, 0), this.options.length - 1);
    return html`<div
      class=${this.row ? "choice choice-row-answers" : "choice-list"}
      role=${this.multi ? "group" : "radiogroup"}
      aria-label=${this.label}
      @keydown=${this.onKey}
      @keypress=${this.onStrayKey}
      @focusout=${this.onLeave}
    >
      ${this.options.map(({ value, label }, index) => {
        const isOn = this.isChosen(value);
        return html`<button
          type="button"
          role=${isBox(value) ? "checkbox" : "radio"}
          aria-checked=${isOn}
          aria-disabled=${this.isDead ? "true" : nothing}
          aria-keyshortcuts=${(this.digits && keyOf(value, index)) || nothing}
          tabindex=${index === stop ? 0 : -1}
          class=${value === EMPTY_WORDS[0] ? "is-silent" : nothing}
          @click=${() => this.pick(index)}
        >
          ${this.row ? nothing : html`<span class="mark ${isBox(value) ? "is-box" : ""}">${isOn && isBox(value) ? html`<coram-icon name="check"></coram-icon>` : nothing}</span>`}
          <span class="grow">${label}</span>
          ${this.digits ? this.renderKey(value, index) : nothing}
        </button>`;
      })}
    </div>`;
  }

  private renderKey(value: string, index: number): TemplateResult | typeof nothing {
    const key = keyOf(value, index);
    return key === null ? nothing : html`<kbd class="key" aria-hidden="true">${key}</kbd>`;
  }

  /** An Enter that was pressed on what led here, and ends here: it chooses nothing. One that was pressed here has been taken. */
  private readonly onStrayKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter") event.preventDefault();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.target instanceof HTMLButtonElement) {
      event.preventDefault();
      if (event.repeat) return;
      if (this.isPointed) this.pick([...this.querySelectorAll("button")].indexOf(event.target));
      else this.emit("coram-answer-kept", { isAnswered: this.value !== null });
      return;
    }
    const by = arrowStep(event);
    if (by === 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...this.querySelectorAll("button")];
    const now = buttons.findIndex((button) => button === document.activeElement);
    const next = (now + by + buttons.length) % buttons.length;
    this.at = next;
    buttons[next]?.focus();
    this.isPointed = true;
  };

  private readonly onLeave = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget))) this.isPointed = false;
  };
}

/** The key that chooses an option; null where there is none. */
function keyOf(value: string, index: number): string | null {
  if (isEmptyWord(value)) return EMPTY_KEYS[value];
  return index < 9 ? String(index + 1) : null;
}
