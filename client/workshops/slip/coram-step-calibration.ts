import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import { describeProblem, isClosed } from "../../api/http.ts";
import { askCalibration } from "../../api/workshops/slips.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { t } from "../../i18n/t.ts";
import { renderCalibration } from "./render-calibration.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-calibration": CoramStepCalibration;
  }
}

/** What the slips of a calibration say once they are revealed: whether the group agrees, or how many passages more would tell. */
@customElement("coram-step-calibration")
export class CoramStepCalibration extends LightElement {
  @property({ attribute: false }) workshop!: WorkshopId;
  @property({ attribute: false }) step!: StepId;
  /** What is revealed so far: where it changes, so may the answer. */
  @property() revealed = "";
  private readonly calibration = new Loading(
    this,
    () => [this.workshop, this.step, this.revealed] as const,
    async ([workshop, step], { signal }) => ({ step, said: await readTold(workshop, step, signal) }),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { answer, problem } = this.calibration;
    if (problem !== null) return errorLine(describeProblem(problem));
    if (answer?.step !== this.step) return nothing;
    const { said } = answer;
    return html`<section class="calibration" aria-label=${t("calibration.title")}>
      ${said ? renderCalibration(said) : html`<p class="sub">${t("calibration.few")}</p>`}
    </section>`;
  }
}

async function readTold(workshop: WorkshopId, step: StepId, signal: AbortSignal): Promise<Calibration | null> {
  try {
    return await askCalibration(workshop, step, signal);
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}
