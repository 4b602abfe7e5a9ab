import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OutputDocument } from "../../schema/editor/output-document.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import { describeProblem } from "../api/http.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, formatTime, t } from "../i18n/t.ts";
import "../elements/coram-icon.ts";
import "./files/coram-uncleared-words.ts";
import type { ShutOut } from "../../schema/protocol/http/quotes.ts";
import { nameOfSource } from "./quotes/quote-service.ts";
import { guestNames } from "./quotes/quote-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-notices": CoramOutputNotices;
  }
}

/** What is said above a document: what went wrong, and that it is for reading. */
@customElement("coram-output-notices")
export class CoramOutputNotices extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  /** Who signed it, or set its status. */
  @property() by = "";
  /** Whose guest reads it; null for members. */
  @property({ attribute: false }) inviter: string | null = null;
  @property({ attribute: false }) problem: unknown = null;
  /** Its rooms are closed for this page. */
  @property({ type: Boolean }) isClosed = false;
  /** When its quotes and figures were last known, ISO 8601, where they may be others by now; null where they are not. */
  @property({ attribute: false }) knownAt: string | null = null;

  /** As it stood at the last pause in the writing. */
  @property({ attribute: false }) doc: OutputDocument | null = null;
  /** Guests who cannot read it, and the verdicts that shut them out; null where there are none. */
  @property({ attribute: false }) shutOut: ShutOut | null = null;

  protected override render(): TemplateResult {
    return html`${errorLine(this.problem === null ? null : describeProblem(this.problem))}
    ${
      this.isClosed
        ? html`<div class="alert alert-error" role="alert">
            <span class="grow">${t("outputs.closed")}</span>
            <button type="button" class="link" @click=${() => location.reload()}>${t("shell.reload")}</button>
          </div>`
        : nothing
    }
    ${this.renderKnownAt()} ${this.renderPrepared()} ${this.renderStatus()}
    ${this.shutOut ? this.renderShutOut(this.shutOut) : nothing}
    ${
      this.inviter === null
        ? html`<coram-uncleared-words .output=${this.output.id} .doc=${this.doc}></coram-uncleared-words>`
        : nothing
    }`;
  }

  private renderKnownAt(): TemplateResult | typeof nothing {
    const { knownAt } = this;
    if (knownAt === null) return nothing;
    return html`<p class="alert alert-quiet" role="status">
      ${t("evidence.known-at", { date: formatDate(knownAt), time: formatTime(knownAt) })}
    </p>`;
  }

  /** Said to who prepares what the document draws on: they alone read it now. */
  private renderPrepared(): TemplateResult | typeof nothing {
    const { inPreparation = [] } = this.output;
    if (inPreparation.length === 0) return nothing;
    return html`<p class="alert output-shut" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow"
        ><b>${t("outputs.draws-on-prepared")}</b>
        ${inPreparation.map(({ verdict, named }, at) => html`${at > 0 ? ", " : ""}<a href="/verdicts/${verdict}">${named}</a>`)}.
        ${t("outputs.draws-on-prepared-ways")}</span
      >
    </p>`;
  }

  private renderShutOut({ guests, verdicts }: ShutOut): TemplateResult {
    return html`<p class="alert output-shut" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow"
        ><b>${t("outputs.shut-out", { names: guestNames(guests), count: guests.length })}</b>
        ${verdicts.map((each, at) => html`${at > 0 ? ", " : ""}<a href="/verdicts/${each.verdict}">${nameOfSource(each)}</a>`)}.
        ${t("evidence.shuts-out-ways")}</span
      >
    </p>`;
  }

  private renderStatus(): TemplateResult | typeof nothing {
    const { status, statusAt, may } = this.output;
    if (this.inviter !== null)
      return html`<p class="alert alert-quiet">${t("outputs.guest-note", { name: this.inviter })}</p>`;
    if (status === "approved")
      return html`<p class="alert alert-quiet" role="status">
        ${t("outputs.approved-note", { name: this.by, date: formatDate(statusAt) })}
      </p>`;
    if (status === "asked")
      return html`<div class="alert alert-quiet" role="status">
        <span class="grow">${t("approval.note")}</span>
        <button type="button" class="link" @click=${this.toApproval}>${t("outputs.side-state")}</button>
      </div>`;
    if (may.write) return nothing;
    return html`<p class="alert alert-quiet">${t(may.comment ? "outputs.comment-only" : "outputs.read-only")}</p>`;
  }

  private readonly toApproval = (): void => {
    this.dispatchEvent(new CustomEvent("coram-output-side", { detail: { side: "state" } }));
  };
}
