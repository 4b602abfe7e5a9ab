import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import { flatten, type DraftNode } from "../../../schema/rooms/draft/draft-tree.ts";
import type { TreePlace } from "../../../schema/rooms/draft/draft-acts.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-initials.ts";
import { language, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { DraftPerson } from "./draft-people.ts";
import { moveBy, moveByDrop, type Direction, type Drop } from "./tree-moves.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-tree": CoramDraftTree;
  }
  interface HTMLElementEventMap {
    /** `focus`: it is looked at; `press`: also where the tree hides its words; `enter`: one wants to write. */
    "coram-draft-select": CustomEvent<{ entry: string; by: "focus" | "press" | "enter" }>;
    "coram-draft-rename": CustomEvent<{ entry: string; label: string }>;
    "coram-draft-move": CustomEvent<{ entry: string; place: TreePlace }>;
    /** A category is to be made beside or below one. */
    "coram-draft-add": CustomEvent<{ entry: string; where: "below" | "inside" }>;
    /** It is to be given up. */
    "coram-draft-give-up": CustomEvent<{ entry: string }>;
  }
}

interface Row {
  node: DraftNode;
  depth: number;
  setSize: number;
  position: number;
}

const MOVES: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };
const TYPE_AHEAD_MS = 800;

/**
 * The tree of the draft. The selection follows the focus; arrows, Home, End and typing go about; F2 names, Alt with arrows
 * moves, Shift+Enter adds below, Ctrl+Enter inside, Delete gives up, Enter goes to the words.
 */
@customElement("coram-draft-tree")
export class CoramDraftTree extends VerdictElement {
  @property({ attribute: false }) tree: readonly DraftNode[] = [];
  @property({ attribute: false }) selected: string | null = null;
  @property({ attribute: false }) people: readonly DraftPerson[] = [];
  @property({ type: Boolean }) readonly = false;
  /** Entries that were made since the version in force. */
  @property({ attribute: false }) fresh: ReadonlySet<string> = new Set();
  /** How many open threads a category has. */
  @property({ attribute: false }) talked: ReadonlyMap<CategoryId, number> = new Map();
  @state() private closed: ReadonlySet<string> = new Set();
  @state() private renaming: string | null = null;
  @state() private dragged: string | null = null;
  @state() private over: { entry: string; drop: Drop } | null = null;
  private typed = "";
  private typedAt = 0;

  /** Puts the cursor into a category's name, in the tree. */
  rename(entry: string): void {
    if (this.readonly) return;
    this.reveal(entry);
    this.renaming = entry;
    void this.updateComplete.then(() => {
      const field = this.querySelector<HTMLInputElement>("input.rename");
      field?.focus();
      field?.select();
    });
  }

  /** Opens what lies above a category and puts the focus on it. */
  focusOn(entry: string): void {
    this.reveal(entry);
    void this.updateComplete.then(() => this.rowOf(entry)?.focus());
  }

  /** Who comes back to the tree, or by an address, sees what is chosen. */
  protected override firstUpdated(): void {
    if (this.selected && this.selected !== this.tree[0]?.category.entry)
      this.rowOf(this.selected)?.scrollIntoView({ block: "nearest" });
  }

  private reveal(entry: string): void {
    const parents = new Set<string>();
    const walk = (nodes: readonly DraftNode[], above: readonly string[]): void => {
      for (const { category, children } of nodes) {
        if (category.entry === entry) for (const each of above) parents.add(each);
        walk(children, [...above, category.entry]);
      }
    };
    walk(this.tree, []);
    this.closed = new Set([...this.closed].filter((each) => !parents.has(each)));
  }

