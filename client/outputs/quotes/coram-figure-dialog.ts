import { initialState } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { COUNTRIES, localise } from "../../../schema/domain/language.ts";
import type { MethodologyContent, Question } from "../../../schema/domain/methodology/methodology.ts";
import { FigureScope, FigureSubject, type OutputScope, parseJson } from "../../../schema/domain/output.ts";
import { EMPTY_WORDS } from "../../../schema/domain/answer.ts";
import { readNetwork } from "../../api/verdicts.ts";
import "../../elements/coram-dialog.ts";
import { textOf } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import { valueWords } from "../../verdict/sheet/value-words.ts";
import { blindIn } from "../coded-blind.ts";
import type { FigureChoice } from "./quote-service.ts";
import "./quotes.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-figure-dialog": CoramFigureDialog;
  }
  interface HTMLElementEventMap {
    /** JSON of a FigureSubject and of a FigureScope. */
    "coram-figure-chosen": CustomEvent<{ choice: FigureChoice; subject: string; scope: string }>;
    "coram-figure-close": CustomEvent<void>;
  }
}

/** Chooses what a figure counts: answers to a closed question, or a category; and of which verdicts. */
@customElement("coram-figure-dialog")
export class CoramFigureDialog extends LightElement {
  /** Null = closed. */
  @property({ attribute: false }) choice: FigureChoice | null = null;
  @property({ attribute: false }) content: MethodologyContent | null = null;
  @state() private kind: FigureSubject["kind"] = "answers";
  @state() private question = "";
  @state() private category = "";
  /** What the document is about. */
  @property({ attribute: false }) output: OutputScope | null = null;
  @state() private scope: OutputScope | null = null;
  /** Whether they cannot be had is no reason to choose no figure. */
  private readonly network = new Loading(
    this,
    () => [this.choice] as const,
    ([choice], { signal }) => (choice ? readNetwork(signal) : initialState),
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("choice") || !this.choice) return;
    const subject = parseJson(FigureSubject, this.choice.subject);
    this.kind = subject?.kind ?? "answers";
    this.question = subject?.kind === "answers" ? subject.question : "";
    this.category = subject?.kind === "category" ? subject.category : "";
    const scope = parseJson(FigureScope, this.choice.scope) ?? "output";
    this.scope = scope === "output" ? this.output : scope;
  }

  protected override render(): TemplateResult {
    const { choice, content } = this;
    return html`<coram-dialog
      heading=${t("evidence.figure-dialog")}
      .open=${choice !== null && content !== null}
      @coram-dialog-close=${() => this.dispatchEvent(new CustomEvent("coram-figure-close"))}
    >
      ${choice && content ? this.renderForm(choice, content) : nothing}
    </coram-dialog>`;
  }

  private renderForm(choice: FigureChoice, content: MethodologyContent): TemplateResult {
    const subject = parseJson(FigureSubject, choice.subject);
    return html`<form class="form" @submit=${this.onSubmit}>
      ${this.renderKind()}
      ${this.kind === "answers" ? this.renderAnswers(content, subject) : this.renderCategory(content, subject)}
      ${this.renderScope(choice)}
      <div class="form-actions">
        <button
          type="button"
          class="button button-quiet"
          @click=${() => this.dispatchEvent(new CustomEvent("coram-figure-close"))}
        >
          ${t("evidence.cancel")}
        </button>
        <button class="button button-primary">
          ${t(choice.block === null ? "evidence.figure-insert" : "evidence.remark-keep")}
        </button>
      </div>
    </form>`;
  }

  private renderKind(): TemplateResult {
    return html`<fieldset class="form-row">
      <legend>${t("evidence.figure-what")}</legend>
      ${(["answers", "category"] as const).map(
        (each) =>
          html`<label class="form-check"
            ><input
              type="radio"
              name="kind"
              value=${each}
              ?autofocus=${each === this.kind}
              .checked=${each === this.kind}
              @change=${() => (this.kind = each)}
            />
            ${t(`evidence.figure-${each}`)}</label
          >`,
      )}
    </fieldset>`;
  }

  private renderAnswers(content: MethodologyContent, subject: FigureSubject | null): TemplateResult {
    const asked = this.questionsOf(content);
    const question = asked.find(({ id }) => id === this.question) ?? asked[0];
    return html`<label class="form-row"
        ><span>${t("evidence.figure-question")}</span>
        <select
          class="field"
          name="question"
          @change=${(event: Event) => (this.question = (event.target as HTMLSelectElement).value)}
        >
          ${content.groups.map(({ id, label }) => {
            const inGroup = asked.filter(({ group }) => group === id);
            return inGroup.length === 0
              ? nothing
              : html`<optgroup label=${localise(label, language()) || id}>
                  ${inGroup.map((each) => html`<option value=${each.id} ?selected=${each.id === question?.id}>${localise(each.label, language()) || each.id}</option>`)}
                </optgroup>`;
          })}
        </select></label
      >${question ? this.renderValues(question, subject) : nothing}`;
  }

  private renderCategory(content: MethodologyContent, subject: FigureSubject | null): TemplateResult {
    return html`<label class="form-row"
        ><span>${t("evidence.figure-which")}</span>
        <select class="field" name="category">
          ${content.categories.map(({ id, code, label, parent }) => html`<option value=${id} ?selected=${id === this.category}>${parent ? "\u2003" : ""}${code} ${localise(label, language())}</option>`)}
        </select></label
      >
      <fieldset class="form-row">
        <legend>${t("evidence.figure-counts")}</legend>
        ${(["verdicts", "passages"] as const).map(
          (each) =>
            html`<label class="form-check"
              ><input
                type="radio"
                name="counts"
                value=${each}
                .checked=${each === (subject?.kind === "category" ? subject.counts : "verdicts")}
              />
              ${t(`evidence.figure-${each}`)}</label
            >`,
        )}
      </fieldset>`;
  }

  private renderValues(question: Question, subject: FigureSubject | null): TemplateResult {
    const chosen = subject?.kind === "answers" && subject.question === question.id ? subject.values : ["yes"];
    return html`<fieldset class="form-row">
      <legend>${t("evidence.figure-values")}</legend>
      ${repeat(
        valuesOf(question),
        (value) => `${question.id} ${value}`,
        (value) =>
          html`<label class="form-check"
            ><input type="checkbox" name="values" value=${value} .checked=${chosen.includes(value)} />
            ${valueWords(question, value)}</label
          >`,
      )}
      <small class="note sub">${t("evidence.figure-values-hint")}</small>
    </fieldset>`;
  }

  private renderScope({ scope }: FigureChoice): TemplateResult {
    const now = parseJson(FigureScope, scope) ?? "output";
    const kept = typeof now === "object" && now.kind === "verdicts" ? now : null;
    const options: { value: FigureScope; label: string }[] = [
      { value: "output", label: t("evidence.figure-scope-output") },
      ...(kept ? [{ value: kept, label: t("evidence.figure-scope-verdicts", { count: kept.verdicts.length }) }] : []),
      { value: { kind: "all" }, label: t("evidence.figure-scope-all") },
      ...COUNTRIES.map((country) => ({
        value: { kind: "country" as const, country },
        label: t(`word.country.${country}`),
      })),
    ];
    return html`<label class="form-row"
        ><span>${t("evidence.figure-scope")}</span>
        <select class="field" name="scope" @change=${this.onScope}>
          ${options.map(({ value, label }) => {
            const text = JSON.stringify(value);
            return html`<option value=${text} ?selected=${text === JSON.stringify(now)}>${label}</option>`;
          })}
        </select></label
      >
      ${this.renderBlind()}`;
  }

  /** A number tells of what it counts: to who codes that blind the document is closed. It is said before. */
  private renderBlind(): TemplateResult | typeof nothing {
    const names = this.scope ? blindIn(this.scope, this.network.answer?.verdicts ?? []) : [];
    if (names.length === 0) return nothing;
    return html`<p class="alert alert-warn" role="alert">
      ${t("evidence.figure-blind", { names: formatList(names) })}
    </p>`;
  }

  private readonly onScope = (event: Event): void => {
    const scope = parseJson(FigureScope, (event.target as HTMLSelectElement).value) ?? "output";
    this.scope = scope === "output" ? this.output : scope;
  };

  /** Those whose answers are words that can be counted. */
  private questionsOf({ questions }: MethodologyContent): Question[] {
    return questions.filter((question) => valuesOf(question).length > 1);
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!this.choice || !(event.target instanceof HTMLFormElement)) return;
    const form = event.target;
    const subject =
      this.kind === "answers"
        ? FigureSubject.safeParse({
            kind: "answers",
            question: textOf(form, "question"),
            values: new FormData(form).getAll("values"),
          })
        : FigureSubject.safeParse({
            kind: "category",
            category: textOf(form, "category"),
            counts: textOf(form, "counts"),
          });
    if (!subject.success) return;
    const detail = { choice: this.choice, subject: JSON.stringify(subject.data), scope: textOf(form, "scope") };
    this.dispatchEvent(new CustomEvent("coram-figure-chosen", { detail }));
  };
}

function valuesOf({ type, choices = [] }: Question): string[] {
  if (type === "yes-no-unclear") return ["yes", "no", ...EMPTY_WORDS];
  return choices.length > 0 ? [...new Set([...choices.map(({ id }) => id), ...EMPTY_WORDS])] : [];
}
