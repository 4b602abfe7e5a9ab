import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { STAGES, type Stage } from "../../schema/domain/verdict.ts";
import { describeProblem } from "../api/http.ts";
import { setStage } from "../api/verdicts.ts";
import "../elements/coram-dialog.ts";
import { t } from "../i18n/t.ts";
import { VerdictElement } from "./elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-stage-dialog": CoramStageDialog;
  }
}

/** Moves a verdict one stage forward or back. Fires `coram-dialog-close` when it should be closed. */
@customElement("coram-stage-dialog")
export class CoramStageDialog extends VerdictElement {
  @property({ attribute: false }) verdict!: VerdictId;
  @property() stage: Stage = "in-preparation";
  @property({ type: Boolean }) open = false;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult {
    const at = STAGES.indexOf(this.stage);
    const [back, forward] = [STAGES[at - 1], STAGES[at + 1]];
    return html`<coram-dialog
      .open=${this.open}
      heading=${t("page.stage", { stage: t(`word.stage.${this.stage}`) })}
      @coram-dialog-close=${this.close}
    >
      ${
        this.open
          ? html`<div class="form">
              <p>${t("page.stage-question")}</p>
              ${this.problem === null ? nothing : html`<p class="alert alert-error" role="alert">${describeProblem(this.problem)}</p>`}
              <div class="form-actions">
                <a class="button" href="/verdicts/${this.verdict}/prepare">${t("prepare.open")}</a>
                <span class="grow"></span>
                ${back ? this.renderStep(back, t("page.stage-back", { stage: t(`word.stage.${back}`) }), "button") : nothing}
                ${
                  forward
                    ? this.renderStep(
                        forward,
                        t("page.stage-forward", { stage: t(`word.stage.${forward}`) }),
                        "button button-primary",
                      )
                    : nothing
                }
              </div>
            </div>`
          : nothing
      }
    </coram-dialog>`;
  }

  private renderStep(stage: Stage, label: string, look: string): TemplateResult {
    return html`<button type="button" class=${look} @click=${() => void this.change(stage)}>${label}</button>`;
  }

  private async change(stage: Stage): Promise<void> {
    try {
      // The page hears of it by the event that everybody gets.
      await setStage(this.verdict, stage);
      this.close();
    } catch (error) {
      this.problem = error;
    }
  }

  private readonly close = (): void => {
    this.problem = null;
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
