import { type TemplateResult, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { localise, localiseList } from "../../schema/domain/language.ts";
import type { Category, MethodologyContent, MethodologyVersion, Question } from "../../schema/domain/methodology.ts";
import { describeProblem } from "../api/http.ts";
import { readMethodology } from "../api/verdicts.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, formatList, language, t } from "../i18n/t.ts";

/** The version in force, to read: categories with definitions, codes and digits, and the questions. */
@customElement("coram-methodology-page")
export class CoramMethodologyPage extends LightElement {
  @state() private version: MethodologyVersion | null = null;
  @state() private isLoaded = false;
  @state() private problem: unknown = null;
  private readonly gone = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.gone.abort();
  }

  private async load(): Promise<void> {
    try {
      this.version = await readMethodology(this.gone.signal);
      this.isLoaded = true;
    } catch (error) {
      if (!this.gone.signal.aborted) this.problem = error;
    }
  }

  protected override render(): TemplateResult {
    const { version } = this;
    return html`<div class="page page-narrow">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${version ? localise(version.content.title, language()) : t("shell.methodology")}</h1>
          ${
            version
              ? html`<p class="sub">
                  ${t("network.methodology-version", { number: version.number, date: formatDate(version.frozenAt) })}
                </p>`
              : nothing
          }
        </div>
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))} ${this.renderContent()}
    </div>`;
  }

  private renderContent(): TemplateResult | typeof nothing {
    if (this.problem !== null) return nothing;
    if (!this.isLoaded) return skeleton(12, t("shell.loading"));
    if (!this.version) return html`<p class="note">${t("network.methodology-none")}</p>`;
    const { content } = this.version;
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
    const leaves = content.categories.filter((each) => each.parent === branch.id);
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
    const lines = (of: string[]): string => of.map((line) => withCodes(content, line)).join("; ");
    const include = localiseList(category.include, language());
    const exclude = localiseList(category.exclude, language());
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
            example
              ? html`<dt>${t("network.example")}</dt>
                  <dd class="example">${example}</dd>`
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
      ${question.evidenceExpected ? html`<span class="tagline">${t("network.evidence-expected")}</span>` : html`<span></span>`}
      ${choices.length ? html`<span class="choices">${formatList(choices)}</span>` : nothing}
    </li>`;
  }
}

/** A rule's text with the ids of other categories (`means.control`) shown as their codes. */
function withCodes(content: MethodologyContent, text: string): string {
  return text.replace(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/g, (id) => {
    return content.categories.find((category) => category.id === id)?.code ?? id;
  });
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-methodology-page": CoramMethodologyPage;
  }
}
