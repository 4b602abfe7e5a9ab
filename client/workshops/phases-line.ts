import { html, nothing, type TemplateResult } from "lit";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import { t } from "../i18n/t.ts";
import { phaseWord, shownPhase, shownPhases } from "./workshop-words.ts";

/** The phases of a step, or of what a table works on, and where it is. */
export function renderPhases({ kind, phase: now }: Pick<Step, "kind" | "phase">): TemplateResult | typeof nothing {
  const phases = shownPhases(kind);
  if (phases.length === 0) return nothing;
  const at = now ? phases.indexOf(shownPhase(now)) : -1;
  return html`<ol class="phases" aria-label=${t("workshop.phases")}>
    ${phases.map(
      (phase, i) =>
        html`<li class=${i < at ? "done" : ""} aria-current=${i === at ? "step" : nothing}>
          <span>${phaseWord(phase)}</span>
        </li>`,
    )}
  </ol>`;
}
