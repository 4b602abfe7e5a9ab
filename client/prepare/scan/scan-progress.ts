import { html, nothing, type TemplateResult } from "lit";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import type { ScanAction } from "./scan-keys.ts";

interface Progress {
  /** Uncertain words of the scan. */
  all: number;
  /** Those of them that want a look. */
  open: number;
  canTakeBack: boolean;
  /** One of them is in hand: its card has the next step. */
  hasWord: boolean;
  act: (act: ScanAction) => void;
}

/** How many uncertain words are looked at, and how to go on with the others. */
export function renderProgress({ all, open, canTakeBack, hasWord, act }: Progress): TemplateResult {
  if (all === 0) return html`<p class="note">${t("scan.none")}</p>`;
  const done = all - open;
  return html`<div class="scan-progress">
    <span class="label">${open === 0 ? t("scan.all-done") : t("scan.looked-of", { done, all })}</span>
    <span class="meter grow" aria-hidden="true"><i style="right: ${100 - (done / all) * 100}%"></i></span>
    <button
      type="button"
      class="icon-button"
      aria-label=${t("scan.take-back")}
      title="${t("scan.take-back")} (Ctrl Z)"
      ?disabled=${!canTakeBack}
      @click=${() => act("take-back")}
    >
      <coram-icon name="undo"></coram-icon>
    </button>
    ${
      hasWord
        ? nothing
        : html`<button type="button" class="button button-small" @click=${() => act("next")}>
            <kbd class="key">W</kbd> ${t("names.walk")}
          </button>`
    }
  </div>`;
}
