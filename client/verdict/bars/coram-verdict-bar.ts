import "../../waits/coram-waiting-count.ts";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { langOf } from "../../../schema/domain/language.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import "../../app/coram-account-menu.ts";
import "../../palette/coram-find-field.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { GivesWay } from "../../elements/gives-way.ts";
import { t } from "../../i18n/t.ts";
import "./coram-people-here.ts";
import "./coram-saved.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { PersonHere } from "../../reader/text-views.ts";
import type { SavedState } from "../../sync/saved-state.ts";

export type VerdictDialog =
  | "about"
  | "share"
  | RoundsDialog
  | "export"
  | "stage"
  | "erase-term"
  | "erase-verdict"
  | "standing";
/** The dialog of rounds, and what it is opened for. */
export type RoundsDialog = "rounds" | "reveal" | "settle" | "further";
export const isRoundsDialog = (name: string | null): name is RoundsDialog =>
  name === "rounds" || name === "reveal" || name === "settle" || name === "further";

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

/**
 * What gives way first, where the bar is narrow or its words are long: the short form of a part, or nothing of it. What can be done
 * is found under "More" then.
 */
const VERDICT_STEPS = [
  "country",
  "court",
  "saved",
  "places",
  "acts",
  "stage",
  "invented",
  "people",
  "state",
  "time",
  "home",
  "unsaved",
  "find",
  "case",
] as const;

/** On a phone the case, "More" and the account. */
const PHONE_FORM = { step: "home", below: 43.75 };

/** The verdict page's own bar: the case, its state, who reads, what is saved, what can be done with the whole. */
@customElement("coram-verdict-bar")
export class CoramVerdictBar extends VerdictElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".verdict-bar"), VERDICT_STEPS, PHONE_FORM);
  }

  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) people: readonly PersonHere[] = [];
  @property({ attribute: false }) saved: SavedState = { state: "saved", at: null };
  @property({ attribute: false }) following: MemberId | null = null;
  @property({ type: Boolean }) isDrawerOpen = false;
  /** Why the reader may let no guests in, and who may; none where they may, and for guests, who are told of no others. */
  @property() whyNotShared: string | undefined;

  protected override render(): TemplateResult {
    const { verdict, can } = this.view;
    return html`<header class="top-bar verdict-bar">
      <a class="icon-button bar-back" href="/"
        ><coram-icon name="arrow-left"></coram-icon><span class="visually-hidden">${t("shell.network")}</span
        ><coram-waiting-count></coram-waiting-count
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
      <a class="wordmark" href="/">Coram<coram-waiting-count></coram-waiting-count></a>
      <h1 class="crumb">
        <button
          type="button"
          class="case"
          aria-haspopup="dialog"
          title=${t("about.title")}
          @click=${() => this.emit("coram-verdict-dialog", { dialog: "about" })}
        >
          ${verdict.caseNumber}
        </button>
        <span class="ellipsis court" title=${verdict.court} lang=${langOf(verdict.language, verdict.script)}
          >${verdict.court}</span
        >
        <span class="sub country">${t(`word.country.${verdict.country}`)}</span>
        ${verdict.invented ? html`<span class="tagline">${t("page.invented")}</span>` : nothing}
      </h1>
      ${this.renderState()}
      <span class="grow"></span>
      <coram-people-here .people=${this.people} .following=${this.following}></coram-people-here>
      <coram-saved .saved=${this.saved}></coram-saved>
      ${
        can.inviteGuests || can.exportOwn || can.exportAll
          ? html`<span class="bar-actions">
              ${can.inviteGuests ? this.renderAction("share", t("page.share")) : nothing}
              ${can.exportOwn || can.exportAll ? this.renderAction("export", t("page.export")) : nothing}
            </span>`
          : nothing
      }
      ${this.renderMenu()}
      <coram-find-field></coram-find-field>
      <coram-account-menu></coram-account-menu>
    </header>`;
  }

  /** What round and stage the verdict is in; it opens both, where one may do something about them. */
  private renderState(): TemplateResult {
    const { verdict, round } = this.view;
    const state = verdict.stage === "in-preparation" ? "draft" : round.mode;
    const words = this.stateWords();
    const [first, ...more] = this.stateDialogs();
    if (!first) return html`<span class="state state-chip" data-state=${state}>${words}</span>`;
    if (more.length === 0)
      return html`<button
        type="button"
        class="state state-chip"
        data-state=${state}
        title=${first.label}
        @click=${() => this.emit("coram-verdict-dialog", { dialog: first.dialog })}
      >
        ${words}
      </button>`;
    return html`<coram-menu class="state-menu" label=${t("page.state-menu")}>
      <button slot="trigger" type="button" class="state state-chip" data-state=${state} title=${t("page.state-menu")}>
        ${words}
      </button>
      ${[first, ...more].map(({ dialog, label }) => this.renderItem(dialog, label))}
    </coram-menu>`;
  }

  private stateWords(): TemplateResult {
    const { verdict, round, signed } = this.view;
    const stage = t(`word.stage.${verdict.stage}`);
    const half = signed ? html` <span class="state-stage">${t("page.one-signature")}</span>` : nothing;
    return verdict.stage === "in-preparation"
      ? html`<span>${stage}</span>${half}`
      : html`<span>${t(`word.mode.${round.mode}`)}</span> <span class="state-stage">${stage}</span>${half}`;
  }

  private stateDialogs(): { dialog: VerdictDialog; label: string }[] {
    const { can, verdict } = this.view;
    const dialogs: { dialog: VerdictDialog; label: string }[] = [];
    // A round is of what can be read.
    if ((can.runRounds || can.watchRounds) && verdict.stage !== "in-preparation")
      dialogs.push({ dialog: "rounds", label: t("rounds.title") });
    if (can.prepare)
      dialogs.push({ dialog: "stage", label: t("page.stage", { stage: t(`word.stage.${verdict.stage}`) }) });
    return dialogs;
  }

  /** What can be done with the whole: what the bar has no room for stands here. */
  private renderMenu(): TemplateResult {
    const { can, verdict } = this.view;
    return html`<coram-menu class="verdict-more" label=${t("erase.menu")}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${t("erase.menu")} title=${t("erase.menu")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      <button type="button" role="menuitem" aria-disabled="true" class="state-note">${this.stateWords()}</button>
      ${this.stateDialogs().map(({ dialog, label }) => this.renderItem(dialog, label))}
      ${
        can.prepare
          ? html`<a role="menuitem" href="/verdicts/${verdict.id}/prepare?panel=corrections">${t("page.edit")}</a>`
          : nothing
      }
      ${can.inviteGuests ? this.renderItem("share", t("page.share")) : this.renderNotShared()}
      ${can.exportOwn || can.exportAll ? this.renderItem("export", t("page.export")) : nothing}
      ${this.renderItem("about", t("about.title"))}
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

  private renderNotShared(): TemplateResult | typeof nothing {
    if (this.whyNotShared === undefined) return nothing;
    return html`<button type="button" role="menuitem" aria-disabled="true">
      ${t("page.share")} (${this.whyNotShared})
    </button>`;
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
