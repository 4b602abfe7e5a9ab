import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { StepId } from "../../../schema/domain/ids.ts";
import { STEP_KINDS, type StepKind, type StepPhase } from "../../../schema/domain/workshop/phases.ts";
import { type PlannedStep, WORKSHOP_LIMITS, type WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { announce } from "../../elements/announce.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, t } from "../../i18n/t.ts";
import { plannedTimes } from "../agenda-times.ts";
import { kindWord, phaseWord, stepName, timeOfDay } from "../workshop-words.ts";
import { button } from "./coram-plan-frame.ts";
import "./coram-plan-key.ts";
import "./coram-plan-passages.ts";
import "./coram-plan-question.ts";
import "./coram-plan-tables.ts";
import { addStep, changeStep, KindsGone, moveStep, takesPassages, timedPhases, withPassages } from "./plan-draft.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-agenda": CoramPlanAgenda;
  }
}

const valueOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;

/** The agenda that is being written: steps in their order, with the time of day at which each would begin. */
@customElement("coram-plan-agenda")
export class CoramPlanAgenda extends LightElement {
  @property({ attribute: false }) plan!: WorkshopPlan;
  /** Steps that have begun: they stay as they are. */
  @property({ attribute: false }) begun: ReadonlySet<StepId> = new Set();
  @property({ attribute: false }) network!: NetworkView;
  /** Who may be asked to do something in a step. */
  @property({ attribute: false }) people: Pick<WorkshopView, "members" | "organisations"> = {
    members: [],
    organisations: [],
  };

  /** The step that was just added, until it is drawn: one begins in its title. */
  private added: StepId | null = null;
  private readonly kinds = new KindsGone();

  protected override updated(): void {
    const title = this.querySelector<HTMLInputElement>(`[data-step="${this.added ?? ""}"] .plan-step-title`);
    if (!title) return;
    this.added = null;
    title.focus();
    title.select();
  }

  protected override render(): TemplateResult {
    const { steps, begins } = this.plan;
    const times = plannedTimes(begins, steps);
    return html`<section aria-labelledby="plan-agenda">
      <div class="section-head">
        <h2 class="grow" id="plan-agenda">${t("plan.agenda")}</h2>
        ${steps.length > 1 ? html`<span class="note sub">${t("plan.move-keys")}</span>` : nothing}
      </div>
      <ol class="plan-steps">
        ${repeat(
          steps,
          ({ id }) => id,
          (step, i) => html`${this.renderDay(step, i)}${this.renderStep(step, times[i] ?? 0)}`,
        )}
      </ol>
      ${
        steps.length < WORKSHOP_LIMITS.steps
          ? html`<div class="row plan-add">
              <span class="note sub" id="plan-add">${t("plan.step-add")}</span>
              ${STEP_KINDS.map(
                (kind) =>
                  html`<button
                    type="button"
                    class="button button-small"
                    aria-describedby="plan-add"
                    @click=${() => this.add(kind)}
                  >
                    ${kindWord(kind)}
                  </button>`,
              )}
            </div>`
          : nothing
      }
    </section>`;
  }

  private renderDay({ day }: PlannedStep, i: number): TemplateResult | typeof nothing {
    const { days, steps } = this.plan;
    if (days.length < 2 || steps[i - 1]?.day === day) return nothing;
    const at = days[day];
    return html`<li class="plan-day">${t("plan.day", { day: day + 1 })}${at ? `, ${formatDate(at)}` : ""}</li>`;
  }

  private renderStep(step: PlannedStep, at: number): TemplateResult {
    const name = stepName(step);
    if (this.begun.has(step.id))
      return html`<li class="plan-step is-begun">
        <time>${timeOfDay(at)}</time><span>${name}</span>
        <span class="note sub">${t("plan.has-begun")}</span>
      </li>`;
    const { steps } = this.plan;
    const i = steps.indexOf(step);
    const isFirst = i === 0 || this.begun.has(steps[i - 1]?.id ?? step.id);
    return html`<li
      class="plan-step"
      data-step=${step.id}
      @keydown=${(event: KeyboardEvent) => this.onKey(event, step)}
    >
      <time>${timeOfDay(at)}</time>
      ${this.renderFields(step)}
      <span class="row plan-step-acts">
        ${button("arrow-up", t("plan.move-up", { name }), isFirst, () => this.move(step, -1))}
        ${button("arrow-down", t("plan.move-down", { name }), i === steps.length - 1, () => this.move(step, 1))}
        ${button("x", t("plan.remove", { name }), false, () => this.change({ ...this.plan, steps: steps.toSpliced(i, 1) }))}
      </span>
      <div class="plan-step-more">
        ${this.renderPhases(step)}
        ${
          takesPassages(step.kind)
            ? html`<coram-plan-passages
                .step=${step}
                .network=${this.network}
                @coram-passages=${({ detail }: HTMLElementEventMap["coram-passages"]) => this.changeOne(step, withPassages(step, detail.passages))}
              ></coram-plan-passages>`
            : nothing
        }
        ${this.renderPrepared(step)}
      </div>
    </li>`;
  }

