import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import "../../steps/coram-step-line.ts";
import { t } from "../../i18n/t.ts";
import type { RoomClosed } from "../../sync/room-closed.ts";
import type { DraftView } from "../model/draft-views.ts";
import "../cards/coram-drafts.ts";
import "../bars/coram-reading-banner.ts";
import type { Failed } from "./page-context.ts";
import type { Banner } from "../bars/coram-reading-banner.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-notices": CoramVerdictNotices;
  }
  interface HTMLElementEventMap {
    /** The reader knows that another version of the methodology is in force. */
    "coram-version-seen": CustomEvent<void>;
    /** What could not be done is to be left. */
    "coram-failed-left": CustomEvent<void>;
  }
}

/** What has to be said above the text: how one reads, that a room was closed, what was not accepted. */
@customElement("coram-verdict-notices")
export class CoramVerdictNotices extends VerdictElement {
  @property({ attribute: false }) banner: Banner | null = null;
  @property({ attribute: false }) closed: RoomClosed | null = null;
  /** Why, for a guest to whom it was closed; null where that is not known. */
  @property() whyClosed: string | null = null;
  @property({ attribute: false }) drafts: readonly DraftView[] = [];
  /** Language of the verdict's words. */
  @property() textLang = "";
  /** Unsent work lasts as long as the page, and there is or may soon be some. */
  @property({ type: Boolean }) isPageOnly = false;
  /** Number of a version of the methodology that came into force while one reads; null = none, or it was taken note of. */
  @property({ type: Number }) newVersion: number | null = null;
  /** What could not be done in the methodology's draft. */
  @property({ attribute: false }) failed: Failed | null = null;
  /** Unsent work outlives the page. */
  @property({ type: Boolean }) isOnDevice = false;
  /** It outlives the session too, for whoever can sign in again. */
  @property({ type: Boolean }) isSealed = false;

  protected override render(): TemplateResult {
    return html`<coram-step-line></coram-step-line
      >${this.banner ? html`<coram-reading-banner .banner=${this.banner}></coram-reading-banner>` : nothing}
      ${
        this.isPageOnly && this.banner?.kind !== "offline"
          ? html`<p class="alert alert-quiet" role="status">
              <coram-icon name="info"></coram-icon><span class="grow">${t("sync.page-only")}</span>
            </p>`
          : nothing
      }
      ${this.newVersion === null ? nothing : this.renderVersion(this.newVersion)}
      ${this.failed ? this.renderFailed(this.failed) : nothing}
      ${this.closed ? this.renderClosed(this.closed) : nothing}
      <coram-drafts .drafts=${this.drafts} .textLang=${this.textLang}></coram-drafts>`;
  }

  private renderVersion(number: number): TemplateResult {
    return html`<p class="alert alert-quiet" role="status">
      <coram-icon name="info"></coram-icon>
      <span class="grow">${t("verdict.new-version", { number })}</span>
      <a class="link" href="/methodology?view=versions">${t("verdict.new-version-what")}</a>
      <button type="button" class="link" @click=${() => this.emit("coram-version-seen")}>
        ${t("verdict.new-version-seen")}
      </button>
    </p>`;
  }

  private renderFailed({ words, again }: Failed): TemplateResult {
    return html`<p class="alert alert-error" role="alert">
      <coram-icon name="circle-alert"></coram-icon>
      <span class="grow">${words}</span>
      <button type="button" class="link" @click=${again}>${t("handbook.again")}</button>
      <button type="button" class="link" @click=${() => this.emit("coram-failed-left")}>${t("handbook.leave")}</button>
    </p>`;
  }

  private renderClosed(closed: RoomClosed): TemplateResult {
    return html`<p class="alert alert-error" role="alert">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow">${this.closedWords(closed)}</span>
      ${
        closed === "sign-in-needed"
          ? html`<a class="link" href="/sign-in">${t("sync.sign-in")}</a>`
          : html`<button type="button" class="link" @click=${() => location.reload()}>${t("page.reload")}</button>`
      }
    </p>`;
  }

  private closedWords(closed: RoomClosed): string {
    if (closed === "sign-in-needed") return t(this.isSealed ? "sync.signed-out" : "sync.signed-out-page");
    if (closed === "old-client") return t(this.isOnDevice ? "sync.old-client" : "sync.old-client-page");
    if (closed === "other-member") return t("sync.other-member");
    return this.whyClosed ?? t("page.no-access");
  }
}
