import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { ExportCommand, ExportJob } from "../../schema/protocol/http/exports.ts";
import { ProblemCode } from "../../schema/protocol/http/problem.ts";
import { exportFileUrl, makeExport, saveExport } from "../api/exports.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { announce, tell } from "../elements/announce.ts";
import "../elements/coram-icon.ts";
import { t } from "../i18n/t.ts";
import "./export-panel.css";

/** Makes a file and hands it to the browser in one go; or holds why it was kept back. */
export class FileMaking implements ReactiveController {
  /** The newest of the file that is asked for; null before, and where it was not made. */
  job: ExportJob | null = null;
  /** One that was not made, for what it would have said. */
  leaking: ExportJob | null = null;
  problem: unknown = null;
  private readonly host: ReactiveControllerHost & HTMLElement;
  private making = new AbortController();
  private isAsked = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  /** A dialog that closes does not take the file with it. */
  hostDisconnected(): void {
    if (this.isBusy) tell(t("exports.goes-on"));
  }

  get isBusy(): boolean {
    return this.isAsked;
  }

  /** What is wanted is another file now: one on its way is not saved any more. */
  forget(): void {
    this.making.abort();
    this.making = new AbortController();
    this.isAsked = false;
    this.show({ job: null, leaking: null, problem: null });
  }

  /** A second press while it is made does nothing. `use`: what becomes of the file. */
  async make(command: ExportCommand, use: (job: ExportJob) => void | Promise<void> = saveExport): Promise<void> {
    if (this.isBusy) return;
    this.forget();
    this.isAsked = true;
    const { making } = this;
    const { signal } = making;
    const stop = (): void => making.abort();
    addEventListener("coram-signed-out", stop);
    announce(t("exports.making"));
    try {
      const job = await makeExport(command, (each) => signal.aborted || this.show({ job: each }), signal);
      if (signal.aborted) return;
      if (job.state === "failed") this.notMade(job);
      else {
        await use(job);
        if (this.host.isConnected) announce([t("exports.ready"), pagesOf(job)].filter(Boolean).join(" "));
        else tell([t("exports.ready"), job.fileName].filter(Boolean).join(" "));
      }
    } catch (error) {
      if (!signal.aborted) this.failed(error);
    } finally {
      removeEventListener("coram-signed-out", stop);
      if (this.making === making) this.isAsked = false;
      this.host.requestUpdate();
    }
  }

  private notMade(job: ExportJob): void {
    const problem = new ProblemError(
      ProblemCode.catch("internal").parse(job.problem),
      job.block === null ? {} : { block: job.block },
    );
    if (problem.code === "export-leak" && this.host.isConnected) this.show({ job: null, leaking: job });
    else this.failed(problem);
  }

  private failed(problem: unknown): void {
    this.show({ job: null, problem });
    if (!this.host.isConnected) tell(`${t("exports.not-made")} ${describeProblem(problem)}`);
  }

  private show(what: Partial<Pick<FileMaking, "job" | "leaking" | "problem">>): void {
    Object.assign(this, what);
    this.host.requestUpdate();
  }
}

interface Foot {
  /** What is said before the file is asked for. */
  words?: string | typeof nothing;
  /** Why there is nothing to make; null where there is. */
  why?: string | null;
  isDisabled?: boolean;
  /** Left out where the button submits a form. */
  press?: () => void;
}

/** The button that makes and saves a file; what becomes of it is said beside, so that the button stays where it is. */
export function fileFoot(
  making: FileMaking,
  { words = nothing, why = null, isDisabled = false, press }: Foot,
): TemplateResult {
  const { isBusy } = making;
  return html`<div class="file-foot">
    <div class="file-state note">${isBusy || making.job ? fileState(making) : words}</div>
    <button
      type=${press ? "button" : "submit"}
      class="button button-primary"
      ?disabled=${isDisabled}
      aria-busy=${isBusy}
      title=${why ?? nothing}
      @click=${press ?? nothing}
    >
      <coram-icon name="download"></coram-icon>${t("exports.make")}
    </button>
  </div>`;
}

/** "27 pages"; "" where none are counted. */
function pagesOf(job: ExportJob | null): string {
  return job?.pages ? t("import.page-count", { count: job.pages }) : "";
}

function fileState({ job, isBusy }: FileMaking): TemplateResult | typeof nothing {
  if (isBusy)
    return html`<span>${[t("exports.making"), pagesOf(job)].filter(Boolean).join(" · ")}</span>
      <progress
        max=${Math.max(job?.count ?? 1, 1)}
        .value=${job?.done ?? 0}
        aria-label=${t("exports.making")}
      ></progress>`;
  if (job?.state !== "done") return nothing;
  return html`<span>${t("exports.ready")}</span>
    ${job.fileName ? html`<span class="sub">${[job.fileName, pagesOf(job)].filter(Boolean).join(" · ")}</span>` : nothing}
    <a class="link" href=${exportFileUrl(job.id)} download=${job.fileName ?? ""}>${t("exports.download")}</a>
    ${job.passed ? html`<span>${t("exports.leak-passed", { count: job.leakCount })}</span>` : nothing}`;
}
