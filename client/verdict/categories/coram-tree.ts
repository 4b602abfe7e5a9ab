import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import "../../elements/coram-code-chip.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-icon.ts";
import { markedLabel } from "../../elements/marked.ts";
import { t } from "../../i18n/t.ts";
import { rangeWords } from "../model/tag-count.ts";
import type { CategoryView } from "../model/view-model.ts";
import { renderDefinition } from "./category-definition.ts";
import { searchCategories } from "./category-search.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-tree": CoramTree;
  }
  interface HTMLElementEventMap {
    /** A category was chosen: the page arms it or filters by it. */
    "coram-category": CustomEvent<{ category: CategoryId }>;
  }
}

interface Row {
  category: CategoryView;
  depth: number;
  isOpen: boolean;
  setSize: number;
  position: number;
}

/** The methodology with counts and digits; the definition of a category on hover, on focus, and by its button on touch. */
@customElement("coram-tree")
export class CoramTree extends VerdictElement {
  @property({ attribute: false }) categories: readonly CategoryView[] = [];
  /** Used no more, with tags here: rows at the end, to find those tags by. */
  @property({ attribute: false }) retired: readonly CategoryView[] = [];
  /** Every selection gets this one. */
  @property({ attribute: false }) armed: CategoryId | null = null;
  /** Only tags of this one are shown. */
  @property({ attribute: false }) filtered: CategoryId | null = null;
  /** Those who can not tag see no digits. */
  @property({ type: Boolean }) canTag = false;
  /** Tags of several coders are shown, and each coder's are counted. */
  @property({ type: Boolean }) isPerCoder = false;
  /** Methodology version; null where there is none yet. */
  @property({ type: Number }) version: number | null = null;
  @state() private words = "";
  @state() private open: ReadonlySet<CategoryId> = new Set();
  @state() private focused: CategoryId | null = null;
  /** Whose definition is shown. */
  @state() private defined: CategoryId | null = null;
  @query(".definition") private readonly popup!: HTMLElement;
  @query(".find input") private readonly field!: HTMLInputElement;

  /** Puts the focus into the filter field. */
  focusFilter(): void {
    this.field.focus();
    this.field.select();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The branch of an armed category is opened: its mark must be seen.
    if (changed.has("armed") && this.armed) {
      const parent = this.categories.find(({ id }) => id === this.armed)?.parent;
      if (parent && !this.open.has(parent)) this.open = new Set([...this.open, parent]);
    }
  }

  /** Rows in the order of the screen. While filtering: hits and the branches above them, all open. */
  private get rows(): Row[] {
    const isFiltering = this.words.trim() !== "";
    const byId = new Map(this.categories.map((category) => [category.id, category]));
    const kept = new Set<CategoryId>();
    if (isFiltering)
      for (const { category } of searchCategories(this.categories, this.words))
        for (
          let at: CategoryView | undefined = category;
          at && !kept.has(at.id);
          at = at.parent ? byId.get(at.parent) : undefined
        )
          kept.add(at.id);
    const children = new Map<CategoryId | null, CategoryView[]>();
    for (const category of this.categories) {
      if (isFiltering && !kept.has(category.id)) continue;
      const parent = category.parent && byId.has(category.parent) ? category.parent : null;
      children.set(parent, [...(children.get(parent) ?? []), category]);
    }
    const rows: Row[] = [];
    const walk = (parent: CategoryId | null, depth: number): void => {
      const list = children.get(parent) ?? [];
      for (const [index, category] of list.entries()) {
        const isOpen = isFiltering || this.open.has(category.id);
        rows.push({ category, depth, isOpen, setSize: list.length, position: index + 1 });
        if (isOpen && depth < 12) walk(category.id, depth + 1);
      }
    };
    walk(null, 0);
    const retired = isFiltering
      ? searchCategories(this.retired, this.words).map(({ category }) => category)
      : this.retired;
    for (const [index, category] of retired.entries())
      rows.push({ category, depth: 0, isOpen: false, setSize: retired.length, position: index + 1 });
    return rows;
  }

