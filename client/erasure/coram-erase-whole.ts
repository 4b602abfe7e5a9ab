import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { ErasureView } from "../../schema/protocol/http/erasure.ts";
import { certificateUrl, eraseMember, eraseVerdict } from "../api/erasures.ts";
import { describeProblem, download } from "../api/http.ts";
import { readOutputs } from "../api/outputs.ts";
import { tell } from "../elements/announce.ts";
import { navigate } from "../app/router.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine, textOf } from "../elements/form.ts";
import { documentList } from "./counts.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { language, t } from "../i18n/t.ts";
import "./coram-erasure-done.ts";
import "./erase.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-erase-whole": CoramEraseWhole;
  }
}

/** A verdict, or a member of the network. */
export type ErasedWhole =
  | { kind: "verdict"; id: VerdictId; caseNumber: string }
  | { kind: "member"; id: MemberId; name: string };

/**
 * Erases a verdict, or a member's personal data, for good, when its case number or name is typed again. Fires
 * `coram-dialog-close` when it should be closed.
 */
@customElement("coram-erase-whole")
export class CoramEraseWhole extends LightElement {
  /** null = closed. */
  @property({ attribute: false }) what: ErasedWhole | null = null;
  @state() private erased: ErasureView | null = null;
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  /** Documents in which the verdict stands, of those that one may read. */
  private readonly quoting = new Loading(
    this,
    () => [this.what?.kind === "verdict" ? this.what.id : null] as const,
    async ([verdict], { signal }) =>
      verdict === null ? [] : (await readOutputs(signal)).outputs.filter(({ named }) => named.includes(verdict)),
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("what")) return;
    this.erased = this.problem = null;
    this.isBusy = false;
  }

  protected override render(): TemplateResult {
    const { what } = this;
    const heading =
      what?.kind === "member" ? t("erase.title-member", { name: what.name }) : what ? t("erase.title-verdict") : "";
    return html`<coram-dialog heading=${heading} ?open=${what !== null} @coram-dialog-close=${this.close}>
      ${what ? (this.erased ? this.renderDone(this.erased) : this.renderForm(what)) : nothing}
    </coram-dialog>`;
  }

  private renderForm(what: ErasedWhole): TemplateResult {
    const isMember = what.kind === "member";
    const asked = isMember ? what.name : what.caseNumber;
    return html`<form class="form" @submit=${this.submit}>
      <p class="note">${isMember ? t("erase.lead-member", { name: what.name }) : t("erase.lead-verdict")}</p>
      ${isMember ? nothing : this.renderQuoting()}
      <div class="form-row">
        <label for="erase-confirm">${isMember ? t("erase.confirm-name") : t("erase.confirm-case")}</label>
        <input
          id="erase-confirm"
          class="field"
          name="confirm"
          required
          autofocus
          autocomplete="off"
          spellcheck="false"
          aria-describedby="erase-confirm-hint"
        />
        <span class="note" id="erase-confirm-hint">${t("erase.confirm-hint", { words: asked })}</span>
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.isBusy}>
          ${this.isBusy ? t("erase.working") : t("erase.do")}
        </button>
      </div>
    </form>`;
  }

  /** What others have written of it: they lose what they quote. */
  private renderQuoting(): TemplateResult | typeof nothing {
    const { answer, problem } = this.quoting;
    if (problem !== null) return errorLine(describeProblem(problem));
    if (!answer || answer.length === 0) return nothing;
    return html`<div class="alert alert-warn">
      <coram-icon name="triangle-alert"></coram-icon>
      <div class="grow">
        <p>${t("erase.quoting", { count: answer.length })}</p>
        ${documentList(answer)}
      </div>
    </div>`;
  }

  private renderDone(erased: ErasureView): TemplateResult {
    return html`<coram-erasure-done .erasure=${erased}></coram-erasure-done>
      <div class="form-actions">
        <button type="button" class="button button-primary" autofocus @click=${this.close}>${t("shell.close")}</button>
      </div>`;
  }

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { what } = this;
    if (!what) return;
    const typed = textOf(event.target as HTMLFormElement, "confirm");
    this.isBusy = true;
    this.problem = null;
    try {
      if (what.kind === "member") this.erased = await eraseMember(what.id, typed);
      else {
        const { id, number, doneAt } = await eraseVerdict(what.id, typed);
        // Its page is gone, perhaps with this dialog: the list of what was erased has the certificate, too.
        navigate("/members", true);
        const go = (): void =>
          void download(certificateUrl(id, language())).catch((error: unknown) => tell(describeProblem(error)));
        if (doneAt === null) tell(t("erase.waiting"));
        else tell(t("erase.done", { number: number ?? 0 }), { label: t("erase.certificate"), go });
      }
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  };

  private readonly close = (): void => {
    if (!this.isBusy) this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