  private rowOf(entry: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry)}"]`);
  }

  private get rows(): Row[] {
    const rows: Row[] = [];
    const walk = (nodes: readonly DraftNode[], depth: number): void => {
      for (const [index, node] of nodes.entries()) {
        rows.push({ node, depth, setSize: nodes.length, position: index + 1 });
        if (!this.closed.has(node.category.entry)) walk(node.children, depth + 1);
      }
    };
    walk(this.tree, 0);
    return rows;
  }

  protected override render(): TemplateResult {
    const { rows } = this;
    const stop = rows.find(({ node }) => node.category.entry === this.selected) ?? rows[0];
    if (rows.length === 0) return html`<p class="note sub empty-tree">${t("methodology.no-categories")}</p>`;
    return html`<ul
      role="tree"
      aria-label=${t("network.categories")}
      @keydown=${this.onKey}
      @dragleave=${this.onDragLeave}
    >
      ${repeat(
        rows,
        ({ node }) => node.category.entry,
        (row) => this.renderRow(row, row === stop),
      )}
    </ul>`;
  }

  private renderRow({ node, depth, setSize, position }: Row, isStop: boolean): TemplateResult {
    const { category, children } = node;
    const { entry } = category;
    const lang = language();
    const isOpen = !this.closed.has(entry);
    const drop = this.over?.entry === entry ? this.over.drop : null;
    return html`<li
      role="treeitem"
      data-entry=${entry}
      data-cat=${hueOf(category.code)}
      class="draft-row ${drop ? `drop-${drop}` : ""} ${entry === this.dragged ? "is-dragged" : ""}"
      style="--depth: ${depth}"
      tabindex=${isStop ? 0 : -1}
      aria-level=${depth + 1}
      aria-setsize=${setSize}
      aria-posinset=${position}
      aria-selected=${entry === this.selected}
      aria-expanded=${children.length > 0 ? isOpen : nothing}
      draggable=${this.readonly || this.renaming !== null ? "false" : "true"}
      @focus=${() => entry !== this.selected && this.emit("coram-draft-select", { entry, by: "focus" })}
      @click=${() => this.emit("coram-draft-select", { entry, by: "press" })}
      @dblclick=${() => this.rename(entry)}
      @dragstart=${(event: DragEvent) => this.onDragStart(event, entry)}
      @dragover=${(event: DragEvent) => this.onDragOver(event, entry)}
      @drop=${(event: DragEvent) => this.onDrop(event, entry)}
      @dragend=${this.endDrag}
    >
      <span class="twist" @click=${(event: Event) => this.onTwist(event, node)}>
        ${children.length > 0 ? html`<coram-icon name=${isOpen ? "chevron-down" : "chevron-right"}></coram-icon>` : nothing}
      </span>
      <coram-code-chip code=${category.code}></coram-code-chip>
      ${
        this.renaming === entry
          ? this.renderRename(entry, category.label[lang] ?? "")
          : html`<span class="grow name"
              >${localise(category.label, lang) || html`<i>${t("methodology.unnamed")}</i>`}</span
            >`
      }
      ${this.renderSigns(category)}
      ${category.digit === null ? nothing : html`<kbd class="key" aria-hidden="true">${category.digit}</kbd>`}
    </li>`;
  }

  /** What else is to know of a category: that it is a heading, or new, or talked over, and who is at it. */
  private renderSigns(category: DraftNode["category"]): TemplateResult {
    const { entry } = category;
    const here = this.people.filter((person) => person.entry === entry);
    return html`${category.onlyChildren ? html`<span class="note sub">${t("methodology.heading")}</span>` : nothing}
    ${this.fresh.has(entry) ? html`<span class="tagline">${t("methodology.new")}</span>` : nothing}
    ${
      this.talked.has(category.id)
        ? html`<span class="talked note sub"
            ><coram-icon name="message"></coram-icon><span aria-hidden="true">${this.talked.get(category.id)}</span
            ><span class="visually-hidden"
              >${t("methodology.threads", { count: this.talked.get(category.id) ?? 0 })}</span
            ></span
          >`
        : nothing
    }
    ${here.map(
      ({ member }) =>
        html`<coram-initials
          initials=${member.initials}
          name=${t("methodology.here", { name: member.name })}
          small
        ></coram-initials>`,
    )}`;
  }

  private renderRename(entry: string, label: string): TemplateResult {
    const done = (event: Event): void => {
      if (this.renaming !== entry) return;
      this.renaming = null;
      const value = (event.target as HTMLInputElement).value.trim();
      if (value !== "" && value !== label) this.emit("coram-draft-rename", { entry, label: value });
    };
    return html`<input
      class="rename grow"
      aria-label=${t("methodology.name")}
      maxlength="300"
      autocomplete="off"
      .value=${label}
      @click=${(event: Event) => event.stopPropagation()}
      @dblclick=${(event: Event) => event.stopPropagation()}
      @blur=${done}
      @keydown=${(event: KeyboardEvent) => {
        event.stopPropagation();
        if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
        event.preventDefault();
        if (event.key === "Enter") done(event);
        this.renaming = null;
        this.focusOn(entry);
      }}
    />`;
  }

  // ---------------------------------------------------------------------------------------------------------------- keys

  private readonly onKey = (event: KeyboardEvent): void => {
    const { rows } = this;
    const target = (event.target as HTMLElement).closest<HTMLElement>("[data-entry]")?.dataset["entry"];
    const at = rows.findIndex(({ node }) => node.category.entry === target);
    const row = rows[at];
    if (!row || event.isComposing) return;
    if (this.edit(event, row.node) || this.go(event, rows, at)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  private edit(event: KeyboardEvent, { category }: DraftNode): boolean {
    const { entry } = category;
    const { key } = event;
    if (key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      this.emit("coram-draft-select", { entry, by: "enter" });
      return true;
    }
    if (this.readonly) return false;
    if (key === "F2") this.rename(entry);
    else if (key === "Enter" && event.shiftKey) this.emit("coram-draft-add", { entry, where: "below" });
    else if (key === "Enter") this.emit("coram-draft-add", { entry, where: "inside" });
    else if (key === "Delete") this.emit("coram-draft-give-up", { entry });
    else if (event.altKey && MOVES[key]) {
      const place = moveBy(this.tree, entry, MOVES[key]);
      if (place) this.move(entry, place);
    } else return false;
    return true;
  }

  private go(event: KeyboardEvent, rows: readonly Row[], at: number): boolean {
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { key } = event;
    const { entry } = row.node.category;
    const isOpen = row.node.children.length > 0 && !this.closed.has(entry);
    const goTo = (index: number): boolean => {
      const to = rows[Math.max(0, Math.min(index, rows.length - 1))];
      if (to) this.rowOf(to.node.category.entry)?.focus();
      return true;
    };
    if (key === "ArrowDown") return goTo(at + 1);
    if (key === "ArrowUp") return goTo(at - 1);
    if (key === "Home") return goTo(0);
    if (key === "End") return goTo(rows.length - 1);
    if (key === "ArrowRight") {
      if (row.node.children.length === 0) return false;
      return isOpen ? goTo(at + 1) : this.toggle(entry, true);
    }
    if (key === "ArrowLeft") {
      if (isOpen) return this.toggle(entry, false);
      return goTo(rows.findLastIndex((each, index) => index < at && each.depth < row.depth));
    }
    if (key.length !== 1 || key === " ") return false;
    return this.typeAhead(key, rows, at, goTo);
  }

  /** Typing goes to the next category whose code or name begins with what was typed, in whatever script. */
  private typeAhead(key: string, rows: readonly Row[], at: number, goTo: (index: number) => boolean): boolean {
    const now = performance.now();
    this.typed = now - this.typedAt > TYPE_AHEAD_MS ? key : this.typed + key;
    this.typedAt = now;
    const needle = foldForSearch(this.typed);
    // A word that grows may stay on the row it has found; a new one goes on from there.
    const from = at + (this.typed.length > 1 ? 0 : 1);
    const inTurn = rows.map((_, index) => (from + index) % rows.length);
    const found = inTurn.find((index) => {
      const category = rows[index]?.node.category;
      if (!category) return false;
      const names = [category.code, localise(category.label, language())];
      return names.some((name) => foldForSearch(name).startsWith(needle));
    });
    return found === undefined ? true : goTo(found);
  }

  private toggle(entry: string, isOpen: boolean): boolean {
    const closed = new Set(this.closed);
    if (isOpen) closed.delete(entry);
    else closed.add(entry);
    this.closed = closed;
    return true;
  }

  private onTwist(event: Event, { category, children }: DraftNode): void {
    if (children.length === 0) return;
    event.stopPropagation();
    this.toggle(category.entry, this.closed.has(category.entry));
  }

  /** Opens or closes all branches. */
  openAll(isOpen: boolean): void {
    this.closed = isOpen ? new Set() : new Set(flatten(this.tree).map(({ category }) => category.entry));
  }

  private move(entry: string, place: TreePlace): void {
    if (place.parent) this.toggle(place.parent, true);
    this.emit("coram-draft-move", { entry, place });
    this.focusOn(entry);
  }

  // ---------------------------------------------------------------------------------------------------------------- drag

  private onDragStart(event: DragEvent, entry: string): void {
    if (this.readonly || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    this.dragged = entry;
  }

  private onDragOver(event: DragEvent, entry: string): void {
    const drop = this.dropAt(event, entry);
    if (drop) event.preventDefault();
    if (this.over?.entry !== entry || this.over.drop !== drop) this.over = drop ? { entry, drop } : null;
  }

  private onDrop(event: DragEvent, entry: string): void {
    const { dragged } = this;
    const drop = this.dropAt(event, entry);
    const place = dragged && drop ? moveByDrop(this.tree, dragged, entry, drop) : null;
    this.endDrag();
    if (!dragged || !place) return;
    event.preventDefault();
    this.move(dragged, place);
  }

  private readonly onDragLeave = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.over = null;
  };

  private readonly endDrag = (): void => {
    this.dragged = this.over = null;
  };

  /** The upper quarter of a row is before it, the lower after it, the middle inside; null where it cannot go. */
  private dropAt(event: DragEvent, entry: string): Drop | null {
    if (!this.dragged) return null;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    const drop: Drop = share < 0.3 ? "before" : share > 0.7 ? "after" : "inside";
    return moveByDrop(this.tree, this.dragged, entry, drop) ? drop : null;
  }
}
