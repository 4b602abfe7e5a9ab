import { html, nothing, type LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { type AnswerValue, isClosedType } from "../../schema/domain/answer.ts";
import { localise } from "../../schema/domain/language.ts";
import { takesAnswer } from "../../schema/domain/methodology/takes-answer.ts";
import type { StandingCommand, StandingView } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../schema/text/revision.ts";
import { quote } from "../../schema/text/quote.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { describeProblem } from "../api/http.ts";
import { changeStanding } from "../api/rounds.ts";
import { announce, tell } from "../elements/announce.ts";
import "../elements/coram-dialog.ts";
import { sendsReason } from "../elements/key-press.ts";
import { errorLine } from "../elements/form.ts";
import { language, t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { AnswerViews } from "../verdict/sheet/answer-view.ts";
import type { AnsweredAnew } from "../verdict/sheet/answer-act.ts";
import "../verdict/sheet/coram-choice-answer.ts";
import "../verdict/sheet/coram-typed-answer.ts";
import { emptyButtons } from "../verdict/sheet/empty-words.ts";
import { inText } from "../reader/carry-over.ts";
import type { TagView } from "../reader/text-views.ts";
import { optionsOf } from "../verdict/sheet/question-views.ts";
import { focusControl } from "../elements/focus-control.ts";
import "./coram-answer-passages.ts";
import "./rounds.css";
import { standingChanges } from "./standing-changes.ts";
import { chosenIn, type StandingBegun } from "./standing-begun.ts";
import { answerWords, categoriesOf, doneWords, questionIn, questionsOf } from "./standing-words.ts";
import { keepWords, wordsSent } from "../typed/keep-words.ts";
import { shortened } from "../../schema/text/shortened.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-standing-dialog": CoramStandingDialog;
  }
  interface HTMLElementEventMap {
    /** What stands was changed. */
    "coram-standing-changed": CustomEvent<{ standing: StandingView }>;
  }
}

const ACTS = ["add-tag", "withdraw-tag", "sort-tag", "answer", "withdraw-answer"] as const;
type Act = (typeof ACTS)[number];

/**
 * Adds a tag or an answer to what is settled, sorts or withdraws one, with a reason, outside agreement; and what was done so since it was
 * settled. Fires `coram-dialog-close`.
 */
