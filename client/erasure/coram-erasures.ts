import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { ErasureView } from "../../schema/protocol/http/erasure.ts";
import { certificateUrl, readErasures } from "../api/erasures.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { formatDate, language, t } from "../i18n/t.ts";
import { shownName } from "../../schema/text/former-member.ts";
import "./erase.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-erasures": CoramErasures;
  }
}

/** What was erased, newest first, each with its certificate; nothing where there is nothing. */
@customElement("coram-erasures")
export class CoramErasures extends LightElement {
  /** Where it fails, the page around it says what is wrong with the connection. */
  private readonly erasures = new Loading(
    this,
    () => [],
    () => readErasures(),
  );

  /** Asks the server again. */
  load(): Promise<void> {
    return this.erasures.run();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { answer } = this.erasures;
    if (!answer || answer.length === 0) return nothing;
    return html`<section aria-labelledby="erasures">
      <div class="section-head"><h2 id="erasures">${t("erase.list")}</h2></div>
      <ul class="erase-list">
        ${answer.map((each) => this.renderOne(each))}
      </ul>
    </section>`;
  }

  private renderOne({ id, kind, token, number, startedAt, doneAt }: ErasureView): TemplateResult {
    return html`<li>
      <span class="note">${number ?? ""}</span>
      <span>${t(`erase.kind-${kind}`)}${token === null ? nothing : html` <b>${shownName(token, language())}</b>`}</span>
      <span class="note">${doneAt === null ? t("erase.working") : formatDate(startedAt)}</span>
      <a class="button button-small" href=${certificateUrl(id, language())} download>${t("erase.certificate")}</a>
    </li>`;
  }
}
