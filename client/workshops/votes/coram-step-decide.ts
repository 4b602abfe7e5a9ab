import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { GroupCount, StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { describeProblem } from "../../api/http.ts";
import { readEdition, readSlips } from "../../api/workshops/slips.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import { bareNames } from "../../verdict/model/category-views.ts";
import { type CodingText, readCodingTexts, withoutWords } from "../slip/coding-texts.ts";
import { PassageTexts } from "../passage-texts.ts";
import "./coram-decide-tags.ts";
import type { TagToDecide } from "./coram-decide-tags.ts";
import type { VotesModel } from "./votes-model.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-step-decide": CoramStepDecide;
  }
}

/** What slips of a step have marked, as all decide on it once they have talked: it is read while they talk, and has its place from then on. */
@customElement("coram-step-decide")
export class CoramStepDecide extends LightElement {
  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) step!: Step;
  private readonly read = new PassageTexts(this, {
    passages: () => this.step.passages,
    args: () => {
      const { id, pass, passages } = this.step;
      return [this.view.workshop.id, id, language(), `${pass} ${JSON.stringify(passages)}`] as const;
    },
    read: async ([workshop, step, reads], signal) => {
      const [edition, slips, texts] = await Promise.all([
        readEdition(workshop, step),
        readSlips(workshop, step),
        readCodingTexts(this.step.passages, reads, signal),
      ]);
      const categories = [...edition.categories, ...edition.gone];
      return { tags: markedTags(slips, texts), categories, notInForce: edition.notInForce };
    },
    emptied: (answer) => ({ ...answer, tags: answer.tags.map((tag) => ({ ...tag, text: withoutWords(tag.text) })) }),
  });

  protected override render(): TemplateResult {
    const { answer, missing, problem } = this.read;
    if (!answer)
      return html`<section class="decide-tags" aria-labelledby="decide-tags">
        <h2 class="slip-heading" id="decide-tags">${t("decide.title")}</h2>
        ${problem === null ? skeleton(4, t("shell.loading")) : errorLine(describeProblem(problem))}
      </section>`;
    return html`${missing === null ? nothing : errorLine(describeProblem(missing))}
      <coram-decide-tags
        .votes=${this.votes}
        .view=${this.view}
        .step=${this.step}
        .tags=${answer.tags}
        .categories=${bareNames(answer.categories, language())}
        .notInForce=${answer.notInForce}
      ></coram-decide-tags>`;
  }
}

/** What the newest slips that are shown mark, passage by passage; of members where they and guests mark the same. */
function markedTags({ reveals, passages }: StepSlips, texts: readonly CodingText[]): TagToDecide[] {
  // Of a second silence there may be too few: what the first one says stands above all the same.
  const newest = reveals.findLast(({ groups }) => groups.some(({ isWithheld }) => !isWithheld));
  const groups = newest?.groups ?? [];
  return passages.flatMap(({ id, verdict, ranges }) => {
    const text = texts.find((each) => each.id === verdict);
    if (!text) return [];
    const found = new Map<string, TagToDecide>();
    for (const group of groups)
      for (const count of group.passages.find(({ passage }) => passage === id)?.categories ?? [])
        if (!found.has(count.category)) {
          const note = t("slip.n-of-m", { some: String(count.slips), all: String(group.slips) });
          found.set(count.category, {
            id,
            text,
            passage: ranges,
            ranges: meant(count),
            category: count.category,
            note,
          });
        }
    return [...found.values()];
  });
}

/** Words on which at least half of those meet who mark them; where they meet nowhere so, all that they mark. */
function meant({ words, slips }: GroupCount["passages"][number]["categories"][number]): Range[] {
  const half = words.filter((each) => each.slips * 2 >= slips);
  const joined: Range[] = [];
  for (const { start, end } of (half.length > 0 ? half : words).toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
