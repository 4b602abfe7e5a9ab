import { html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { ShownPassage, ShownStep } from "../../../schema/protocol/http/workshops/attending.ts";
import type { GroupCount } from "../../../schema/protocol/http/workshops/slips.ts";
import "../../elements/coram-code-chip.ts";
import { hueOf } from "../../elements/hue.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import type { Met } from "./coram-shown-passages.ts";
import { numbersIn } from "./shown-texts.ts";

type Count = GroupCount["passages"][number]["categories"][number];

interface Row {
  known: Pick<Category, "code" | "label"> | undefined;
  passage: ShownPassage | undefined;
  /** On paper nobody marked where. */
  count: Pick<Count, "category" | "slips"> & Partial<Pick<Count, "words">>;
  all: number;
  isFirst: boolean;
}

/** What the slips say, on the wall: each category by number and by where in its passage, in two languages. Of few slips nothing. */
@customElement("coram-screen-counts")
export class CoramScreenCounts extends LightElement {
  @property({ attribute: false }) step!: ShownStep;
  @property({ attribute: false }) second: UiLanguage | null = null;

  protected override render(): TemplateResult {
    return html`${this.step.groups.map((group) => this.renderGroup(group))}${this.renderPaper()}`;
  }

  /** What was counted by hand stands below what devices say, in the same rows. */
  private renderPaper(): TemplateResult | typeof nothing {
    const { paper } = this.step;
    if (!paper?.counts) return nothing;
    const { slips, passages } = paper.counts;
    const rows = passages
      .flatMap(({ passage, categories }) => categories.map((count) => ({ passage, ...count })))
      .toSorted((a, b) => b.slips - a.slips);
    return html`<section class="wall-paper" aria-label=${t("paper.by-hand")}>
      <p class="note sub"><b>${t("paper.by-hand")}</b> ${t("paper.slips", { count: slips })}</p>
      ${passages.length === 0 ? html`<p>${t("paper.few")}</p>` : nothing}
      <ol class="wall-counts">
        ${rows.map((row) =>
          this.renderRow({
            known: paper.categories.find(({ id }) => id === row.category),
            passage: this.step.passages.find(({ id }) => id === row.passage),
            count: row,
            all: slips,
            isFirst: false,
          }),
        )}
      </ol>
    </section>`;
  }

  private renderGroup(group: GroupCount): TemplateResult {
    const name = t(group.group === "guests" ? "slip.of-guests" : "slip.of-members", { count: group.slips });
    if (group.isWithheld) return html`<p>${name}. ${t("slip.withheld")}</p>`;
    const rows = group.passages.flatMap(({ passage, categories }) =>
      categories.map((count) => ({ passage: this.step.passages.find(({ id }) => id === passage), count })),
    );
    const sorted = rows.toSorted((a, b) => b.count.slips - a.count.slips);
    const [first] = sorted;
    const code = first && categoryOf(this.step, first.count.category)?.code;
    const legend = code && group.group === "members" ? t("slip.legend", { code, count: first.count.slips }) : nothing;
    return html`<p class="note sub">${name}${legend === nothing ? nothing : html`. ${legend}`}</p>
      ${sorted.length === 0 ? nothing : renderHeads()}
      <ol class="wall-counts">
        ${sorted.map(({ passage, count }, i) =>
          this.renderRow({
            known: categoryOf(this.step, count.category),
            passage,
            count,
            all: group.slips,
            isFirst: i === 0 && group.group === "members",
          }),
        )}
      </ol>`;
  }

  private renderRow({ known, passage, count, all, isFirst }: Row): TemplateResult {
    const code = known?.code ?? "";
    const { second } = this;
    const number = this.step.passages.length > 1 && passage ? numbersIn(passage) : "";
    return html`<li data-cat=${hueOf(code)} aria-current=${isFirst ? "true" : nothing}>
      <coram-code-chip code=${code}></coram-code-chip>
      <span class="nm"
        >${known ? localise(known.label, language()) : t("slip.category-gone")}${number ? html` <span class="sub">¶ ${number}</span>` : nothing}
        ${known && second ? html`<span class="wall-second" lang=${second}>${known.label[second] ?? nothing}</span>` : nothing}</span
      >
      <span class="sq" aria-hidden="true">${Array.from({ length: count.slips }, () => html`<i></i>`)}</span>
      ${passage && count.words ? renderSky(passage, count.words, all) : html`<span></span>`}
      <span class="n">${t("slip.n-of-m", { some: String(count.slips), all: String(all) })}</span>
    </li>`;
  }
}

/** Where most slips of members meet: what is talked of first. */
export function metFirst(step: ShownStep): Met | null {
  const group = step.groups.find(({ group: of, isWithheld }) => of === "members" && !isWithheld);
  const all = (group?.passages ?? []).flatMap(({ categories }) => categories);
  const [first] = all.toSorted((a, b) => b.slips - a.slips);
  if (!group || !first) return null;
  const passages = group.passages.flatMap(({ passage, categories }) => {
    const found = categories.find(({ category }) => category === first.category);
    return found ? [{ passage, words: found.words }] : [];
  });
  return { hue: hueOf(categoryOf(step, first.category)?.code ?? ""), of: first.slips, all: group.slips, passages };
}

function categoryOf({ edition }: ShownStep, id: Count["category"]): Row["known"] {
  return edition?.named.find((each) => each.id === id);
}

/** What is drawn in the rows below; their numbers are read instead. */
function renderHeads(): TemplateResult {
  return html`<div class="wall-heads" aria-hidden="true">
    <span>${t("slip.a-square")}</span><span>${t("slip.where")}</span>
  </div>`;
}

function renderSky({ ranges }: ShownPassage, words: Count["words"], all: number): TemplateResult {
  const first = ranges[0]?.start ?? 0;
  const length = Math.max(1, (ranges.at(-1)?.end ?? 1) - first);
  return html`<svg class="sky" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
    ${words.map(({ start, end, slips }) => {
      const height = (100 * slips) / Math.max(1, all);
      return svg`<rect x=${(1000 * (start - first)) / length} y=${100 - height} width=${(1000 * (end - start)) / length} height=${height}></rect>`;
    })}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-screen-counts": CoramScreenCounts;
  }
}
