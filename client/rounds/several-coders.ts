import { serverReach } from "../api/reach.ts";
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../i18n/t.ts";

/** A coder whose answers can be shown instead of all coders'. */
export interface SheetCoder {
  name: string;
  show(): void;
}

/** In the place of a sheet where each coder has their own, and none stands: whose there are, each one press away. */
export function ofSeveral(coders: readonly SheetCoder[]): TemplateResult {
  return html`<p class="empty note sub">${t("sheet.of-several")}</p>
    ${
      coders.length > 0
        ? html`<ul class="sheet-coders">
            ${coders.map(
              ({ name, show }) =>
                html`<li><button type="button" class="button button-small" @click=${show}>${name}</button></li>`,
            )}
          </ul>`
        : nothing
    }`;
}

/** That answers are on their way, or out of reach: nobody can say yet how many there are. */
export function awaitedNote(): TemplateResult {
  const words = t(serverReach.isAway ? "sheet.away" : "sheet.fetching");
  return html`<p class="empty note sub" role="status">${words}</p>`;
}
