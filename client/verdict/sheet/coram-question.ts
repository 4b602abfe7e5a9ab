import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import {
  isClosedType,
  type AnswerValue,
  type EmptyWord,
  isEmptyWord,
  NOT_MENTIONED,
  UNCLEAR,
} from "../../../schema/domain/answer.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import "../../elements/coram-icon.ts";
import { formatDate, t } from "../../i18n/t.ts";
import type { OpenWording } from "../../methodology/draft/words/open-wording.ts";
import { isInSight } from "../../elements/in-sight.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { latinLetter } from "../../elements/key-press.ts";
import type { AnswerAct } from "./answer-act.ts";
import type { AnswerView, GivenAnswer } from "./answer-view.ts";
import "./coram-choice-answer.ts";
import type { CoramChoiceAnswer } from "./coram-choice-answer.ts";
import { emptyButtons } from "./empty-words.ts";
import { emptyKeyIn } from "./written/empty-keys.ts";
import "./coram-hints.ts";
import type { CoramTypedAnswer } from "./coram-typed-answer.ts";
import type { PlannedQuestion } from "./sheet-plan.ts";
import { SheetWordings } from "./written/sheet-wordings.ts";
import { storedWords } from "./typed-value.ts";
import { figureFields, wordsField } from "./written/question-fields.ts";
import { QuickPress } from "./quick-press.ts";
import {
  earlierAnswer,
  evidenceOf,
  helpOf,
  keyAlone,
  misfit,
  noteBeside,
  optionsOf,
  overAnswer,
  provenance,
  replacedAnswer,
  whoAnswered,
} from "./question-views.ts";
import { valueWords } from "./value-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-question": CoramQuestion;
  }
  interface HTMLElementEventMap {
    /** One goes to the next question or the one before. */
    "coram-question-step": CustomEvent<{ by: 1 | -1; isByLetter: boolean }>;
  }
}

/** Fewer short choices stand beside each other, with the words of every question after them. */
const ROW_MAX = 4;
/** One question with its answer: a line or two at rest; its choices, evidence and note when it is the one in hand. */
@customElement("coram-question")
export class CoramQuestion extends VerdictElement {
  @property({ attribute: false }) planned!: PlannedQuestion;
  @property({ attribute: false }) answer: AnswerView | null = null;
  /** It is the one in hand. */
  @property({ type: Boolean }) open = false;
  /** When the answer was given and in whose place, where that is known. */
  @property({ attribute: false }) given: GivenAnswer | null = null;
  @property({ type: Boolean }) readonly = false;
  /** What is shown is settled, and the reader changes it with a reason. */
  @property({ type: Boolean }) canAmend = false;
  @property({ attribute: false }) revision!: Revision;
  @property({ attribute: false }) texts: ReadonlyMap<number, string | null> = new Map();
  @property({ attribute: false }) numberAt: (offset: number) => string = () => "";
  /** Names the question that a hint leads to. */
  @property({ attribute: false }) nameOf: (id: string) => string = () => "";
  @property() textLang = "";
  /** Of the country, where no amount is there yet. */
  @property() currency = "EUR";
  /** What other answers give for this one may be offered: never to who codes blind. */
  @property({ type: Boolean }) offers = false;
  /** Names what can be given as evidence: what is selected, or the active tag; "" = nothing. */
  @property() gives = "";
  /** What stands in the fields while one writes. */
  @property({ attribute: false }) wordings = new SheetWordings();
  @state() private isNoting = false;
  /** The answer in words was left as a key of those of every question. */
  @state() private isRefused = false;
  private readonly quick = new QuickPress(this, ".q-evidence, footer");
  @query("coram-choice-answer") private readonly choice!: CoramChoiceAnswer | null;
  @query("coram-typed-answer") private readonly typed!: CoramTypedAnswer | null;

