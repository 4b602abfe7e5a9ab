import { nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ShownStep, ShownTable } from "../../../schema/protocol/http/workshops/attending.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language } from "../../i18n/t.ts";
import { bareViews } from "../../verdict/model/category-views.ts";
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
  @property({ attribute: false }) tables: readonly ShownTable[] = [];

  protected override render(): TemplateResult | typeof nothing {
    const { step, tables } = this;
    const passages = step.passages.map(({ id, lang, paragraphs }) => ({
      id,
      lang,
      number: paragraphs[0]?.number ?? "",
      words: paragraphs.map(({ text }) => text).join(" "),
    }));
    const named = tables.map(({ name, number, decisions }) => ({
      name: tableName(name, number),
      decisions,
      given: null,
    }));
    return renderPlenary(passages, named, bareViews(step.edition?.content.categories ?? [], language()));
  }
}
