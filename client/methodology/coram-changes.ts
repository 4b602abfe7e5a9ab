import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import {
  type CategoryChange,
  type ContentChanges,
  isOnlyRepublished,
  isUnchanged,
  newCategoryTexts,
  type QuestionChange,
  type TextChange,
} from "../../schema/domain/methodology/content-changes.ts";
import { localise } from "../../schema/domain/language.ts";
import type { Category, MethodologyContent, Publishing } from "../../schema/domain/methodology/methodology.ts";
import "../elements/coram-code-chip.ts";
import "./draft/coram-example-passage.ts";
import { renderTexts } from "./change-texts.ts";
import type { ChangeAuthors, Changed } from "./draft/freeze/change-authors.ts";
import { shapeSentences } from "./question-shape.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, language, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-changes": CoramChanges;
  }
}

interface Republished {
  before: Pick<Category, "publish"> | null;
  after: Pick<Category, "publish"> | null;
  name: string;
}

/** What changed between two states of the methodology, in sentences. */
@customElement("coram-changes")
export class CoramChanges extends LightElement {
  @property({ attribute: false }) changes!: ContentChanges;
  @property({ attribute: false }) was!: MethodologyContent;
  @property({ attribute: false }) is!: MethodologyContent;
  /** Of the draft: who changed what, and when. */
  @property({ attribute: false }) authors: ChangeAuthors | null = null;
  /** What is asked of a category that changed, below what changed. */
  @property({ attribute: false }) ask: ((change: CategoryChange) => TemplateResult | typeof nothing) | null = null;

  protected override render(): TemplateResult {
    const { isReordered, hasOther } = this.changes;
    const { categories: allCategories, questions: allQuestions } = this.changes;
    const categories = allCategories.filter((change) => !isOnlyRepublished(change));
    const questions = allQuestions.filter((change) => !isOnlyRepublished(change));
    if (isUnchanged(this.changes)) return html`<p class="note sub">${t("methodology.change-nothing")}</p>`;
    return html`${
      categories.length > 0
        ? html`<section>
            <div class="section-head">
              <h3 class="grow">${t("network.categories")}</h3>
              <span class="note sub">${t("methodology.change-categories", { count: categories.length })}</span>
            </div>
            <ul class="changes">
              ${categories.map((change) => this.renderCategory(change))}
            </ul>
          </section>`
        : nothing
    }
    ${
      questions.length > 0
        ? html`<section>
            <div class="section-head">
              <h3 class="grow">${t("network.questions")}</h3>
              <span class="note sub">${t("methodology.change-questions", { count: questions.length })}</span>
            </div>
            <ul class="changes">
              ${questions.map((change) => this.renderQuestion(change))}
            </ul>
          </section>`
        : nothing
    }
    ${this.renderRepublished(
      allCategories.filter(isOnlyRepublished).map(({ before, after }) => ({ before, after, name: after?.code ?? "" })),
      t("network.categories"),
    )}
    ${this.renderRepublished(
      allQuestions
        .filter(isOnlyRepublished)
        .map(({ before, after }) => ({ before, after, name: localise(after?.label ?? {}, language()) })),
      t("network.questions"),
    )}
    ${isReordered ? html`<p class="note">${t("methodology.change-order")}</p>` : nothing}
    ${hasOther ? html`<p class="note">${t("methodology.change-other")}</p>` : nothing}`;
  }

  /** Those of which nothing else changed, with what may be published of them: they mean what they meant. */
  private renderRepublished(changes: readonly Republished[], head: string): TemplateResult | typeof nothing {
    if (changes.length === 0) return nothing;
    const groups = new Map<string, string[]>();
    for (const { name, ...change } of changes) {
      const words = publishWords(change);
      groups.set(words, [...(groups.get(words) ?? []), name]);
    }
    return html`<section>
      <div class="section-head"><h3 class="grow">${head}: ${t("methodology.publish")}</h3></div>
      ${[...groups].map(
        ([words, names]) =>
          html`<details class="change-more">
            <summary>${words} <span class="count">${names.length}</span></summary>
            <p>${names.join(" · ")}</p>
          </details>`,
      )}
    </section>`;
  }

  private renderCategory(change: CategoryChange): TemplateResult {
    const category = change.after ?? change.before;
    const of = category && { category: category.id };
    return html`<li>
      <coram-code-chip code=${category?.code ?? ""}></coram-code-chip>
      <div>
        <b>${category ? localise(category.label, language()) : ""}</b>
        ${this.sentencesOf(change).map(([sentence, ...fields]) => html`<p>${sentence}${this.renderAuthor(of, fields)}</p>`)}
        ${renderTexts(change.texts, (text) => this.renderAuthor(of, [fieldOf(text)]))} ${this.renderNew(change)}
        ${change.before || !this.authors ? renderPassage(change, this.renderAuthor(of, ["exampleVerdict", "exampleAnchor"])) : examplePassage(change.after)}
        ${this.ask?.(change) ?? nothing}
      </div>
    </li>`;
  }