  /** What is made ready for a step of its kind. */
  private renderPrepared(step: PlannedStep): TemplateResult | typeof nothing {
    const { members, organisations } = this.people;
    const take = ({ detail }: HTMLElementEventMap["coram-prepared"]): void => this.changeOne(step, detail);
    switch (step.kind) {
      case "vote":
        return html`<coram-plan-question .step=${step} @coram-prepared=${take}></coram-plan-question>`;
      case "tables":
        return html`<coram-plan-tables
          .step=${step}
          .members=${members}
          .organisations=${organisations}
          @coram-prepared=${take}
        ></coram-plan-tables>`;
      case "calibrate":
        return html`<coram-plan-key .step=${step} .members=${members} @coram-prepared=${take}></coram-plan-key>`;
      default:
        return nothing;
    }
  }

  private renderFields(step: PlannedStep): TemplateResult {
    const { days } = this.plan;
    return html`<select
        class="field"
        aria-label=${t("plan.step-kind")}
        @change=${(event: Event) => this.change(this.kinds.change(this.plan, step, valueOf(event) as StepKind))}
      >
        ${STEP_KINDS.map(
          (kind) => html`<option value=${kind} ?selected=${kind === step.kind}>${kindWord(kind)}</option>`,
        )}
      </select>
      <input
        class="field plan-step-title"
        maxlength="200"
        autocomplete="off"
        aria-label=${t("plan.step-title")}
        placeholder=${t("plan.step-title")}
        .value=${step.title}
        @input=${(event: Event) => this.changeOne(step, { title: valueOf(event) })}
      />
      <input
        class="field plan-minutes"
        type="number"
        min="1"
        max="1440"
        aria-label=${t("plan.step-minutes")}
        .value=${String(step.minutes)}
        @change=${(event: Event) => this.setMinutes(event, (minutes) => this.changeOne(step, { minutes }))}
      />
      ${
        days.length > 1
          ? html`<select
              class="field plan-step-day"
              aria-label=${t("plan.step-day")}
              @change=${(event: Event) => this.changeOne(step, { day: Number(valueOf(event)) })}
            >
              ${days.map(
                (_, day) =>
                  html`<option value=${day} ?selected=${day === step.day}>${t("plan.day", { day: day + 1 })}</option>`,
              )}
            </select>`
          : nothing
      }`;
  }

  private renderPhases(step: PlannedStep): TemplateResult | typeof nothing {
    const phases = timedPhases(step);
    if (phases.length === 0) return nothing;
    const sum = phases.reduce((all, { minutes }) => all + minutes, 0);
    const set = (phase: StepPhase, minutes: number): void =>
      this.changeOne(step, { phaseMinutes: { ...step.phaseMinutes, [phase]: minutes } });
    return html`<details>
      <summary class="note">${t("plan.phase-minutes")}</summary>
      <div class="plan-phases">
        ${phases.map(
          ({ phase, minutes }) =>
            html`<label class="form-row"
              ><span>${phaseWord(phase)}</span>
              <input
                class="field plan-minutes"
                type="number"
                min="1"
                max="1440"
                .value=${String(minutes)}
                @change=${(event: Event) => this.setMinutes(event, (now) => set(phase, now))}
            /></label>`,
        )}
      </div>
      <p class="note sub">${t("plan.phases-sum", { minutes: t("workshop.minutes", { count: sum }) })}</p>
    </details>`;
  }

  /** A number that is none is put back. */
  private setMinutes(event: Event, take: (minutes: number) => void): void {
    const minutes = Number(valueOf(event));
    if (Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440) take(minutes);
    else (event.target as HTMLInputElement).value = (event.target as HTMLInputElement).defaultValue;
  }

  private onKey(event: KeyboardEvent, step: PlannedStep): void {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    this.move(step, event.key === "ArrowUp" ? -1 : 1);
  }

  private move(step: PlannedStep, by: 1 | -1): void {
    const plan = moveStep(this.plan, step.id, by, this.begun);
    if (plan === this.plan) return;
    this.change(plan);
    const number = plan.steps.findIndex(({ id }) => id === step.id) + 1;
    announce(t("plan.moved", { name: stepName(step), number }));
  }

  private add(kind: StepKind): void {
    const plan = addStep(this.plan, kind, kindWord(kind));
    this.change(plan);
    this.added = plan.steps.at(-1)?.id ?? null;
  }

  private changeOne({ id }: PlannedStep, change: Partial<PlannedStep>): void {
    this.change(changeStep(this.plan, id, change));
  }

  private change(plan: WorkshopPlan): void {
    this.dispatchEvent(new CustomEvent("coram-plan-change", { detail: { plan } }));
  }
}