  protected override render(): TemplateResult {
    const rows = this.rows;
    const stop = rows.find((row) => row.category.id === this.focused) ?? rows[0];
    const defined = [...this.categories, ...this.retired].find((category) => category.id === this.defined);
    return html`
      <div class="head">
        <span class="label grow">${t("verdict.methodology")}</span>
        ${this.version === null ? nothing : html`<span class="note sub">${t("verdict.version", { version: String(this.version) })}</span>`}
      </div>
      <div class="find">
        <label class="field field-soft">
          <coram-icon name="search"></coram-icon>
          <input
            type="search"
            aria-label=${t("verdict.tree-find")}
            placeholder=${t("verdict.tree-find")}
            .value=${this.words}
            @input=${(event: InputEvent) => (this.words = (event.target as HTMLInputElement).value)}
            @keydown=${this.onFieldKey}
          />
          <kbd class="key">/</kbd>
        </label>
      </div>
      ${this.isPerCoder ? html`<p class="per-coder note sub">${t("verdict.tree-per-coder")}</p>` : nothing}
      ${
        rows.length === 0
          ? html`<p class="empty note sub" role="status">
              ${this.categories.length === 0 ? t("verdict.tree-none") : t("verdict.picker-none", { words: this.words.trim() })}
            </p>`
          : html`<ul
              role="tree"
              aria-label=${t("verdict.methodology")}
              @keydown=${this.onKey}
              @pointerleave=${() => this.define(null)}
              @focusout=${this.onFocusOut}
            >
              ${rows.map((row) => this.renderRow(row, row === stop))}
            </ul>`
      }
      <div
        class="popover definition"
        popover="manual"
        id=${`${this.uid}-definition`}
        role="tooltip"
        data-cat=${hueOf(defined?.code ?? "")}
      >
        ${
          defined
            ? html`<p class="title"><coram-code-chip code=${defined.code}></coram-code-chip> <b>${defined.label}</b></p>
                ${renderDefinition(defined)}
                ${this.version === null ? nothing : html`<p class="note sub">${t("verdict.version", { version: String(this.version) })}</p>`}`
            : nothing
        }
      </div>
    `;
  }

  private renderRow({ category, depth, isOpen, setSize, position }: Row, isStop: boolean): TemplateResult {
    const { id } = category;
    const count = category.isBranch && !isOpen ? category.total : category.count;
    const counted = category.isBranch
      ? t("verdict.count-branch", {
          own: rangeWords(category.count),
          count: category.total.max,
          number: rangeWords(category.total),
        })
      : t("verdict.count-tags", { count: category.count.max, number: rangeWords(category.count) });
    return html`<li
      role="treeitem"
      id=${`${this.uid}-${id}`}
      data-id=${id}
      data-cat=${hueOf(category.code)}
      class="${category.isBranch ? "branch" : "leaf"} ${id === this.armed || id === this.filtered ? "armed" : ""}"
      style=${`--depth:${depth}`}
      tabindex=${isStop ? 0 : -1}
      aria-level=${depth + 1}
      aria-setsize=${setSize}
      aria-posinset=${position}
      aria-expanded=${category.isBranch ? isOpen : nothing}
      aria-selected=${id === this.armed || id === this.filtered}
      aria-keyshortcuts=${this.canTag && category.digit !== null ? String(category.digit) : nothing}
      aria-describedby=${id === this.defined ? `${this.uid}-definition` : nothing}
      @click=${() => this.choose(category)}
      @focus=${() => this.onFocus(category)}
      @pointermove=${(event: PointerEvent) => this.onMove(event, id)}
    >
      <span class="twist" @click=${(event: Event) => this.onTwist(event, category)}>
        ${category.isBranch ? html`<coram-icon name=${isOpen ? "chevron-down" : "chevron-right"}></coram-icon>` : nothing}
      </span>
      ${category.parent === null ? html`<coram-code-chip code=${category.code}></coram-code-chip>` : html`<span class="c">${category.code}</span>`}
      <span class="grow name"> ${markedLabel(this.words, category.label)} </span>
      ${this.retired.includes(category) && !category.isUnsorted ? html`<span class="note sub">${t("handbook.retired")}</span>` : nothing}
      ${id === this.armed ? html`<span class="note armed-word">${t("verdict.armed", { code: category.code })}</span>` : nothing}
      ${this.canTag && category.digit !== null ? html`<kbd class="key" aria-hidden="true">${category.digit}</kbd>` : nothing}
      <span class="n" aria-hidden="true">${count.max > 0 ? rangeWords(count) : ""}</span
      ><span class="visually-hidden">, ${counted}</span>
      <button
        type="button"
        tabindex="-1"
        class="info"
        aria-label=${t("verdict.show-definition", { code: category.code })}
        @click=${(event: Event) => this.onInfo(event, id)}
      >
        <coram-icon name="info"></coram-icon>
      </button>
    </li>`;
  }

