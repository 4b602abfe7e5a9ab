import { autoUpdate, computePosition, hide } from "@floating-ui/dom";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import type { IconName } from "../../elements/icons.ts";
import { t } from "../../i18n/t.ts";
import { placeBeside, type Place } from "../layout/place-beside.ts";
import "../sheet/answer-act.ts";
import type { RestingAnswer } from "../sheet/resting.ts";
import type { Quoted } from "../model/quoted-in.ts";
import type { PickerAnchor } from "../categories/coram-picker.ts";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import "../../elements/coram-code-chip.ts";
import type { CategoryView } from "../model/view-model.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

export type SelectionAction =
  | "tag"
  | "suggest"
  | "settle"
  | "comment"
  | "translate"
  | "copy"
  | "add-range"
  | "evidence"
  | "edit"
  | "erase";

declare global {
  interface HTMLElementTagNameMap {
    "coram-selection-bar": CoramSelectionBar;
  }
  interface HTMLElementEventMap {
    "coram-selection-action": CustomEvent<{ action: SelectionAction }>;
    /** Tag the selection with a category that has a digit. */
    "coram-selection-tag": CustomEvent<{ category: CategoryId }>;
  }
}

const LOOKS: Record<SelectionAction, { icon: IconName; key: string }> = {
  tag: { icon: "tag", key: "T" },
  suggest: { icon: "tag", key: "T" },
  settle: { icon: "plus", key: "⇧T" },
  comment: { icon: "message", key: "C" },
  translate: { icon: "globe", key: "⇧X" },
  copy: { icon: "copy", key: "Y" },
  "add-range": { icon: "plus", key: "M" },
  evidence: { icon: "check", key: "Q" },
  edit: { icon: "pencil", key: "" },
  erase: { icon: "trash", key: "" },
};

type Digit = Pick<CategoryView, "id" | "code" | "label" | "digit">;

/** What can be done with the selection, beside it: never over its words, never with the focus (that stays in the text). */
@customElement("coram-selection-bar")
export class CoramSelectionBar extends VerdictElement {
  /** Where the selection is; null hides the bar. */
  @property({ attribute: false }) anchor: PickerAnchor | null = null;
  @property({ attribute: false }) actions: readonly SelectionAction[] = ["tag", "comment", "copy", "add-range"];
  /** Categories that a digit tags with; none where the reader may not tag. */
  @property({ attribute: false }) digits: readonly Digit[] = [];
  /** Answers that rest on what is selected. */
  @property({ attribute: false }) resting: readonly RestingAnswer[] = [];
  /** Quotes of words that are selected. */
  @property({ attribute: false }) quoted: readonly Quoted[] = [];
  /** Said of the selection; empty where there is nothing to say. */
  @property() hint = "";
  private stopFollowing: (() => void) | null = null;
  private side: Place["side"] | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = "manual";
    this.setAttribute("role", "toolbar");
    this.classList.add("popover");
    // A press must not take the selection away.
    this.addEventListener("pointerdown", (event) => event.preventDefault());
    this.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopFollowing?.();
    this.stopFollowing = null;
  }

  protected override willUpdate(): void {
    this.setAttribute("aria-label", t("verdict.selection"));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("anchor") && !changed.has("actions")) return;
    this.stopFollowing?.();
    this.stopFollowing = null;
    this.side = null;
    if (!this.anchor) {
      if (this.matches(":popover-open")) this.hidePopover();
      return;
    }
    this.showPopover();
    this.stopFollowing = autoUpdate(this.anchor, this, () => this.place());
  }

  private place(): void {
    if (!this.anchor) return;
    const size = { width: this.offsetWidth, height: this.offsetHeight };
    const window_ = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const place = placeBeside(this.anchor.getBoundingClientRect(), size, window_, this.side);
    this.side = place.side;
    this.style.left = `${Math.round(place.left)}px`;
    this.style.top = `${Math.round(place.top)}px`;
    void this.hideBehindEdge(this.anchor);
  }

  /** Beside words that were scrolled away it would lie over the bars of the page. */
  private async hideBehindEdge(anchor: PickerAnchor): Promise<void> {
    const { middlewareData } = await computePosition(anchor, this, { middleware: [hide()] });
    this.style.visibility = middlewareData.hide?.referenceHidden ? "hidden" : "";
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const buttons = [...this.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };

  protected override render(): TemplateResult {
    return html`<div class="selection-acts">${this.renderActs()}</div>
      ${this.digits.length > 0 ? this.renderDigits() : nothing}`;
  }

  private renderActs(): TemplateResult {
    return html`${this.actions.map((action, index) => {
      const { icon, key } = LOOKS[action];
      return html`<button
        type="button"
        class="button button-quiet button-small"
        tabindex=${index === 0 ? 0 : -1}
        @click=${() => this.emit("coram-selection-action", { action })}
      >
        <coram-icon name=${icon}></coram-icon
        >${t(`verdict.select-${action}`)}${key ? html`<kbd class="key">${key}</kbd>` : ""}
      </button>`;
    })}
    ${this.hint ? html`<span class="selection-hint note">${this.hint}</span>` : nothing}
    ${this.resting.length > 0 ? this.renderResting() : nothing}
    ${this.quoted.length > 0 ? this.renderQuoted() : nothing}`;
  }

  /** The codes that a digit tags with: read off while one reads, or pressed. */
  private renderDigits(): TemplateResult {
    return html`<div class="selection-digits">
      ${this.digits.map(
        ({ id, code, label, digit }) =>
          html`<button
            type="button"
            tabindex="-1"
            aria-keyshortcuts=${String(digit)}
            title=${label}
            @click=${() => this.emit("coram-selection-tag", { category: id })}
          >
            <kbd class="key" aria-hidden="true">${digit}</kbd><coram-code-chip code=${code}></coram-code-chip>
            <span class="visually-hidden">${label}</span>
          </button>`,
      )}
    </div>`;
  }

  /** Leads to the documents that quote the selection. */
  private renderQuoted(): TemplateResult {
    return html`<coram-menu label=${t("evidence.quoted-in")}>
      <button slot="trigger" type="button" class="button button-quiet button-small" tabindex="-1">
        <coram-icon name="file-text"></coram-icon>${t("evidence.quoted-in")}
      </button>
      ${this.quoted.map(
        ({ output, title, block }) =>
          html`<a role="menuitem" href="/outputs/${output}#${block}">${title || t("outputs.unnamed")}</a>`,
      )}
    </coram-menu>`;
  }

  /** Leads to the answers that rest on the selection. */
  private renderResting(): TemplateResult {
    const [first] = this.resting;
    if (this.resting.length === 1 && first)
      return html`<button
        type="button"
        class="button button-quiet button-small"
        tabindex="-1"
        title=${first.name}
        @click=${() => this.emit("coram-question-open", { place: first.place, focus: true })}
      >
        ${t("sheet.rests-count", { count: 1 })}
      </button>`;
    return html`<coram-menu label=${t("sheet.rests")}>
      <button slot="trigger" type="button" class="button button-quiet button-small" tabindex="-1">
        ${t("sheet.rests-count", { count: this.resting.length })}
      </button>
      ${this.resting.map(
        ({ place, name }) =>
          html`<button
            type="button"
            role="menuitem"
            @click=${() => this.emit("coram-question-open", { place, focus: true })}
          >
            ${name}
          </button>`,
      )}
    </coram-menu>`;
  }
}
