import { consume } from "@lit/context";
import { initialState } from "@lit/task";
import { can } from "../../schema/domain/can.ts";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { QuoteAttributes } from "../../schema/editor/output-nodes.ts";
import type { OutputCard } from "../../schema/protocol/http/outputs.ts";
import { describeProblem } from "../api/http.ts";
import { readOutputs } from "../api/outputs.ts";
import { navigate } from "../app/router.ts";
import { toActor, type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-dialog.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { localise } from "../../schema/domain/language.ts";
import { formatDate, language, t } from "../i18n/t.ts";
import { carryQuotes } from "./carried-quotes.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-write-from": CoramWriteFrom;
  }
}

/** A way from passages to a document: one that is being written, or a new one; they go along and are inserted there. */
@customElement("coram-write-from")
export class CoramWriteFrom extends LightElement {
  @property({ attribute: false }) quotes: readonly QuoteAttributes[] = [];
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private isOpen = false;
  private readonly outputs = new Loading(
    this,
    () => [this.isOpen] as const,
    async ([isOpen], { signal }) => (isOpen ? (await readOutputs(signal)).outputs : initialState),
  );

  /** Those that are being written, what was changed last first. */
  private get drafts(): OutputCard[] | null {
    const { answer } = this.outputs;
    return (
      answer?.filter(({ status }) => status === "draft").toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)) ??
      null
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    const member = this.session?.member;
    const mayWrite = member && can(toActor(member), "output.make", { verdicts: [], actorCodesBlind: false });
    if (!mayWrite) return nothing;
    return html`<button type="button" class="button button-small" @click=${() => (this.isOpen = true)}>
        ${t("outputs.write-from")}
      </button>
      <coram-dialog heading=${t("outputs.write-from")} .open=${this.isOpen} @coram-dialog-close=${this.close}>
        ${this.isOpen ? this.renderChoice() : nothing}
      </coram-dialog>`;
  }

  private renderChoice(): TemplateResult {
    const { drafts } = this;
    const { problem } = this.outputs;
    return html`<p class="note">${t("outputs.write-from-what", { count: this.quotes.length })}</p>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      ${drafts === null && problem === null ? skeleton(3, t("shell.loading")) : nothing}
      <ul class="write-from">
        ${(drafts ?? []).map(
          ({ id, title, kind, changedAt, language: lang }) =>
            html`<li>
              <button type="button" @click=${() => this.go(`/outputs/${id}`, "document")}>
                <b lang=${title ? lang : nothing}>${title || t("outputs.unnamed")}</b>
                <span class="sub">${localise(kind, language())}, ${formatDate(changedAt)}</span>
              </button>
            </li>`,
        )}
      </ul>
      <div class="form-actions">
        <button type="button" class="button button-primary" @click=${() => this.go("/outputs", "new")}>
          ${t("outputs.new")}
        </button>
      </div>`;
  }

  private go(href: string, to: "document" | "new"): void {
    carryQuotes(this.quotes, to);
    this.close();
    navigate(href);
  }

  private readonly close = (): void => {
    this.isOpen = false;
  };
}
