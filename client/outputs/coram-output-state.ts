import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { writeDocumentNumber } from "../../schema/domain/house.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../schema/domain/language.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { OutputView, StatusCommand } from "../../schema/protocol/http/outputs.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, formatWhen, languageName, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-state": CoramOutputState;
  }
  interface HTMLElementEventMap {
    "coram-output-status": CustomEvent<Pick<StatusCommand, "status">>;
    /** It is to be numbered. */
    "coram-output-number": CustomEvent<undefined>;
    /** The partner in this language is to be made. */
    "coram-output-pair": CustomEvent<{ language: UiLanguage }>;
  }
}

/** What a document's status is and may become, its partner, and who set which status when. */
@customElement("coram-output-state")
export class CoramOutputState extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  @property({ attribute: false }) members: ReadonlyMap<MemberId, MemberCard> = new Map();
  @property({ type: Boolean }) isBusy = false;

  protected override render(): TemplateResult {
    const { status, may, history } = this.output;
    return html`<div class="output-state">
      <div class="output-acts">
        ${status === "draft" && may.write ? this.act("in-review", t("outputs.to-review")) : nothing}
        ${status === "in-review" && may.write ? this.act("draft", t("outputs.to-draft")) : nothing}
        ${status === "approved" && may.approve ? this.renderOpenAgain() : nothing}
      </div>
      <h2 class="label output-group">${t("outputs.partner")}</h2>
      ${this.renderPartner()} ${this.renderNumber()}
      <h2 class="label output-group">${t("outputs.history")}</h2>
      <ol class="output-versions">
        ${history.map(
          (each) =>
            html`<li>
              <b>${t(`outputs.status-${each.status}`)}</b>
              <span class="sub">${this.members.get(each.member)?.name ?? ""}, ${formatWhen(each.at)}</span>
              ${each.fell ? html`<p class="note sub">${t("approval.fell", { names: this.namesOf(each.fell), count: each.fell.length })}</p>` : nothing}
              ${each.why ? html`<blockquote class="approval-reason">${each.why}</blockquote>` : nothing}
            </li>`,
        )}
      </ol>
    </div>`;
  }

  private namesOf(members: readonly MemberId[]): string {
    return formatList(members.map((id) => this.members.get(id)?.name ?? t("network.somebody")));
  }

  private act(status: StatusCommand["status"], label: string): TemplateResult {
    return html`<button
      type="button"
      class="button"
      ?disabled=${this.isBusy}
      @click=${() => this.dispatchEvent(new CustomEvent("coram-output-status", { detail: { status } }))}
    >
      ${label}
    </button>`;
  }

  private renderOpenAgain(): TemplateResult {
    return html`<button
      type="button"
      class="button"
      @click=${() => this.dispatchEvent(new CustomEvent("coram-output-reopen", { bubbles: true }))}
    >
      ${t("outputs.reopen")}
    </button>`;
  }

  private renderNumber(): TemplateResult | typeof nothing {
    const { documentNumber, may } = this.output;
    if (!documentNumber && !may.number) return nothing;
    return html`<h2 class="label output-group">${t("outputs.number")}</h2>
      ${
        documentNumber
          ? html`<p>${writeDocumentNumber(documentNumber)}</p>`
          : html`<div class="output-acts">
                <button
                  type="button"
                  class="button button-small"
                  ?disabled=${this.isBusy}
                  @click=${() => this.dispatchEvent(new CustomEvent("coram-output-number"))}
                >
                  ${t("outputs.number-give")}
                </button>
              </div>
              <p class="note sub">${t("outputs.number-why")}</p>`
      }`;
  }

  /** The other languages that it is there in, and those that may be made of it. */
  private renderPartner(): TemplateResult {
    const { may, language: own, languages, leader } = this.output;
    const there = languages.filter(({ language }) => language !== own);
    const known = new Set([own, ...there.map(({ language }) => language)]);
    const free = may.make ? UI_LANGUAGES.filter((each) => !known.has(each)) : [];
    if (there.length + free.length === 0) return html`<p class="note sub">${t("outputs.pair-none")}</p>`;
    return html`<ul class="output-languages">
        ${there.map(
          ({ output, language }) =>
            html`<li>
              <a href="/outputs/${output}">${t("outputs.partner-open", { language: languageName(language) })}</a>
              ${output === leader ? html`<span class="sub">${t("outputs.pair-leads")}</span>` : nothing}
            </li>`,
        )}
      </ul>
      <div class="output-acts">${free.map((language) => this.renderMake(language))}</div>`;
  }

  private renderMake(language: UiLanguage): TemplateResult {
    return html`<button
      type="button"
      class="button button-small"
      ?disabled=${this.isBusy}
      @click=${() => this.dispatchEvent(new CustomEvent("coram-output-pair", { detail: { language } }))}
    >
      ${t("outputs.partner-make", { language: languageName(language) })}
    </button>`;
  }
}
