import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { CategoryId } from "../../schema/domain/ids.ts";
import { localise, localiseList, UiLanguage, withoutScript } from "../../schema/domain/language.ts";
import { ANY_LANGUAGE, findEachWord } from "../../schema/language/stem/word-search.ts";
import { behindFor, type BehindText } from "../../schema/domain/methodology/behind-texts.ts";
import type { Category, MethodologyContent, Question } from "../../schema/domain/methodology/methodology.ts";
import { rulePieces } from "../../schema/domain/methodology/with-codes.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import { renderBehind } from "./behind-note.ts";
import { holdingWords, lineElsewhere } from "./searched-texts.ts";
import "./methodology.css";
import "./codebook.css";

/** The words that were found, as the style sheet calls them. */
const FOUND = "found-words";

/** Whoever scrolls on is gone before that. */
const STAY_MS = 1000;

/** What is to be shown at once. */
export interface Wanted {
  kind: "category" | "question";
  id: string;
}

/** Where words stand in what is drawn, as they are typed or in another form. */
function foundIn(root: Node, words: string): Range[] {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Range[] = [];
  for (let text = texts.nextNode(); text instanceof Text; text = texts.nextNode()) {
    const of = UiLanguage.safeParse(text.parentElement?.closest<HTMLElement>("[lang]")?.lang).data;
    for (const { start, end } of findEachWord(text.data, words, of ? [withoutScript(of)] : ANY_LANGUAGE)) {
      const range = document.createRange();
      range.setStart(text, start);
      range.setEnd(text, end);
      found.push(range);
    }
  }
  return found;
}

/** What a version holds, to read: categories with definitions, codes and digits, and the questions. */
@customElement("coram-version-content")
export class CoramVersionContent extends LightElement {
  @property({ attribute: false }) content!: MethodologyContent;
  @property({ attribute: false }) behind: readonly BehindText[] = [];
  @property({ attribute: false }) wanted: Wanted | null = null;

  @state() private search = "";
  private found: ReturnType<typeof holdingWords> = new Set();

