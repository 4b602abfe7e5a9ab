import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { t } from "../i18n/t.ts";
import "./elements/coram-people-here.ts";
import "./elements/coram-saved.ts";
import { VerdictElement } from "./elements/verdict-element.ts";
import type { PersonHere, SavedState } from "./view-model.ts";

export type VerdictDialog = "share" | "rounds" | "export" | "stage" | "erase-term" | "erase-verdict" | "standing";

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-bar": CoramVerdictBar;
  }
  interface HTMLElementEventMap {
    /** Open or close the column of outline and methodology, where it is a drawer. */
    "coram-panels": CustomEvent<void>;
    "coram-verdict-dialog": CustomEvent<{ dialog: VerdictDialog }>;
  }
}

/** The verdict page's own bar: the case, its state, who reads, what is saved, what can be done with the whole. */
@customElement("coram-verdict-bar")
export class CoramVerdictBar extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) me!: MemberId;
  @property({ attribute: false }) people: readonly PersonHere[] = [];
  @property({ attribute: false }) saved: SavedState = { state: "saved", at: null };
  /** Number of the paragraph one is on. */
  @property({ attribute: false }) paragraph: string | null = null;
  @property({ attribute: false }) following: MemberId | null = null;
  @property({ type: Boolean }) isDrawerOpen = false;

  protected override render(): TemplateResult {
    const { verdict, round, can, members } = this.view;
    const inPreparation = verdict.stage === "in-preparation";
    const mode = round.mode === "open" ? t("page.mode-open") : t(`word.mode.${round.mode}`);
    return html`<header class="top-bar verdict-bar">
      <a class="icon-button verdict-back" href="/" aria-label=${t("shell.network")}
        ><coram-icon name="arrow-left"></coram-icon
      ></a>
      <button
        type="button"
        class="icon-button verdict-menu"
        aria-label=${t("page.panels")}
        aria-expanded=${this.isDrawerOpen}
        @click=${() => this.emit("coram-panels")}
      >
        <coram-icon name="menu"></coram-icon>
      </button>
      <a class="wordmark" href="/">Coram</a>
      <h1 class="crumb">
        <span class="case">${verdict.caseNumber}</span>
        <span class="ellipsis court" title=${verdict.court} lang=${langOf(verdict.language, verdict.script)}
          >${verdict.court}</span
        >
        <span class="sub country">${t(`word.country.${verdict.country}`)}</span>
        ${verdict.invented ? html`<span class="tagline">${t("page.invented")}</span>` : nothing}
      </h1>
      <span class="state state-chip" data-state=${inPreparation ? "draft" : round.mode}
        >${inPreparation ? t("word.stage.in-preparation") : mode}</span
      >
      <span class="grow"></span>
      <coram-people-here
        .me=${members.find(({ id }) => id === this.me) ?? null}
        .paragraph=${this.paragraph}
        .people=${this.people}
        .following=${this.following}
      ></coram-people-here>
      <coram-saved .saved=${this.saved}></coram-saved>
      <span class="bar-actions">
        ${can.runRounds ? this.renderAction("rounds", t("rounds.title")) : nothing}
        ${can.prepare ? this.renderAction("stage", t(`word.stage.${verdict.stage}`)) : nothing}
        ${can.inviteGuests ? this.renderAction("share", t("page.share")) : nothing}
        ${can.exportOwn || can.exportAll ? this.renderAction("export", t("page.export")) : nothing}
        ${can.prepare ? this.renderMenu() : nothing}
      </span>
      ${this.renderPhoneMenu()}
    </header>`;
  }

  /** What a phone has no room for in the bar. */
  private renderPhoneMenu(): TemplateResult | typeof nothing {
    const { can } = this.view;
    const items = [
      can.runRounds ? this.renderItem("rounds", t("rounds.title")) : nothing,
      can.inviteGuests ? this.renderItem("share", t("page.share")) : nothing,
      can.exportOwn || can.exportAll ? this.renderItem("export", t("page.export")) : nothing,
    ];
    if (items.every((item) => item === nothing)) return nothing;
    return html`<coram-menu class="phone-menu" label=${t("erase.menu")}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${t("erase.menu")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${items}
    </coram-menu>`;
  }

  private renderItem(dialog: VerdictDialog, label: string): TemplateResult {
    return html`<button type="button" role="menuitem" @click=${() => this.emit("coram-verdict-dialog", { dialog })}>
      ${label}
    </button>`;
  }

  private renderMenu(): TemplateResult {
    return html`<coram-menu label=${t("erase.menu")}>
      <button slot="trigger" type="button" class="button button-quiet" aria-label=${t("erase.menu")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${this.renderItem("erase-term", t("erase.menu-term"))}
      ${this.renderItem("erase-verdict", t("erase.menu-verdict"))}
    </coram-menu>`;
  }

  private renderAction(dialog: VerdictDialog, label: string): TemplateResult {
    return html`<button type="button" class="button" @click=${() => this.emit("coram-verdict-dialog", { dialog })}>
      ${label}
    </button>`;
  }
}
