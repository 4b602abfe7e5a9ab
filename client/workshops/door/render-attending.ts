import { html, type TemplateResult } from "lit";

/** The page of a workshop's guest, with its editor: loaded for guests alone. */
export function renderAttending(): TemplateResult {
  void import("./coram-attending.ts");
  return html`<coram-attending></coram-attending>`;
}
