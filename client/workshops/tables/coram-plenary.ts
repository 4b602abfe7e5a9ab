import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { isSamePassage } from "../../../schema/domain/workshop/tables.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { readEdition } from "../../api/workshops/slips.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import { bareNames } from "../../verdict/model/category-views.ts";
import { type CodingText, numberOf, readCodingTexts, withoutWords, wordsOf } from "../slip/coding-texts.ts";
import { PassageTexts } from "../passage-texts.ts";
import "../votes/coram-decide-tags.ts";
import type { TagToDecide } from "../votes/coram-decide-tags.ts";
import type { VotesModel } from "../votes/votes-model.ts";
import { type PlenaryTable, renderPlenary } from "./render-plenary.ts";
import { tableName } from "./table-words.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plenary": CoramPlenary;
  }
}

/** What the tables of a step decided, side by side, for a member. */
@customElement("coram-plenary")
export class CoramPlenary extends LightElement {
  /** Where all decide on what the tables propose; null where nobody does. */
  @property({ attribute: false }) votes: VotesModel | null = null;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) tables: readonly TableView[] = [];
  private readonly read = new PassageTexts(this, {
    passages: () => this.step.passages,
    args: () => {
      const { id, edition, passages } = this.step;
      return [this.view.workshop.id, id, language(), `${edition ?? ""} ${JSON.stringify(passages)}`] as const;
    },
    read: async ([workshop, step, reads], signal) => {
      const [edition, texts] = await Promise.all([
        readEdition(workshop, step),
        readCodingTexts(this.step.passages, reads, signal),
      ]);
      return { edition, texts };
    },
    emptied: ({ edition, texts }) => ({ edition, texts: texts.map(withoutWords) }),
  });

  protected override render(): TemplateResult | typeof nothing {
    const { answer, missing, problem } = this.read;
    if (!answer) return problem === null ? skeleton(4, t("shell.loading")) : errorLine(describeProblem(problem));
    const { texts, edition } = answer;
    const passages = this.step.passages.flatMap(({ id }) =>
      texts.flatMap((text) => {
        const found = text.passages.find((each) => each.id === id);
        return found
          ? [{ id, number: numberOf(text, found.ranges), words: wordsOf(text, found.ranges), lang: text.lang }]
          : [];
      }),
    );
    const tables = this.tables.map((table, i) => crossed(this.step, table, i + 1, this.votes));
    const categories = bareNames([...edition.categories, ...edition.gone], language());
    return html`${missing === null ? nothing : errorLine(describeProblem(missing))}
    ${renderPlenary(passages, tables, categories)}
    ${
      this.votes
        ? html`<coram-decide-tags
            .votes=${this.votes}
            .view=${this.view}
            .step=${this.step}
            .tags=${proposedTags(texts, tables)}
            .categories=${categories}
            .notInForce=${edition.notInForce}
          ></coram-decide-tags>`
        : nothing
    }`;
  }
}

/** Categories that tables put on passages, each with the tables that do: all decide on them. */
function proposedTags(texts: readonly CodingText[], tables: readonly PlenaryTable[]): TagToDecide[] {
  return texts.flatMap((text) =>
    text.passages.flatMap(({ id, ranges }) => {
      const of = new Map<CategoryId, string[]>();
      for (const { name, decisions } of tables)
        for (const { categories } of decisions.filter(({ passage }) => passage === id))
          for (const category of categories) of.set(category, [...(of.get(category) ?? []), name]);
      return [...of].map(([category, names]) => ({
        id,
        text,
        passage: ranges,
        ranges,
        category,
        note: formatList(names),
      }));
    }),
  );
}

/** A table's decisions under the passages of its step. */
function crossed(
  { passages }: Step,
  { id, name, question, work, decisions }: TableView,
  number: number,
  votes: VotesModel | null,
): PlenaryTable {
  const given = passages.flatMap((passage) => {
    const own = work.passages.find((each) => isSamePassage(each, passage));
    return own ? [{ id: passage.id, own: own.id }] : [];
  });
  return {
    name: tableName(name, number),
    question: question === "" ? null : question,
    votes: votes?.heldAt(id) ?? [],
    given: new Set(given.map(({ id }) => id)),
    decisions: (decisions ?? []).flatMap((decision) => {
      const of = given.find(({ own }) => own === decision.passage);
      return of ? [{ ...decision, passage: of.id }] : [];
    }),
  };
}
