import { type TemplateResult, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { localise, localiseList } from "../../schema/domain/language.ts";
import type { Category, MethodologyContent, Question } from "../../schema/domain/methodology/methodology.ts";
import { withCodes } from "../../schema/domain/methodology/with-codes.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatEither, language, t } from "../i18n/t.ts";
import "./methodology.css";
import "./codebook.css";

/** What a version holds, to read: categories with definitions, codes and digits, and the questions. */
@customElement("coram-version-content")
export class CoramVersionContent extends LightElement {
  @property({ attribute: false }) content!: MethodologyContent;

  protected override render(): TemplateResult {
    const { content } = this;
    return html`<div class="codebook">
      <section aria-labelledby="categories">
        <div class="section-head">
          <h2 id="categories" class="grow">${t("network.categories")}</h2>
          <span class="note sub">${t("network.category-count", { count: content.categories.length })}</span>
        </div>
        ${content.categories.filter((each) => each.parent === null).map((branch) => this.renderBranch(content, branch))}
      </section>
      <section aria-labelledby="questions">
        <div class="section-head">
          <h2 id="questions" class="grow">${t("network.questions")}</h2>
          <span class="note sub">${t("network.question-count", { count: content.questions.length })}</span>
        </div>
        ${content.groups.map((group) => this.renderGroup(content, group))}
      </section>
    </div>`;
  }

  private renderBranch(content: MethodologyContent, branch: Category): TemplateResult {
    const leaves = below(content, branch);
    return html`<details>
      <summary>
        <coram-icon name="chevron-right"></coram-icon>
        <coram-code-chip code=${branch.code}></coram-code-chip>
        <span class="branch-name grow">${localise(branch.label, language())}</span>
        ${this.renderDigit(branch)}
        <span class="note sub">${leaves.length}</span>
      </summary>
      <p class="branch-text">${localise(branch.definition, language())}</p>
      ${leaves.map((leaf) => this.renderLeaf(content, leaf))}
    </details>`;
  }

  private renderLeaf(content: MethodologyContent, category: Category): TemplateResult {
    const example = localise(category.example, language());
    const lines = (of: string[]): string => of.map((line) => withCodes(content.categories, line)).join("; ");
    const include = localiseList(category.include, language());
    const exclude = localiseList(category.exclude, language());
    const spanRule = localise(category.spanRule, language());
    const nearMiss = localise(category.nearMiss, language());
    return html`<article class="leaf">
      <coram-code-chip code=${category.code}></coram-code-chip>
      <div>
        <h3>${localise(category.label, language())}</h3>
        <p>${localise(category.definition, language())}</p>
        <dl>
          ${
            include.length
              ? html`<dt>${t("network.include")}</dt>
                  <dd>${lines(include)}</dd>`
              : nothing
          }
          ${
            exclude.length
              ? html`<dt>${t("network.exclude")}</dt>
                  <dd>${lines(exclude)}</dd>`
              : nothing
          }
          ${
            spanRule
              ? html`<dt>${t("verdict.definition-span")}</dt>
                  <dd>${spanRule}</dd>`
              : nothing
          }
          ${
            example
              ? html`<dt>${t("network.example")}</dt>
                  <dd class="example">${example}</dd>`
              : nothing
          }
          ${
            nearMiss
              ? html`<dt>${t("verdict.definition-near-miss")}</dt>
                  <dd>${withCodes(content.categories, nearMiss)}</dd>`
              : nothing
          }
        </dl>
      </div>
      ${this.renderDigit(category)}
    </article>`;
  }

  private renderDigit(category: Category): TemplateResult | typeof nothing {
    if (category.digit === null) return nothing;
    return html`<kbd class="key" title=${t("network.digit", { digit: category.digit })}>${category.digit}</kbd>`;
  }

  private renderGroup(content: MethodologyContent, group: MethodologyContent["groups"][number]): TemplateResult {
    const questions = content.questions.filter((question) => question.group === group.id);
    return html`<h3 class="group">${localise(group.label, language())}</h3>
      <ul class="questions">
        ${questions.map((question) => this.renderQuestion(question))}
      </ul>`;
  }

  private renderQuestion(question: Question): TemplateResult {
    const choices = (question.choices ?? []).map((choice) => localise(choice.label, language()));
    return html`<li>
      <span>${localise(question.label, language())}</span>
      <span class="tagline">
        ${question.from ? t("network.from-data") : question.evidenceExpected ? t("network.evidence-expected") : nothing}
      </span>
      ${choices.length ? html`<span class="choices">${formatEither(choices)}</span>` : nothing}
    </li>`;
  }
}

/** All that is below a category, in the order of the tree. */
function below(content: MethodologyContent, { id }: Category): Category[] {
  const children = content.categories.filter(({ parent }) => parent === id);
  return children.flatMap((child) => [child, ...below(content, child)]);
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-version-content": CoramVersionContent;
  }
}
