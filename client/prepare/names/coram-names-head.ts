import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import "../prepare-events.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { replacementsOf, sureOf } from "./names-list.ts";
import { namesProgress } from "../../../schema/domain/names-progress.ts";
import { walkOf } from "./walk/names-walk.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-head": CoramNamesHead;
  }
  interface HTMLElementEventMap {
    "coram-names-act": CustomEvent<{ act: NamesAct }>;
  }
}

/** What is done with the names as a whole. */
export type NamesAct = "confirm-sure" | "walk" | "apply" | "unapply" | "undo" | "redo" | "keys" | "key";

/** How far the names are, and what is done with all of them. */
@customElement("coram-names-head")
export class CoramNamesHead extends VerdictElement {
  @property({ attribute: false }) names!: NamesView;

  protected override render(): TemplateResult {
    const { names } = this;
    return html`${this.renderProgress()} ${names.applied === null ? nothing : this.renderApplied(names.applied)}
    ${this.renderActs()}`;
  }

  private renderProgress(): TemplateResult {
    const { decided, all } = namesProgress(this.names);
    return html`<div class="names-progress">
      <span class="label">${all > 0 && decided === all ? t("names.done") : t("names.progress", { decided, all })}</span>
      <span class="meter grow" aria-hidden="true"
        ><i style="right: ${all ? 100 - (decided / all) * 100 : 100}%"></i
      ></span>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("names.undo")}
        title="${t("names.undo")} (Ctrl Z)"
        @click=${() => this.act("undo")}
      >
        <coram-icon name="undo"></coram-icon>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label=${t("names.redo")}
        title="${t("names.redo")} (Ctrl Shift Z)"
        @click=${() => this.act("redo")}
      >
        <coram-icon name="redo"></coram-icon>
      </button>
      ${this.renderMenu()}
    </div>`;
  }

  private renderMenu(): TemplateResult {
    return html`<coram-menu label=${t("names.more")}>
      <button type="button" slot="trigger" class="icon-button" aria-label=${t("names.more")} title=${t("names.more")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      <button type="button" role="menuitem" @click=${() => this.act("keys")}>
        <coram-icon name="keyboard"></coram-icon> ${t("names.keys")}
      </button>
      ${
        this.names.hasSealedKey
          ? html`<button type="button" role="menuitem" @click=${() => this.act("key")}>
              <coram-icon name="archive"></coram-icon> ${t("names.sealed-key")}
            </button>`
          : nothing
      }
    </coram-menu>`;
  }

  private renderApplied(applied: number): TemplateResult {
    return html`<div class="alert alert-quiet">
      <span class="grow"
        >${t("names.applied", { revision: applied })}
        ${this.names.hasSealedKey ? t("names.unapply-key") : nothing}</span
      >
      <button type="button" class="link" @click=${() => this.act("unapply")}>${t("names.unapply")}</button>
    </div>`;
  }

  private renderActs(): TemplateResult {
    const { names } = this;
    const sure = sureOf(names);
    const left = walkOf(names).length;
    const canApply = replacementsOf(names).places > 0;
    const isBegun = names.applied !== null;
    return html`<div class="names-acts">
      ${
        sure > 0
          ? html`<button type="button" class="button" @click=${() => this.act("confirm-sure")}>
              ${t("names.confirm-sure", { count: sure })}
            </button>`
          : nothing
      }
      ${
        left > 0
          ? html`<button type="button" class="button" data-act="walk" @click=${() => this.act("walk")}>
              <kbd class="key">W</kbd> ${t("names.walk")}
            </button>`
          : nothing
      }
      ${canApply || (left > 0 && !isBegun) ? this.renderApply(canApply) : nothing}
      ${
        canApply || left > 0
          ? nothing
          : html`<button
              type="button"
              class="button button-primary"
              @click=${() => this.emit("coram-prepare-panel", { panel: "check" })}
            >
              ${t("clear.check-next", { stage: t("word.stage.cleared") })}
            </button>`
      }
    </div>`;
  }

  private renderApply(canApply: boolean): TemplateResult {
    return html`<button
        type="button"
        class="button ${canApply ? "button-primary" : ""}"
        ?disabled=${!canApply}
        aria-describedby=${canApply ? nothing : `${this.uid}-nothing`}
        @click=${() => this.act("apply")}
      >
        ${t("names.apply")}
      </button>
      ${canApply ? nothing : html`<span class="note" id="${this.uid}-nothing">${t("names.apply-nothing")}</span>`}`;
  }

  private act(act: NamesAct): void {
    this.emit("coram-names-act", { act });
  }
}
