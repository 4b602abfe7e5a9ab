import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { ShownStep, ShownTable } from "../../../schema/protocol/http/workshops/attending.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import { bareNames } from "../../verdict/model/category-views.ts";
import { renderCrossedVote } from "./coram-crossed-votes.ts";
import { renderPlenary } from "./render-plenary.ts";
import { tableName } from "./table-words.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-shown-plenary": CoramShownPlenary;
  }
}

/** The same for guests and on a screen. */
@customElement("coram-shown-plenary")
export class CoramShownPlenary extends LightElement {
  @property({ attribute: false }) step!: ShownStep;
  /** Of a wall, in which categories are read below the first. */
  @property({ attribute: false }) second: UiLanguage | null = null;
  @property({ attribute: false }) tables: readonly ShownTable[] = [];

  protected override render(): TemplateResult | typeof nothing {
    const { step, tables } = this;
    const passages = step.passages.map(({ id, lang, paragraphs }) => ({
      id,
      lang,
      number: paragraphs[0]?.number ?? "",
      words: paragraphs.map(({ text }) => text).join(" "),
    }));
    const named = tables.map(({ name, number, question, decisions, given, votes }) => ({
      name: tableName(name, number),
      question,
      votes,
      decisions,
      given: new Set(given),
    }));
    const { second } = this;
    const categories = step.edition?.named ?? [];
    const views = bareNames(categories, language()).map((view, i) => {
      const text = second ? categories[i]?.label[second] : undefined;
      return { ...view, second: second && text ? { lang: second, text } : null };
    });
    return html`${renderPlenary(passages, named, views)} ${this.renderVotes()}`;
  }

  private renderVotes(): TemplateResult | typeof nothing {
    if (this.tables.every(({ votes }) => votes.length === 0)) return nothing;
    return html`<section aria-labelledby="crossed-votes">
      <h2 class="tables-heading" id="crossed-votes">${t("plenary.votes")}</h2>
      ${this.tables.map(({ name, number, votes }) => votes.map((vote) => renderCrossedVote(vote, tableName(name, number))))}
    </section>`;
  }
}
