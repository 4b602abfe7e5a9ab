import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { AnswerPlace, AnswerSubject } from "../../../schema/domain/answer.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import { verdictFacts } from "../../../schema/domain/verdict-facts.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-icon.ts";
import { awaitedNote, ofSeveral, type SheetCoder } from "../../rounds/several-coders.ts";
import "../../elements/coram-menu.ts";
import { arrowStep } from "../../elements/key-press.ts";
import { language, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./answer-act.ts";
import type { AnswerViews, GivenAnswer } from "./answer-view.ts";
import "./coram-verdict-facts.ts";
import type { CoramVerdictFacts } from "./coram-verdict-facts.ts";
import "./coram-question.ts";
import { SheetWordings } from "./written/sheet-wordings.ts";
import type { CoramQuestion } from "./coram-question.ts";
import { type PlannedQuestion, type PlannedSubject, planSheet, questionName, type SheetPlan } from "./sheet-plan.ts";
import { unitHere } from "../../i18n/tokens.ts";
import "./sheet.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-case-sheet": CoramCaseSheet;
  }
}

/**
 * The case sheet: all questions of the version in force, for the verdict and each of its units. It takes answers as views, of the
 * layer that one works in or of a frozen one, and sends what is done with them as `coram-answer-act`.
 */
@customElement("coram-case-sheet")
export class CoramCaseSheet extends VerdictElement {
  @property({ attribute: false }) content: Pick<MethodologyContent, "groups" | "questions"> = {
    groups: [],
    questions: [],
  };
  @property({ attribute: false }) units: readonly Unit[] = [];
  /** Whose data are shown above what is asked; null = none. */
  @property({ attribute: false }) verdict: CoramVerdictFacts["verdict"] | null = null;
  /** This person changes the verdict's data. */
  @property({ type: Boolean }) canEditData = false;
  /** Who may be asked about them. */
  @property({ attribute: false }) asked: readonly string[] = [];
  /** The reader codes blind: nothing is offered, and what they ask is not seen by others before the reveal. */
  @property({ type: Boolean }) isBlind = false;
  @property({ attribute: false }) answers: AnswerViews = new Map();
  /**
   * Of the layer whose tags are shown, of what stands, or of nobody: each of several coders has their own, or they are hidden from this
   * reader before they are settled.
   */
  @property() answersOf: "layer" | "standing" | "none" | "hidden" | "unsettled" | "awaited" = "layer";
  /** Where each coder has their own: whose can be shown. */
  @property({ attribute: false }) coders: readonly SheetCoder[] = [];
  /** The question in hand. */
  @property({ attribute: false }) current: AnswerPlace | null = null;
  /** When the answer in hand was given, where its layer does not say it. */
  @property({ attribute: false }) given: GivenAnswer | null = null;
  @property({ type: Boolean }) canAnswer = false;
  /** What is shown is settled, and this person changes it with a reason. */
  @property({ type: Boolean }) canAmend = false;
  /** May this person add and remove units, or propose one. */
  @property() unitRight: "none" | "change" | "propose" = "none";
  @property({ attribute: false }) revision!: Revision;
  @property({ attribute: false }) texts: ReadonlyMap<number, string | null> = new Map();
  @property({ attribute: false }) numberAt: (offset: number) => string = () => "";
  @property() textLang = "";
  @property() currency = "EUR";
  /** Names what can be given as evidence: what is selected, or the active tag; "" = nothing. */
  @property() gives = "";
  /** What stands in the fields of each question; whoever gives it keeps what is no answer yet while the sheet is not there. */
  @property({ attribute: false }) wordings = new SheetWordings();
  /** What came of adding or removing a unit. */
  @property() said = "";
  /** Whose questions are shown. */
  @property({ attribute: false }) subject: AnswerSubject = "verdict";
  @state() private onlyOpen = false;
  /** Answered since the filter was set: they stay, so that nothing goes away under one's hand. */
  private readonly stays = new Set<string>();
  private plan: SheetPlan = { subjects: [], progress: { answered: 0, asked: 0 }, questions: new Map() };
  /** The question in hand was come to by a letter. */
  private isByLetter = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.plan = planSheet(this.content, this.units, this.answers, language(), this.facts);
    if (changed.has("current") && this.current) this.subject = this.current.subject;
    if (!this.plan.subjects.some(({ subject }) => subject === this.subject)) this.subject = "verdict";
    if (changed.has("current") && this.hasUpdated) this.keepInPlace(changed.get("current") ?? null);
  }

  /** Goes to the question in hand: its control has the focus, come to by a letter no field. */
  async focusCurrent(isByLetter = false): Promise<void> {
    const isLettered = isByLetter || this.isByLetter;
    this.isByLetter = false;
    await this.updateComplete;
    const question = this.current && this.elementOf(this.current);
    await question?.updateComplete;
    question?.scrollIntoView({ block: "nearest" });
    if (question) question.focusControl(isLettered);
    else this.querySelector<HTMLElement>("[role=tab][tabindex='0']")?.focus();
  }

  /** The first question that waits for an answer, here or at another subject. */
  get firstOpen(): AnswerPlace | null {
    const open = (planned: PlannedQuestion): boolean => planned.isAsked && !planned.isAnswered;
    const all = [...this.plan.questions.values()];
    return (
      (all.find((each) => each.place.subject === this.subject && open(each)) ?? all.find(open) ?? all[0])?.place ?? null
    );
  }

  /** The next question that waits for an answer, after the last one from the first again; null where no other waits. */
  private get nextOpen(): AnswerPlace | null {
    const { current } = this;
    const all = [...this.plan.questions.values()];
    const now = all.findIndex((each) => this.isCurrent(each));
    const others = current ? [...all.slice(now + 1), ...all.slice(0, Math.max(now, 0))] : all;
    return others.find(({ isAsked, isAnswered }) => isAsked && !isAnswered)?.place ?? null;
  }

  /** The question in hand is answered, and the focus is in it. */
  get hasDone(): boolean {
    const { current } = this;
    if (!current || !this.elementOf(current)?.contains(document.activeElement)) return false;
    return this.plan.questions.get(answerEntry(current.question, current.subject))?.isAnswered ?? false;
  }

  /** On to the next question that waits for an answer; where none does, out of the fields. `isByLetter`: on none of its fields. */
  goOn(isByLetter: boolean, isAnswered = true): void {
    const place = this.nextOpen;
    if (!place && !isAnswered) return;
    if (!place && this.current) this.elementOf(this.current)?.focusControl(true);
    if (!place) return announce(t("sheet.all-answered"));
    this.isByLetter = isByLetter;
    this.emit("coram-question-open", { place, focus: true });
  }

  private elementOf({ question, subject }: AnswerPlace): CoramQuestion | null {
    const id = answerEntry(question, subject);
    return this.querySelector<CoramQuestion>(`coram-question[data-id="${CSS.escape(id)}"]`);
  }

  protected override render(): TemplateResult {
    const { plan } = this;
    if (this.answersOf === "hidden") return html`<p class="empty note sub">${t("sheet.not-yet")}</p>`;
    if (this.answersOf === "unsettled")
      return html`<p class="empty note sub">${t("verdict.banner-guest-unsettled")}</p>`;
    if (this.answersOf === "awaited") return awaitedNote();
    if (this.answersOf === "none") return ofSeveral(this.coders);
    const shown = plan.subjects.find(({ subject }) => subject === this.subject);
    return html`<div class="sheet-head">
        <p class="sheet-progress">
          <span class="grow">${t("sheet.progress", plan.progress)}</span>
          <label class="form-check note"
            ><input type="checkbox" .checked=${this.onlyOpen} @change=${this.onFilter} />${t("sheet.only-open")}</label
          >
        </p>
        ${this.answersOf === "standing" ? html`<p class="note sub">${t("sheet.that-stand")}</p>` : nothing}
        ${this.canAnswer ? nothing : html`<p class="note sub">${t(this.canAmend ? "sheet.amend" : "sheet.read-only")}</p>`}
        <div class="sheet-subjects">
          <div role="tablist" aria-label=${t("sheet.subjects")} @keydown=${this.onTabKey}>
            ${plan.subjects.map((each) => this.renderTab(each))}
          </div>
          ${this.renderUnitMenu()}
        </div>
        ${this.said ? html`<p class="note" role="status">${this.said}</p>` : nothing}
      </div>
      <div
        class="sheet-scroll"
        role="tabpanel"
        id=${`${this.uid}-panel`}
        aria-labelledby=${`${this.uid}-${this.subject}`}
        @focusin=${this.openFocused}
        @coram-question-step=${this.onStep}
        @coram-answer-kept=${(event: HTMLElementEventMap["coram-answer-kept"]) => this.goOn(false, event.detail.isAnswered)}
      >
        ${this.subject === "verdict" ? this.renderFacts() : nothing} ${shown ? this.renderSubject(shown) : nothing}
      </div>`;
  }

  private renderTab({ subject, unit, progress }: PlannedSubject): TemplateResult {
    const isShown = subject === this.subject;
    return html`<button
      type="button"
      role="tab"
      id=${`${this.uid}-${subject}`}
      aria-selected=${isShown}
      aria-controls=${`${this.uid}-panel`}
      tabindex=${isShown ? 0 : -1}
      @click=${() => this.show(subject)}
    >
      <span>${unit ? unitHere(unit) : t("sheet.verdict")}</span>
      <span class="count" title=${t("sheet.progress", progress)}>${progress.answered}/${progress.asked}</span>
    </button>`;
  }

  /** From its first question on. */
  private show(subject: AnswerSubject): void {
    this.subject = subject;
    this.emit("coram-sheet-subject", { subject });
    if (this.scroller) this.scroller.scrollTop = 0;
  }

  private get scroller(): HTMLElement | null {
    return this.closest<HTMLElement>(".scroll") ?? this.querySelector<HTMLElement>(".sheet-scroll");
  }

  private renderUnitMenu(): TemplateResult | typeof nothing {
    if (this.unitRight === "none") return nothing;
    const isChange = this.unitRight === "change";
    const unit = this.units.find(({ id }) => id === this.subject);
    const item = (kind: Unit["kind"]): TemplateResult =>
      html`<button
        type="button"
        role="menuitem"
        @click=${() => this.emit("coram-unit-act", { kind: isChange ? "add" : "propose", unit: kind })}
      >
        <span class="grow">${t(isChange ? `sheet.add-${kind}` : `sheet.propose-${kind}`)}</span>
      </button>`;
    return html`<coram-menu label=${t("sheet.add-unit")}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${t("sheet.add-unit")}>
        <coram-icon name="plus"></coram-icon>
      </button>
      ${item("defendant")} ${item("victim")}
      ${
        isChange && unit
          ? html`<hr />
              <button
                type="button"
                role="menuitem"
                @click=${() => this.emit("coram-unit-act", { kind: "remove", unit: unit.id })}
              >
                <span class="grow">${t("sheet.remove-unit", { unit: unitHere(unit) })}</span>
              </button>`
          : nothing
      }
    </coram-menu>`;
  }

  private get facts(): ReturnType<typeof verdictFacts> | null {
    return this.verdict && verdictFacts(this.verdict, this.units);
  }

  private renderFacts(): TemplateResult | typeof nothing {
    const { verdict } = this;
    return verdict
      ? html`<coram-verdict-facts
          .verdict=${verdict}
          .units=${this.units}
          .questions=${this.content.questions.filter(({ from }) => from)}
          .answers=${this.answers}
          .asked=${this.asked}
          .canEdit=${this.canEditData}
          .isBlind=${this.isBlind}
        ></coram-verdict-facts>`
      : nothing;
  }

  private renderSubject({ groups, unit }: PlannedSubject): TemplateResult {
    if (groups.length === 0) {
      const none =
        this.content.questions.length === 0
          ? t("sheet.no-questions")
          : t(unit ? "sheet.none-of-unit" : "sheet.none-of-verdict");
      return html`<p class="empty note sub">${none}</p>`;
    }
    const shown = groups
      .map((group) => ({ ...group, questions: group.questions.filter(this.isShown) }))
      .filter(({ questions }) => questions.length > 0);
    if (shown.length === 0) return html`<p class="empty note sub">${t("sheet.all-answered")}</p>`;
    return html`${shown.map(
      ({ id, label, questions, progress }) =>
        html`<div class="sheet-group" role="group" aria-label=${label}>
          <h2>
            <span class="label grow">${label}</span><span class="note sub">${t("sheet.progress", progress)}</span>
          </h2>
          ${repeat(
            questions.filter((planned) => planned.isAsked || this.isCurrent(planned)),
            (planned) => `${this.wordings.place} ${id} ${planned.id}`,
            (planned) => this.renderQuestion(planned),
          )}
          ${this.renderKept(questions.filter((planned) => !planned.isAsked && !this.isCurrent(planned)))}
        </div>`,
    )}`;
  }

  /** Answers whose questions another answer made idle: named, and shown when one goes to them. */
  private renderKept(kept: readonly PlannedQuestion[]): TemplateResult | typeof nothing {
    if (kept.length === 0) return nothing;
    return html`<p class="sheet-kept note sub">
      ${t("sheet.kept")}
      ${kept.map(
        ({ label, place }) =>
          html`<button
            type="button"
            class="link"
            @click=${() => this.emit("coram-question-open", { place, focus: true })}
          >
            ${label}
          </button>`,
      )}
    </p>`;
  }

  private isCurrent({ id }: PlannedQuestion): boolean {
    const { current } = this;
    return current !== null && answerEntry(current.question, current.subject) === id;
  }

  private renderQuestion(planned: PlannedQuestion): TemplateResult {
    const isCurrent = this.isCurrent(planned);
    return html`<coram-question
      data-id=${planned.id}
      .planned=${planned}
      .answer=${this.answers.get(planned.id) ?? null}
      .open=${isCurrent}
      .given=${isCurrent ? this.given : null}
      .readonly=${!this.canAnswer}
      .canAmend=${this.canAmend}
      .revision=${this.revision}
      .texts=${this.texts}
      .numberAt=${this.numberAt}
      .nameOf=${this.nameOf}
      .textLang=${this.textLang}
      .currency=${this.currency}
      .gives=${this.gives}
      .offers=${!this.isBlind}
      .wordings=${this.wordings}
    ></coram-question>`;
  }

  private readonly nameOf = (id: string): string => {
    const planned = this.plan.questions.get(id);
    return planned ? questionName(planned, planned.place.subject === this.subject ? [] : this.units) : "";
  };

  // ------------------------------------------------------------------------------------------------------------- moving

  private readonly isShown = (planned: PlannedQuestion): boolean => {
    if (!this.onlyOpen || !planned.isAnswered) {
      if (this.onlyOpen) this.stays.add(planned.id);
      return true;
    }
    return this.stays.has(planned.id);
  };

  private readonly onFilter = (event: Event): void => {
    this.onlyOpen = (event.target as HTMLInputElement).checked;
    this.stays.clear();
  };

  private readonly onTabKey = (event: KeyboardEvent): void => {
    const by = arrowStep(event);
    if (by === 0) return;
    event.preventDefault();
    const { subjects } = this.plan;
    const now = subjects.findIndex(({ subject }) => subject === this.subject);
    const next = subjects[(now + by + subjects.length) % subjects.length];
    if (!next) return;
    this.show(next.subject);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("[role=tab][tabindex='0']")?.focus());
  };

  private readonly onStep = (event: HTMLElementEventMap["coram-question-step"]): void => {
    event.stopPropagation();
    const questions = [...this.querySelectorAll<CoramQuestion>("coram-question")];
    const now = questions.findIndex((question) => question.contains(event.target as Node));
    const next = questions[now + event.detail.by];
    if (!next) return;
    this.isByLetter = event.detail.isByLetter;
    this.emit("coram-question-open", { place: next.planned.place, focus: true });
  };

  private readonly openFocused = (event: FocusEvent): void => {
    const question = (event.target as Element).closest<CoramQuestion>("coram-question");
    if (question && !question.open) this.emit("coram-question-open", { place: question.planned.place, focus: false });
  };

  /** The question that opens stays where it is while the one above it closes. */
  private keepInPlace(before: AnswerPlace | null): void {
    const question = this.current && before && this.elementOf(this.current);
    const { scroller } = this;
    if (!question || !scroller) return;
    const top = question.getBoundingClientRect().top;
    void this.updateComplete
      .then(() =>
        Promise.all([...this.querySelectorAll<CoramQuestion>("coram-question")].map((each) => each.updateComplete)),
      )
      .then(() => {
        scroller.scrollBy(0, question.getBoundingClientRect().top - top);
        question.scrollIntoView({ block: "nearest" });
      });
  }
}