  constructor() {
    super();
    this.addEventListener("coram-focus-lost", (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      this.focusControl(true);
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("planned");
    // Before what is said of it is drawn: words that one has in the field are chosen there.
    if (this.isText && (changed.has("answer") || changed.has("wordings"))) this.words.take(storedWords(this.answer));
    if (changed.has("open") || (before && before.isAnswered !== this.planned.isAnswered)) this.quick.hasGrown();
  }

  /** Puts the focus on what answers. `isByLetter`: on no field, in which the next letter would be written. */
  focusControl(isByLetter = false): void {
    if (isByLetter && !this.choice) return this.querySelector<HTMLElement>(".q-head")?.focus();
    const control = this.choice ?? this.typed ?? this.querySelector<HTMLElement>(".q-words coram-wording");
    if (control && !this.readonly) control.focus();
    else this.querySelector<HTMLElement>(this.canAmend && !this.planned.isAnswered ? ".q-anew" : ".q-head")?.focus();
  }

  private get isClosed(): boolean {
    return isClosedType(this.planned.question.type);
  }

  private get isText(): boolean {
    return this.planned.question.type === "text";
  }

  /** Of the answer: words, or the fields of a number, date, duration or sum. */
  get words(): OpenWording {
    const { id, question } = this.planned;
    return this.wordings.of(id, "value", question.type);
  }

  private get note(): OpenWording {
    return this.wordings.of(this.planned.id, "note", "text");
  }

  /** Its field is drawn: what waits in it too, and whatever becomes of that while one's hands are in it. */
  private get hasNote(): boolean {
    return this.isNoting || (this.answer?.note ?? "") !== "" || this.note.waits;
  }

  /** What stands in the fields is no answer yet: they stay. */
  private get isHeld(): boolean {
    return this.words.theirs !== null || (this.words.isDirty && (!this.isText || this.words.isLeft));
  }

  private act(act: AnswerAct): void {
    this.emit("coram-answer-act", { place: this.planned.place, act });
  }

  private set(value: AnswerValue | null): void {
    this.act(value === null ? { kind: "clear" } : { kind: "set", value });
  }

  protected override render(): TemplateResult {
    const { planned, answer, open } = this;
    const { question, label } = planned;
    const isYesNo = question.type === "yes-no-unclear";
    const classes = classMap({ question: true, "is-open": open, "is-answered": planned.isAnswered });
    return html`<article class=${classes} aria-label=${label} @keydown=${this.onKey} @focusin=${this.onFocus}>
      <button type="button" class="q-head" aria-expanded=${open} @click=${() => this.openIt(!open)}>
        <span class="q-label">${label}</span>
        ${whoAnswered(answer, open, this.when)}
      </button>
      ${open ? helpOf(question) : nothing}
      ${open || isYesNo || this.isHeld || this.refused ? this.renderControl() : this.renderAtRest()}
      ${this.readonly ? nothing : overAnswer(planned, answer, (act) => this.act(act))}
      ${this.readonly || this.words.theirs !== null ? nothing : replacedAnswer(planned, answer, (act) => this.act(act))}
      ${misfit(planned, answer)} ${open ? earlierAnswer(this, (act) => this.act(act)) : nothing}
      ${open && this.canAmend ? this.renderAnew() : nothing}
      ${planned.isAsked ? nothing : html`<p class="words">${t("sheet.not-asked")}</p>`}
      ${planned.hints.length > 0 ? html`<coram-hints .hints=${planned.hints} .nameOf=${this.nameOf}></coram-hints>` : nothing}
      ${open ? evidenceOf(this, (act) => this.act(act)) : nothing}
      ${open || this.note.waits ? this.renderMore() : nothing}
      ${!open && answer?.evidence.some(({ state: became, isSeen }) => became === "changed" && !isSeen) ? html`<p class="words words-warn">${t("sheet.evidence-changed")}</p>` : nothing}
    </article>`;
  }

  private openIt(isOpen: boolean): void {
    if (isOpen) this.emit("coram-question-open", { place: this.planned.place, focus: true });
    else this.focusControl();
  }

  /** What was answered; where nothing was, that it was not. What was typed and says no value stays in its fields instead. */
  private renderAtRest(): TemplateResult {
    const { answer, planned } = this;
    const value = answer?.value ?? null;
    return html`<button type="button" class="q-rest" tabindex="-1" @click=${() => this.openIt(true)}>
      ${
        value === null
          ? html`<span class="sub">${t("sheet.not-answered")}</span>`
          : html`<span class="q-value">${valueWords(planned.question, value)}</span>`
      }
    </button>`;
  }

  // ------------------------------------------------------------------------------------------------------------ control

  private renderControl(): TemplateResult {
    const { planned, answer, readonly, open } = this;
    const { type } = planned.question;
    const value = answer?.value ?? null;
    if (this.isClosed) {
      const options = optionsOf(planned.question);
      const own = options.filter(({ value: each }) => !isEmptyWord(each));
      const isShort = own.length < ROW_MAX && own.every(({ label }) => label.length <= 14);
      return html`<coram-choice-answer
        .options=${options}
        .value=${typeof value === "string" || Array.isArray(value) ? value : null}
        .multi=${type === "multi-choice"}
        .row=${isShort && type !== "multi-choice"}
        .digits=${open}
        .readonly=${readonly}
        .asks=${readonly && this.canAmend}
        .label=${planned.label}
        @coram-choice-asked=${(event: HTMLElementEventMap["coram-choice-asked"]) => this.anew(event.detail.value)}
        @coram-choice=${(event: HTMLElementEventMap["coram-choice"]) => this.set(event.detail.value)}
      ></coram-choice-answer>`;
    }
    return html`<div
        class="q-words ${type === "money" || type === "text" ? "is-wide" : ""}"
        @focusout=${() => this.requestUpdate()}
        @input=${() => this.requestUpdate()}
      >
        ${this.isText ? wordsField(this, this.takesWords, (act) => this.act(act)) : figureFields(this, (act) => this.act(act))}
        ${type === "text" && !this.readonly ? html`<p class="note sub text-keys">${t("sheet.text-keys")}</p>` : nothing}
        ${this.readonly ? nothing : emptyButtons(value, (word) => this.setEmpty(word), open)}
      </div>
      ${keyAlone(this.words.mine, this.refused)}`;
  }

  private readonly takesWords = (words: string): boolean => {
    this.isRefused = emptyKeyIn(words) !== null;
    return !this.isRefused;
  };

  /** The word whose key stands in the field as if it were the answer. */
  private get refused(): EmptyWord | null {
    return this.isText && this.isRefused && this.words.isDirty ? emptyKeyIn(this.words.mine) : null;
  }

  private toggleEmpty(word: EmptyWord): void {
    if (this.choice) return this.choice.pickWord(word);
    this.setEmpty(this.answer?.value === word ? null : word);
  }

  /** The words of every question exclude all else: what says no value in its fields, too. */
  private setEmpty(word: EmptyWord | null): void {
    this.words.drop();
    this.set(word);
  }

  // ---------------------------------------------------------------------------------------------------- what stands by it

  private anew(value: AnswerValue | null): void {
    this.emit("coram-answer-anew", { place: this.planned.place, value });
  }

  /** What is settled is changed with a reason, in a dialog of its own. */
  private renderAnew(): TemplateResult {
    return html`<p>
      <button
        type="button"
        class="button button-small q-anew"
        @click=${() => this.emit("coram-answer-anew", { place: this.planned.place })}
      >
        ${(this.answer?.value ?? null) === null ? t("rounds.do-answer") : t("sheet.answer-anew")}
      </button>
    </p>`;
  }

  private renderMore(): TemplateResult | typeof nothing {
    const { answer, readonly } = this;
    const { hasNote } = this;
    return html`${hasNote ? noteBeside(answer, this.note, readonly, (act) => this.act(act)) : nothing}
      <footer>
        <span class="grow">${provenance(answer, this.when, this.given)}</span>
        ${
          readonly
            ? nothing
            : html`${
                  answer?.value === null || answer === null
                    ? nothing
                    : html`<button type="button" class="link" @click=${() => this.set(null)}>
                        ${t("sheet.clear")}
                      </button>`
                }
                <button
                  type="button"
                  class="link"
                  aria-pressed=${answer?.certainty === "unsure"}
                  @click=${this.toggleSure}
                >
                  ${t("sheet.unsure")}
                </button>
                ${
                  hasNote
                    ? nothing
                    : html`<button type="button" class="link" @click=${this.writeNote}>${t("sheet.add-note")}</button>`
                }`
        }
      </footer>`;
  }

  /** "" where it is not known. */
  private get when(): string {
    const at = this.answer?.at ?? this.given?.at;
    return at ? formatDate(at) : "";
  }

  private readonly toggleSure = (): void => {
    this.act({ kind: "certainty", certainty: this.answer?.certainty === "unsure" ? "sure" : "unsure" });
  };

  private readonly writeNote = (): void => {
    this.isNoting = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".q-note coram-wording")?.focus());
  };

