import { html, nothing, type TemplateResult } from "lit";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { t } from "../../i18n/t.ts";
import { renderHands } from "./coram-room.ts";

/** Parts of a workshop's page of which a phone shows one. */
const PARTS = ["step", "agenda", "room"] as const;
export type PagePart = (typeof PARTS)[number];

export function renderTabs(view: WorkshopView, shown: PagePart, show: (part: PagePart) => void): TemplateResult {
  const at = view.steps.findIndex(({ id }) => id === view.workshop.step) + 1;
  const words = {
    step: t("workshop.step"),
    agenda: `${at} / ${view.steps.length}`,
    room: html`${view.seats.length}${view.rights.lead ? renderHands(view) : nothing}`,
  };
  const labels = { step: t("workshop.step"), agenda: t("workshop.agenda"), room: t("workshop.room") };
  return html`<nav class="workshop-tabs" aria-label=${t("workshop.views")}>
    ${PARTS.map(
      (each) =>
        html`<button type="button" aria-current=${shown === each ? "true" : nothing} @click=${() => show(each)}>
          ${each === "step" ? nothing : html`<b>${words[each]}</b>`}${labels[each]}
        </button>`,
    )}
  </nav>`;
}
