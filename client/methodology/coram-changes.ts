import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import {
  type CategoryChange,
  type ContentChanges,
  isOnlyRepublished,
  type QuestionChange,
} from "../../schema/domain/methodology/content-changes.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import { localise } from "../../schema/domain/language.ts";
import type { Category, MethodologyContent, Publishing } from "../../schema/domain/methodology/methodology.ts";
import "../elements/coram-code-chip.ts";
import "./draft/coram-example-passage.ts";
import { renderTexts } from "./change-texts.ts";
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
  /** Of the draft: who put each category into it, by name. */
  @property({ attribute: false }) makers: ReadonlyMap<CategoryId, string> | null = null;

  protected override render(): TemplateResult {
    const { isReordered, hasOther } = this.changes;
    const { categories: allCategories, questions: allQuestions } = this.changes;
    const categories = allCategories.filter((change) => !isOnlyRepublished(change));
    const questions = allQuestions.filter((change) => !isOnlyRepublished(change));
    if (allCategories.length + allQuestions.length === 0 && !isReordered && !hasOther)
      return html`<p class="note sub">${t("methodology.change-nothing")}</p>`;
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
    return html`<li>
      <coram-code-chip code=${category?.code ?? ""}></coram-code-chip>
      <div>
        <b>${category ? localise(category.label, language()) : ""}</b>
        ${this.sentencesOf(change).map((sentence) => html`<p>${sentence}</p>`)} ${renderTexts(change.texts)}
        ${change.before || !this.makers ? renderPassage(change) : examplePassage(change.after)}
      </div>
    </li>`;
  }

  private sentencesOf(change: CategoryChange): string[] {
    const { before, after, became, isRedefined, isMoved } = change;
    const sentences: string[] = [];
    const named = (id: string | null): string => {
      const category = [...this.is.categories, ...this.was.categories].find((each) => each.id === id);
      return category ? nameOf(category) : t("methodology.top-level");
    };
    const maker = before || !after ? undefined : this.makers?.get(after.id);
    if (!before)
      sentences.push(
        after?.parent ? t("methodology.change-new", { where: named(after.parent) }) : t("methodology.change-new-top"),
      );
    else if (became.length > 1) sentences.push(t("methodology.change-split", { into: formatList(became.map(named)) }));
    else if (became.length === 1) sentences.push(t("methodology.change-merged", { into: named(became[0] ?? null) }));
    else if (!after) sentences.push(t("methodology.change-retired"));
    if (maker) sentences.push(t("methodology.change-by", { name: maker }));
    if (!before || !after) return sentences;
    if (isRedefined) sentences.push(t("methodology.change-redefined"));
    if (isMoved) sentences.push(t("methodology.change-moved", { from: named(before.parent), to: named(after.parent) }));
    if (before.code !== after.code) sentences.push(t("methodology.change-code", { from: before.code, to: after.code }));
    if (before.digit !== after.digit)
      sentences.push(
        after.digit === null
          ? t("methodology.change-digit-none")
          : t("methodology.change-digit", { digit: after.digit }),
      );
    if (before.onlyChildren !== after.onlyChildren)
      sentences.push(t(after.onlyChildren ? "methodology.change-heading" : "methodology.change-no-heading"));
    if (change.isRepublished) sentences.push(`${t("methodology.publish")}: ${publishWords(change)}`);
    return sentences;
  }

  private renderQuestion(change: QuestionChange): TemplateResult {
    const { before, after, isReshaped, texts } = change;
    const question = after ?? before;
    return html`<li class="is-question">
      <div>
        <b>${question ? localise(question.label, language()) : ""}</b>
        ${before ? nothing : html`<p>${t("methodology.change-question-new")}</p>`}
        ${after ? nothing : html`<p>${t("methodology.change-question-gone")}</p>`}
        ${isReshaped && before && after ? shapeSentences({ before, after }, this.was, this.is).map((sentence) => html`<p>${sentence}</p>`) : nothing}
        ${change.isRepublished ? html`<p>${t("methodology.publish")}: ${publishWords(change)}</p>` : nothing}
        ${renderTexts(texts)}
      </div>
    </li>`;
  }
}

/** The passage that a new category was proposed from. */
function examplePassage(category: Category | null): TemplateResult | typeof nothing {
  return category?.exampleFrom
    ? html`<coram-example-passage .from=${category.exampleFrom} .readonly=${true}></coram-example-passage>`
    : nothing;
}

/** The passage that is the example now. */
function renderPassage({ after, hasOtherPassage }: CategoryChange): TemplateResult | typeof nothing {
  if (!hasOtherPassage || !after) return nothing;
  return after.exampleFrom
    ? html`<p>${t("methodology.change-passage")}</p>
        ${examplePassage(after)}`
    : html`<p>${t("methodology.change-no-passage")}</p>`;
}

/** What may be published now, and what might before. */
function publishWords({ before, after }: Pick<Republished, "before" | "after">): string {
  const words = (of: Publishing | undefined): string => t(`methodology.publish-${of ?? "unsaid"}`);
  return t("methodology.change-publish", { to: words(after?.publish), from: words(before?.publish) });
}

function nameOf({ code, label }: Category): string {
  return `${code} ${localise(label, language())}`;
}
