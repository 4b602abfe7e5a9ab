import { html, nothing, type ReactiveController, type TemplateResult } from "lit";
import type { SheetCoder } from "../../rounds/several-coders.ts";
import type { AnswerPlace } from "../../../schema/domain/answer.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { verdictFacts } from "../../../schema/domain/verdict-facts.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { blindPart } from "../../../schema/domain/blind-part.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import { describeProblem } from "../../api/http.ts";
import type { RestedOn } from "../../reader/passage-decorations.ts";
import { serverReach } from "../../api/reach.ts";
import { announce } from "../../elements/announce.ts";
import { enterPlace } from "../../elements/back-closes.ts";
import { HearsAddress } from "../../elements/address/hears-address.ts";
import { language, t } from "../../i18n/t.ts";
import type { PageChanges } from "./page-changes.ts";
import type { PageContext } from "./page-context.ts";
import { PageEvidence } from "./page-evidence.ts";
import type { PageGoing } from "./page-going.ts";
import { NARROW } from "../../elements/screen.ts";
import { type RefusedAnswer, refusedAnswers } from "../../rounds/left-open.ts";
import { AnswerTime } from "../sheet/answer-time.ts";
import { type AnswerViews, type EvidenceView, withSeen } from "../sheet/answer-view.ts";
import "../sheet/coram-case-sheet.ts";
import type { CoramCaseSheet } from "../sheet/coram-case-sheet.ts";
import { SheetWordings } from "../sheet/written/sheet-wordings.ts";
import { changeUnits } from "../sheet/change-units.ts";
import type { PrintedSheet } from "../sheet/printed/coram-printed-sheet.ts";
import { barePassages, type RestingAnswer, restingOn } from "../sheet/resting.ts";
import { firstOpen, planSheet, questionName, type SheetPlan } from "../sheet/sheet-plan.ts";
import { isKeptFrom } from "../model/tag-count.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import { askable, askOwner } from "./dialogs/ask-owner.ts";
import { wantedIn } from "./question-in-address.ts";

/** What the case sheet of a country writes sums in where nothing is there yet. */
const CURRENCY = { rs: "RSD", mk: "MKD", al: "ALL" } as const;

/** The case sheet on the verdict page: open or not, the question in hand, passages given to it and gone to from it. */
export class PageSheet implements ReactiveController {
  private readonly page: PageContext;
  private readonly going: PageGoing;
  private readonly changes: PageChanges;
  private readonly planOnce = onceFor(
    (
      content: MethodologyContent | undefined,
      units: VerdictModel["view"]["units"],
      answers: AnswerViews,
      verdict: VerdictModel["view"]["verdict"],
      lang: UiLanguage,
    ) => planSheet(content ?? { groups: [], questions: [] }, units, answers, lang, verdictFacts(verdict, units)),
  );
  private readonly withSeenOnce = onceFor(withSeen);
  private readonly bareOnce = onceFor(barePassages);
  private readonly restingOnce = onceFor((_plan: SheetPlan) => (tag: string) => this.resting({ tag }));
  private readonly time: AnswerTime;
  readonly evidence: PageEvidence;
  /** What is frozen is read in the same fields; what is written into the layer that one works in stays apart. */
  private readonly readOnly = new SheetWordings();
  private wanted: AnswerPlace | "first" | null = wantedIn(location.search);

  constructor(page: PageContext, going: PageGoing, changes: PageChanges) {
    this.page = page;
    this.going = going;
    this.changes = changes;
    page.host.addController(this);
    new HearsAddress(page.host, () => {
      this.wanted = wantedIn(location.search);
      if (this.wanted) page.host.requestUpdate();
    });
    this.time = new AnswerTime(page.host);
    this.evidence = new PageEvidence(page, this);
  }

  hostUpdated(): void {
    if (!this.wanted || !this.page.model?.hasContent) return;
    const { model } = this.page;
    // A copy of this device may lack what a colleague has answered since.
    if (this.wanted === "first" && !model.synced && !serverReach.isAway) return;
    const place = this.wanted === "first" ? firstOpen(this.plan(model)) : this.wanted;
    this.wanted = null;
    // The page may not be changed while it is being drawn.
    queueMicrotask(() => this.open(place));
  }

  get isOpen(): boolean {
    const { state } = this.page;
    return NARROW.matches ? state.sheet === "questions" : this.page.isSheetBeside || state.caseSheet;
  }

  /** Shows the sheet, with a question in hand that has the focus. `isByLetter`: none of its fields has. */
  open(place: AnswerPlace | null = this.page.state.question, isByLetter = false): void {
    const { state } = this.page;
    if (NARROW.matches) state.sheet = "questions";
    else state.caseSheet = true;
    if (place) this.take(place);
    void this.focusSheet(isByLetter);
  }

  private take(place: AnswerPlace): void {
    const { state } = this.page;
    state.question = place;
    state.subject = place.subject;
  }

