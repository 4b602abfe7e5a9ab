import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { InPart, UnsaidTyped } from "../../../schema/editor/pairs/pair-rows.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, formatList, formatTime, languageName, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-pair-note": CoramPairNote;
  }
  interface HTMLElementEventMap {
    /** The leading block is to be written here. */
    "coram-pair-begin": CustomEvent<void>;
    /** What was written above says the leading block. */
    "coram-pair-say": CustomEvent<void>;
    /** What is here still says what the leading block says. */
    "coram-pair-right": CustomEvent<void>;
    /** What changed is to be shown. */
    "coram-pair-changed": CustomEvent<void>;
    /** The leading block is not to be said here, or is again. */
    "coram-pair-without": CustomEvent<{ isWithout: boolean }>;
  }
}

/** What is said of a leading block where another language says it. */
export interface PairNote {
  /** The leading block's id. */
  block: string;
  kind: "behind" | "missing" | "without" | null;
  /** A part of it is said: what is missing are cells, points or words, fields of a recommendation, or, missing or left out, a footnote. */
  lacks: InPart | null;
  /** What stands above was written here, says nothing of the leading document yet and may say this block. */
  isAbove: boolean;
  /** When it was last found to be right; null where that is not known. */
  at: string | null;
  /** How the leading block begins, for who does not see what stands beside. */
  words: string;
  /** The leading block quotes or counts something. */
  hasQuote: boolean;
  /** What is read from a leading recommendation: to whom, by when. */
  readFrom: string;
  /** What was typed into what is read from answers, and waits for words; empty of other blocks. */
  typed: readonly UnsaidTyped[];
}

/** What is said of a missing block, by what of it is missing. */
const NOT_YET = {
  all: "pairs.not-yet",
  words: "pairs.words-not-yet",
  fields: "pairs.fields-not-yet",
  notes: "pairs.note-not-yet",
} as const satisfies Record<InPart | "all", string>;

/** Says that a block is behind or missing, and offers what can be done about it. */
@customElement("coram-pair-note")
export class CoramPairNote extends LightElement {
  @property({ attribute: false }) note!: PairNote;
  @property({ attribute: false }) leading: UiLanguage = "en";
  @property({ attribute: false }) other: UiLanguage = "en";
  @property({ type: Boolean }) canWrite = false;

  protected override render(): TemplateResult {
    const { kind, readFrom } = this.note;
    return html`${
      readFrom
        ? html`<p class="pair-read sub">
            <span lang=${this.other}>${readFrom}</span> ·
            ${t("pairs.read-from", { language: languageName(this.leading) })}
          </p>`
        : nothing
    }${
      kind
        ? html`<div
            class="pair-note"
            data-kind=${kind}
            ?data-begins=${this.isBegun}
            @click=${this.onPress}
            @keydown=${this.onKey}
          >
            ${this.renderKind(kind)}
          </div>`
        : nothing
    }`;
  }

  /** It stands where words are to stand: whoever presses it, or types on it, begins them. */
  private get isBegun(): boolean {
    return this.note.kind === "missing" && this.canWrite;
  }

  private readonly onPress = ({ target }: MouseEvent): void => {
    const isButtons = target instanceof Element && target.closest("button") !== null;
    // Words of it that were selected are read, and not written over.
    if (isButtons || !this.isBegun || getSelection()?.isCollapsed === false) return;
    this.dispatchEvent(new CustomEvent("coram-pair-begin"));
  };

  /** The letter itself goes on to where the focus is by then, as do the signs that a dead key or an input method makes of it. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.isBegun && isWriting(event)) this.dispatchEvent(new CustomEvent("coram-pair-begin"));
  };

  /** What it says, without the names of its buttons. */
  get said(): string {
    return (this.querySelector(".pair-note > :is(b, span)")?.textContent ?? "").replace(/\s+/g, " ").trim();
  }

  private renderKind(kind: "behind" | "missing" | "without"): TemplateResult {
    const language = languageName(this.leading);
    const { at, lacks } = this.note;
    switch (kind) {
      case "behind":
        return html`<b
            >${
              at
                ? t("pairs.changed", { language, date: `${formatDate(at)}, ${formatTime(at)}` })
                : t("outputs.partner-changed", { language })
            }</b
          >
          ${this.canWrite ? this.act("pairs.still-right", "coram-pair-right") : nothing}
          ${this.act("pairs.what-changed", "coram-pair-changed", true)}`;
      case "missing":
        return html`<span class="grow">${this.notYet(lacks)}</span> ${
            this.canWrite
              ? html`${this.note.isAbove ? this.act("pairs.above", "coram-pair-say") : nothing}
                ${this.act(lacks ? "pairs.go-on" : this.note.hasQuote ? "pairs.begin-quote" : "pairs.begin", "coram-pair-begin", this.note.isAbove)}
                ${lacks && lacks !== "notes" ? nothing : this.button(t("pairs.only", { language }), () => this.setWithout(true), true)}`
              : nothing
          }`;
      case "without":
        return html`<span class="grow"
            >${t(lacks === "notes" ? "pairs.note-only" : "pairs.is-only", { language })}</span
          >
          ${this.canWrite ? this.button(t("pairs.take-back"), () => this.setWithout(false), true) : nothing}`;
    }
  }

  /** What of it is missing: what was typed by name, and how much of it. */
  private notYet(lacks: InPart | null): string {
    const language = languageName(this.other);
    const { typed } = this.note;
    if (typed.length === 0) return t(NOT_YET[lacks ?? "all"], { language });
    const what = (["row", "remark", "caption"] as const).flatMap((kind) => {
      const count = typed.filter((each) => each.kind === kind).length;
      if (count === 0) return [];
      return kind === "caption" ? t("pairs.typed-caption") : t(`pairs.typed-${kind}`, { count });
    });
    return t("pairs.typed-not-yet", { language, what: formatList(what) });
  }

  private act(
    words:
      | "pairs.still-right"
      | "pairs.what-changed"
      | "pairs.begin"
      | "pairs.begin-quote"
      | "pairs.go-on"
      | "pairs.above",
    name: "coram-pair-begin" | "coram-pair-say" | "coram-pair-right" | "coram-pair-changed",
    isQuiet = false,
  ): TemplateResult {
    return this.button(t(words), () => this.dispatchEvent(new CustomEvent(name)), isQuiet);
  }

  private button(label: string, press: () => void, isQuiet = false): TemplateResult {
    return html`<button
      type="button"
      class="button button-small ${isQuiet ? "button-quiet" : ""}"
      aria-label=${t("pairs.of", { act: label, words: this.note.words })}
      @mousedown=${stay}
      @click=${press}
    >
      ${label}
    </button>`;
  }

  private setWithout(isWithout: boolean): void {
    this.dispatchEvent(new CustomEvent("coram-pair-without", { detail: { isWithout } }));
  }
}

/** The caret is in its row until the press is done: the note that a row has once it is left would move the button from under the pointer. */
function stay(event: Event): void {
  event.preventDefault();
}

/** Whether a key writes something; a blank presses the button that has the focus. */
function isWriting(event: KeyboardEvent): boolean {
  const isHeld = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
  return !isHeld && /^(?:\S|Dead|Process)$/u.test(event.key);
}
