import { html, type TemplateResult } from "lit";
import type { AnswerPlace } from "../../../schema/domain/answer.ts";
import { AnnotationId } from "../../../schema/domain/ids.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { quote } from "../../../schema/text/quote.ts";
import { announce, tell } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { EvidenceView } from "../sheet/answer-view.ts";
import "../sheet/coram-give-evidence.ts";
import { questionName, type SheetPlan } from "../sheet/sheet-plan.ts";
import type { PageContext } from "./page-context.ts";

/** What of the case sheet passages are given to. */
interface Sheet {
  readonly isOpen: boolean;
  plan(model: VerdictModel): SheetPlan;
  open(place: AnswerPlace, isByLetter: boolean): void;
}

/** Passages on which answers rest: which one would be given, and to which question it is. */
export class PageEvidence {
  private readonly page: PageContext;
  private readonly sheet: Sheet;

  constructor(page: PageContext, sheet: Sheet) {
    this.page = page;
    this.sheet = sheet;
  }

  /** What would be given: the selection, else the active tag. */
  private passage(): { tag: string | null; ranges: EvidenceView["ranges"] } | null {
    const { model, state } = this.page;
    if (state.selection.length > 0) return { tag: null, ranges: state.selection };
    const tag = state.active ? model?.tag(state.active) : null;
    return tag && !tag.deleted ? { tag: tag.id, ranges: tag.ranges } : null;
  }

  /** Names what would be given, so that nobody gives a tag that is merely open as what they have selected; "" = nothing. */
  get gives(): string {
    const { model } = this.page;
    const passage = model?.canTag ? this.passage() : null;
    if (!passage) return "";
    const code = passage.tag ? model?.tag(AnnotationId.parse(passage.tag))?.code : null;
    return code ? t("sheet.give-tag", { code }) : t("sheet.give");
  }

  /** Key Q: gives it to the question in hand, else asks to which. */
  giveByKey(): boolean {
    const { model, state } = this.page;
    if (!model?.canTag || this.sheet.plan(model).questions.size === 0) return false;
    if (!this.passage()) {
      tell(t("sheet.nothing-to-give"));
      return true;
    }
    if (this.sheet.isOpen && state.question) this.give(state.question, true);
    else this.chooseQuestion();
    return true;
  }

  /** Asks to which question the selection or the active tag is given. */
  chooseQuestion(): void {
    const { model, state } = this.page;
    if (model?.canTag && this.passage()) state.givingEvidence = true;
  }

  give(place: AnswerPlace, isByLetter = false): void {
    const { model, text } = this.page;
    const passage = this.passage();
    if (!model || !passage) return;
    const { question, subject } = place;
    const same = (ranges: EvidenceView["ranges"]): boolean =>
      JSON.stringify(ranges.map(({ start, end }) => [start, end])) ===
      JSON.stringify(passage.ranges.map(({ start, end }) => [start, end]));
    const known = model.answers.get(question, subject)?.evidence ?? [];
    if (known.some(({ id, ranges }) => id === passage.tag || same(ranges))) return announce(t("sheet.given-already"));
    const isGiven = passage.tag
      ? model.answering.addTag(question, subject, passage.tag)
      : model.answering.addPassage(question, subject, passage.ranges);
    if (!isGiven) return;
    text?.clearSelection();
    const planned = this.sheet.plan(model).questions.get(answerEntry(question, subject));
    announce(t("sheet.given", { question: planned ? questionName(planned, model.view.units) : "" }));
    this.sheet.open(place, isByLetter);
  }

  /** What asks which question a passage is given to. */
  renderChooser(model: VerdictModel, lang: string): TemplateResult {
    const { state } = this.page;
    const passage = state.givingEvidence ? this.passage() : null;
    return html`<coram-give-evidence
      .open=${state.givingEvidence}
      .plan=${state.givingEvidence ? this.sheet.plan(model) : null}
      .units=${model.view.units}
      .words=${passage ? quote(model.view.revision, passage.ranges) : ""}
      .textLang=${lang}
      @coram-evidence-given=${(event: HTMLElementEventMap["coram-evidence-given"]) => {
        state.givingEvidence = false;
        this.give(event.detail.place);
      }}
      @coram-dialog-close=${() => (state.givingEvidence = false)}
    ></coram-give-evidence>`;
  }
}
