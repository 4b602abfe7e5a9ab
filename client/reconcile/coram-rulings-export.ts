import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { RulingFormat, type ExportCommand, type ExportJob } from "../../schema/protocol/http/exports.ts";
import { ProblemCode } from "../../schema/protocol/http/problem.ts";
import { exportFileUrl, makeExport } from "../api/exports.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { announce } from "../app/announce.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import "../network/coram-export-leaks.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-rulings-export": CoramRulingsExport;
  }
}

const NAMES = { "rulings-xlsx": "Excel (XLSX)", "rulings-docx": "Word (DOCX)", "rulings-json": "JSON" } as const;

/** Makes a file of the rulings on a verdict. Fires `coram-dialog-close` when `open` should be false again. */
@customElement("coram-rulings-export")
export class CoramRulingsExport extends LightElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) verdict!: Verdict;
  /** Whether the reader may answer for what would leak. */
  @property({ type: Boolean }) mayPass = false;
  @state() private format: RulingFormat = "rulings-xlsx";
  @state() private job: ExportJob | null = null;
  @state() private leaking: ExportJob | null = null;
  @state() private problem: unknown = null;
  private making = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.making.abort();
  }

  protected override render(): TemplateResult {
    const { job } = this;
    const isBusy = job?.state === "waiting" || job?.state === "running";
    return html`<coram-dialog
      heading=${t("reconcile.export")}
      ?open=${this.open}
      @coram-dialog-close=${(event: Event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent("coram-dialog-close"));
      }}
    >
      <form class="form" @submit=${this.submit}>
        <fieldset class="form-row">
          <legend class="label">${t("exports.format")}</legend>
          ${RulingFormat.options.map(
            (format) =>
              html`<label class="form-check"
                ><input
                  type="radio"
                  name="ruling-format"
                  value=${format}
                  .checked=${format === this.format}
                  @change=${() => {
                    this.format = format;
                    this.job = this.leaking = null;
                  }}
                /><span>${NAMES[format]}</span></label
              >`,
          )}
        </fieldset>
        ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
        ${
          this.leaking
            ? html`<coram-export-leaks
                .job=${this.leaking}
                .verdicts=${[{ verdict: this.verdict }]}
                .mayPass=${this.mayPass}
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
      </form>
    </coram-dialog>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    void this.make(null);
  }

  private async make(despite: ExportCommand["despite"] | null): Promise<void> {
    this.making.abort();
    this.making = new AbortController();
    const { signal } = this.making;
    this.problem = this.leaking = null;
    const filter = { verdicts: [this.verdict.id] };
    try {
      const wanted: ExportCommand = { format: this.format, filter, language: language(), despite };
      const job = await makeExport(wanted, (each) => (this.job = each), signal);
      if (job.state !== "failed") return announce(t("exports.ready"));
      this.job = null;
      if (job.problem === "export-leak") this.leaking = job;
      else this.problem = new ProblemError(ProblemCode.catch("internal").parse(job.problem));
    } catch (error) {
      if (!signal.aborted) this.problem = error;
    }
  }
}
