import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { localise } from "../../../schema/domain/language.ts";
import { PARTS_MAX } from "../../../schema/domain/methodology/category-map.ts";
import type { DraftCategory } from "../../../schema/rooms/draft/draft-room.ts";
import { flatten, type DraftNode } from "../../../schema/rooms/draft/draft-tree.ts";
import "../../elements/coram-dialog.ts";
import { textOf } from "../../elements/form.ts";
import { language, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

/** A category that is to be merged into another, or split into several. */
export interface Joining {
  what: "merge" | "split";
  category: DraftCategory;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-join-dialog": CoramJoinDialog;
  }
  interface HTMLElementEventMap {
    "coram-merge": CustomEvent<{ entry: string; into: string }>;
    "coram-split": CustomEvent<{ entry: string; labels: string[] }>;
  }
}

/** Asks what a category is merged into, or what it is split into, and says what becomes of its tags. */
@customElement("coram-join-dialog")
export class CoramJoinDialog extends VerdictElement {
  /** null = closed. */
  @property({ attribute: false }) joining: Joining | null = null;
  @property({ attribute: false }) tree: readonly DraftNode[] = [];
  @state() private parts = 2;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("joining")) this.parts = 2;
  }

  protected override render(): TemplateResult {
    const { joining } = this;
    const code = joining?.category.code ?? "";
    const heading = joining
      ? t(joining.what === "merge" ? "methodology.merge-title" : "methodology.split-title", { code })
      : "";
    return html`<coram-dialog heading=${heading} ?open=${joining !== null} @coram-dialog-close=${this.close}>
      ${joining ? (joining.what === "merge" ? this.renderMerge(joining.category) : this.renderSplit(joining.category)) : nothing}
    </coram-dialog>`;
  }

  private renderMerge(category: DraftCategory): TemplateResult {
    const nodes = flatten(this.tree);
    const own = nodes.find((node) => node.category.entry === category.entry);
    const below = new Set(own ? flatten([own]).map((node) => node.category.entry) : []);
    const others = nodes.filter((node) => !below.has(node.category.entry));
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.merge(event, category.entry)}>
      <p class="note" tabindex="-1" autofocus>${t("methodology.merge-lead")}</p>
      <label class="form-row"
        ><span>${t("methodology.merge-into")}</span>
        <select class="field" name="into" required>
          <option value="">${t("methodology.choose")}</option>
          ${others.map(({ category: each, depth }) => {
            const name = `${"\u2003".repeat(depth)}${each.code} ${localise(each.label, language())}`;
            return html`<option value=${each.entry}>${name}</option>`;
          })}
        </select></label
      >
      ${this.renderFoot(t("methodology.merge-do"))}
    </form>`;
  }

  private renderSplit(category: DraftCategory): TemplateResult {
    return html`<form class="form" @submit=${(event: SubmitEvent) => this.split(event, category.entry)}>
      <p class="note">${t("methodology.split-lead")}</p>
      ${Array.from({ length: this.parts }, (_, index) => {
        const name = t("methodology.split-part", { number: index + 1 });
        return html`<label class="form-row"
          ><span>${name}</span>
          <input
            class="field"
            name="part-${index}"
            required
            maxlength="300"
            autocomplete="off"
            ?autofocus=${index === 0}
        /></label>`;
      })}
      ${
        this.parts < PARTS_MAX
          ? html`<p>
              <button type="button" class="button button-small" @click=${() => this.parts++}>
                ${t("methodology.split-more")}
              </button>
            </p>`
          : nothing
      }
      ${this.renderFoot(t("methodology.split-do"))}
    </form>`;
  }

  private renderFoot(what: string): TemplateResult {
    return html`<div class="form-actions">
      <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
      <button class="button button-primary">${what}</button>
    </div>`;
  }

  private merge(event: SubmitEvent, entry: string): void {
    event.preventDefault();
    const into = textOf(event.target as HTMLFormElement, "into");
    if (into !== "") this.emit("coram-merge", { entry, into });
    this.close();
  }

  private split(event: SubmitEvent, entry: string): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const labels = Array.from({ length: this.parts }, (_, index) => textOf(form, `part-${index}`)).filter(Boolean);
    if (labels.length < 2) return;
    this.emit("coram-split", { entry, labels });
    this.close();
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
