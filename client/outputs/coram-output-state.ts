import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { writeDocumentNumber } from "../../schema/domain/house.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { OutputView, StatusCommand } from "../../schema/protocol/http/outputs.ts";
import "./about/coram-output-languages.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, formatWhen, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-state": CoramOutputState;
  }
  interface HTMLElementEventMap {
    "coram-output-status": CustomEvent<Pick<StatusCommand, "status">>;
    /** It is to be numbered. */
    "coram-output-number": CustomEvent<undefined>;
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
      <coram-output-languages .output=${this.output} .isBusy=${this.isBusy}></coram-output-languages>
      ${this.renderNumber()}
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
}
