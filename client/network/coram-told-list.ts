import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf, localise } from "../../schema/domain/language.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import "../elements/coram-code-chip.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatWhen, language, t } from "../i18n/t.ts";
import "./waiting-list.css";

/** So many are shown at first: the verdicts below are what one comes for. */
const FIRST = 5;

/** What others did to the reader's tags lately: nothing has to be done about it. */
@customElement("coram-told-list")
export class CoramToldList extends LightElement {
  @property({ attribute: false }) network!: NetworkView;
  @state() private isOpen = false;

  protected override render(): TemplateResult | typeof nothing {
    const { told = [], verdicts, members } = this.network;
    if (told.length === 0) return nothing;
    const isFolded = !this.isOpen && told.length > FIRST + 2;
    return html`<section aria-labelledby="told">
      <div class="section-head"><h2 id="told">${t("network.told")}</h2></div>
      <ul class="told-list">
        ${(isFolded ? told.slice(0, FIRST) : told).map(({ kind, verdict: id, from, tag, was, now, at }) => {
          const verdict = verdicts.find((row) => row.verdict.id === id)?.verdict;
          const name = members.find((member) => member.id === from)?.name ?? t("network.somebody");
          const number = verdict?.caseNumber ?? "";
          const words = now
            ? t("network.told-sorted", { name, was, now: `${now.code} ${localise(now.label, language())}` })
            : t(kind === "removed" ? "network.told-deleted" : "network.told-removed", { name, was });
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
      ${
        isFolded
          ? html`<p class="told-more">
              <button type="button" class="button button-small" @click=${() => void this.showAll()}>
                ${t("shell.show-all", { count: told.length })}
              </button>
            </p>`
          : nothing
      }
    </section>`;
  }

  /** The button goes: the first line that it brought has the focus. */
  private async showAll(): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    this.querySelectorAll<HTMLElement>("li > a")[FIRST]?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-told-list": CoramToldList;
  }
}