  /** Once all that holds the sheet has been drawn: the sheet at the foot takes the focus itself when it opens. */
  private async focusSheet(isByLetter: boolean): Promise<void> {
    const { host } = this.page;
    await host.updateComplete;
    await host.querySelector("coram-passage-sheet")?.updateComplete;
    await host.querySelector("coram-bottom-sheet")?.updateComplete;
    await this.element?.focusCurrent(isByLetter);
  }

  close(): void {
    const { state } = this.page;
    if (NARROW.matches) state.sheet = null;
    else state.caseSheet = false;
  }

  private get element(): CoramCaseSheet | null {
    return this.page.host.querySelector("coram-case-sheet");
  }

  // --------------------------------------------------------------------------------------------------------- what is shown

  /** The questions as they stand; the same object as long as nothing of it changes. */
  plan(model: VerdictModel): SheetPlan {
    const { methodology, units, verdict } = model.view;
    const answers = this.answers(model);
    return this.planOnce(methodology?.content, units, answers, verdict, language());
  }

  /** The layer's answers; changed words of a tag that the reader has looked at count as seen. */
  private answers(model: VerdictModel): AnswerViews {
    const { seenTags } = this.changes;
    const all = model.answerViews;
    return seenTags.size === 0 ? all : this.withSeenOnce(all, seenTags);
  }

  /** What answers rest on without a tag, as the text paints it; the same list as long as no answer has changed. */
  barePassages(model: VerdictModel): readonly RestedOn[] {
    return this.bareOnce(this.answers(model));
  }

  /** Names the answers that rest on a tag; another function as soon as answers change, so that who shows them asks again. */
  restingOnTag(model: VerdictModel): (tag: string) => RestingAnswer[] {
    return this.restingOnce(this.plan(model));
  }

  /** Answers that rest on what is selected. */
  get restingOnSelection(): RestingAnswer[] {
    return this.resting({ ranges: this.page.state.selection });
  }

  private resting(on: Parameters<typeof restingOn>[1]): RestingAnswer[] {
    const { model } = this.page;
    if (!model) return [];
    const { questions } = this.plan(model);
    return restingOn(this.answers(model), on).flatMap((place) => {
      const planned = questions.get(answerEntry(place.question, place.subject));
      return planned ? [{ place, name: questionName(planned, model.view.units) }] : [];
    });
  }

  /** The two views of the left column. */
  renderSwitch(model: VerdictModel): TemplateResult | typeof nothing {
    if ((model.view.methodology?.content.questions.length ?? 0) === 0) return nothing;
    const { answered, asked } = this.plan(model).progress;
    const isThere = model.hasContent && !isKeptFrom(model);
    const isCounted = isThere && (model.answersOf === "layer" || model.answersOf === "standing");
    const count = isCounted ? html`<span class="count">${answered}/${asked}</span>` : nothing;
    const isOpen = this.isOpen;
    const choose = (open: boolean) => (): void => {
      if (open) this.open();
      else this.close();
    };
    return html`<div class="sheet-switch choice" role="radiogroup" aria-label=${t("page.panels")}>
      <button type="button" role="radio" aria-checked=${!isOpen} @click=${choose(false)}>${t("sheet.outline")}</button>
      <button type="button" role="radio" aria-checked=${isOpen} @click=${choose(true)}>
        ${t("sheet.title")} ${count}
      </button>
    </div>`;
  }

  /** `canAmend`: what is shown is settled, and the reader changes it with a reason. `coders`: whose answers can be shown instead. */
  render(
    model: VerdictModel,
    lang: string,
    { canAmend, coders }: { canAmend: boolean; coders: readonly SheetCoder[] },
  ): TemplateResult {
    const { methodology, units, revision, can, verdict } = model.view;
    const isBlind = blindPart(model.me, model.view.round, model.view.layers) === "codes";
    return html`<coram-case-sheet
      .content=${methodology?.content ?? { groups: [], questions: [] }}
      .units=${units}
      .verdict=${verdict}
      .asked=${askable(model).map(({ name }) => name)}
      .canEditData=${can.prepare}
      .isBlind=${isBlind}
      .answers=${this.answers(model)}
      .answersOf=${isKeptFrom(model) ? "unsettled" : model.answersOf}
      .coders=${coders}
      .current=${this.page.state.question}
      .subject=${this.page.state.subject}
      @coram-sheet-subject=${(event: HTMLElementEventMap["coram-sheet-subject"]) => (this.page.state.subject = event.detail.subject)}
      .given=${this.time.when(model, this.page.state.question)}
      .canAnswer=${model.canTag}
      .canAmend=${canAmend}
      .unitRight=${isBlind ? "propose" : can.prepare ? "change" : "none"}
      .revision=${revision}
      .texts=${new Map(this.changes.texts)}
      .numberAt=${this.numberAt}
      .textLang=${lang}
      .currency=${CURRENCY[verdict.country]}
      .gives=${this.evidence.gives}
      .wordings=${model.showsFrozen ? this.readOnly : model.wordings}
      @coram-answer-act=${this.onAct}
      @coram-answer-anew=${(event: HTMLElementEventMap["coram-answer-anew"]) => {
        const { state } = this.page;
        state.standing = { act: "answer", ...event.detail };
        state.dialog = "standing";
      }}
      @coram-question-open=${this.onOpen}
      @coram-unit-act=${this.onUnitAct}
      @coram-facts-asked=${(event: HTMLElementEventMap["coram-facts-asked"]) => askOwner(model, event.detail)}
    ></coram-case-sheet>`;
  }

