import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { describeProblem } from "../../api/http.ts";
import { openOutputAgain } from "../../api/outputs.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { formSent, keepForm } from "../../typed/keep-form.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-open-again": CoramOpenAgain;
  }
  interface HTMLElementEventMap {
    /** An approved document is to be opened again, once somebody has said why. */
    "coram-output-reopen": CustomEvent<void>;
    "coram-opened-again": CustomEvent<{ view: OutputView }>;
  }
}

/** Asks why an approved document is opened again, and opens it. Fires `coram-dialog-close`. */
@customElement("coram-open-again")
export class CoramOpenAgain extends LightElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) output!: OutputView;
  @state() private problem: unknown = null;
  @state() private isBusy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open")) this.problem = null;
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog heading=${t("outputs.reopen")} .open=${this.open} @coram-dialog-close=${this.close}>
      ${this.open ? this.renderForm() : nothing}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    return html`<form class="form" ${keepForm(this.key)} @submit=${this.onSubmit} @keydown=${this.onKey}>
      <p>${t("approval.open-note")}</p>
      <label class="form-row"
        ><span>${t("approval.open-why")}</span>
        <textarea class="field" name="why" rows="3" maxlength="1000" required autofocus></textarea>
      </label>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("outputs.reopen")}</button>
      </div>
    </form>`;
  }

  private get key(): string {
    return `open again ${this.output.id}`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    this.querySelector("form")?.requestSubmit();
  };

  private readonly onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const why = this.querySelector("textarea")?.value.trim() ?? "";
    if (why === "" || this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      const { id, number } = this.output;
      const view = await openOutputAgain(id, { number, why });
      formSent(this.key);
      announce(t("outputs.status-draft"));
      this.dispatchEvent(new CustomEvent("coram-opened-again", { detail: { view } }));
      this.close();
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  };

  private readonly close = (event?: Event): void => {
    event?.stopPropagation();
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