  /** What holds the word lies open while it is looked for. */
  private readonly onSearch = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value.trim();
    void this.updateComplete.then(() => this.openAll(this.search !== ""));
  };

  /** Last lines of branches that were read, and of those that were opened all at once. */
  private readonly ends = new Set<Element>();
  private readonly openedTogether = new Set<Element>();
  /** Last lines in sight that may be only passed by, each with its timer. */
  private readonly passing = new Map<Element, ReturnType<typeof setTimeout>>();
  private sight: IntersectionObserver | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight?.disconnect();
    this.sight = null;
    for (const timer of this.passing.values()) clearTimeout(timer);
    this.passing.clear();
    CSS.highlights?.delete(FOUND);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { search, wanted } = this;
    if (changed.has("wanted") && wanted) void this.goTo(wanted);
    if (search === "") return void CSS.highlights?.delete(FOUND);
    CSS.highlights?.set(FOUND, new Highlight(...foundIn(this, search)));
  }

  protected override render(): TemplateResult {
    const { content, search } = this;
    if (search !== "") this.found = holdingWords([...content.categories, ...content.questions], search);
    const branches = content.categories.filter((each) => each.parent === null);
    const shown = branches.filter((branch) => [branch, ...below(content, branch)].some((each) => this.holds(each)));
    const groups = content.groups.filter(({ id }) =>
      content.questions.some((each) => each.group === id && this.holds(each)),
    );
    return html`<div class="codebook" data-search=${search || nothing}>
      <div class="codebook-tools">
        <label class="field field-soft grow"
          ><coram-icon name="search"></coram-icon
          ><input
            type="search"
            aria-label=${t("methodology.find-word")}
            placeholder=${t("methodology.find-word")}
            .value=${search}
            @input=${this.onSearch}
        /></label>
        <button type="button" class="button button-small" @click=${() => this.openAll(true)}>
          ${t("methodology.open-all")}
        </button>
        <button type="button" class="button button-small" @click=${() => this.openAll(false)}>
          ${t("methodology.close-all")}
        </button>
      </div>
      ${shown.length + groups.length === 0 ? html`<p class="note sub" role="status">${t("methodology.no-word")}</p>` : nothing}
      <section aria-labelledby="categories" ?hidden=${shown.length === 0}>
        <div class="section-head">
          <h2 id="categories" class="grow">${t("network.categories")}</h2>
          <span class="note sub"
            >${t("network.category-count", { count: content.categories.filter((each) => this.holds(each)).length })}${
              search === "" ? html`, ${t("methodology.of-them-groups", { groups: branches.length })}` : nothing
            }</span
          >
        </div>
        ${shown.map((branch) => this.renderBranch(content, branch))}
      </section>
      <section aria-labelledby="questions" ?hidden=${groups.length === 0}>
        <div class="section-head">
          <h2 id="questions" class="grow">${t("network.questions")}</h2>
          <span class="note sub"
            >${t("network.question-count", { count: content.questions.filter((each) => this.holds(each)).length })}</span
          >
        </div>
        ${groups.map((group) => this.renderGroup(content, group))}
      </section>
    </div>`;
  }

  private holds(each: Category | Question): boolean {
    return this.search === "" || this.found.has(each);
  }

  /** Why it was found, where that stands in another language. */
  private renderElsewhere(each: Category | Question): TemplateResult | typeof nothing {
    const found = this.search === "" || !this.holds(each) ? null : lineElsewhere(each, this.search, language());
    return found ? html`<p class="elsewhere note sub" lang=${found.of}>${found.line}</p>` : nothing;
  }

  /**
   * Read is what was open to its last line before somebody's eyes: whoever looks for a word has read nothing, and whoever opens all only that
   * at whose end they stay.
   */
  private readonly onToggle = ({ currentTarget: branch }: Event): void => {
    const end = lastLine(branch as HTMLElement);
    if (this.search !== "" || !(branch as HTMLDetailsElement).open || !end || this.ends.has(end)) return;
    this.sight ??= new IntersectionObserver((all) => {
      for (const { isIntersecting, target } of all) this.onSight(target, isIntersecting);
    });
    this.sight.observe(end);
  };

  private onSight(end: Element, isHere: boolean): void {
    clearTimeout(this.passing.get(end));
    if (!isHere) return;
    if (!this.openedTogether.has(end)) return this.onEnd(end);
    this.passing.set(
      end,
      setTimeout(() => this.onEnd(end), STAY_MS),
    );
  }

  private onEnd(end: Element): void {
    this.sight?.unobserve(end);
    const branch = end.closest("details")?.querySelector<HTMLElement>("summary")?.dataset["category"];
    if (this.search !== "" || this.ends.has(end) || branch === undefined) return;
    this.ends.add(end);
    const detail = { branch: CategoryId.parse(branch) };
    this.dispatchEvent(new CustomEvent("coram-branch-read", { detail }));
  }

  private openAll(isOpen: boolean): void {
    for (const branch of this.querySelectorAll("details")) {
      const end = lastLine(branch);
      if (isOpen && !branch.open && end) this.openedTogether.add(end);
      branch.open = isOpen;
    }
  }

  /** To a category that another one names, or to what the address does. */
  private async goTo({ kind, id }: Wanted): Promise<void> {
    this.search = "";
    await this.updateComplete;
    const found = this.querySelector<HTMLElement>(`[data-${kind}="${CSS.escape(id)}"]`);
    const branch = found?.closest("details");
    if (branch) branch.open = true;
    found?.scrollIntoView({ block: "center" });
    found?.focus();
  }

  private renderRule(text: string): (string | TemplateResult)[] {
    return rulePieces(this.content.categories, text).map((piece) =>
      typeof piece === "string"
        ? piece
        : html`<button
            type="button"
            class="link"
            title=${localise(piece.label, language())}
            @click=${() => void this.goTo({ kind: "category", id: piece.id })}
          >
            ${piece.code}
          </button>`,
    );
  }

  private renderBranch(content: MethodologyContent, branch: Category): TemplateResult {
    const all = below(content, branch);
    const leaves = all.filter((leaf) => this.holds(leaf));
    return html`<details @toggle=${this.onToggle}>
      <summary data-category=${branch.id}>
        <coram-icon name="chevron-right"></coram-icon>
        <coram-code-chip code=${branch.code}></coram-code-chip>
        <span class="branch-name grow">${localise(branch.label, language())}</span>
        ${this.renderDigit(branch)}
        <span class="note sub">${all.length}</span>
      </summary>
      <div class="branch-text">
        <p>${localise(branch.definition, language())}</p>
        ${this.renderElsewhere(branch)} ${renderBehind(behindFor(this.behind, branch.id, language()))}
      </div>
      ${leaves.map((leaf) => this.renderLeaf(leaf))}
    </details>`;
  }

  private renderLeaf(category: Category): TemplateResult {
    const example = localise(category.example, language());
    const lines = (of: string[]): unknown[] => this.renderRule(of.join("; "));
    const include = localiseList(category.include, language());
    const exclude = localiseList(category.exclude, language());
    const spanRule = localise(category.spanRule, language());
    const nearMiss = localise(category.nearMiss, language());
    return html`<article class="leaf" tabindex="-1" data-category=${category.id}>
      <coram-code-chip code=${category.code}></coram-code-chip>
      <div>
        <h3>${localise(category.label, language())}</h3>
        ${this.renderElsewhere(category)}
        <p>${localise(category.definition, language())}</p>
        ${renderBehind(behindFor(this.behind, category.id, language()))}
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
                  <dd>${this.renderRule(nearMiss)}</dd>`
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
    const questions = content.questions.filter((question) => question.group === group.id && this.holds(question));
    return html`<h3 class="group">${localise(group.label, language())}</h3>
      <ul class="questions">
        ${questions.map((question) => this.renderQuestion(question))}
      </ul>`;
  }

  private renderQuestion(question: Question): TemplateResult {
    const choices = (question.choices ?? []).map((choice) => localise(choice.label, language()));
    const { from, evidenceExpected } = question;
    const sign = from ? t("network.from-data") : evidenceExpected ? t("network.evidence-expected") : null;
    return html`<li tabindex="-1" data-question=${question.id}>
      <span>${localise(question.label, language())}</span>
      ${sign === null ? nothing : html`<span class="tagline">${sign}</span>`}
      ${choices.length ? html`<span class="choices">${choices.join(" · ")}</span>` : nothing}
      ${this.renderElsewhere(question)}
    </li>`;
  }
}

function lastLine(branch: HTMLElement): Element | undefined {
  return [...branch.querySelectorAll("p, dd")].at(-1);
}

/** All that is below a category, in the order of the tree. */
function below(content: MethodologyContent, { id }: Category): Category[] {
  const children = content.categories.filter(({ parent }) => parent === id);
  return children.flatMap((child) => [child, ...below(content, child)]);
}

declare global {
  interface HTMLElementEventMap {
    /** A branch has been read to its end. */
    "coram-branch-read": CustomEvent<{ branch: CategoryId }>;
  }
  interface HTMLElementTagNameMap {
    "coram-version-content": CoramVersionContent;
  }
}
