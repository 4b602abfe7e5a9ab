import { html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId, MemberId, PassageId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { GroupCount, SlipReveal, StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import type { Range } from "../../../schema/text/revision.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-initials.ts";
import { hueOf } from "../../elements/hue.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { t } from "../../i18n/t.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import { renderPaper } from "../paper/render-paper.ts";
import { renderTokens } from "../../elements/tokens/token-parts.ts";
import { type CodingText, numberOf, wordsOf } from "./coding-texts.ts";

type CategoryCount = GroupCount["passages"][number]["categories"][number];

/** A row that is shown in the text. */
export interface ShownRow {
  pass: number;
  group: GroupCount["group"];
  category: CategoryId;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-slip-reveal": CoramSlipReveal;
  }
  interface HTMLElementEventMap {
    "coram-reveal-row": CustomEvent<ShownRow>;
  }
}

/** So many silences stand beside each other; what those before them said is folded, so that what is decided next is not far below. */
const BESIDE = 2;

/** What the slips of a step say: each category by number and by where in its passage, members and guests apart, passes beside each other. */
@customElement("coram-slip-reveal")
export class CoramSlipReveal extends VerdictElement {
  @property({ attribute: false }) slips!: StepSlips;
  /** Those too that are in the step's edition no more. */
  @property({ attribute: false }) categories: readonly Pick<CategoryView, "code" | "id" | "label">[] = [];
  @property({ attribute: false }) texts: readonly CodingText[] = [];
  @property({ attribute: false }) members: readonly MemberCard[] = [];
  @property({ attribute: false }) me!: MemberId;
  @property({ attribute: false }) row: ShownRow | null = null;

  protected override render(): TemplateResult {
    // The newest pass first: that is what is talked of.
    const passes = this.slips.reveals.toSorted((a, b) => b.pass - a.pass);
    const [shown, before] = [passes.slice(0, BESIDE), passes.slice(BESIDE)];
    return html`<h2 class="slip-heading">${t("slip.what-they-say")}</h2>
      <div class="slip-passes" data-passes=${shown.length}>
        ${shown.map((each) => this.renderPass(each, passes.length > 1))}
      </div>
      ${
        before.length === 0
          ? nothing
          : html`<details class="slip-before">
              <summary>
                ${t("slip.passes-before", { passes: before.map(({ pass }) => String(pass)).join(", ") })}
              </summary>
              ${before.map((each) => this.renderPass(each, true))}
            </details>`
      }
      ${renderPaper(this.slips.paper, (passage) => {
        const place = this.placeOf(passage);
        return place && numberOf(place.text, place.ranges);
      })}`;
  }

  private renderPass(reveal: SlipReveal, hasOthers: boolean): TemplateResult {
    const isOld = reveal.pass < this.slips.pass;
    return html`<section>
      ${hasOthers ? html`<h3>${t(isOld ? "slip.pass-before" : "slip.pass-now", { pass: String(reveal.pass) })}</h3>` : nothing}
      ${reveal.groups.length === 0 ? html`<p class="sub">${t("slip.none-handed-in")}</p>` : nothing}
      ${reveal.groups.map((group) => this.renderGroup(reveal, group))} ${this.renderShown(reveal)}
    </section>`;
  }

  private renderGroup(reveal: SlipReveal, group: GroupCount): TemplateResult {
    const name = t(group.group === "guests" ? "slip.of-guests" : "slip.of-members", { count: group.slips });
    if (group.isWithheld)
      return html`<p class="sub slip-group">${name}</p>
        <p class="alert alert-quiet">${t("slip.withheld")}</p>`;
    const several = group.passages.length > 1;
    return html`<p class="sub slip-group">${name}</p>
      ${group.passages.map(({ passage, categories }) => {
        const place = this.placeOf(passage);
        return html`${several && place ? html`<p class="note">¶ ${numberOf(place.text, place.ranges)}</p>` : nothing}
        ${
          categories.length === 0
            ? html`<p class="sub">${t("slip.nothing-marked")}</p>`
            : html`<ul class="dist">
                ${categories.map((each) => this.renderRow(reveal, group, passage, each))}
              </ul>`
        }`;
      })}`;
  }

  private renderRow(
    { pass, shown }: SlipReveal,
    { group, slips: all }: GroupCount,
    passage: PassageId,
    count: CategoryCount,
  ): TemplateResult {
    const { category, slips } = count;
    const known = this.categories.find(({ id }) => id === category);
    const code = known?.code ?? "";
    const isShown = this.row?.pass === pass && this.row.group === group && this.row.category === category;
    const isOwn = this.isOwn(pass, category);
    const ownIsShown = shown.some(({ member }) => member === this.me);
    return html`<li data-cat=${hueOf(code)}>
      <button
        type="button"
        aria-pressed=${isShown}
        @click=${() => this.emit("coram-reveal-row", { pass, group, category })}
      >
        <coram-code-chip code=${code}></coram-code-chip>
        <span class="nm"
          >${known?.label ?? t("slip.category-gone")}
          ${isOwn ? html`<span class="note sub">${t(ownIsShown ? "slip.you-too-shown" : "slip.you-too")}</span>` : nothing}</span
        >
        <span class="sq" aria-hidden="true">${Array.from({ length: slips }, () => html`<i></i>`)}</span>
        ${this.renderSky(passage, count, all)}
        <span class="n">${t("slip.n-of-m", { some: String(slips), all: String(all) })}</span>
      </button>
      ${isShown ? this.renderWords(passage, count) : nothing}
    </li>`;
  }

  /** Where in the passage: the height over its words is how many slips marked them. */
  private renderSky(passage: PassageId, { words }: CategoryCount, all: number): TemplateResult {
    const { ranges } = this.placeOf(passage) ?? { ranges: [] };
    const first = ranges[0]?.start ?? 0;
    const length = Math.max(1, (ranges.at(-1)?.end ?? 1) - first);
    return html`<svg class="sky" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      ${words.map(({ start, end, slips }) => {
        const height = (100 * slips) / Math.max(1, all);
        const [x, width] = [(1000 * (start - first)) / length, (1000 * (end - start)) / length];
        return svg`<rect x=${x} y=${100 - height} width=${width} height=${height}></rect>`;
      })}
    </svg>`;
  }

  /** The same in words: the text above shows it by tint and line alone. */
  private renderWords(passage: PassageId, { words, slips }: CategoryCount): TemplateResult | typeof nothing {
    const place = this.placeOf(passage);
    if (!place) return nothing;
    const { text } = place;
    return html`<ul class="slip-words">
      ${words.map(
        ({ start, end, slips: met }) =>
          html`<li class=${met * 2 >= slips ? "is-half" : ""}>
            <b>${t("slip.n-of-m", { some: String(met), all: String(slips) })}</b>
            <span lang=${text.lang}>${renderTokens(wordsOf(text, [{ start, end }]), text.lang)}</span>
          </li>`,
      )}
    </ul>`;
  }

  private renderShown({ shown, groups }: SlipReveal): TemplateResult | typeof nothing {
    if (shown.length === 0) return nothing;
    const all = groups.reduce((sum, { slips }) => sum + slips, 0);
    return html`<p class="slip-shown">
        <span class="sub">${t("slip.shown-by")}</span>
        ${shown.map(({ member, marks }) => {
          const card = this.members.find(({ id }) => id === member);
          const codes = new Set(
            marks.map(({ category }) => this.categories.find(({ id }) => id === category)?.code ?? ""),
          );
          return html`<span class="slip-author"
            ><coram-initials
              initials=${card?.initials ?? ""}
              name=${card?.name ?? ""}
              ?me=${member === this.me}
              small
            ></coram-initials>
            ${codes.size === 0 ? t("slip.empty") : [...codes].join(", ")}</span
          >`;
        })}
      </p>
      ${all > shown.length ? html`<p class="sub">${t("slip.others-unnamed", { count: all - shown.length })}</p>` : nothing}`;
  }

  private isOwn(pass: number, category: CategoryId): boolean {
    const { own, key } = this.slips;
    // A key is counted with nobody's.
    if (key.includes(this.me)) return false;
    return own?.pass === pass && own.marks.some((mark) => mark.category === category);
  }

  private placeOf(passage: PassageId): { text: CodingText; ranges: readonly Range[] } | null {
    for (const text of this.texts) {
      const found = text.passages.find(({ id }) => id === passage);
      if (found) return { text, ranges: found.ranges };
    }
    return null;
  }
}

/** Words of a shown row in a text: how many slips met on them, of how many. */
export function metWords(
  slips: StepSlips,
  row: ShownRow | null,
  text: CodingText,
): { range: Range; slips: number; of: number; all: number }[] {
  const group = slips.reveals.find(({ pass }) => pass === row?.pass)?.groups.find((each) => each.group === row?.group);
  if (!group || !row) return [];
  return group.passages.flatMap(({ passage, categories }) => {
    if (!text.passages.some(({ id }) => id === passage)) return [];
    const count = categories.find(({ category }) => category === row.category);
    return (count?.words ?? []).map(({ start, end, slips: met }) => ({
      range: { start, end },
      slips: met,
      of: count?.slips ?? met,
      all: group.slips,
    }));
  });
}
