import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { localise, UI_LANGUAGES, type UiLanguage, type VerdictLanguage } from "../../../schema/domain/language.ts";
import { meaningChange } from "../../../schema/domain/methodology/behind-texts.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { VoteList } from "../../../schema/protocol/http/methodology.ts";
import type { CategoryText } from "../../../schema/rooms/draft/draft-fields.ts";
import type { DraftCategory } from "../../../schema/rooms/draft/draft-room.ts";
import { isShown } from "../../../schema/rooms/draft/draft-tree.ts";
import { spoken } from "../../discussion/said.ts";
import { hueOf } from "../../elements/hue.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { formatWhen, language, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "../coram-draft-threads.ts";
import "./coram-example-passage.ts";
import "./words/coram-language-heads.ts";
import { publishOptions } from "./publish-options.ts";
import type { DraftModel } from "./draft-model.ts";
import { missingTexts, type LanguagePair } from "./words/language-pair.ts";
import { moveBy, type Direction } from "./tree-moves.ts";
import { wordingRow } from "./words/wording-row.ts";

export type CategoryAct = "add-below" | "add-inside" | "rename" | "merge" | "split" | "give-up" | Direction;

declare global {
  interface HTMLElementTagNameMap {
    "coram-category-editor": CoramCategoryEditor;
  }
  interface HTMLElementEventMap {
    "coram-category-act": CustomEvent<{ entry: string; act: CategoryAct }>;
    /** Back from the words to the tree, where both do not fit side by side. */
    "coram-draft-back": CustomEvent<void>;
  }
}

const TEXTS: readonly { name: CategoryText; rows: number; hint: "lines" | null }[] = [
  { name: "label", rows: 1, hint: null },
  { name: "definition", rows: 4, hint: null },
  { name: "include", rows: 3, hint: "lines" },
  { name: "exclude", rows: 3, hint: "lines" },
  { name: "example", rows: 3, hint: null },
  { name: "nearMiss", rows: 3, hint: null },
  { name: "spanRule", rows: 2, hint: null },
];

/** All words of one category in two languages, with its digit, what may be used of it, and what can be done with it. */
@customElement("coram-category-editor")
export class CoramCategoryEditor extends VerdictElement {
  @property({ attribute: false }) model!: DraftModel;
  @property({ attribute: false }) category!: DraftCategory;
  @property({ attribute: false }) pair: LanguagePair = ["en", "sr-Latn"];
  /** Grows when the model changes. */
  @property({ type: Number }) turn = 0;
  /** On all proposals. */
  @property({ attribute: false }) votes: VoteList["votes"] = [];
  /** In the version in force; null where it was made since: no tag can have it. */
  @property({ attribute: false }) was: Category | null = null;

  /** Puts the cursor into the first of its words. */
  focusWords(): void {
    this.querySelector<HTMLElement>("coram-wording")?.focus();
  }

  protected override render(): TemplateResult {
    const { model, category, pair } = this;
    const missing = new Map(pair.map((each) => [each, missingTexts(category, each)]));
    return html`<div class="words-head" data-cat=${hueOf(category.code)}>
        <button type="button" class="button button-quiet words-back" @click=${() => this.emit("coram-draft-back")}>
          <coram-icon name="arrow-left"></coram-icon>${t("network.categories")}
        </button>
        <h2 class="words-title">
          <coram-code-chip code=${category.code}></coram-code-chip>
          <span>${localise(category.label, language()) || t("methodology.unnamed")}</span>
        </h2>
        ${model.canEdit && isShown(category) ? this.renderActs() : nothing}
      </div>
      ${this.was === null ? this.renderMaker() : nothing} ${this.renderUse()}
      <coram-language-heads .pair=${pair} .missing=${missing} .behind=${this.behind}></coram-language-heads>
      ${TEXTS.map(({ name, rows, hint }) =>
        wordingRow(model, pair, {
          root: "categories",
          entry: category.entry,
          name,
          label: t(`methodology.text-${name}`),
          ...(hint ? { hint: t("methodology.one-a-line") } : {}),
          rows,
          text: category[name],
        }),
      )}
      ${
        category.exampleFrom
          ? html`<coram-example-passage
              .from=${category.exampleFrom}
              .readonly=${!model.canEdit}
              @coram-example-unlink=${() => model.set("categories", category.entry, { exampleVerdict: null, exampleAnchor: null })}
            ></coram-example-passage>`
          : nothing
      }
      ${
        model.discussion
          ? html`<coram-draft-threads
              .discussion=${model.discussion}
              .wanted=${model.wanted}
              .on=${{ category: category.id }}
              .votes=${this.votes}
              .cards=${model.members}
              .me=${model.me}
              .canVote=${model.canEdit}
              .turn=${this.turn}
            ></coram-draft-threads>`
          : nothing
      }`;
  }

