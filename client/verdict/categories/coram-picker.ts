import { autoUpdate } from "@floating-ui/dom";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import "../../elements/coram-code-chip.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { placeBeside, type Place } from "../layout/place-beside.ts";
import type { CategoryView } from "../model/view-model.ts";
import { markMatches, searchCategories } from "./category-search.ts";
import { renderDefinition } from "./category-definition.ts";
import "./coram-propose-category.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

export type PickerMode = "tag" | "suggest" | "recategorise";

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
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-picker": CoramPicker;
  }
  interface HTMLElementEventMap {
    "coram-pick": CustomEvent<PickDetail>;
    "coram-picker-close": CustomEvent<void>;
    /** A category is missing: put it into the methodology's draft, below `parent`, with this passage as its example. */
    "coram-propose": CustomEvent<{ label: string; parent: CategoryId | null }>;
  }
}

interface Option {
  category: CategoryView;
  other: string | null;
  isRecent: boolean;
}

const RECENT_MAX = 5;

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
  /** In mode recategorise: the category the tag has now. */
  @property({ attribute: false }) current: CategoryId | null = null;
  /** Whether this person may put a category into the methodology's draft. */
  @property({ type: Boolean }) canPropose = false;
  @state() private words = "";
  /** A category of these words is being proposed. */
  @state() private isProposing = false;
  @state() private note = "";
  /** What was picked could not be done. */
  @state() private isRefused = false;
  @state() private arm = false;
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
    this.note = "";
    this.arm = this.isProposing = this.isRefused = false;
    this.at = 0;
    this.said = "";
    this.side = null;
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

  private get options(): Option[] {
    if (this.words.trim() !== "") return this.found;
    const recent = this.recentCategories.slice(0, RECENT_MAX);
    const rest = this.categories.filter((category) => !category.onlyChildren && !recent.includes(category));
    return [
      ...recent.map((category) => ({ category, other: null, isRecent: true })),
      ...rest.map((category) => ({ category, other: null, isRecent: false })),
    ];
  }

  /** What answers the words: for a heading, which cannot be used itself, what is below it. */
  private get found(): Option[] {
    const found = new Map<CategoryId, Option>();
    for (const { category, other } of searchCategories(this.categories, this.words)) {
      const usable = category.onlyChildren
        ? this.categories.filter(({ parent }) => parent === category.id)
        : [category];
      for (const each of usable)
        if (!each.onlyChildren && !found.has(each.id))
          found.set(each.id, { category: each, other: each === category ? other : null, isRecent: false });
    }
    // What no category fits is not lost: it is talked over.
    const discuss = this.categories.find(({ id }) => id === DISCUSS);
    if (discuss && !found.has(discuss.id)) found.set(discuss.id, { category: discuss, other: null, isRecent: false });
    return [...found.values()];
  }

  private get recentCategories(): CategoryView[] {
    const usable = this.categories.filter(({ onlyChildren }) => !onlyChildren);
    const byId = new Map(usable.map((category) => [category.id, category]));
    return this.recent.flatMap((id) => byId.get(id) ?? []);
  }

  private pick(category: CategoryView, stay: boolean, arm = this.arm): void {
    const picked = { category: category.id, note: this.note.trim(), stay, arm, mode: this.mode };
    this.isRefused = !this.offer("coram-pick", picked);
    // The note stays where it was typed.
    if (this.isRefused) return;
    if (!stay) return this.hide();
    this.words = "";
    this.note = "";
    this.at = 0;
    this.said = t("verdict.picker-said", { code: category.code, label: category.label });
    this.field.focus({ preventScroll: true });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || !this.isOpen) return;
    const inField = event.target === this.field;
    const options = this.options;
    const chosen = options[this.at];
    if (event.target instanceof Element && event.target.closest("coram-propose-category")) {
      if (event.key !== "Escape") return;
      this.isProposing = false;
      this.field.focus({ preventScroll: true });
    } else if (event.key === "Escape") this.hide();
    else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) {
      if (chosen) this.pick(chosen.category, event.shiftKey && this.mode !== "recategorise");
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

  protected override willUpdate(): void {
    this.setAttribute("aria-label", t(`verdict.picker-title-${this.mode}`));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const options = this.options;
    const chosen = options[this.at];
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
      <ul role="listbox" id=${`${this.uid}-list`} aria-label=${t("verdict.picker-list")} tabindex="-1">
        ${options.map((option, index) => this.renderOption(option, index, options[index - 1]))}
      </ul>
      ${this.isRefused ? html`<p class="alert" role="alert">${t("verdict.picker-refused")}</p>` : nothing}
      ${options.length === 0 ? html`<p class="none" role="status">${t("verdict.picker-none", { words: this.words.trim() })}</p>` : nothing}
      ${this.renderProposal()} ${this.words.trim() === "" ? nothing : this.renderRecent()}
      ${this.isProposing ? nothing : this.renderFoot(chosen?.category)}
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
            >${this.renderMarked(category.label)}${other ? html` <span class="sub alt">${this.renderMarked(other)}</span>` : nothing}</span
          >
          ${category.id === this.current ? html`<span class="note sub">${t("verdict.picker-now")}</span>` : nothing}
          ${category.digit === null ? nothing : html`<kbd class="key">${category.digit}</kbd>`}
        </div>
      </li>
      ${isChosen ? html`<li class="d" role="presentation" id=${`${id}-def`}>${renderDefinition(category)}</li>` : nothing}`;
  }

  private renderMarked(label: string): TemplateResult | string {
    if (this.words.trim() === "") return label;
    return html`${markMatches(label, this.words).map((piece) => (piece.isMatch ? html`<mark>${piece.text}</mark>` : piece.text))}`;
  }

  private renderRecent(): TemplateResult | typeof nothing {
    const recent = this.recentCategories.slice(0, 3);
    if (recent.length === 0) return nothing;
    return html`<div class="recent">
      <span class="sub">${t("verdict.picker-recent")}</span>
      ${recent.map(
        (category) =>
          html`<button type="button" @click=${() => this.pick(category, false)}>
            ${category.digit === null ? nothing : html`<kbd class="key">${category.digit}</kbd>`}
            <coram-code-chip code=${category.code}></coram-code-chip><span class="ellipsis">${category.label}</span>
          </button>`,
      )}
    </div>`;
  }

  private renderFoot(chosen: CategoryView | undefined): TemplateResult {
    const noteLabel = t(this.mode === "suggest" ? "verdict.picker-comment" : "verdict.picker-note");
    return html`<div class="foot">
      ${
        this.mode === "recategorise"
          ? nothing
          : html`<label class="noteline">
              <coram-icon name="message"></coram-icon>
              <input
                aria-label=${noteLabel}
                placeholder=${noteLabel}
                .value=${this.note}
                @input=${(event: InputEvent) => (this.note = (event.target as HTMLInputElement).value)}
              />
            </label>`
      }
      <div class="acts">
        ${
          this.mode === "tag"
            ? html`<button
                type="button"
                class="button button-quiet button-small arm"
                aria-pressed=${this.arm}
                title=${t("verdict.picker-arm-title")}
                @click=${() => (this.arm = !this.arm)}
              >
                <span class="box" aria-hidden="true"></span>${t("verdict.picker-arm")}
              </button>`
            : nothing
        }
        ${
          this.mode === "recategorise" || !chosen
            ? nothing
            : html`<span class="note sub stay"
                ><kbd class="key">Shift</kbd> <kbd class="key">Enter</kbd> ${t("verdict.picker-stay")}</span
              >`
        }
        <button
          type="button"
          class="button button-primary button-small"
          ?disabled=${!chosen}
          @click=${() => chosen && this.pick(chosen, false)}
        >
          ${
            chosen
              ? html`${t(`verdict.picker-do-${this.mode}`, { code: chosen.code })} <span class="k">Enter</span>`
              : t(this.mode === "recategorise" ? "verdict.picker-title-recategorise" : `verdict.select-${this.mode}`)
          }
        </button>
      </div>
    </div>`;
  }

  private readonly onInput = (event: InputEvent): void => {
    this.words = (event.target as HTMLInputElement).value;
    this.isProposing = false;
    this.at = 0;
    this.said = "";
    void this.updateComplete.then(() => this.querySelector("[role=listbox]")?.scrollTo({ top: 0 }));
  };
}
