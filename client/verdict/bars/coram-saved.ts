import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import { formatTime, t } from "../../i18n/t.ts";
import type { SavedState } from "../../sync/saved-state.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-saved": CoramSaved;
  }
  interface HTMLElementEventMap {
    "coram-retry": CustomEvent<void>;
  }
}

/** What is durable: saved, saving (said only when it takes a while), offline with a count, two wordings that wait for a choice, or not saved and since when. */
@customElement("coram-saved")
export class CoramSaved extends VerdictElement {
  @property({ attribute: false }) saved: SavedState = { state: "saved", at: null };
  /** Saving has lasted so long that it is worth saying. */
  @state() private isSlow = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private lastSaid: SavedState = { state: "saved", at: null };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  private stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("saved")) return;
    if (this.saved.state !== "saving") {
      this.stop();
      this.isSlow = false;
      this.lastSaid = this.saved;
    } else if (this.timer === null && !this.isSlow) {
      this.timer = setTimeout(() => {
        this.timer = null;
        this.isSlow = true;
      }, SLOW_MS);
    }
  }

  protected override render(): TemplateResult {
    // Until saving is slow the words stay as they were: a tag a second must not make the bar flicker.
    const shown = this.saved.state === "saving" && !this.isSlow ? this.lastSaid : this.saved;
    return html`<span
      class="save ${CALM.has(shown.state) ? "" : "save-off"}"
      role="status"
      data-time=${savedTime(shown) ?? nothing}
    >
      ${this.renderWords(shown)}
    </span>`;
  }

  private renderWords(shown: SavedState): TemplateResult {
    switch (shown.state) {
      case "loading":
        return html`<span class="save-text">${t("shell.loading")}</span>`;
      case "saved": {
        const time = savedTime(shown);
        return html`<coram-icon name="check"></coram-icon
          ><span class="save-text">${time === null ? t("verdict.saved") : t("verdict.saved-at", { time })}</span>`;
      }
      case "saving":
        return html`<span class="save-text">${t("verdict.saving")}</span>`;
      case "offline":
        return html`<coram-icon name="cloud-off"></coram-icon><span class="save-text">${offlineWords(shown)}</span>`;
      case "two-wordings":
        return html`<coram-icon name="triangle-alert"></coram-icon
          ><span class="save-text">${t("verdict.two-wordings")}</span>`;
      case "failed":
        return html`<coram-icon name="triangle-alert"></coram-icon
          ><span class="save-text"
            >${shown.since ? t("verdict.failed-since", { time: formatTime(shown.since) }) : t("verdict.failed")}</span
          >
          <button type="button" class="link" @click=${() => this.emit("coram-retry")}>${t("verdict.retry")}</button>`;
    }
  }
}

/** When one's work was saved; null where that was on a day before, which a time alone would not say. By the server's clock it may be tomorrow here. */
function savedTime(shown: SavedState): string | null {
  const at = shown.state === "saved" ? shown.at : null;
  return at && at.getTime() >= new Date().setHours(0, 0, 0, 0) ? formatTime(at) : null;
}

function offlineWords({ changes: count, isKept, isOnDevice }: SavedState & { state: "offline" }): string {
  if (count === 0) return t("verdict.offline");
  if (isOnDevice === false) return t("sync.offline-page", { count });
  return isKept === false ? t("sync.offline-keeping", { count }) : t("verdict.offline-changes", { count });
}

const CALM: ReadonlySet<SavedState["state"]> = new Set(["loading", "saved", "saving"]);

const SLOW_MS = 600;
