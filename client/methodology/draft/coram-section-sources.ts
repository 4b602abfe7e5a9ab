import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId, QuestionId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { DraftSection } from "../../../schema/rooms/draft/draft-room.ts";
import "../../elements/coram-code-chip.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import type { DraftModel } from "./draft-model.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-section-sources": CoramSectionSources;
  }
}

/** What a section of an output draws on: categories whose passages it quotes, questions whose answers it tells. */
@customElement("coram-section-sources")
export class CoramSectionSources extends LightElement {
  @property({ attribute: false }) model!: DraftModel;
  @property({ attribute: false }) section!: DraftSection;
  /** Grows when the model changes. */
  @property({ type: Number }) turn = 0;

  protected override render(): TemplateResult {
    const { model, section } = this;
    const { nodes, questions } = model.state;
    const { fromCategories, fromQuestions } = section;
    return html`${this.renderList(
      t("handbook.from-categories"),
      fromCategories.length,
      nodes.map(({ category, depth }) =>
        this.renderBox(
          depth,
          html`<coram-code-chip code=${category.code}></coram-code-chip>${localise(category.label, language())}`,
          fromCategories.includes(category.id),
          (isOn) => this.set({ fromCategories: toggled<CategoryId>(fromCategories, category.id, isOn) }),
        ),
      ),
    )}
    ${this.renderList(
      t("handbook.from-questions"),
      fromQuestions.length,
      questions.map(({ id, label }) =>
        this.renderBox(0, html`${localise(label, language())}`, fromQuestions.includes(id), (isOn) =>
          this.set({ fromQuestions: toggled<QuestionId>(fromQuestions, id, isOn) }),
        ),
      ),
    )}`;
  }

  private renderList(name: string, count: number, boxes: TemplateResult[]): TemplateResult {
    return html`<details class="sources" ?open=${count > 0}>
      <summary>
        ${name} <span class="note sub">${count > 0 ? t("exports.chosen", { count }) : t("handbook.from-none")}</span>
      </summary>
      <fieldset class="sources-list" aria-label=${name} ?disabled=${!this.model.canEdit}>${boxes}</fieldset>
    </details>`;
  }

  private renderBox(depth: number, label: TemplateResult, isOn: boolean, set: (isOn: boolean) => void): TemplateResult {
    return html`<label class="form-check" style="--depth: ${depth}"
      ><input
        type="checkbox"
        .checked=${isOn}
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      /><span>${label}</span></label
    >`;
  }

  private set(fields: Record<string, unknown>): void {
    this.model.set("sections", this.section.entry, fields);
  }
}

function toggled<T>(all: readonly T[], one: T, isOn: boolean): T[] {
  const others = all.filter((each) => each !== one);
  return isOn ? [...others, one] : others;
}
