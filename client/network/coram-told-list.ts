import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { langOf, localise } from "../../schema/domain/language.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import "../elements/coram-code-chip.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatWhen, language, t } from "../i18n/t.ts";

/** What others did to the reader's tags lately: nothing has to be done about it. */
@customElement("coram-told-list")
export class CoramToldList extends LightElement {
  @property({ attribute: false }) network!: NetworkView;

  protected override render(): TemplateResult | typeof nothing {
    const { told = [], verdicts, members } = this.network;
    if (told.length === 0) return nothing;
    return html`<section aria-labelledby="told">
      <div class="section-head"><h2 id="told">${t("network.told")}</h2></div>
      <ul class="told-list">
        ${told.map(({ verdict: id, from, tag, was, now, at }) => {
          const verdict = verdicts.find((row) => row.verdict.id === id)?.verdict;
          const name = members.find((member) => member.id === from)?.name ?? t("network.somebody");
          const number = verdict?.caseNumber ?? "";
          const words = now
            ? t("network.told-sorted", { name, was, now: `${now.code} ${localise(now.label, language())}` })
            : t("network.told-removed", { name, was });
          return html`<li>
            <b lang=${verdict ? langOf(verdict.language, verdict.script) : ""}>${number}</b>
            <span class="what">${words}</span>
            <span class="note sub"><time datetime=${at}>${formatWhen(at)}</time></span>
            <a
              class="button button-small"
              href="/verdicts/${id}?tag=${tag}"
              aria-label="${t("network.open")}: ${number}"
              >${t("network.open")}</a
            >
          </li>`;
        })}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-told-list": CoramToldList;
  }
}
