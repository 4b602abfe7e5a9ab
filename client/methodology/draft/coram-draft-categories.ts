import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { localise } from "../../../schema/domain/language.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import type { VoteList } from "../../../schema/protocol/http/methodology.ts";
import type { DraftCategory } from "../../../schema/rooms/draft/draft-room.ts";
import { isShown } from "../../../schema/rooms/draft/draft-tree.ts";
import { language, t } from "../../i18n/t.ts";
import "../../elements/coram-icon.ts";
import { BackCloses } from "../../elements/back-closes.ts";
import { PHONE } from "../../elements/screen.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { beginAtTop } from "./begin-at-top.ts";
import { CategoryActs } from "./category-acts.ts";
import "./coram-category-editor.ts";
import type { CoramCategoryEditor } from "./coram-category-editor.ts";
import "./coram-draft-gone.ts";
import "./coram-draft-tree.ts";
import type { CoramDraftTree } from "./coram-draft-tree.ts";
import "./coram-given-up.ts";
import "./coram-join-dialog.ts";
import type { Joining } from "./coram-join-dialog.ts";
import type { DraftModel } from "./draft-model.ts";
import { othersAt, removalAsk, removedByOther, type Removed } from "./draft-removal.ts";
import type { LanguagePair } from "./words/language-pair.ts";
import { moveBy, placed, type Direction } from "./tree-moves.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-categories": CoramDraftCategories;
  }
}

/** The categories of the draft: the tree, and beside it the words of the one that is chosen. */
@customElement("coram-draft-categories")
export class CoramDraftCategories extends VerdictElement {
  @property({ attribute: false }) model!: DraftModel;
  /** Grows when the model changes. */
  @property({ type: Number }) turn = 0;
  @property({ attribute: false }) pair: LanguagePair = ["en", "sr-Latn"];
  /** On all proposals. */
  @property({ attribute: false }) votes: VoteList["votes"] = [];
  /** Categories of the version in force. */
  @property({ attribute: false }) inForce: ReadonlyMap<CategoryId, Category> = new Map();
  @state() private selected: string | null = null;
  /** On a narrow screen: the words instead of the tree. */
  @state() private isReading = false;
  protected readonly backCloses = new BackCloses(
    this,
    () => this.isReading && PHONE.matches,
    () => this.back(),
  );
  @state() private joining: Joining | null = null;
  /** What is removed if one is sure. */
  @state() private asked: Removed | null = null;
  @query("coram-draft-tree") private readonly tree!: CoramDraftTree | null;
  @query("coram-category-editor") private readonly editor!: CoramCategoryEditor | null;

  /** Opens a category by its key; false where it is not in the tree. */
  open(id: string): boolean {
    const found = this.model.state.nodes.find(({ category }) => category.id === id);
    if (!found) return false;
    this.select(found.category.entry, true);
    this.tree?.focusOn(found.category.entry);
    return true;
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const { nodes } = this.model.state;
    const isThere = nodes.some(({ category }) => category.entry === this.selected) || this.gone !== null;
    const wanted = this.model.open.categories;
    const found = isThere ? undefined : (nodes.find(({ category }) => category.id === wanted) ?? nodes[0]);
    if (!isThere) this.selected = found?.category.entry ?? null;
    // What one came for stands below the words, not in the tree.
    if (!isThere && this.model.wanted.thread !== null) this.isReading = true;
    this.model.open.categories = nodes.find(({ category }) => category.entry === this.selected)?.category.id ?? wanted;
  }

  /** What is open and a colleague took out of the draft, with their name. */
  private get gone(): { category: DraftCategory; by: string } | null {
    const category = this.model.state.categories.find(({ entry }) => entry === this.selected);
    if (!category || isShown(category)) return null;
    const by = removedByOther(this.model, "categories", category.entry, [
      category.deleted === null ? "fate" : "deleted",
    ]);
    return by === null ? null : { category, by };
  }

  private get acts(): CategoryActs {
    return new CategoryActs(this.model, language);
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const { tree, nodes, categories } = model.state;
    const { gone } = this;
    const chosen = nodes.find(({ category }) => category.entry === this.selected)?.category ?? gone?.category;
    const fresh = new Set(nodes.flatMap(({ category }) => (this.inForce.has(category.id) ? [] : [category.entry])));
    return html`<div class="draft-split ${this.isReading ? "is-reading" : ""}">
      <div class="draft-side">
        ${this.renderTools(nodes.length)}
        <coram-draft-tree
          .tree=${tree}
          .selected=${this.selected}
          .people=${model.people}
          .readonly=${!model.canEdit}
          .fresh=${fresh}
          .talked=${model.discussion?.open() ?? new Map()}
          @coram-draft-select=${this.onSelect}
          @coram-draft-rename=${(event: HTMLElementEventMap["coram-draft-rename"]) => this.acts.rename(event.detail.entry, event.detail.label)}
          @coram-draft-move=${(event: HTMLElementEventMap["coram-draft-move"]) => this.acts.move(event.detail.entry, event.detail.place)}
          @coram-draft-add=${(event: HTMLElementEventMap["coram-draft-add"]) => this.add(event.detail.entry, event.detail.where)}
          @coram-draft-give-up=${(event: HTMLElementEventMap["coram-draft-give-up"]) => this.giveUp(event.detail.entry)}
        ></coram-draft-tree>
        <coram-given-up
          .categories=${categories}
          .inForce=${this.inForce}
          .readonly=${!model.canEdit}
          @coram-draft-take-back=${(event: HTMLElementEventMap["coram-draft-take-back"]) => {
            this.acts.takeBack(event.detail.entry);
            this.select(event.detail.entry, false);
          }}
        ></coram-given-up>
      </div>
      <div class="draft-words">
        ${this.renderGone()}
        ${
          chosen
            ? html`<coram-category-editor
                .model=${model}
                .category=${chosen}
                .pair=${this.pair}
                .was=${this.inForce.get(chosen.id) ?? null}
                .votes=${this.votes}
                .turn=${this.turn}
                @coram-category-act=${this.onAct}
                @coram-draft-back=${this.back}
              ></coram-category-editor>`
            : html`<p class="note sub">${t("methodology.no-categories")}</p>`
        }
      </div>
      ${this.renderJoining()}
      ${removalAsk(
        model,
        this.asked,
        this.votes,
        () => (this.asked = null),
        (entry) => this.takeOut(entry),
      )}
    </div>`;
  }

