import "../waits/coram-waiting-count.ts";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { langOf } from "../../schema/domain/language.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import "../app/coram-account-menu.ts";
import "../palette/coram-find-field.ts";
import "../elements/coram-icon.ts";
import { GivesWay } from "../elements/gives-way.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-prepare-bar": CoramPrepareBar;
  }
}

/** The preparation page's own bar: which verdict, its stage, and the way to the reading page. */
@customElement("coram-prepare-bar")
export class CoramPrepareBar extends LightElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".prepare-bar"), [
      "court",
      "home",
      "state",
      "unsaved",
      "verb",
      "read",
      "find",
      "case",
    ]);
  }

  @property({ attribute: false }) view!: VerdictView;
  /** The server is out of reach. */
  @property({ type: Boolean }) isLost = false;

  protected override render(): TemplateResult {
    const { verdict } = this.view;
    return html`<header class="top-bar prepare-bar">
      <a class="icon-button bar-back" href="/" title=${t("shell.network")}
        ><coram-icon name="arrow-left"></coram-icon><span class="visually-hidden">${t("shell.network")}</span
        ><coram-waiting-count></coram-waiting-count
      ></a>
      <a class="wordmark" href="/">Coram<coram-waiting-count></coram-waiting-count></a>
      <h1 class="crumb">
        <span class="case case-long">${t("prepare.title", { case: verdict.caseNumber })}</span>
        <span class="case case-short">${verdict.caseNumber}</span>
        <span class="ellipsis court" title=${verdict.court} lang=${langOf(verdict.language, verdict.script)}
          >${verdict.court}</span
        >
      </h1>
      <span class="state state-chip" data-state=${verdict.stage}>${t(`word.stage.${verdict.stage}`)}</span>
      <span class="grow"></span>
      ${
        this.isLost
          ? html`<span class="save save-off" role="status"
              ><coram-icon name="cloud-off"></coram-icon><span class="save-text">${t("prepare.lost-short")}</span></span
            >`
          : nothing
      }
      <a
        class="button prepare-read-link"
        href="/verdicts/${verdict.id}"
        aria-label=${t("prepare.read")}
        title=${t("prepare.read")}
        ><coram-icon name="file-text"></coram-icon><span>${t("prepare.read")}</span></a
      >
      <coram-find-field></coram-find-field>
      <coram-account-menu></coram-account-menu>
    </header>`;
  }
}
