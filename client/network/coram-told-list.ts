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

type Told = NonNullable<NetworkView["told"]>[number];

function wordsOf(told: Told, name: string): string {
  if (told.kind === "answered") return t("network.told-answered", { name, question: localise(told.label, language()) });
  const { kind, was, now } = told;
  return now
    ? t("network.told-sorted", { name, was, now: `${now.code} ${localise(now.label, language())}` })
    : t(kind === "removed" ? "network.told-deleted" : "network.told-removed", { name, was });
}

/** To the tag or the question. */
function placeOf(told: Told): string {
  return told.kind === "answered"
    ? new URLSearchParams({ question: told.question, subject: told.subject }).toString()
    : `tag=${told.tag}`;
}

/** What others did to the reader's tags and answers lately: nothing has to be done about it. */
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
        ${(isFolded ? told.slice(0, FIRST) : told).map((each) => {
          const { verdict: id, from, at } = each;
          const verdict = verdicts.find((row) => row.verdict.id === id)?.verdict;
          const name = members.find((member) => member.id === from)?.name ?? t("network.somebody");
          const number = verdict?.caseNumber ?? "";
          return html`<li>
            <b lang=${verdict ? langOf(verdict.language, verdict.script) : ""}>${number}</b>
            <span class="what">${wordsOf(each, name)}</span>
            <span class="note sub"><time datetime=${at}>${formatWhen(at)}</time></span>
            <a
              class="button button-small"
              href="/verdicts/${id}?${placeOf(each)}"
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
