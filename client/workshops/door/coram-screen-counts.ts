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

/** As many as are read from the back of a room. */
const ROWS = 6;

type Count = GroupCount["passages"][number]["categories"][number];

/** What the slips say, on the wall: each category by number and by where in its passage, in two languages. Of few slips nothing. */
@customElement("coram-screen-counts")
export class CoramScreenCounts extends LightElement {
  @property({ attribute: false }) step!: ShownStep;
  @property({ attribute: false }) second: UiLanguage | null = null;

  protected override render(): TemplateResult {
    return html`${this.step.groups.map((group) => this.renderGroup(group))}`;
  }

  private renderGroup(group: GroupCount): TemplateResult {
    const name = t(group.group === "guests" ? "slip.of-guests" : "slip.of-members", { count: group.slips });
    if (group.isWithheld) return html`<p>${name}. ${t("slip.withheld")}</p>`;
    const rows = group.passages.flatMap(({ passage, categories }) =>
      categories.map((count) => ({ passage: this.step.passages.find(({ id }) => id === passage), count })),
    );
    const sorted = rows.toSorted((a, b) => b.count.slips - a.count.slips);
    const more = sorted.length - ROWS;
    return html`<p class="note sub">${name}</p>
      <ol class="wall-counts">
        ${sorted.slice(0, ROWS).map(({ passage, count }, i) => this.renderRow(group, passage, count, i === 0))}
      </ol>
      ${more > 0 ? html`<p class="note sub">${t("screen.more-said", { count: more })}</p>` : nothing}`;
  }

  private renderRow(
    group: GroupCount,
    passage: ShownPassage | undefined,
    count: Count,
    isFirst: boolean,
  ): TemplateResult {
    const known = categoryOf(this.step, count.category);
    const code = known?.code ?? "";
    const { second } = this;
    const number = this.step.passages.length > 1 ? passage?.paragraphs[0]?.number : null;
    return html`<li data-cat=${hueOf(code)} aria-current=${isFirst && group.group === "members" ? "true" : nothing}>
      <coram-code-chip code=${code}></coram-code-chip>
      <span class="nm"
        >${known ? localise(known.label, language()) : count.category}${number ? html` <span class="sub">¶ ${number}</span>` : nothing}
        ${known && second ? html`<span class="wall-second" lang=${second}>${known.label[second] ?? nothing}</span>` : nothing}</span
      >
      <span class="sq" aria-hidden="true">${Array.from({ length: count.slips }, () => html`<i></i>`)}</span>
      ${passage ? renderSky(passage, count, group.slips) : html`<span></span>`}
      <span class="n">${t("slip.n-of-m", { some: String(count.slips), all: String(group.slips) })}</span>
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

function categoryOf({ edition }: ShownStep, id: Count["category"]): Category | undefined {
  return edition?.content.categories.find((each) => each.id === id);
}

function renderSky({ ranges }: ShownPassage, { words }: Count, all: number): TemplateResult {
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