  private renderGone(): TemplateResult {
    const { gone } = this;
    return html`<coram-draft-gone
      .what=${gone && nameOf(gone.category)}
      .name=${gone?.by ?? ""}
      ?mayPutBack=${this.model.canEdit}
      @coram-draft-put-back=${() => gone && this.putBack(gone.category.entry)}
    ></coram-draft-gone>`;
  }

  private renderTools(count: number): TemplateResult {
    return html`<div class="draft-tools">
      <span class="note sub grow">${t("network.category-count", { count })}</span>
      <button type="button" class="button button-quiet button-small" @click=${() => this.tree?.openAll(false)}>
        ${t("methodology.close-all")}
      </button>
      <button type="button" class="button button-quiet button-small" @click=${() => this.tree?.openAll(true)}>
        ${t("methodology.open-all")}
      </button>
      ${
        this.model.canEdit
          ? html`<button type="button" class="button button-small" @click=${this.addBeside}>
              <coram-icon name="plus"></coram-icon>${t("methodology.add-category")}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** Within the branch or the group that is chosen, else beside the category that is; with nothing chosen it is another branch. */
  private readonly addBeside = (): void => {
    const { selected } = this;
    const at = selected === null ? null : placed(this.model.state.tree, selected);
    const isGroup = at && (at.parent === null || at.node.children.length > 0);
    this.add(at ? selected : null, isGroup ? "inside" : "below");
  };

  private renderJoining(): TemplateResult {
    return html`<coram-join-dialog
      .joining=${this.joining}
      .tree=${this.model.state.tree}
      @coram-dialog-close=${() => (this.joining = null)}
      @coram-merge=${(event: HTMLElementEventMap["coram-merge"]) => {
        this.acts.merge(event.detail.entry, event.detail.into);
        this.show(event.detail.into);
      }}
      @coram-split=${(event: HTMLElementEventMap["coram-split"]) => {
        const first = this.acts.split(event.detail.entry, event.detail.labels);
        if (first) this.show(first);
      }}
    ></coram-join-dialog>`;
  }

  private select(entry: string, open: boolean): void {
    this.selected = entry;
    this.model.wanted.thread = null;
    if (open) this.openWords();
    this.model.setPresence(entry, null);
  }

  private openWords(): void {
    if (!this.isReading) beginAtTop(this);
    this.isReading = true;
  }

  private show(entry: string): void {
    this.select(entry, false);
    this.tree?.focusOn(entry);
  }

  private readonly onSelect = (event: HTMLElementEventMap["coram-draft-select"]): void => {
    const { entry, by } = event.detail;
    this.select(entry, by !== "focus");
    if (by === "enter") void this.updateComplete.then(() => this.editor?.focusWords());
  };

  private readonly back = (): void => {
    this.isReading = false;
    if (this.selected) this.tree?.focusOn(this.selected);
  };

  private add(beside: string | null, where: "below" | "inside"): void {
    const entry = this.acts.add(beside, where);
    if (!entry) return;
    this.select(entry, false);
    void this.updateComplete.then(() => this.tree?.rename(entry));
  }

  private giveUp(entry: string): void {
    const { nodes } = this.model.state;
    const at = nodes.findIndex(({ category }) => category.entry === entry);
    const category = nodes[at]?.category;
    if (!category) return;
    const asked = { entry, name: nameOf(category), on: { category: category.id } };
    const { here, voted } = othersAt(this.model, asked, this.votes);
    if (here.length + voted.length > 0) this.asked = asked;
    else this.takeOut(entry);
  }

  private takeOut(entry: string): void {
    this.asked = null;
    const { nodes } = this.model.state;
    const at = nodes.findIndex(({ category }) => category.entry === entry);
    const category = nodes[at]?.category;
    if (!category) return;
    const next = nodes[at + 1] ?? nodes[at - 1];
    this.acts.giveUp(entry, !this.inForce.has(category.id));
    this.isReading = false;
    if (next) this.show(next.category.entry);
  }

  private putBack(entry: string): void {
    this.acts.takeBack(entry);
    void this.updateComplete.then(() => this.editor?.focusWords());
  }

  private readonly onAct = (event: HTMLElementEventMap["coram-category-act"]): void => {
    const { entry, act } = event.detail;
    const category = this.model.state.nodes.find((node) => node.category.entry === entry)?.category;
    if (!category) return;
    switch (act) {
      case "add-below":
        return this.add(entry, "below");
      case "add-inside":
        return this.add(entry, "inside");
      case "rename":
        this.isReading = false;
        return this.tree?.rename(entry);
      case "merge":
      case "split":
        this.joining = { what: act, category };
        return;
      case "give-up":
        return this.giveUp(entry);
      default:
        return this.moveBy(entry, act);
    }
  };

  private moveBy(entry: string, direction: Direction): void {
    const place = moveBy(this.model.state.tree, entry, direction);
    if (!place) return;
    this.acts.move(entry, place);
    this.show(entry);
  }
}

function nameOf({ code, label }: DraftCategory): string {
  return `${code} ${localise(label, language()) || t("methodology.unnamed")}`;
}
