import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../elements/coram-icon.ts";
import { t } from "../i18n/t.ts";
import type { RoomClosed } from "../sync/room-connection.ts";
import "./elements/coram-reading-banner.ts";
import type { Banner } from "./elements/coram-reading-banner.ts";
import { VerdictElement } from "./elements/verdict-element.ts";
import type { Draft } from "./rooms.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-notices": CoramVerdictNotices;
  }
  interface HTMLElementEventMap {
    /** The drafts have been read and may go. */
    "coram-drafts-drop": CustomEvent<void>;
  }
}

/** What has to be said above the text: how one reads, that a room was closed, what was not accepted. */
@customElement("coram-verdict-notices")
export class CoramVerdictNotices extends VerdictElement {
  @property({ attribute: false }) banner: Banner | null = null;
  @property({ attribute: false }) closed: RoomClosed | null = null;
  @property({ attribute: false }) drafts: readonly Draft[] = [];

  protected override render(): TemplateResult {
    return html`${this.banner ? html`<coram-reading-banner .banner=${this.banner}></coram-reading-banner>` : nothing}
    ${this.closed ? this.renderClosed(this.closed) : nothing} ${this.drafts.length > 0 ? this.renderDrafts() : nothing}`;
  }

  private renderClosed(closed: RoomClosed): TemplateResult {
    const key =
      closed === "sign-in-needed" ? "page.signed-out" : closed === "old-client" ? "page.old" : "page.no-access";
    return html`<p class="alert alert-error" role="alert">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow">${t(key)}</span>
      <button type="button" class="link" @click=${() => location.reload()}>${t("page.reload")}</button>
    </p>`;
  }

  private renderDrafts(): TemplateResult {
    const words = this.drafts
      .map(({ entry }) => entry.fields["body"] ?? entry.fields["note"])
      .filter((text): text is string => typeof text === "string" && text !== "")
      .join("\n");
    return html`<p class="alert" role="alert">
      <span class="grow"
        >${t("page.drafts", { count: this.drafts.length })}${words ? html`<br /><q>${words}</q>` : nothing}</span
      >
      ${
        words
          ? html`<button type="button" class="link" @click=${() => void navigator.clipboard.writeText(words)}>
              ${t("page.draft-copy")}
            </button>`
          : nothing
      }
      <button type="button" class="link" @click=${() => this.emit("coram-drafts-drop")}>${t("page.draft-drop")}</button>
    </p>`;
  }
}
