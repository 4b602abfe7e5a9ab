import { html, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { WorkshopId } from "../../../schema/domain/ids.ts";
import type { Place } from "../router.ts";

/** A page of a workshop, or the way into one; of an address that is none, that nothing is there. */
export function renderWorkshopPlace(place: Place): TemplateResult {
  switch (place.route) {
    case "workshop":
      return ofWorkshop(place, (id) => html`<coram-workshop-page .workshopId=${id}></coram-workshop-page>`);
    case "workshop-plan":
      return ofWorkshop(place, (id) => html`<coram-plan-page .workshopId=${id}></coram-plan-page>`);
    case "attendance":
      return ofWorkshop(place, (id) => html`<coram-attendance-page .workshopId=${id}></coram-attendance-page>`);
    case "paper":
      return ofWorkshop(place, (id) => html`<coram-paper-page .workshopId=${id}></coram-paper-page>`);
    case "screen":
      return html`<coram-screen-page></coram-screen-page>`;
    case "door":
    case "door-code":
      return html`<coram-join-page code=${place.params["code"] ?? ""}></coram-join-page>`;
    default:
      return html`<coram-not-found-page></coram-not-found-page>`;
  }
}

/** What one has in hand is of one workshop: another one is another page. */
function ofWorkshop({ params }: Place, draw: (id: WorkshopId) => TemplateResult): TemplateResult {
  const id = WorkshopId.safeParse(params["id"]);
  return id.success ? html`${keyed(id.data, draw(id.data))}` : html`<coram-not-found-page></coram-not-found-page>`;
}
