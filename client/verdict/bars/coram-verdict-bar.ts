import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { langOf } from "../../../schema/domain/language.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import "../../app/coram-account-menu.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { GivesWay } from "../../elements/gives-way.ts";
import { t } from "../../i18n/t.ts";
import "./coram-people-here.ts";
import "./coram-saved.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { PersonHere } from "../../reader/text-views.ts";
import type { SavedState } from "../../sync/saved-state.ts";

export type VerdictDialog = "share" | RoundsDialog | "export" | "stage" | "erase-term" | "erase-verdict" | "standing";
/** The dialog of rounds, and what it is opened to ask. */
export type RoundsDialog = "rounds" | "reveal" | "settle";
export const isRoundsDialog = (name: string | null): name is RoundsDialog =>
  name === "rounds" || name === "reveal" || name === "settle";

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

/** What gives way first, where the bar is narrow or its words are long. What can be done is found under "More" then. */
const VERDICT_STEPS = [
  "country",
  "court",
  "home",
  "saved",
  "places",
  "acts",
  "rounds",
  "people",
  "stage",
  "invented",
  "state",
  "unsaved",
  "case",
] as const;

/** The verdict page's own bar: the case, its state, who reads, what is saved, what can be done with the whole. */
@customElement("coram-verdict-bar")
export class CoramVerdictBar extends VerdictElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".verdict-bar"), VERDICT_STEPS);
  }

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
    const mode = t(`word.mode.${round.mode}`);
    return html`<header class="top-bar verdict-bar">
      <a class="icon-button bar-back" href="/" aria-label=${t("shell.network")}
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
        ${can.runRounds || can.watchRounds ? this.renderAction("rounds", t("rounds.title")) : nothing}
        ${can.prepare ? this.renderAction("stage", t(`word.stage.${verdict.stage}`)) : nothing}
        ${can.inviteGuests ? this.renderAction("share", t("page.share")) : nothing}
        ${can.exportOwn || can.exportAll ? this.renderAction("export", t("page.export")) : nothing}
      </span>
      ${this.renderMenu()}
      <coram-account-menu></coram-account-menu>
    </header>`;
  }

  /** What can be done with the whole: what the bar has no room for stands here. */
  private renderMenu(): TemplateResult {
    const { can, verdict } = this.view;
    return html`<coram-menu label=${t("erase.menu")}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${t("erase.menu")} title=${t("erase.menu")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${can.runRounds || can.watchRounds ? this.renderItem("rounds", t("rounds.title")) : nothing}
      ${can.prepare ? this.renderItem("stage", t(`word.stage.${verdict.stage}`)) : nothing}
      ${can.inviteGuests ? this.renderItem("share", t("page.share")) : nothing}
      ${can.exportOwn || can.exportAll ? this.renderItem("export", t("page.export")) : nothing}
      <button type="button" role="menuitem" @click=${() => print()}>${t("page.print")}</button>
      <button type="button" role="menuitem" @click=${() => this.emit("coram-keys-open")}>
        <span class="grow">${t("page.keys")}</span> <kbd class="key">?</kbd>
      </button>
      ${
        can.prepare
          ? html`<hr />
              ${this.renderItem("erase-term", t("erase.menu-term"))}${this.renderItem("erase-verdict", t("erase.menu-verdict"))}`
          : nothing
      }
    </coram-menu>`;
  }

  private renderItem(dialog: VerdictDialog, label: string): TemplateResult {
    return html`<button
      type="button"
      role="menuitem"
      data-dialog=${dialog}
      @click=${() => this.emit("coram-verdict-dialog", { dialog })}
    >
      ${label}
    </button>`;
  }

  private renderAction(dialog: VerdictDialog, label: string): TemplateResult {
    return html`<button
      type="button"
      class="button"
      data-dialog=${dialog}
      @click=${() => this.emit("coram-verdict-dialog", { dialog })}
    >
      ${label}
    </button>`;
  }
}