  /** What goes to paper behind the text; null where the sheet is not open, or shows nobody's answers. */
  readonly printed = (): PrintedSheet | null => {
    const { model } = this.page;
    if (!model || !this.isOpen || isKeptFrom(model)) return null;
    if (model.answersOf !== "layer" && model.answersOf !== "standing") return null;
    return { plan: this.plan(model), answers: this.answers(model), numberAt: this.numberAt };
  };

  readonly refused = (): readonly RefusedAnswer[] =>
    this.page.model
      ? refusedAnswers(this.plan(this.page.model), this.page.model.wordings, this.page.model.view.units)
      : [];

  private readonly numberAt = (offset: number): string => this.page.numberAt(offset);

  // ------------------------------------------------------------------------------------------------------------ answering

  /**
   * Key A: to the question that is nearest: in hand, resting on the paragraph that is read, or the first unanswered one. From one
   * that is answered on to the next that is not.
   */
  answerNearest(): boolean {
    const { model, state } = this.page;
    if (!model || this.plan(model).questions.size === 0) return false;
    if (this.element?.hasDone) {
      this.element.goOn(true);
      return true;
    }
    const isThere = (place: AnswerPlace | null): boolean =>
      place !== null && this.plan(model).questions.has(answerEntry(place.question, place.subject));
    const [first = null] = this.plan(model).questions.values();
    const near = this.nearestHere(model) ?? firstOpen(this.plan(model)) ?? first?.place ?? null;
    this.open(isThere(state.question) ? state.question : near, true);
    return true;
  }

  private nearestHere(model: VerdictModel): AnswerPlace | null {
    const { text } = this.page;
    const block = blockAt(model.view.revision.blocks, text?.caretOffset ?? 0);
    if (!block || block.end <= block.start) return null;
    return restingOn(this.answers(model), { ranges: [{ start: block.start, end: block.end }] })[0] ?? null;
  }

  private readonly onOpen = (event: HTMLElementEventMap["coram-question-open"]): void => {
    const { place, focus } = event.detail;
    // The page's own listener is for cards and bars, which always lead here.
    event.stopPropagation();
    if (focus) this.open(place);
    else this.take(place);
  };

  private readonly onAct = (event: HTMLElementEventMap["coram-answer-act"]): void => {
    const { place, act } = event.detail;
    const { model } = this.page;
    if (!model) return;
    const { answering } = model;
    const { question, subject } = place;
    switch (act.kind) {
      case "set":
        return void answering.set(question, subject, act.value);
      case "clear":
        return void answering.clear(question, subject);
      case "note":
        return void answering.note(question, subject, act.note);
      case "certainty":
        return void answering.certainty(question, subject, act.certainty);
      case "accept":
        answering.accept(question, subject);
        return this.page.host.requestUpdate();
      case "give":
        return this.evidence.give(place);
      case "remove":
        return void answering.removeEvidence(question, subject, act.evidence.id);
      case "keep":
        return void answering.keepEvidence(question, subject, act.evidence.id);
      case "renew":
        if (act.evidence.tag) return void this.changes.mark([act.evidence.id]);
        return void answering.renewPassage(question, subject, act.evidence.id, act.evidence.ranges);
      case "before":
        if (act.evidence.anchor) this.changes.bring([act.evidence.anchor.revision]);
        return;
      case "go":
        return this.go(place, act.evidence);
    }
  };

  /** To a passage; Back returns to the question. */
  private go(place: AnswerPlace, { tag, id, ranges }: EvidenceView): void {
    const { state, text } = this.page;
    const [first] = ranges;
    if (!first) return;
    history.replaceState(
      history.state,
      "",
      `?${new URLSearchParams({ question: place.question, subject: place.subject })}`,
    );
    enterPlace(tag ? `?tag=${id}` : `?at=${first.start}`);
    if (NARROW.matches) state.sheet = null;
    if (tag) this.going.activate(id, { scroll: true, remember: false });
    else text?.scrollToOffset(first.start, { pulse: true });
    text?.focus();
  }

  // ---------------------------------------------------------------------------------------------------------------- units

  private readonly onUnitAct = (event: HTMLElementEventMap["coram-unit-act"]): void => {
    const { model } = this.page;
    if (!model) return;
    // The server tells everybody, this page too, that the verdict has changed.
    const done = changeUnits(model.verdictId, model.view.units, event.detail);
    void done.then(
      (words) => this.say(words),
      (error: unknown) => this.say(describeProblem(error)),
    );
  };

  private say(words: string): void {
    announce(words);
    const sheet = this.element;
    if (sheet) sheet.said = words;
  }
}
