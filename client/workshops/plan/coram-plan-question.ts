import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BallotQuestion } from "../../../schema/domain/workshop/ballot.ts";
import { preparedQuestion } from "../../../schema/domain/workshop/prepared.ts";
import type { PlannedStep } from "../../../schema/domain/workshop/workshop.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import {
  draftOfQuestion,
  NEW_QUESTION,
  questionOf,
  renderQuestion,
  type QuestionDraft,
} from "../votes/question-fields.ts";
import { kindWord, stepName } from "../workshop-words.ts";
import { button } from "./coram-plan-frame.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-question": CoramPlanQuestion;
  }
  interface HTMLElementEventMap {
    /** What is made ready for a step. */
    "coram-prepared": CustomEvent<Pick<PlannedStep, "prepared">>;
  }
}

/** What a vote of the agenda asks: whoever leads opens it by one press when its step has come, and nobody reads it before. */
@customElement("coram-plan-question")
export class CoramPlanQuestion extends LightElement {
  @property({ attribute: false }) step!: PlannedStep;
  /** As it is typed; what the plan has of it lacks blanks and empty lines. */
  @state() private draft = NEW_QUESTION;
  private isNew = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const question = preparedQuestion(this.step);
    if (!changed.has("step") || !question) return;
    if (JSON.stringify(question) !== JSON.stringify(questionOf(this.draft))) this.draft = draftOfQuestion(question);
  }

  protected override updated(): void {
    const words = this.isNew && this.querySelector<HTMLInputElement>("[name=words]");
    if (!words) return;
    this.isNew = false;
    words.focus();
    // What was filled in is proposed: whoever types puts theirs in its place.
    words.select();
  }

  protected override render(): TemplateResult {
    if (!preparedQuestion(this.step))
      return html`<div>
        <button type="button" class="button button-small" @click=${this.begin}>${t("plan.question-add")}</button>
      </div>`;
    return html`<div class="plan-prepared form" role="group" aria-label=${t("plan.question")}>
      <div class="row">
        <span class="note sub grow">${t("plan.question-why")}</span>
        ${button("x", t("plan.question-remove", { name: stepName(this.step) }), false, () => this.tell(null))}
      </div>
      ${renderQuestion(this.draft, (part) => this.write(part))}
    </div>`;
  }

  /** The title of the step is proposed, where it says more than that it is a vote. */
  private readonly begin = (): void => {
    const { title } = this.step;
    this.draft = { ...NEW_QUESTION, words: title === kindWord("vote") ? "" : title };
    this.isNew = true;
    this.tell(questionOf(this.draft));
  };

  private write(part: Partial<QuestionDraft>): void {
    this.draft = { ...this.draft, ...part };
    this.tell(questionOf(this.draft));
  }

  private tell(question: BallotQuestion | null): void {
    const prepared = question && { kind: "vote" as const, question };
    this.dispatchEvent(new CustomEvent("coram-prepared", { detail: { prepared } }));
  }
}
