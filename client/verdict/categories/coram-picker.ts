import { autoUpdate } from "@floating-ui/dom";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import "../../elements/coram-code-chip.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-icon.ts";
import { writesSign } from "../../elements/key-press.ts";
import { markedLabel } from "../../elements/marked.ts";
import { TOUCH } from "../../elements/screen.ts";
import { t } from "../../i18n/t.ts";
import { placeBeside, type Place } from "../layout/place-beside.ts";
import type { CategoryView } from "../model/view-model.ts";
import { isUnanswered, type Option, type PickerMode, pickerOptions, recentOf, takesNote } from "./picker-options.ts";
import { pickedLately, pickerActs, type PickerFoot, pickerNone, pickerNote } from "./picker-views.ts";
import { renderDefinition } from "./category-definition.ts";
import "./coram-propose-category.ts";
import { audienceChoice } from "../../discussion/audience-choice.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

/** Where the passage is now; asked again on every scroll and resize. `contextElement` finds what scrolls. */
export interface PickerAnchor {
  getBoundingClientRect(): DOMRect;
  contextElement?: Element;
}

export interface PickDetail {
  category: CategoryId;
  /** Trimmed; empty where none was written. */
  note: string;
  /** Shift+Enter: the picker stays open for a second category on the same passage. */
  stay: boolean;
  /** From now on every selection gets this category, until Esc. */
  arm: boolean;
  mode: PickerMode;
  /** Whom a suggestion is for; null for a tag. */
  audience: ForWhom | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-picker": CoramPicker;
  }
  interface HTMLElementEventMap {
    "coram-pick": CustomEvent<PickDetail>;
    "coram-picker-close": CustomEvent<void>;
  }
}

/**
 * Chooses a category for the selected passage. In the top layer, placed so that it never covers the passage; a
 * combobox with a listbox, so that focus stays in the field while arrows choose.
 */