  // --------------------------------------------------------------------------------------------------------------- keys

  private readonly onFocus = ({ target }: FocusEvent): void => {
    if (!this.readonly && target instanceof Element && target.closest(".q-note")) this.isNoting = true;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    const isField =
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement;
    if (isField ? this.onFieldKey(event, target) : this.onOwnKey(event)) event.preventDefault();
  };

  /** In a field only what writes nothing. */
  private onFieldKey(event: KeyboardEvent, target: HTMLElement): boolean {
    if (event.key === "Escape") {
      this.querySelector<HTMLElement>(".q-head")?.focus();
      return true;
    }
    if (!(target instanceof HTMLInputElement)) return false;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    this.emit("coram-question-step", { by: event.key === "ArrowDown" ? 1 : -1, isByLetter: false });
    return true;
  }

  private onOwnKey(event: KeyboardEvent): boolean {
    const pressed = latinLetter(event);
    const letter = event.shiftKey ? "" : pressed;
    if (letter === "j" || letter === "k")
      this.emit("coram-question-step", { by: letter === "j" ? 1 : -1, isByLetter: true });
    else if (this.readonly) return false;
    else if ((/^([0-9]|Delete)$/.test(event.key) || pressed === "u") && this.comesToSight()) return true;
    else if (event.key === "Enter" && this.planned.isAnswered && this.isHead(event.target))
      this.emit("coram-answer-kept", { isAnswered: true });
    // A figure begins the answer: it is written into the field that has the focus when this returns.
    else if (this.typed && /^[1-9]$/.test(event.key)) return this.focusTyped();
    else if (event.key === "Delete") this.set(null);
    else if (letter === "u") this.toggleEmpty(UNCLEAR);
    else if (pressed === "u") this.toggleSure();
    else if (letter === "n" && this.open) this.writeNote();
    else if (!event.shiftKey && event.key === "0") this.toggleEmpty(NOT_MENTIONED);
    else if (!event.shiftKey && /^[1-9]$/.test(event.key) && this.choice) this.choice.pickDigit(Number(event.key));
    else return false;
    return true;
  }

  private isHead(target: EventTarget | null): boolean {
    return this.open && target instanceof Element && target.matches(".q-head");
  }

  /** In place of what stands there. */
  private focusTyped(): false {
    this.typed?.focus();
    return false;
  }

  /** No key answers what is not seen: the question opens, or comes into sight, and the next one answers. */
  private comesToSight(): boolean {
    const parts = [...this.querySelectorAll(".q-head, .q-words, coram-choice-answer")];
    if (this.open && parts.some(isInSight)) return false;
    if (this.open) this.scrollIntoView({ block: "nearest" });
    else this.openIt(true);
    return true;
  }
}
