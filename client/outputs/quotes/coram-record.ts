import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import { PartElement } from "./part-element.ts";
import "./quotes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-record": CoramRecord;
  }
}

/** What a workshop's rows say, in a sentence that nobody types over. */
@customElement("coram-record")
export class CoramRecord extends PartElement {
  protected override render(): TemplateResult {
    const state = this.service.parts.state(this.block);
    const part = state?.kind === "record" ? state : null;
    if (!part) return html`<span class="sub">${t("evidence.record-waiting")}</span>`;
    return html`<span class="ev-record" title=${t("evidence.record-why")}
      >${part.pieces.map(({ text, lang }) => (lang === null ? text : html`<span lang=${lang}>${text}</span>`))}</span
    >`;
  }
}
