import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import { t } from "../../../i18n/t.ts";
import { unitHere } from "../../../i18n/tokens.ts";
import type { AnswerViews, EvidenceView } from "../answer-view.ts";
import type { PlannedQuestion, PlannedSubject, SheetPlan } from "../sheet-plan.ts";
import { valueWords } from "../value-words.ts";
import "./printed-sheet.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-printed-sheet": CoramPrintedSheet;
  }
}

export interface PrintedSheet {
  plan: SheetPlan;
  answers: AnswerViews;
  /** Coram's number of the paragraph at an offset. */
  numberAt: (offset: number) => string;
}

/**
 * The case sheet as it goes to paper behind the text: every question that is asked of the verdict and of each person, with its answer and
 * the paragraphs on which that rests. On the screen one is shown a subject at a time, in fields. It is made when the page is printed.
 */
@customElement("coram-printed-sheet")
export class CoramPrintedSheet extends VerdictElement {
  /** Null where no case sheet is open. */
  @property({ attribute: false }) make: () => PrintedSheet | null = () => null;
  @state() private isPrinted = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("beforeprint", this.onPrint);
    addEventListener("afterprint", this.onPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("beforeprint", this.onPrint);
    removeEventListener("afterprint", this.onPrint);
  }

  private readonly onPrint = ({ type }: Event): void => {
    this.isPrinted = type === "beforeprint";
    // What is not there when the event has been heard is on no paper.
    this.performUpdate();
  };

  protected override render(): TemplateResult | typeof nothing {
    const sheet = this.isPrinted ? this.make() : null;
    if (!sheet) return nothing;
    return html`<section class="printed-sheet">
      <h2>${t("sheet.title")} <span class="note">${t("sheet.progress", sheet.plan.progress)}</span></h2>
      ${sheet.plan.subjects.map((each) => renderSubject(each, sheet))}
    </section>`;
  }
}

function renderSubject({ unit, groups }: PlannedSubject, sheet: PrintedSheet): TemplateResult | typeof nothing {
  if (groups.length === 0) return nothing;
  return html`<h3>${unit ? unitHere(unit) : t("sheet.verdict")}</h3>
    ${groups.map(
      ({ label, questions }) =>
        html`<h4>${label}</h4>
          <dl>${questions.filter(({ isAsked }) => isAsked).map((planned) => renderQuestion(planned, sheet))}</dl>`,
    )}`;
}

function renderQuestion({ id, label, question }: PlannedQuestion, { answers, numberAt }: PrintedSheet): TemplateResult {
  const answer = answers.get(id);
  const value = answer?.value ?? null;
  if (!answer || value === null)
    return html`<div>
      <dt>${label}</dt>
      <dd class="note">${t("sheet.not-answered")}</dd>
    </div>`;
  const about = [
    answer.certainty === "unsure" ? t("sheet.unsure-word") : "",
    answer.author?.initials ?? "",
    ...places(answer.evidence, numberAt),
  ].filter(Boolean);
  return html`<div>
    <dt>${label}</dt>
    <dd>
      <b>${valueWords(question, value)}</b>
      ${about.length > 0 ? html`<span class="note">${about.join(" · ")}</span>` : nothing}
      ${answer.note ? html`<p>${answer.note}</p>` : nothing}
    </dd>
  </div>`;
}

/** Where the answer's passages are, each once; of one without words nothing is left to turn to. */
function places(evidence: readonly EvidenceView[], numberAt: PrintedSheet["numberAt"]): string[] {
  const all = evidence.flatMap(({ tag, ranges: [first] }) => {
    const paragraph = first ? numberAt(first.start) : "";
    return paragraph ? [`${t("sheet.paragraph", { paragraph })}${tag ? ` (${tag.code})` : ""}`] : [];
  });
  return [...new Set(all)];
}