@customElement("coram-standing-dialog")
export class CoramStandingDialog extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) standing!: StandingView;
  /** Of what stands. */
  @property({ attribute: false }) tags: readonly TagView[] = [];
  @property({ attribute: false }) answers: AnswerViews = new Map();
  /** What is selected in the text. */
  @property({ attribute: false }) selection: readonly Range[] = [];
  /** What it was opened for alone. */
  @property({ attribute: false }) begun: StandingBegun | null = null;
  @property() textLang = "";
  @property({ type: Boolean }) open = false;
  @query("coram-dialog") private readonly dialog!: LitElement | null;
  @query("coram-choice-answer, coram-typed-answer, textarea[name=value]") private readonly answer!:
    | LitElement
    | HTMLTextAreaElement
    | null;
  @state() private act: Act = "add-tag";
  /** Of the act that is chosen: a category, a tag, a question and whom it is asked of. */
  @state() private of = "";
  /** Which part a tag of a category that was split is. */
  @state() private chosenPart = "";
  @state() private value: AnswerValue | null = null;
  /** On which it is to rest. */
  @state() private passages: Range[][] = [];
  @state() private reason = "";
  /** What has just been done. */
  @state() private done = "";
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What is chosen stays with its words where somebody has corrected the text; what is chosen from now on is of the new one.
    const before = changed.get("view")?.revision.number;
    if (before !== undefined) this.passages = inText(this.view, before, this.passages);
    // What was the last one of its kind leaves nothing to do of that kind.
    if (!this.acts.includes(this.act)) this.onAct(this.firstAct);
    if (!changed.has("open") || !this.open) return;
    const { begun } = this;
    this.act = begun?.act ?? this.firstAct;
    this.choose(begun ? chosenIn(begun) : "");
    if (begun?.act === "answer" && begun.value !== undefined) this.value = begun.value;
    this.chosenPart = begun?.act === "sort-tag" ? begun.category : "";
    this.reason = "";
    this.done = "";
    this.problem = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open && this.begun?.act === "answer") void this.beginAnswer(this.begun);
  }

  /** What is asked for first has the focus: the answer, or the reason where the answer was pressed. Once the dialog has had its own. */
  private async beginAnswer({ value }: AnsweredAnew): Promise<void> {
    await this.dialog?.updateComplete;
    const { answer } = this;
    if (value == null && answer) await focusControl(answer);
    else this.focusReason();
  }

  private readonly focusReason = (): void => this.querySelector<HTMLElement>("textarea[name=reason]")?.focus();

  protected override render(): TemplateResult {
    return html`<coram-dialog
      wide
      .open=${this.open}
      heading=${t("rounds.change-title")}
      @coram-dialog-close=${this.close}
    >
      ${this.open ? this.renderForm() : nothing}
    </coram-dialog>`;
  }

  private renderForm(): TemplateResult {
    const { changes, can } = this.standing;
    return html`${
      can.change
        ? html`<form class="form" @submit=${this.submit} @coram-answer-kept=${this.focusReason}>
            <p class="note">${t("rounds.change-lead")}</p>
            <label class="form-row"
              ><span>${t("rounds.act")}</span>
              <select
                class="field"
                name="act"
                @change=${(event: Event) => this.onAct((event.currentTarget as HTMLSelectElement).value as Act)}
              >
                ${this.acts.map((act) => html`<option value=${act} .selected=${act === this.act}>${t(`rounds.${act}`)}</option>`)}
              </select></label
            >
            ${this.renderOf()}
            <label class="form-row"
              ><span>${t("rounds.reason")}</span>
              <textarea
                class="field"
                name="reason"
                rows="2"
                maxlength="4000"
                required
                ?autofocus=${this.begun !== null && this.begun.act !== "answer"}
                autocomplete="off"
                .value=${this.reason}
                ${keepWords(this.kept.reason)}
                @input=${(event: Event) => (this.reason = (event.currentTarget as HTMLTextAreaElement).value)}
                @keydown=${this.onReasonKey}
              ></textarea>
            </label>
            ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
            <div class="form-actions">
              ${this.done ? html`<span class="note">${this.done}</span>` : nothing}
              <button class="button button-primary" ?disabled=${this.isBusy || !this.command}>
                ${t(`rounds.do-${this.act}`)}
              </button>
            </div>
          </form>`
        : nothing
    }
    ${changes.length > 0 ? standingChanges(this.view, changes) : nothing}`;
  }

  private renderOf(): TemplateResult {
    switch (this.act) {
      case "add-tag":
        return html`${
          this.selection.length > 0
            ? html`<blockquote class="standing-words" lang=${this.textLang}>
                ${withTokenWords(quote(this.view.revision, this.selection), this.textLang)}
              </blockquote>`
            : html`<p class="alert" role="status"><span>${t("rounds.add-tag-select")}</span></p>`
        }
        ${this.renderSelect(t("rounds.category"), categoriesOf(this.view))}`;
      case "withdraw-tag":
        return this.renderSelect(
          t("rounds.tag"),
          this.inOrder.map((tag) => this.tagOption(tag)),
        );
      case "sort-tag":
        return html`${this.renderSelect(
          t("rounds.tag"),
          this.unsorted.map((tag) => this.tagOption(tag)),
        )}
        ${this.renderPart()}`;
      case "answer":
        return html`${this.renderSelect(t("rounds.question"), questionsOf(this.view))} ${this.renderValue()}
        ${this.of === "" ? nothing : this.renderPassages()}`;
      case "withdraw-answer":
        return this.renderSelect(
          t("rounds.question"),
          questionsOf(this.view)
            .filter(([id]) => this.answers.get(id)?.value != null)
            .map(([id, label]) => {
              const value = this.answers.get(id)?.value ?? null;
              return [id, value === null ? label : `${label}: ${answerWords(this.view, id, value)}`];
            }),
        );
    }
  }

  private renderSelect(label: string, options: readonly (readonly [string, string])[]): TemplateResult {
    return html`<label class="form-row"
      ><span>${label}</span>
      <select
        class="field"
        name="of"
        required
        @change=${(event: Event) => this.choose((event.currentTarget as HTMLSelectElement).value)}
      >
        <option value="" .selected=${this.of === ""}>${t("rounds.choose")}</option>
        ${options.map(([id, name]) => html`<option value=${id} .selected=${id === this.of}>${name}</option>`)}
      </select></label
    >`;
  }

  private tagOption({ id, code, ranges }: TagView): [string, string] {
    return [id, `${code} ${shortened(withTokenWords(quote(this.view.revision, ranges), this.textLang), 80)}`];
  }

  /** Which part of the category that was split the chosen tag is. */
  private renderPart(): TemplateResult {
    const parts = this.unsorted.find(({ id }) => id === this.of)?.sorting ?? [];
    return html`<label class="form-row"
      ><span>${t("rounds.part")}</span>
      <select
        class="field"
        name="part"
        required
        ?disabled=${parts.length === 0}
        @change=${(event: Event) => (this.chosenPart = (event.currentTarget as HTMLSelectElement).value)}
      >
        <option value="" .selected=${this.chosenPart === ""}>${t("rounds.choose")}</option>
        ${parts.map(
          ({ category, code, label }) =>
            html`<option value=${category} .selected=${category === this.chosenPart}>${code} ${label}</option>`,
        )}
      </select></label
    >`;
  }

  private renderPassages(): TemplateResult {
    return html`<coram-answer-passages
      .passages=${this.passages}
      .selection=${this.selection}
      .tags=${this.inOrder}
      .text=${this.view.revision.text}
      textLang=${this.textLang}
      @coram-answer-passages=${(event: HTMLElementEventMap["coram-answer-passages"]) => (this.passages = event.detail.passages)}
    ></coram-answer-passages>`;
  }

  private renderValue(): TemplateResult | typeof nothing {
    const question = questionIn(this.view, this.of);
    if (!question) return nothing;
    const label = localise(question.label, language());
    if (isClosedType(question.type))
      return html`<coram-choice-answer
        .options=${optionsOf(question)}
        .value=${this.value}
        ?multi=${question.type === "multi-choice"}
        label=${label}
        @coram-choice=${(event: HTMLElementEventMap["coram-choice"]) => (this.value = event.detail.value)}
      ></coram-choice-answer>`;
    if (question.type === "text")
      return html`<textarea
          class="field"
          name="value"
          rows="2"
          aria-label=${label}
          autocomplete="off"
          ${keepWords(this.kept.value)}
          @input=${(event: Event) => (this.value = (event.currentTarget as HTMLTextAreaElement).value.trim() || null)}
        ></textarea>
        ${emptyButtons(this.value, (word) => (this.value = word))}`;
    return html`<coram-typed-answer
        .type=${question.type}
        .value=${this.value}
        label=${label}
        @coram-typed=${(event: HTMLElementEventMap["coram-typed"]) => (this.value = event.detail.value)}
      ></coram-typed-answer>
      ${emptyButtons(this.value, (word) => (this.value = word))}`;
  }

  /** What would be sent; null while something is missing. */
  private get command(): StandingCommand | null {
    const { layer, changes } = this.standing;
    const act = this.asked;
    if (!layer || !act || this.reason.trim() === "") return null;
    return { layer, base: changes.at(-1)?.number ?? 0, act, reason: this.reason };
  }

  private get asked(): StandingCommand["act"] | null {
    const { of, act, value, selection } = this;
    if (of === "") return null;
    const anchor = { revision: this.view.revision.number, ranges: [...selection] };
    if (act === "add-tag") return selection.length > 0 ? { kind: act, category: of, anchor } : null;
    if (act === "withdraw-tag") return { kind: act, annotation: of };
    if (act === "sort-tag")
      return this.chosenPart === "" ? null : { kind: act, annotation: of, category: this.chosenPart };
    const at = of.lastIndexOf("/");
    const asked = { question: of.slice(0, at), subject: of.slice(at + 1) };
    if (act === "withdraw-answer") return { kind: act, ...asked };
    const evidence = this.passages.map((ranges) => ({ revision: anchor.revision, ranges }));
    return value === null ? null : { kind: act, ...asked, value, evidence };
  }

  private onAct(act: Act): void {
    this.act = act;
    this.choose("");
  }

  /** What can be done with what stands now. */
  private get acts(): readonly Act[] {
    return ACTS.filter((act) => act !== "sort-tag" || this.unsorted.length > 0);
  }

  private get firstAct(): Act {
    return this.selection.length > 0 || this.tags.length === 0 ? "add-tag" : "withdraw-tag";
  }

  /** Tags of categories that were split, and of which nobody has said yet which part they are. */
  private get unsorted(): TagView[] {
    return this.inOrder.filter(({ sorting = [] }) => sorting.length > 0);
  }

  private get inOrder(): TagView[] {
    const start = ({ ranges }: TagView): number => ranges[0]?.start ?? 0;
    return this.tags.filter(({ deleted }) => !deleted).toSorted((a, b) => start(a) - start(b));
  }

  private choose(of: string): void {
    this.of = of;
    this.chosenPart = "";
    const rests = this.answers.get(of)?.evidence ?? [];
    // What is selected is meant, and can be taken away as the rest.
    const all = [...rests.map(({ ranges }) => ranges), this.selection].filter(({ length }) => length > 0);
    this.passages = [...new Map(all.map((ranges) => [JSON.stringify(ranges), [...ranges]])).values()];
    const stands = this.answers.get(of)?.value ?? null;
    const question = questionIn(this.view, of);
    // What is not offered any more is no beginning of an answer.
    const isOffered = stands !== null && question !== undefined && takesAnswer(question, stands);
    this.value = this.act === "answer" && isOffered ? stands : null;
  }

  private readonly onReasonKey = (event: KeyboardEvent): void => {
    if (sendsReason(event)) this.submit(event);
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    void this.send();
  };

  private async send(): Promise<void> {
    const { command } = this;
    if (!command) return;
    this.isBusy = true;
    this.problem = null;
    try {
      const standing = await changeStanding(this.view.verdict.id, command);
      wordsSent(this, ...Object.values(this.kept));
      const isForOne = this.begun !== null;
      this.emit("coram-standing-changed", { standing });
      const done = standing.changes.at(-1);
      this.onAct(this.act);
      this.reason = "";
      if (!done) return;
      this.done = doneWords(this.view, done.act);
      if (isForOne) {
        this.close();
        tell(this.done);
      } else announce(this.done);
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  /** Under which its words are kept until they are sent. */
  private get kept(): { reason: string; value: string } {
    const { id } = this.view.verdict;
    return { reason: `standing ${id} reason`, value: `standing ${id} ${this.of}` };
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
