import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BallotId, CategoryId, StepId, TableId } from "../../../schema/domain/ids.ts";
import { localise, UI_LANGUAGES, UiLanguage } from "../../../schema/domain/language.ts";
import {
  type BallotQuestion,
  WORDING_PARTS,
  type Wording,
  WordingPart,
} from "../../../schema/domain/workshop/ballot.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import "../../elements/coram-dialog.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, languageName, t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { keepInRoom } from "../keep-in-room.ts";
import { draftOfQuestion, NEW_QUESTION, questionOf, renderQuestion, type QuestionDraft } from "./question-fields.ts";
import { SeesVotes } from "./sees-votes.ts";
import type { VotesModel } from "./votes-model.ts";
import { categoryOf, wordedNow, wordsOf, type WordedCategory } from "./wordings.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-ballot-new": CoramBallotNew;
  }
}

/** What a question begins with, and of what: of the vote before, or of the step that it was made ready for. */
export interface ProposedBallot {
  of: BallotId | StepId;
  /** It asks what was planned for the step. */
  planned: boolean;
  question: Partial<BallotQuestion>;
}

/** What is voted on next: the question, how it is taken, and the wording that it is about. Fires `coram-dialog-close`. */
@customElement("coram-ballot-new")
export class CoramBallotNew extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  /** At which it is voted on; null where all vote. */
  @property({ attribute: false }) table: TableId | null = null;
  /** What it begins with; null: with nothing. */
  @property({ attribute: false }) proposed: ProposedBallot | null = null;
  @property({ type: Boolean }) open = false;
  @state() private draft = NEW_QUESTION;
  private given = NEW_QUESTION;
  @state() private category: CategoryId | "" = "";
  @state() private ofPart: WordingPart = "definition";
  @state() private of: UiLanguage = "en";
  @state() private categories: readonly WordedCategory[] = [];
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("open") || !this.open) return;
    this.given = draftOfQuestion({ ...questionOf(NEW_QUESTION), ...this.proposed?.question });
    this.draft = this.given;
    const { wording } = this;
    this.category = wording?.category ?? "";
    this.ofPart = wording?.part ?? "definition";
    this.of = wording?.language ?? language();
    this.problem = null;
    if (this.table === null) void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.categories = await wordedNow(this.votes.id);
    } catch (error) {
      this.problem = error;
    }
  }

  protected override render(): TemplateResult {
    return html`<coram-dialog
      wide
      heading=${t(this.table === null ? "vote.new" : "table.vote")}
      ?open=${this.open}
      @coram-dialog-close=${this.close}
    >
      ${this.open ? this.renderForm() : nothing}
    </coram-dialog>`;
  }

  /** The wording that was voted on before. */
  private get wording(): Wording | null {
    return this.proposed?.question.wording ?? null;
  }

  /** Of whom it is asked, and on what: words that are typed for a table, or over a question that was there, wait apart. */
  private get asked(): string {
    return this.table ?? [this.votes.id, ...(this.proposed ? [this.proposed.of] : [])].join(" ");
  }

  private renderForm(): TemplateResult {
    const problem = this.problem ?? this.votes.refusedAt(this.table ?? "all");
    return html`<form class="form" @submit=${this.submit} @input=${this.untell} @change=${this.untell}>
      ${renderQuestion(this.draft, (part) => this.write(part), { asked: this.asked, given: this.given })}
      ${this.draft.kind === "yes-no" && this.table === null ? this.renderWording() : nothing}
      ${errorLine(problem === null ? null : describeProblem(problem))}
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button class="button button-primary" ?disabled=${this.votes.isBusy}>${t("vote.open")}</button>
      </div>
    </form>`;
  }

  private renderWording(): TemplateResult {
    const category = categoryOf(this.categories, this.category);
    const before = category ? wordsOf(category, this.ofPart, this.of) : "";
    const { wording } = this;
    const isAgain = wording?.category === category?.id && wording?.part === this.ofPart && wording.language === this.of;
    const given = isAgain ? wording.after : before;
    return html`<label class="form-row"
        ><span>${t("vote.wording")}</span>
        <select
          class="field"
          name="category"
          @change=${(event: Event) => (this.category = (event.target as HTMLSelectElement).value as CategoryId | "")}
        >
          <option value="">${t("vote.wording-none")}</option>
          ${this.categories.map(({ id, code, label }) => html`<option value=${id} ?selected=${id === this.category}>${code} ${localise(label, language())}</option>`)}
        </select>
      </label>
      ${
        category
          ? html` <label class="form-row"
                ><span>${t("vote.part")}</span>
                <select
                  class="field"
                  @change=${(event: Event) => (this.ofPart = WordingPart.parse((event.target as HTMLSelectElement).value))}
                >
                  ${WORDING_PARTS.map((part) => html`<option value=${part} ?selected=${part === this.ofPart}>${t(`vote.part-${part}`)}</option>`)}
                </select>
              </label>
              <label class="form-row"
                ><span>${t("vote.language")}</span>
                <select
                  class="field"
                  @change=${(event: Event) => (this.of = UiLanguage.parse((event.target as HTMLSelectElement).value))}
                >
                  ${UI_LANGUAGES.map((each) => html`<option value=${each} ?selected=${each === this.of}>${languageName(each)}</option>`)}
                </select>
              </label>

              <label class="form-row"
                ><span>${t("vote.wording-after")}</span>
                <textarea
                  class="field"
                  name="after"
                  rows="5"
                  lang=${this.of}
                  required
                  .value=${given}
                  ${keepInRoom(`wording ${this.votes.id} ${category.id} ${this.ofPart} ${this.of}`, given)}
                ></textarea>
                <span class="note sub">${t("vote.wording-why")}</span></label
              >`
          : nothing
      }`;
  }

  private write(part: Partial<QuestionDraft>): void {
    this.draft = { ...this.draft, ...part };
    if (this.draft.kind !== "yes-no") this.category = "";
  }

  /** What is proposed; null where the question is about no wording. */
  private wordingOf(form: HTMLFormElement): Wording | null {
    const category = categoryOf(this.categories, this.category);
    if (!category) return null;
    const { ofPart: part, of } = this;
    return {
      category: category.id,
      part,
      language: of,
      before: wordsOf(category, part, of),
      after: textOf(form, "after"),
    };
  }

  /** Whether nothing else is proposed than what the draft says: said at the field. */
  private isUnchanged(form: HTMLFormElement, wording: Wording | null): boolean {
    const field = form.querySelector<HTMLTextAreaElement>("[name=after]");
    if (!field || !wording || (wording.after !== "" && wording.after !== wording.before)) return false;
    field.setCustomValidity(t("vote.wording-why"));
    return !field.reportValidity();
  }

  private readonly untell = ({ currentTarget }: Event): void => {
    (currentTarget as HTMLFormElement).querySelector<HTMLTextAreaElement>("[name=after]")?.setCustomValidity("");
  };

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { view } = this;
    const question = { ...questionOf(this.draft), wording: this.wordingOf(form) };
    if (this.isUnchanged(form, question.wording)) return;
    const step = view.steps.find(({ id, beganAt }) => id === view.workshop.step && beganAt !== null)?.id ?? null;
    const { table, votes, asked } = this;
    const planned = this.proposed?.planned === true && step !== null;
    const opens = table
      ? votes.openAt(table, { question })
      : votes.open({ term: view.workshop.term, step, planned, question });
    if (!(await opens)) return;
    wordsSent(this, `ballot ${asked}`);
    wordsSent(this, `choices ${asked}`);
    if (question.wording)
      wordsSent(this, `wording ${this.votes.id} ${question.wording.category} ${this.ofPart} ${this.of}`);
    this.close();
  };

  private readonly close = (): void => {
    this.votes.putAway();
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
