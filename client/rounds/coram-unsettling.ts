import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RoundId, VerdictId } from "../../schema/domain/ids.ts";
import { readUnsettling } from "../api/rounds.ts";
import { Loading } from "../elements/loading.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { t } from "../i18n/t.ts";
import { countWords } from "./count-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-unsettling": CoramUnsettling;
  }
}

/** What a settlement that is taken back takes with it: what stops standing, and which documents quote it. Nothing where that can not be said now. */
@customElement("coram-unsettling")
export class CoramUnsettling extends VerdictElement {
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) round!: RoundId;
  private readonly told = new Loading(
    this,
    () => [this.verdict, this.round] as const,
    ([verdict, round]: readonly [VerdictId, RoundId], { signal }) => readUnsettling(verdict, round, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const told = this.told.answer;
    if (!told) return nothing;
    const { stop, begin, documents } = told;
    const isSome = begin.tags + begin.answers > 0;
    return html`<ul class="settling">
        <li>${t("rounds.settle-stop", countWords(stop))}</li>
        ${isSome ? html`<li>${t("rounds.settle-begin", countWords(begin))}</li>` : nothing}
      </ul>
      ${
        documents.length > 0
          ? html`<p>${t("rounds.unsettle-quoted", { count: documents.length })}</p>
              <ul class="settling">
                ${documents.map(
                  ({ output, title, status, count }) =>
                    html`<li>
                      <a href="/outputs/${output}">${title}</a>
                      <span class="sub">${t(`outputs.status-${status}`)} · ${t("rounds.quotes", { count })}</span>
                    </li>`,
                )}
              </ul>`
          : nothing
      }`;
  }
}
