import "../waits/coram-waiting-count.ts";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { langOf } from "../../schema/domain/language.ts";
import type { DisagreementList } from "../../schema/protocol/http/disagreements.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import "../app/coram-account-menu.ts";
import "../palette/coram-find-field.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { GivesWay } from "../elements/gives-way.ts";
import { t } from "../i18n/t.ts";
import "../verdict/bars/coram-people-here.ts";
import "../verdict/bars/coram-saved.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { PersonHere } from "../reader/text-views.ts";
import type { SavedState } from "../sync/saved-state.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-reconcile-bar": CoramReconcileBar;
  }
  interface HTMLElementEventMap {
    /** Make a file of the rulings. */
    "coram-rulings-file": CustomEvent<void>;
    /** Open or close the queue, where there is no room beside the text. */
    "coram-queue-toggle": CustomEvent<void>;
    /** To the ruling, where it lies below the text. */
    "coram-to-ruling": CustomEvent<void>;
  }
}

const STEPS = [
  "country",
  "court",
  "home",
  "saved",
  "places",
  "people",
  "keys",
  "invented",
  "state",
  "acts",
  "round",
  "rule",
  "left",
  "unsaved",
  "find",
  "case",
];

/** The page's own bar: the disagreement, the round, who is here, what is saved. What it has no room for is found under "More". */
@customElement("coram-reconcile-bar")
export class CoramReconcileBar extends VerdictElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".verdict-bar"), STEPS);
  }

  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) list!: DisagreementList;
  @property({ attribute: false }) people: readonly PersonHere[] = [];
  @property({ attribute: false }) saved: SavedState = { state: "saved", at: null };
  /** How many disagreements are open. */
  @property({ attribute: false }) open = 0;
  @property({ type: Boolean }) isQueueOpen = false;

  protected override render(): TemplateResult {
    const { verdict } = this.view;
    const { round } = this.list;
    return html`<header class="top-bar verdict-bar">
      <a class="icon-button bar-back" href=${`/verdicts/${verdict.id}`} aria-label=${t("reconcile.to-verdict")}
        ><coram-icon name="arrow-left"></coram-icon
      ></a>
      <a class="wordmark" href="/">Coram<coram-waiting-count></coram-waiting-count></a>
      <div class="crumb">
        <a class="case" href=${`/verdicts/${verdict.id}`}>${verdict.caseNumber}</a>
        <span class="ellipsis court" title=${verdict.court} lang=${langOf(verdict.language, verdict.script)}
          >${verdict.court}</span
        >
        <span class="sub country">${t(`word.country.${verdict.country}`)}</span>
        ${verdict.invented ? html`<span class="tagline">${t("page.invented")}</span>` : nothing}
      </div>
      <a class="state state-chip" data-state=${round.mode} href=${`/verdicts/${verdict.id}?dialog=rounds`}
        >${t(`word.mode.${round.mode}`)}</a
      >
      ${this.renderRoundNumbers()}
      <span class="grow"></span>
      ${this.renderQueueButton()}
      <button type="button" class="button rule-button" @click=${() => this.emit("coram-to-ruling")}>
        ${t("reconcile.to-ruling")}
      </button>
      <coram-people-here .people=${this.people}></coram-people-here>
      <coram-saved .saved=${this.saved}></coram-saved>
      ${
        this.list.can.export
          ? html`<button type="button" class="button rulings-button" @click=${() => this.emit("coram-rulings-file")}>
              ${t("page.export")}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="icon-button keys-button"
        aria-label=${t("reconcile.keys")}
        aria-keyshortcuts="?"
        @click=${() => this.emit("coram-keys-open")}
      >
        <coram-icon name="keyboard"></coram-icon>
      </button>
      ${this.renderMore()}
      <coram-find-field></coram-find-field>
      <coram-account-menu></coram-account-menu>
    </header>`;
  }

  private renderRoundNumbers(): TemplateResult | TemplateResult[] {
    const { verdict } = this.view;
    const { round, rounds } = this.list;
    return rounds.length > 1
      ? rounds.map(
          ({ id, number }) =>
            html`<a
              class="link round-number"
              aria-current=${id === round.id ? "page" : nothing}
              href=${`/verdicts/${verdict.id}/reconcile?round=${id}`}
              >${t("reconcile.round", { number })}</a
            >`,
        )
      : html`<span class="note sub round-number">${t("reconcile.round", { number: round.number })}</span>`;
  }

  private renderQueueButton(): TemplateResult {
    return html`<button
      type="button"
      class="button queue-button"
      aria-expanded=${this.isQueueOpen}
      aria-label=${t("reconcile.left", { open: this.open, all: this.list.cases.length })}
      @click=${() => this.emit("coram-queue-toggle")}
    >
      <coram-icon name="list"></coram-icon
      ><span class="left-words">${t("reconcile.left", { open: this.open, all: this.list.cases.length })}</span>
      <span class="left-number">${this.open}</span>
    </button>`;
  }

  private renderMore(): TemplateResult {
    const { verdict } = this.view;
    const { round, rounds, can } = this.list;
    return html`<coram-menu class="bar-more" label=${t("reconcile.more")}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${t("reconcile.more")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      <button type="button" role="menuitem" class="rule-item" @click=${() => this.emit("coram-to-ruling")}>
        ${t("reconcile.to-ruling")}
      </button>
      ${rounds.map(
        ({ id, number }) =>
          html`<a
            role="menuitem"
            class="round-item"
            aria-current=${id === round.id ? "page" : nothing}
            href=${`/verdicts/${verdict.id}/reconcile?round=${id}`}
            >${t("reconcile.round", { number })}</a
          >`,
      )}
      ${
        can.export
          ? html`<button
              type="button"
              role="menuitem"
              class="rulings-item"
              @click=${() => this.emit("coram-rulings-file")}
            >
              ${t("page.export")}
            </button>`
          : nothing
      }
      <button type="button" role="menuitem" @click=${() => this.emit("coram-keys-open")}>
        <span class="grow">${t("reconcile.keys")}</span> <kbd class="key">?</kbd>
      </button>
      <a role="menuitem" href="/">${t("shell.network")}</a>
    </coram-menu>`;
  }
}
