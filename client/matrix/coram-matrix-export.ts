import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MatrixChoice } from "../../schema/matrix/choice.ts";
import { MatrixFormat, type ExportCommand, type ExportJob } from "../../schema/protocol/http/exports.ts";
import type { MatrixVerdict } from "../../schema/protocol/http/matrix.ts";
import { ProblemCode } from "../../schema/protocol/http/problem.ts";
import { exportFileUrl, makeExport } from "../api/exports.ts";
import { ProblemError, describeProblem } from "../api/http.ts";
import { announce } from "../app/announce.ts";
import "../elements/coram-icon.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import "../network/coram-export-leaks.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-matrix-export": CoramMatrixExport;
  }
}

/** Makes a file of exactly what the matrix shows, looked over before it is written as every file is. */
@customElement("coram-matrix-export")
export class CoramMatrixExport extends LightElement {
  @property({ attribute: false }) choice!: MatrixChoice;
  @property({ attribute: false }) verdicts: MatrixVerdict[] = [];
  @state() private format: MatrixFormat = "matrix-xlsx";
  @state() private job: ExportJob | null = null;
  @state() private leaking: ExportJob | null = null;
  @state() private problem: unknown = null;
  private making = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.making.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("choice") && !changed.has("format")) return;
    this.making.abort();
    this.job = this.leaking = null;
  }

  protected override render(): TemplateResult {
    const { job } = this;
    const isBusy = job?.state === "waiting" || job?.state === "running";
    return html`<form class="form" @submit=${this.submit}>
      <p class="note">${t("matrix.export-about")}</p>
      <fieldset class="form-row">
        <legend class="label">${t("exports.format")}</legend>
        ${MatrixFormat.options.map(
          (format) =>
            html`<label class="form-check"
              ><input
                type="radio"
                name="matrix-format"
                value=${format}
                .checked=${format === this.format}
                @change=${() => (this.format = format)}
              /><span>${t(format === "matrix-xlsx" ? "exports.format.xlsx" : "exports.format.csv")}</span></label
            >`,
        )}
      </fieldset>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${
        this.leaking
          ? html`<coram-export-leaks
              .job=${this.leaking}
              .verdicts=${this.verdicts}
              .mayPass=${true}
              @coram-export-despite=${(event: HTMLElementEventMap["coram-export-despite"]) => void this.make(event.detail)}
            ></coram-export-leaks>`
          : nothing
      }
      <div class="form-actions">
        ${
          job?.state === "done"
            ? html`<a class="button button-primary" href=${exportFileUrl(job.id)} download=${job.fileName ?? ""}>
                <coram-icon name="download"></coram-icon>${t("exports.download")}
              </a>`
            : html`<button class="button button-primary" ?disabled=${isBusy}>
                ${t(isBusy ? "exports.making" : "exports.make")}
              </button>`
        }
      </div>
    </form>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    void this.make(null);
  }

  private async make(despite: ExportCommand["despite"] | null): Promise<void> {
    this.making = new AbortController();
    const { signal } = this.making;
    this.problem = this.leaking = null;
    try {
      const wanted: ExportCommand = { format: this.format, matrix: this.choice, language: language(), despite };
      const job = await makeExport(wanted, (each) => (this.job = each), signal);
      if (job.state === "failed") {
        this.job = null;
        if (job.problem === "export-leak") this.leaking = job;
        else this.problem = new ProblemError(ProblemCode.catch("internal").parse(job.problem));
        return;
      }
      announce(t("exports.ready"));
      await this.updateComplete;
      this.querySelector<HTMLElement>("a[download]")?.focus();
    } catch (error) {
      if (!signal.aborted) this.problem = error;
    }
  }
}
