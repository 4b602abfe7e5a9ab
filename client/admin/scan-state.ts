import { html, nothing, type TemplateResult } from "lit";
import type { ScanJob } from "../../schema/protocol/http/scans.ts";
import { describeProblem, mayPass, ProblemError } from "../api/http.ts";
import { errorLine } from "../elements/form.ts";
import { t } from "../i18n/t.ts";

/** How far the reading of a scan is, or why it stopped. `problem`: what was asked last and did not work; null else. */
export function renderScan(job: ScanJob, problem: unknown, resume: () => void): TemplateResult {
  const { state, pages, done } = job;
  const asked = errorLine(problem === null ? null : describeProblem(problem));
  if (state === "failed") {
    const why = job.problem && new ProblemError(job.problem.code, job.problem.params);
    return html`<div class="inside form">
      ${errorLine(why && describeProblem(why))} ${asked}
      <div class="row">
        ${
          mayPass(why)
            ? html`<button type="button" class="button button-small" @click=${resume}>${t("scan.resume")}</button>`
            : nothing
        }
        ${pages === null ? nothing : html`<span class="note sub">${t("scan.pages-done", { done, count: pages })}</span>`}
      </div>
    </div>`;
  }
  // Without a value the bar says "at work": nobody knows yet how many pages there are.
  const bar =
    pages === null
      ? html`<progress aria-label=${t("scan.progress")}></progress>`
      : html`<progress max=${pages} .value=${done} aria-label=${t("scan.progress")}></progress>`;
  return html`${bar}
    <div class="inside scan-waits">
      ${pages === null ? nothing : html`<p>${t("scan.pages-done", { done, count: pages })}</p>`}
      <p class="note sub">${t("scan.goes-on")}</p>
      ${asked}
    </div>`;
}
