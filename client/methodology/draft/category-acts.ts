import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import {
  addCategory,
  mergeCategory,
  moveCategory,
  setFate,
  splitCategory,
  type TreePlace,
} from "../../../schema/rooms/draft/draft-acts.ts";
import { announce } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import type { DraftModel } from "./draft-model.ts";
import { placed } from "./tree-moves.ts";

/** What is done with the categories of the draft, each act said to screen readers. Entries are given and returned. */
export class CategoryActs {
  private readonly model: DraftModel;
  private readonly language: () => UiLanguage;

  constructor(model: DraftModel, language: () => UiLanguage) {
    this.model = model;
    this.language = language;
  }

  /** Adds one without a name below or inside another, or at the end of the top; its entry. */
  add(beside: string | null, where: "below" | "inside"): string | null {
    const { tree } = this.model.state;
    const at = beside === null ? null : placed(tree, beside);
    const place: TreePlace = !at
      ? { parent: null, index: tree.length }
      : where === "inside"
        ? { parent: at.node.category.entry, index: at.node.children.length }
        : { parent: at.parent?.category.entry ?? null, index: at.index + 1 };
    const entry = this.model.act((room, now) => addCategory(room, place, {}, now));
    if (entry) announce(t("methodology.said-added", { code: this.codeOf(entry) }));
    return entry;
  }

  rename(entry: string, label: string): void {
    this.model.set("categories", entry, { [`label:${this.language()}`]: label });
  }

  move(entry: string, place: TreePlace): void {
    if (!this.model.act((room) => moveCategory(room, entry, place))) return;
    const now = placed(this.model.state.tree, entry);
    if (!now) return;
    const { parent, index, siblings } = now;
    const where = parent ? `${parent.category.code} ${localise(parent.category.label, this.language())}` : null;
    const values = { code: this.codeOf(entry), place: index + 1, count: siblings.length };
    announce(where ? t("methodology.said-moved", { ...values, where }) : t("methodology.said-moved-top", values));
  }

  merge(entry: string, into: string): void {
    if (!this.model.act((room) => mergeCategory(room, entry, into))) return;
    announce(t("methodology.said-merged", { code: this.codeOf(entry), into: this.codeOf(into) }));
  }

  /** The first of those that it became. */
  split(entry: string, labels: readonly string[]): string | null {
    const named = labels.map((label) => ({ [this.language()]: label }));
    const made = this.model.act((room, now) => splitCategory(room, entry, named, now)) ?? [];
    if (made.length > 0) announce(t("methodology.said-split", { code: this.codeOf(entry), count: made.length }));
    return made[0] ?? null;
  }

  /** One that was made since the version is removed; another is used no more from the next version on. */
  giveUp(entry: string, isFresh: boolean): void {
    if (isFresh) this.model.act((room, now) => room.roots.categories.set(entry, { deleted: now }));
    else this.model.act((room) => setFate(room, entry, { kind: "retired" }));
    announce(t("methodology.said-given-up", { code: this.codeOf(entry) }));
  }

  takeBack(entry: string): void {
    this.model.act((room) => room.roots.categories.set(entry, { fate: null, deleted: null }));
    announce(t("methodology.said-taken-back", { code: this.codeOf(entry) }));
  }

  private codeOf(entry: string): string {
    return this.model.state.categories.find((each) => each.entry === entry)?.code ?? "";
  }
}
