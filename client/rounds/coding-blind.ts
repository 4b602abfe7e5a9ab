import { html, type TemplateResult } from "lit";
import { describeProblem, ProblemError } from "../api/http.ts";
import { errorLine } from "../elements/form.ts";

/** Why something is not shown; what one's own coding hides is no error. */
export function hiddenOrError(problem: unknown): TemplateResult {
  const words = describeProblem(problem);
  const isHidden = problem instanceof ProblemError && problem.code === "coding-blind";
  return isHidden ? html`<p class="alert alert-quiet" role="status">${words}</p>` : html`${errorLine(words)}`;
}
