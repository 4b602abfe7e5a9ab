import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { describeProblem } from "../../api/http.ts";
import { deleteOutput, readOutputVersions } from "../../api/outputs.ts";
import { tell } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { languageName, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-delete-output": CoramDeleteOutput;
  }
}

/** What stands in a document and is said of it, in numbers. */
export interface DeletedParts {
  quotes: number;
  recommendations: number;
  comments: number;
}

/** Deletes a draft, once somebody was told by its title what goes with it; or says which languages go first. */
@customElement("coram-delete-output")
export class CoramDeleteOutput extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  /** As it is called now. */
  @property() heading = "";
  @property({ attribute: false }) parts: () => DeletedParts = () => ({ quotes: 0, recommendations: 0, comments: 0 });
  @state() private isOpen = false;
  @state() private isBusy = false;
  @state() private versions: number | null = null;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("output") && changed.get("output")?.id !== this.output.id) this.isOpen = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.output.may.delete) return nothing;
    return html`<div class="output-acts">
        <button type="button" class="button button-small button-danger" @click=${this.onAsk}>
          ${t("outputs.delete")}
        </button>
      </div>
      <coram-dialog
        heading=${t("outputs.delete-heading", { title: this.called })}
        .open=${this.isOpen}
        @coram-dialog-close=${this.close}
      >
        ${this.isOpen ? (this.led.length > 0 ? this.renderLed() : this.renderAsk()) : nothing}
      </coram-dialog>`;
  }

  /** The languages that are measured against it. */
  private get led(): OutputView["languages"] {
    const { id, leader, languages } = this.output;
    return leader === null ? languages.filter(({ output }) => output !== id) : [];
  }

  private get called(): string {
    return this.heading || t("outputs.unnamed");
  }

  private renderLed(): TemplateResult {
    return html`<div class="form">
      <p>${t("outputs.delete-leads")}</p>
      <ul>
        ${this.led.map(
          ({ output, language }) =>
            html`<li>
              <a href="/outputs/${output}?side=state"
                >${t("outputs.partner-open", { language: languageName(language) })}</a
              >
            </li>`,
        )}
      </ul>
      <div class="form-actions">
        <button type="button" class="button" autofocus @click=${this.close}>${t("outputs.delete-leave")}</button>
      </div>
    </div>`;
  }

  private renderAsk(): TemplateResult {
    const { quotes, recommendations, comments } = this.parts();
    const goes = [
      quotes > 0 ? t("outputs.taken-quotes", { count: quotes }) : null,
      recommendations > 0 ? t("outputs.delete-recommendations", { count: recommendations }) : null,
      comments > 0 ? t("outputs.delete-comments", { count: comments }) : null,
      this.versions ? t("outputs.delete-versions", { count: this.versions }) : null,
    ].filter((each) => each !== null);
    return html`<div class="form">
      <p>${t(goes.length > 0 ? "outputs.delete-what" : "outputs.delete-words")}</p>
      ${
        goes.length > 0
          ? html`<ul>
              ${goes.map((each) => html`<li>${each}</li>`)}
            </ul>`
          : nothing
      }
      <p>${t("outputs.delete-final")}</p>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions">
        <button type="button" class="button" autofocus @click=${this.close}>${t("outputs.delete-leave")}</button>
        <button type="button" class="button button-danger" ?disabled=${this.isBusy} @click=${this.onSure}>
          ${t("outputs.delete-sure")}
        </button>
      </div>
    </div>`;
  }

  private readonly onAsk = async (): Promise<void> => {
    this.problem = null;
    this.isOpen = true;
    if (this.led.length > 0) return;
    const found = await readOutputVersions(this.output.id).catch(() => null);
    this.versions = found?.versions.length ?? null;
  };

  private readonly onSure = async (): Promise<void> => {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    const { id, number } = this.output;
    try {
      await deleteOutput(id, { number, title: this.heading });
      this.isOpen = false;
      dispatchEvent(new CustomEvent("coram-navigate", { detail: { href: "/outputs", replace: true } }));
      tell(t("outputs.deleted", { title: this.called }));
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  };

  private readonly close = (event?: Event): void => {
    event?.stopPropagation();
    this.isOpen = false;
  };
}