  private choose(category: CategoryView): void {
    this.focused = category.id;
    this.emit("coram-category", { category: category.id });
  }

  private toggle(id: CategoryId, isOpen = !this.open.has(id)): void {
    const next = new Set(this.open);
    if (isOpen) next.add(id);
    else next.delete(id);
    this.open = next;
  }

  private onTwist(event: Event, category: CategoryView): void {
    if (!category.isBranch) return;
    event.stopPropagation();
    this.focused = category.id;
    this.toggle(category.id);
  }

  private onInfo(event: Event, id: CategoryId): void {
    event.stopPropagation();
    this.define(this.defined === id ? null : id);
  }

  private onFocus(category: CategoryView): void {
    this.focused = category.id;
    if (this.querySelector("li:focus-visible")) this.define(category.id);
  }

  /** What comes under a pointer that rests is not pointed at. */
  private onMove({ pointerType }: PointerEvent, id: CategoryId): void {
    if (pointerType !== "touch" && this.defined !== id) this.define(id);
  }

  /** Who goes on by keys elsewhere reads there: a definition would lie on it. */
  private readonly onKeyElsewhere = ({ target }: KeyboardEvent): void => {
    const isRow = target instanceof Element && target.matches("[role=treeitem]") && this.contains(target);
    if (!isRow) this.define(null);
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.onKeyElsewhere, true);
  }

  private onFocusOut(event: FocusEvent): void {
    if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.define(null);
  }

  /** Shows a definition beside its row, in the top layer; null hides it. */
  private define(id: CategoryId | null): void {
    this.defined = id;
    if (id) addEventListener("keydown", this.onKeyElsewhere, true);
    else removeEventListener("keydown", this.onKeyElsewhere, true);
    void this.updateComplete.then(() => {
      const row = this.defined && this.querySelector<HTMLElement>(`[data-id="${CSS.escape(this.defined)}"]`);
      if (!row) return this.popup.hidePopover();
      this.popup.showPopover();
      const box = row.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = this.popup;
      const beside = box.right + 6 + width <= window.innerWidth;
      this.popup.style.left = `${beside ? box.right + 6 : Math.max(window.innerWidth - width - 8, 8)}px`;
      const below = beside ? box.top - 6 : box.bottom + 4;
      const top = !beside && below + height > window.innerHeight - 8 ? box.top - height - 4 : below;
      this.popup.style.top = `${Math.max(Math.min(top, window.innerHeight - height - 8), 8)}px`;
    });
  }

  private onFieldKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.words !== "") {
      event.stopPropagation();
      event.preventDefault();
      this.words = "";
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      this.goTo(0);
    }
  }

  private goTo(index: number): void {
    const row = this.rows[index];
    if (!row) return;
    this.focused = row.category.id;
    void this.updateComplete.then(() => {
      const item = this.querySelector<HTMLElement>(`[data-id="${CSS.escape(row.category.id)}"]`);
      item?.focus();
      item?.scrollIntoView({ block: "nearest" });
    });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.rows;
    const at = rows.findIndex((row) => row.category.id === this.focused);
    const row = rows[at];
    if (!row) return;
    const parent = rows.findLastIndex((each, index) => index < at && each.depth < row.depth);
    if (event.key === "ArrowDown") this.goTo(Math.min(at + 1, rows.length - 1));
    else if (event.key === "ArrowUp") this.goTo(Math.max(at - 1, 0));
    else if (event.key === "Home") this.goTo(0);
    else if (event.key === "End") this.goTo(rows.length - 1);
    else if (event.key === "ArrowRight" && row.category.isBranch) {
      if (row.isOpen) this.goTo(at + 1);
      else this.toggle(row.category.id, true);
    } else if (event.key === "ArrowLeft") {
      if (row.category.isBranch && this.open.has(row.category.id)) this.toggle(row.category.id, false);
      else if (parent >= 0) this.goTo(parent);
    } else if (event.key === "Enter" || event.key === " ") this.choose(row.category);
    else if (event.key === "Escape" && this.defined) this.define(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
