import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ExportCommand, ExportJob } from "../../schema/protocol/http/exports.ts";
import { ProblemCode } from "../../schema/protocol/http/problem.ts";
import { exportFileUrl, makeExport } from "../api/exports.ts";
import { ProblemError, describeProblem } from "../api/http.ts";
import { announce } from "../elements/announce.ts";
import "../elements/coram-icon.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import "./coram-export-leaks.ts";
import type { CoramExportLeaks } from "./coram-export-leaks.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-make-file": CoramMakeFile;
  }
}

/** Makes the file that a command asks for and hands it over; where it was kept back it shows why, and takes a facilitator's answer. */
@customElement("coram-make-file")
export class CoramMakeFile extends LightElement {
  /** A new object begins anew. */
  @property({ attribute: false }) command!: ExportCommand;
  /** Those that places in the file are named by. */
  @property({ attribute: false }) verdicts: CoramExportLeaks["verdicts"] = [];
  /** Whether the asker may answer for what would go out. */
  @property({ type: Boolean }) mayPass = false;
  @state() private job: ExportJob | null = null;
  @state() private leaking: ExportJob | null = null;
  @state() private problem: unknown = null;
  private making = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.making.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("command");
    if (!changed.has("command") || JSON.stringify(before) === JSON.stringify(this.command)) return;
    this.making.abort();
    this.job = this.leaking = null;
    this.problem = null;
  }

  protected override render(): TemplateResult {
    const { job } = this;
    const isBusy = job?.state === "waiting" || job?.state === "running";
    return html`${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${
        this.leaking
          ? html`<coram-export-leaks
              .job=${this.leaking}
              .verdicts=${this.verdicts}
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
            : html`<button
                type="button"
                class="button button-primary"
                ?disabled=${isBusy}
                @click=${() => void this.make(null)}
              >
                ${t(isBusy ? "exports.making" : "exports.make")}
              </button>`
        }
        ${job?.passed ? html`<span class="note">${t("exports.leak-passed", { count: job.leakCount })}</span>` : nothing}
      </div>`;
  }

  private async make(despite: ExportCommand["despite"] | null): Promise<void> {
    this.making = new AbortController();
    const { signal } = this.making;
    this.problem = this.leaking = null;
    try {
      const job = await makeExport({ ...this.command, despite }, (each) => (this.job = each), signal);
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