  /** What a new category says: in sight where something is decided about it. */
  private renderNew({ before, after }: CategoryChange): TemplateResult | typeof nothing {
    const texts = before || !after ? [] : newCategoryTexts(after);
    if (texts.length === 0) return nothing;
    return html`<details class="change-more" ?open=${this.ask !== null}>
      <summary>${t("methodology.change-text")}</summary>
      ${renderTexts(texts)}
    </details>`;
  }

  private renderAuthor(of: Changed | null, fields: readonly string[]): TemplateResult | typeof nothing {
    const words = of && fields.length > 0 ? (this.authors?.(of, fields) ?? "") : "";
    return words === "" ? nothing : html` <span class="note sub change-author">${words}</span>`;
  }

  /** Each with the fields of the draft that say it. */
  private sentencesOf(change: CategoryChange): [sentence: string, ...fields: string[]][] {
    const { before, after, became, isRedefined, isMoved } = change;
    const sentences: [string, ...string[]][] = [];
    const named = (id: string | null): string => {
      const category = [...this.is.categories, ...this.was.categories].find((each) => each.id === id);
      return category ? nameOf(category) : t("methodology.top-level");
    };
    const fate = (sentence: string): number => sentences.push([sentence, "fate", "deleted"]);
    if (!before)
      sentences.push([
        after?.parent ? t("methodology.change-new", { where: named(after.parent) }) : t("methodology.change-new-top"),
      ]);
    else if (became.length > 1) fate(t("methodology.change-split", { into: formatList(became.map(named)) }));
    else if (became.length === 1) fate(t("methodology.change-merged", { into: named(became[0] ?? null) }));
    else if (!after) fate(t("methodology.change-retired"));
    const maker = before || !after ? "" : (this.authors?.({ category: after.id }, "made") ?? "");
    if (maker) sentences.push([t("methodology.change-by", { name: maker })]);
    if (!before || !after) return sentences;
    if (isRedefined) fate(t("methodology.change-redefined"));
    const { parent, code, digit, onlyChildren } = after;
    if (isMoved)
      sentences.push([t("methodology.change-moved", { from: named(before.parent), to: named(parent) }), "parent"]);
    if (before.code !== code) sentences.push([t("methodology.change-code", { from: before.code, to: code }), "code"]);
    if (before.digit !== digit)
      sentences.push([
        digit === null ? t("methodology.change-digit-none") : t("methodology.change-digit", { digit }),
        "digit",
      ]);
    if (before.onlyChildren !== onlyChildren)
      sentences.push([
        t(onlyChildren ? "methodology.change-heading" : "methodology.change-no-heading"),
        "onlyChildren",
      ]);
    if (change.isRepublished) sentences.push([`${t("methodology.publish")}: ${publishWords(change)}`, "publish"]);
    return sentences;
  }

  private renderQuestion(change: QuestionChange): TemplateResult {
    const { before, after, isReshaped, texts } = change;
    const question = after ?? before;
    const of = question && { question: question.id };
    const made = of && !before ? (this.authors?.(of, "made") ?? "") : "";
    return html`<li class="is-question">
      <div>
        <b>${question ? localise(question.label, language()) : ""}</b>
        ${before ? nothing : html`<p>${t("methodology.change-question-new")}</p>`}
        ${made ? html`<p>${t("methodology.change-by", { name: made })}</p>` : nothing}
        ${after ? nothing : html`<p>${t("methodology.change-question-gone")}${this.renderAuthor(of, ["deleted"])}</p>`}
        ${isReshaped && before && after ? shapeSentences({ before, after }, this.was, this.is).map((sentence) => html`<p>${sentence}</p>`) : nothing}
        ${isReshaped ? this.renderAuthor(of, SHAPE) : nothing}
        ${change.isRepublished ? html`<p>${t("methodology.publish")}: ${publishWords(change)}${this.renderAuthor(of, ["publish"])}</p>` : nothing}
        ${renderTexts(texts, (text) => this.renderAuthor(of, [fieldOf(text)]))}
      </div>
    </li>`;
  }
}

/** Fields of a question that are no text of it. */
const SHAPE = ["type", "level", "group", "evidenceExpected", "shownIf", "from"] as const;

function fieldOf({ text, language: lang }: TextChange): string {
  return `${text}:${lang}`;
}

/** The passage that a new category was proposed from. */
function examplePassage(category: Category | null): TemplateResult | typeof nothing {
  return category?.exampleFrom
    ? html`<coram-example-passage .from=${category.exampleFrom} .readonly=${true}></coram-example-passage>`
    : nothing;
}

/** The passage that is the example now. */
function renderPassage(
  { after, hasOtherPassage }: CategoryChange,
  author: TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  if (!hasOtherPassage || !after) return nothing;
  return after.exampleFrom
    ? html`<p>${t("methodology.change-passage")}${author}</p>
        ${examplePassage(after)}`
    : html`<p>${t("methodology.change-no-passage")}${author}</p>`;
}

/** What may be published now, and what might before. */
function publishWords({ before, after }: Pick<Republished, "before" | "after">): string {
  const words = (of: Publishing | undefined): string => t(`methodology.publish-${of ?? "unsaid"}`);
  return t("methodology.change-publish", { to: words(after?.publish), from: words(before?.publish) });
}

function nameOf({ code, label }: Category): string {
  return `${code} ${localise(label, language())}`;
}