  /** Languages in which it still says the earlier meaning, with those in which that was changed. */
  private get behind(): ReadonlyMap<UiLanguage, readonly VerdictLanguage[]> {
    if (!this.was) return new Map();
    const { changed, unchanged } = meaningChange(this.was, this.category);
    const isBehind = (language: UiLanguage): boolean => unchanged.some((each) => language.startsWith(each));
    return new Map(UI_LANGUAGES.filter(isBehind).map((language) => [language, changed]));
  }

  /** Of one that no version has: who wants it, since when, and why, where they began a vote with that. */
  private renderMaker(): TemplateResult | typeof nothing {
    const { id, entry, createdAt } = this.category;
    const member = this.model.lastWriterOf("categories", entry, "createdAt");
    const maker = member && this.model.members.get(member)?.name;
    if (!maker) return nothing;
    const name = `${maker}, ${formatWhen(createdAt)}`;
    const asked = this.model.discussion?.threads({ category: id }, this.votes) ?? [];
    const why = asked.find(({ votes, author }) => votes !== null && author.id === member)?.comments[0];
    return html`<p class="note sub">
      ${why && !why.deleted ? t("methodology.added-why", { name, why: spoken(why) }) : t("methodology.change-by", { name })}
    </p>`;
  }

  private renderUse(): TemplateResult {
    const { model, category } = this;
    const { entry, digit, onlyChildren, publish } = category;
    const { nodes } = model.state;
    const taken = new Map(nodes.map(({ category: each }) => [each.digit, each]));
    const hasChildren = (nodes.find((node) => node.category.entry === entry)?.children.length ?? 0) > 0;
    return html`<div class="words-use">
      <label class="words-digit"
        ><span>${t("methodology.digit")}</span>
        <select
          class="field field-soft"
          ?disabled=${!model.canEdit}
          @change=${(event: Event) => this.setDigit((event.target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${digit === null}>${t("methodology.digit-none")}</option>
          ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((each) => {
            const other = taken.get(each);
            const isOthers = other !== undefined && other.entry !== entry;
            return html`<option value=${each} ?selected=${digit === each}>
              ${isOthers ? t("methodology.digit-taken", { digit: each, code: other.code }) : each}
            </option>`;
          })}
        </select></label
      >
      <label class="words-digit"
        ><span>${t("methodology.publish")}</span>
        <select
          class="field field-soft"
          ?disabled=${!model.canEdit}
          @change=${(event: Event) => model.set("categories", entry, { publish: (event.target as HTMLSelectElement).value || null })}
        >
          ${publishOptions().map(
            ([value, name]) => html`<option value=${value} ?selected=${value === (publish ?? "")}>${name}</option>`,
          )}
        </select></label
      >
      ${
        hasChildren || onlyChildren
          ? html`<label class="form-check"
              ><input
                type="checkbox"
                .checked=${onlyChildren}
                ?disabled=${!model.canEdit}
                @change=${(event: Event) => model.set("categories", entry, { onlyChildren: (event.target as HTMLInputElement).checked })}
              />${t("methodology.only-children")}</label
            >`
          : nothing
      }
    </div>`;
  }

  /** A digit that another category has goes over to this one: two with the same key could not both be meant. */
  private setDigit(value: string): void {
    const { model, category } = this;
    const digit = value === "" ? null : Number(value);
    model.act((room) => {
      const { categories } = room.roots;
      if (digit !== null)
        for (const { category: other } of model.state.nodes)
          if (other.digit === digit && other.entry !== category.entry) categories.set(other.entry, { digit: null });
      categories.set(category.entry, { digit });
    });
  }

  private renderActs(): TemplateResult {
    const { entry } = this.category;
    const { tree, nodes } = this.model.state;
    const item = (act: CategoryAct, keys: string | null, isPossible = true): TemplateResult =>
      html`<button
        type="button"
        role="menuitem"
        ?disabled=${!isPossible}
        aria-disabled=${isPossible ? nothing : "true"}
        @click=${() => isPossible && this.emit("coram-category-act", { entry, act })}
      >
        <span class="grow"
          >${t(act === "give-up" && this.was === null ? "methodology.act-remove" : `methodology.act-${act}`)}</span
        >
        ${keys ? html`<kbd class="key">${keys}</kbd>` : nothing}
      </button>`;
    const canMove = (direction: Direction): boolean => moveBy(tree, entry, direction) !== null;
    return html`<coram-menu class="words-acts" label=${t("methodology.acts")}>
      <button slot="trigger" type="button" class="button">
        ${t("methodology.acts")}<coram-icon name="chevron-down"></coram-icon>
      </button>
      ${item("rename", "F2")} ${item("add-below", "Shift+Enter")} ${item("add-inside", "Ctrl+Enter")}
      <hr />
      ${item("up", "Alt+↑", canMove("up"))} ${item("down", "Alt+↓", canMove("down"))}
      ${item("in", "Alt+→", canMove("in"))} ${item("out", "Alt+←", canMove("out"))}
      <hr />
      ${item("merge", null, nodes.length > 1)} ${item("split", null)} ${item("give-up", "Delete")}
    </coram-menu>`;
  }
}
