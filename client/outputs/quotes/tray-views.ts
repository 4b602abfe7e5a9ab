import { html, nothing, type TemplateResult } from "lit";
import type { OutputTray } from "../../../schema/protocol/http/quotes.ts";
import { t } from "../../i18n/t.ts";
import { nameOfSource } from "./quote-service.ts";
import type { countListed, TrayFilter } from "./tray-list.ts";
import type { TrayContext } from "./tray-item-views.ts";

/** Which passages of the tray are shown. */
export function trayFilters(
  filter: TrayFilter,
  narrow: (change: Partial<TrayFilter>) => void,
  { passages, sources }: OutputTray,
  { count, used }: ReturnType<typeof countListed>,
): TemplateResult {
  const categories = new Map(passages.map(({ category }) => [category.id as string, category]));
  const sorted = [...categories.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
  const which = (onlyUnused: boolean, words: string): TemplateResult =>
    html`<button
      type="button"
      role="radio"
      aria-checked=${filter.onlyUnused === onlyUnused}
      @click=${() => narrow({ onlyUnused })}
    >
      ${words}
    </button>`;
  return html`<div class="tray-filters">
    <div class="choice" role="radiogroup" aria-label=${t("evidence.which")}>
      ${which(true, t("evidence.only-unused", { count: count - used }))}
      ${which(false, t("evidence.all-passages", { count }))}
    </div>
    ${
      sources.length > 1
        ? html`<select
            class="field"
            aria-label=${t("evidence.of-verdict")}
            @change=${(event: Event) => narrow({ verdict: (event.target as HTMLSelectElement).value })}
          >
            <option value="">${t("evidence.all-verdicts")}</option>
            ${sources.map((source) => html`<option value=${source.verdict} ?selected=${filter.verdict === source.verdict}>${nameOfSource(source)}</option>`)}
          </select>`
        : nothing
    }
    <select
      class="field"
      aria-label=${t("evidence.of-category")}
      @change=${(event: Event) => narrow({ category: (event.target as HTMLSelectElement).value })}
    >
      <option value="">${t("evidence.all-categories")}</option>
      ${sorted.map(({ id, code, label }) => html`<option value=${id} ?selected=${filter.category === id}>${code} ${label}</option>`)}
    </select>
  </div>`;
}

/** Verdicts whose passages are not shown, and why. */
export function hiddenVerdicts(cite: TrayContext["cite"], { hidden }: OutputTray): TemplateResult | typeof nothing {
  if (hidden.length === 0) return nothing;
  return html`<ul class="tray-hidden note sub">
    ${hidden.map(
      ({ verdict, state, named }) =>
        html`<li>${t(`evidence.hidden-${state}`, { case: named ?? cite(verdict, "") })}</li>`,
    )}
  </ul>`;
}

/** What keys do with the passage that has the focus. */
export function trayKeys(): TemplateResult {
  return html`<p class="tray-keys note sub">
    <span><kbd class="key">Enter</kbd> ${t("evidence.key-insert")}</span>
    <span><kbd class="key">Shift+Enter</kbd> ${t("evidence.key-stay")}</span>
    <span><kbd class="key">N</kbd> ${t("evidence.key-note")}</span>
  </p>`;
}

export function untaggedFoot({ sources, hidden }: OutputTray): TemplateResult {
  const open = sources.filter(
    ({ verdict }) => !hidden.some((each) => each.verdict === verdict && each.state !== "unsettled"),
  );
  return html`<div class="tray-foot note sub">
    <p>${t("evidence.untagged")}</p>
    <p class="tray-links">
      ${open.slice(0, 12).map((source) => html`<a href="/verdicts/${source.verdict}">${nameOfSource(source)}</a>`)}
    </p>
  </div>`;
}
