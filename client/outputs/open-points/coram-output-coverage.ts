import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { localise } from "../../../schema/domain/language.ts";
import type { Coverage } from "../../../schema/editor/coverage.ts";
import type { OutputTray, TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import type { OutputSection } from "../../../schema/protocol/http/outputs.ts";
import "../../elements/coram-code-chip.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { isComplete } from "./open-points.ts";
import "./coverage.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-coverage": CoramOutputCoverage;
  }
}

/** What of a document still wants something; each line leads to its place in it, or to the passage in its verdict. */
@customElement("coram-output-coverage")
export class CoramOutputCoverage extends LightElement {
  @property({ attribute: false }) coverage!: Coverage;
  @property({ attribute: false }) tray: OutputTray | null = null;
  @property({ attribute: false }) sections: readonly OutputSection[] = [];
  /** Language of the document. */
  @property() textLang = "";

  protected override render(): TemplateResult {
    const { bare, uncited, incomplete, unused } = this.coverage;
    if (isComplete(this.coverage)) return html`<p class="sub">${t("papers.complete")}</p>`;
    return html`${this.renderGroup(
      t("papers.bare"),
      bare.map(
        (section) =>
          html`<button type="button" class="coverage-line" @click=${() => this.goTo({ section })}>
            ${this.titleOf(section)}
          </button>`,
      ),
    )}
    ${this.renderGroup(
      t("papers.incomplete"),
      incomplete.map(({ block, words, missing }) =>
        this.renderBlock(block, words, missing.map((each) => t(`papers.missing-${each}`)).join(", ")),
      ),
    )}
    ${this.renderGroup(
      t("papers.uncited"),
      uncited.map(({ section, block, words }) => this.renderBlock(block, words, this.titleOf(section))),
    )}
    ${this.renderGroup(
      t("papers.unused"),
      this.unusedPassages(unused).map((passage) => this.renderPassage(passage)),
    )}`;
  }

  private renderGroup(title: string, lines: TemplateResult[]): TemplateResult | typeof nothing {
    if (lines.length === 0) return nothing;
    return html`<section class="coverage-group">
      <h2 class="label">${title} <span class="count">${lines.length}</span></h2>
      <ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </section>`;
  }

  private renderBlock(block: string | null, words: string, note: string): TemplateResult {
    return html`<button
      type="button"
      class="coverage-line"
      ?disabled=${block === null}
      @click=${() => block && this.goTo({ block })}
    >
      <span class="coverage-words" lang=${words.trim() ? this.textLang : nothing}
        >${withTokenWords(words.trim(), this.textLang) || t("papers.no-words")}</span
      >
      <span class="sub">${note}</span>
    </button>`;
  }

  private renderPassage({ verdict, at, words, lang, category, citation }: TrayPassage): TemplateResult {
    const source = this.tray?.sources.find((each) => each.verdict === verdict);
    return html`<a class="coverage-line" href="/verdicts/${verdict}?at=${at}">
      <span class="coverage-words" lang=${lang}>${withTokenWords(words, lang)}</span>
      <span class="sub"
        ><coram-code-chip code=${category.code}></coram-code-chip>
        ${source ? `${source.caseNumber}, ` : nothing}${citation}</span
      >
    </a>`;
  }

  /** Each once, though it may feed several sections. */
  private unusedPassages(unused: Coverage["unused"]): TrayPassage[] {
    const places = new Set(unused.flatMap(({ passages }) => passages));
    return [...places].sort((a, b) => a - b).flatMap((at) => this.tray?.passages[at] ?? []);
  }

  private titleOf(section: string): string {
    const template = this.sections.find(({ id }) => id === section);
    return template ? localise(template.title, language()) : section;
  }

  private goTo(detail: { block: string } | { section: string }): void {
    const name = "block" in detail ? "coram-output-block" : "coram-output-section";
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
