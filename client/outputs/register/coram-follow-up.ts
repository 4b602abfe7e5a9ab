import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { isDue } from "../../../schema/approval/due.ts";
import type { Recommendation } from "../../../schema/editor/register.ts";
import { RECOMMENDATION_STATES, RecommendationState, type Register } from "../../../schema/protocol/http/quotes.ts";
import { describeProblem } from "../../api/http.ts";
import { sayFollowUp } from "../../api/quotes.ts";
import { serverClock } from "../../api/server-clock.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-follow-up": CoramFollowUp;
  }
  interface HTMLElementEventMap {
    "coram-followed": CustomEvent<Register>;
  }
}

const DATES = ["date", "sent", "due"] as const;

/** What came of a recommendation: read in a line, said in a form. */
@customElement("coram-follow-up")
export class CoramFollowUp extends LightElement {
  @property({ attribute: false }) of!: Recommendation;
  @state() private isOpen = false;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult {
    const { of } = this;
    const { followUp, deadline } = of;
    const now = followUp?.state ?? "open";
    const since = followUp?.date ? `, ${formatDate(followUp.date)}` : "";
    return html`<p class="follow-line">
        <span><b>${t(`follow.state-${now}`)}</b>${since}</span>
        ${followUp?.source ? html`<span>${followUp.source}</span>` : nothing}
        ${isDue(deadline, followUp, today()) ? html`<span class="words-warn">${t("follow.is-due")}</span>` : nothing}
        ${
          of.mayFollow && !this.isOpen
            ? html`<button type="button" class="link" @click=${this.open}>${t("follow.say")}</button>`
            : nothing
        }
      </p>
      ${this.isOpen ? this.renderForm() : nothing}`;
  }

  private renderForm(): TemplateResult {
    const { followUp } = this.of;
    return html`<form class="follow-form" @submit=${this.onSubmit}>
      <label class="form-row"
        ><span>${t("follow.state")}</span>
        <select class="field" name="state">
          ${RECOMMENDATION_STATES.map(
            (each) =>
              html`<option value=${each} ?selected=${each === (followUp?.state ?? "open")}>
                ${t(`follow.state-${each}`)}
              </option>`,
          )}
        </select>
      </label>
      ${DATES.map(
        (name) =>
          html`<label class="form-row"
            ><span>${t(`follow.${name}`)}</span>
            <input class="field" type="date" name=${name} .value=${followUp?.[name] ?? ""} />
          </label>`,
      )}
      <label class="form-row follow-wide"
        ><span>${t("follow.source")}</span>
        <input class="field" name="source" maxlength="500" autocomplete="off" .value=${followUp?.source ?? ""} />
      </label>
      <div class="form-actions follow-wide">
        <button class="button button-small button-primary">${t("follow.keep")}</button>
        <button type="button" class="button button-small" @click=${this.close}>${t("shell.cancel")}</button>
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
    </form>`;
  }

  private readonly open = async (): Promise<void> => {
    this.isOpen = true;
    await this.updateComplete;
    this.querySelector("select")?.focus();
  };

  private readonly close = async (): Promise<void> => {
    this.isOpen = false;
    this.problem = null;
    await this.updateComplete;
    this.querySelector("button")?.focus();
  };

  private readonly onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { currentTarget: form } = event;
    if (!(form instanceof HTMLFormElement)) return;
    const day = (name: (typeof DATES)[number]): string | null => textOf(form, name) || null;
    const said = {
      state: RecommendationState.parse(textOf(form, "state")),
      date: day("date"),
      sent: day("sent"),
      due: day("due"),
      source: textOf(form, "source"),
    };
    try {
      const detail = await sayFollowUp(this.of.output, this.of.block, said);
      this.dispatchEvent(new CustomEvent("coram-followed", { detail }));
      await this.close();
    } catch (error) {
      this.problem = error;
    }
  };
}

function today(): string {
  return serverClock.now().toISOString().slice(0, 10);
}