@customElement("coram-picker")
export class CoramPicker extends VerdictElement {
  /** The methodology in tree order. */
  @property({ attribute: false }) categories: readonly CategoryView[] = [];
  /** Used last, newest first. */
  @property({ attribute: false }) recent: readonly CategoryId[] = [];
  @property() mode: PickerMode = "tag";
  @property({ attribute: false }) anchor: PickerAnchor | null = null;
  /** What is selected, in words: "¶ 41, 19 words". */
  @property() about = "";
  /** Under which a note is kept that was begun and not sent: it stands there again when the same words are tagged. */
  @property() noteKey = "";
  /** In mode recategorise: the category the tag has now. */
  @property({ attribute: false }) current: CategoryId | null = null;
  /** Whom a suggestion may be for, the first of them unless another is chosen. */
  @property({ attribute: false }) audiences: readonly ForWhom[] = [];
  /** Whether this person may put a category into the methodology's draft. */
  @property({ type: Boolean }) canPropose = false;
  /** Whether the verdict is coded blind. */
  @property({ type: Boolean }) isHidden = false;
  /** Why there are no categories yet, where they are still to come: what is typed finds them then. */
  @property() waits = "";
  /** In what the verdict is written. */
  @property({ attribute: false }) written?: HTMLElementTagNameMap["coram-propose-category"]["written"];
  @state() private words = "";
  /** A category of these words is being proposed. */
  @state() private isProposing = false;
  @state() private note = "";
  /** What was picked could not be done. */
  @state() private isRefused = false;
  @state() private arm = false;
  /** Chosen for a suggestion; null = the first. */
  @state() private audience: ForWhom | null = null;
  @state() private at = 0;
  /** Said to a screen reader after Shift+Enter, where nothing else changes in the picker. */
  @state() private said = "";
  @query("input[role=combobox]") private field!: HTMLInputElement;
  private side: Place["side"] | null = null;
  private stopFollowing: (() => void) | null = null;
  private focusBefore: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = "manual";
    this.setAttribute("role", "dialog");
    this.dataset["keys"] = "own";
    this.classList.add("popover");
    this.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.release();
  }

  get isOpen(): boolean {
    return this.stopFollowing !== null;
  }

  /** Opens at the anchor with an empty field, or with what was typed already; focus goes into the field. */
  async show(typed = ""): Promise<void> {
    if (!this.anchor || this.isOpen) return;
    this.words = typed;
    this.note = this.said = "";
    this.arm = this.isProposing = this.isRefused = false;
    this.audience = this.side = null;
    this.at = this.first;
    this.focusBefore = document.activeElement;
    this.showPopover();
    this.stopFollowing = autoUpdate(this.anchor, this, () => this.place());
    document.addEventListener("pointerdown", this.onOutside, true);
    this.requestUpdate();
    await this.updateComplete;
    this.place();
    this.field.focus({ preventScroll: true });
  }

  /** Closes and gives the focus back to where it was. */
  hide(): void {
    if (!this.isOpen) return;
    const heldFocus = this.contains(document.activeElement);
    this.release();
    if (heldFocus && this.focusBefore instanceof HTMLElement && this.focusBefore.isConnected)
      this.focusBefore.focus({ preventScroll: true });
    this.emit("coram-picker-close");
  }

  private release(): void {
    this.stopFollowing?.();
    this.stopFollowing = null;
    document.removeEventListener("pointerdown", this.onOutside, true);
    if (this.matches(":popover-open")) this.hidePopover();
  }

  private readonly onOutside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.hide();
  };

  /** Puts the picker beside the passage; the list gives way where there is little room. */
  private place(): void {
    if (!this.anchor || !this.isOpen) return;
    const list = this.querySelector("[role=listbox]");
    const scrolled = list?.scrollTop ?? 0;
    this.style.maxHeight = "none";
    const size = { width: this.offsetWidth, height: this.offsetHeight };
    const view = window.visualViewport;
    const room = {
      width: document.documentElement.clientWidth,
      height: view ? Math.min(view.height, window.innerHeight) : window.innerHeight,
    };
    const place = placeBeside(this.anchor.getBoundingClientRect(), size, room, this.side);
    this.side = place.side;
    this.style.left = `${Math.round(place.left)}px`;
    this.style.maxHeight = `${Math.floor(place.maxHeight)}px`;
    // Measured without a limit the list may have needed no scrolling: it goes back to where it was.
    if (list) list.scrollTop = scrolled;
    // Above the passage it hangs by its foot, so that the list grows away from the passage.
    if (place.side === "above") {
      this.style.top = "auto";
      this.style.bottom = `${Math.round(window.innerHeight - place.top - Math.min(size.height, place.maxHeight))}px`;
    } else {
      this.style.top = `${Math.round(place.top)}px`;
      this.style.bottom = "auto";
    }
  }

  private options(): Option[] {
    return pickerOptions(this.categories, this.recent, this.words);
  }

  /** Words are typed that no category answers. */
  private get isUnanswered(): boolean {
    return isUnanswered(this.categories, this.words);
  }

  /** What is chosen before an arrow is pressed: nothing, where what is offered answers nothing that is typed. */
  private get first(): number {
    return this.words.trim() === "" || this.isUnanswered ? -1 : 0;
  }

  private get forWhom(): ForWhom | null {
    if (this.mode !== "suggest") return null;
    return this.audiences.find((each) => each === this.audience) ?? this.audiences[0] ?? null;
  }

  private foot(chosen: CategoryView | undefined): PickerFoot {
    const { mode, note, arm } = this;
    return {
      chosen,
      mode,
      note,
      arm,
      noteKey: this.noteKey || null,
      onNote: (typed) => (this.note = typed),
      onArm: () => (this.arm = !this.arm),
      pick: (category) => this.pick(category, false),
    };
  }

  private pick(category: CategoryView, stay: boolean, arm = this.arm): void {
    const { mode, forWhom: audience } = this;
    const picked = { category: category.id, note: this.note.trim(), stay, arm, mode, audience };
    this.isRefused = !this.offer("coram-pick", picked);
    // The note stays where it was typed.
    if (this.isRefused) return;
    if (this.noteKey) wordsSent(this, this.noteKey);
    if (!stay) return this.hide();
    this.words = this.note = "";
    this.at = this.first;
    this.said = t(TOUCH.matches ? "verdict.picker-said-touch" : "verdict.picker-said", {
      code: category.code,
      label: category.label,
    });
    this.field.focus({ preventScroll: true });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || !this.isOpen) return;
    const inField = event.target === this.field;
    const options = this.options();
    const chosen = options[this.at];
    if (event.target instanceof Element && event.target.closest("coram-propose-category")) {
      if (event.key !== "Escape") return;
      this.isProposing = false;
      this.field.focus({ preventScroll: true });
    } else if (event.key === "Escape") this.hide();
    else if (event.target instanceof HTMLButtonElement && writesSign(event)) {
      // Words written where a button has the focus are meant for the note; the button would take their first space for a press.
      this.querySelector<HTMLInputElement>(".noteline input")?.focus({ preventScroll: true });
      return event.stopPropagation();
    } else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) {
      if (chosen) this.pick(chosen.category, event.shiftKey && takesNote(this.mode));
    } else if (inField && event.key === "ArrowDown") this.move(Math.min(this.at + 1, options.length - 1));
    else if (inField && event.key === "ArrowUp") this.move(Math.max(this.at - 1, 0));
    else if (inField && event.key === "PageDown") this.move(Math.min(this.at + 7, options.length - 1));
    else if (inField && event.key === "PageUp") this.move(Math.max(this.at - 7, 0));
    else if (
      inField &&
      this.field.value === "" &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey &&
      this.pickByDigit(event)
    ) {
      // handled
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** A mouse has shown the definition before it presses; a finger sees it first and picks with the second tap. */
  private onPress(event: MouseEvent, category: CategoryView, index: number): void {
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (this.mode === "suggest" || (isTouch && index !== this.at)) this.at = index;
    else this.pick(category, false);
  }

  private pickByDigit(event: KeyboardEvent): boolean {
    const printed = /^[1-9]$/.test(event.key)
      ? event.key
      : event.shiftKey
        ? /^Digit([1-9])$/.exec(event.code)?.[1]
        : undefined;
    const category = printed ? this.categories.find((each) => each.digit === Number(printed)) : undefined;
    if (!category || category.onlyChildren) return false;
    this.pick(category, false, this.arm || (event.shiftKey && this.mode === "tag"));
    return true;
  }

  private move(to: number): void {
    this.at = Math.max(to, 0);
    void this.updateComplete.then(() =>
      this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get("waits")) this.at = this.first;
    this.setAttribute("aria-label", t(`verdict.picker-title-${this.mode}`));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const options = this.options();
    const chosen = options[this.at];
    const foot = this.foot(chosen?.category);
    return html`
      <div class="q">
        <coram-icon name="search"></coram-icon>
        <input
          role="combobox"
          aria-label=${t("verdict.picker-field")}
          aria-expanded="true"
          aria-controls=${`${this.uid}-list`}
          aria-autocomplete="list"
          aria-activedescendant=${chosen ? `${this.uid}-${chosen.category.id}` : nothing}
          placeholder=${t("verdict.picker-placeholder")}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${this.words}
          @input=${this.onInput}
        />
        ${this.about ? html`<span class="note sub about">${this.about}</span>` : nothing}
      </div>
      ${pickerNone(this.waits, this.isUnanswered ? this.words : null)}
      <ul role="listbox" id=${`${this.uid}-list`} aria-label=${t("verdict.picker-list")} tabindex="-1">
        ${options.map((option, index) => this.renderOption(option, index, options[index - 1]))}
      </ul>
      ${this.isRefused ? html`<p class="alert" role="alert">${t("verdict.picker-refused")}</p>` : nothing}
      ${this.isProposing ? nothing : pickerNote(foot)} ${this.renderProposal()}
      ${this.words.trim() === "" ? nothing : pickedLately(recentOf(this.categories, this.recent).slice(0, 3), (category) => this.pick(category, false))}
      ${this.mode === "suggest" && this.audiences.length > 1 ? audienceChoice(this.audiences, this.forWhom, `${this.uid}-audience`, (chosen) => (this.audience = chosen)) : nothing}
      ${this.isProposing ? nothing : pickerActs(foot)}
      <span class="visually-hidden" role="status">${this.said}</span>
    `;
  }

  private renderProposal(): TemplateResult | typeof nothing {
    const words = this.words.trim();
    if (!this.canPropose || this.mode !== "tag" || words.length < 3) return nothing;
    if (!this.isProposing)
      return html`<p class="propose">
        <button type="button" class="link" @click=${() => (this.isProposing = true)}>
          ${t("verdict.propose", { words })}
        </button>
      </p>`;
    return html`<coram-propose-category
      .label=${words}
      .categories=${this.categories}
      .isHidden=${this.isHidden}
      .written=${this.written}
      @coram-propose-instead=${(event: HTMLElementEventMap["coram-propose-instead"]) => {
        const category = this.categories.find(({ id }) => id === event.detail.category);
        if (category) this.pick(category, false);
      }}
      @coram-propose=${() => this.hide()}
    ></coram-propose-category>`;
  }

  private renderOption(
    { category, other, isRecent }: Option,
    index: number,
    before: Option | undefined,
  ): TemplateResult {
    const id = `${this.uid}-${category.id}`;
    const isChosen = index === this.at;
    const first =
      index === 0 && isRecent ? html`<li class="head" role="presentation">${t("verdict.picker-recent")}</li>` : nothing;
    const next =
      !isRecent && before?.isRecent
        ? html`<li class="head" role="presentation">${t("verdict.picker-all")}</li>`
        : nothing;
    return html`${first}${next}
      <li
        role="option"
        id=${id}
        data-cat=${hueOf(category.code)}
        aria-selected=${isChosen}
        aria-labelledby=${`${id}-name`}
        aria-describedby=${isChosen ? `${id}-def` : nothing}
        class=${category.id === this.current ? "is-current" : ""}
        @click=${(event: MouseEvent) => this.onPress(event, category, index)}
        @pointermove=${(event: PointerEvent) => event.pointerType === "mouse" && (this.at = index)}
      >
        <div class="row" id=${`${id}-name`}>
          <coram-code-chip code=${category.code}></coram-code-chip>
          <span class="nm"
            >${markedLabel(this.words, category.label)}${other ? html` <span class="sub alt">${markedLabel(this.words, other)}</span>` : nothing}</span
          >
          ${category.id === this.current ? html`<span class="note sub">${t("verdict.picker-now")}</span>` : nothing}
          ${category.digit === null ? nothing : html`<kbd class="key">${category.digit}</kbd>`}
        </div>
      </li>
      ${isChosen ? html`<li class="d" role="presentation" id=${`${id}-def`}>${renderDefinition(category)}</li>` : nothing}`;
  }

  private readonly onInput = (event: InputEvent): void => {
    this.words = (event.target as HTMLInputElement).value;
    this.isProposing = false;
    this.at = this.first;
    this.said = "";
    void this.updateComplete.then(() => this.querySelector("[role=listbox]")?.scrollTo({ top: 0 }));
  };
}
