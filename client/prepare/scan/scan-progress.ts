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
  /** To what is prepared next. */
  goOn: () => void;
}

/** How many uncertain words are looked at, and how to go on with the others. */
export function renderProgress({ all, open, canTakeBack, hasWord, act, goOn }: Progress): TemplateResult {
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
    ${hasWord ? nothing : renderNext(open, act, goOn)}
  </div>`;
}

/** The words one by one, and where all are looked at the names. */
function renderNext(open: number, act: Progress["act"], goOn: () => void): TemplateResult {
  if (open === 0)
    return html`<button type="button" class="button button-small button-primary scan-next" @click=${goOn}>
      ${t("clear.decide")}
    </button>`;
  return html`<button type="button" class="button button-small scan-next" @click=${() => act("next")}>
    <kbd class="key">W</kbd> ${t("names.walk")}
  </button>`;
}
