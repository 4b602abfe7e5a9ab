import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import "../../elements/coram-initials.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

export type Banner =
  /** `isUnsettled`: nothing stands yet of what coders found, so that none of it is shown. */
  | { kind: "guest"; initials: string; inviter: string; isUnsettled?: boolean }
  | { kind: "read-only"; canComment: boolean }
  /** Real names stand in it. */
  | { kind: "uncleared" }
  | { kind: "armed"; code: string; label: string }
  | { kind: "filtered"; code: string; label: string }
  /** `isPageOnly`: nothing of it is kept on the device. */
  | { kind: "offline"; waiting: number; hasText: boolean; isPageOnly?: boolean }
  | { kind: "frozen" }
  /** Words are being erased: the paragraphs with them are covered until the text without them is here. */
  | { kind: "erasing" };

declare global {
  interface HTMLElementTagNameMap {
    "coram-reading-banner": CoramReadingBanner;
  }
  interface HTMLElementEventMap {
    /** Stop giving every selection the armed category. */
    "coram-disarm": CustomEvent<void>;
    /** Show the tags of all categories again. */
    "coram-unfilter": CustomEvent<void>;
  }
}

/** One line above the text that says how one reads: as a guest, read-only, offline, with an armed category, or with the tags of one. */
@customElement("coram-reading-banner")
export class CoramReadingBanner extends VerdictElement {
  @property({ attribute: false }) banner: Banner | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { banner } = this;
    if (!banner) return nothing;
    switch (banner.kind) {
      case "guest":
        return html`<p class="line">
          <coram-initials small .initials=${banner.initials} me></coram-initials>
          <span
            >${t("verdict.banner-guest", { inviter: banner.inviter })}
            ${banner.isUnsettled ? t("verdict.banner-guest-unsettled") : nothing}</span
          >
        </p>`;
      case "read-only":
        return html`<p class="line">
          <coram-icon name="eye"></coram-icon>
          <span>${t(banner.canComment ? "verdict.banner-comment" : "verdict.banner-read")}</span>
        </p>`;
      case "uncleared":
        return html`<p class="line">
          <coram-icon name="triangle-alert"></coram-icon><span>${t("verdict.banner-uncleared")}</span>
        </p>`;
      case "erasing":
        return html`<p class="line" role="status">
          <coram-icon name="info"></coram-icon><span>${t("verdict.banner-erasing")}</span>
        </p>`;
      case "frozen":
        return html`<p class="line"><coram-icon name="eye"></coram-icon><span>${t("verdict.banner-frozen")}</span></p>`;
      case "armed":
        return html`<p class="line armed" role="status">
          <span class="grow">${t("verdict.banner-armed", { code: banner.code, label: banner.label })}</span>
          <button type="button" class="link" @click=${() => this.emit("coram-disarm")}>
            ${t("verdict.stop")} <kbd class="key">Esc</kbd>
          </button>
        </p>`;
      case "filtered":
        return html`<p class="line armed" role="status">
          <span class="grow">${t("verdict.banner-filtered", { code: banner.code, label: banner.label })}</span>
          <button type="button" class="link" @click=${() => this.emit("coram-unfilter")}>
            ${t("verdict.show-all")} <kbd class="key">Esc</kbd>
          </button>
        </p>`;
      case "offline":
        return html`<p class="line offline" role="status">
          <coram-icon name="cloud-off"></coram-icon>
          <span
            ><b>${t("verdict.offline")}.</b>
            ${banner.hasText && !banner.isPageOnly ? t("verdict.banner-offline-text") : ""}
            ${banner.waiting > 0 ? t("verdict.banner-offline-waiting", { count: banner.waiting }) : ""}
            ${banner.isPageOnly ? t("sync.page-only") : ""}</span
          >
        </p>`;
    }
  }
}
