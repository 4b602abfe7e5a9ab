import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { describeProblem } from "../../api/http.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import { errorLine } from "../../elements/form.ts";
import { hueOf } from "../../elements/hue.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { t } from "../../i18n/t.ts";
import { recentOf } from "../../verdict/categories/picker-options.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import { SaysHeight } from "../says-height.ts";
import { type CodingText, numberOf, rangesNow, wordsIn } from "./coding-texts.ts";
import type { SlipModel } from "./slip-model.ts";
import type { SlipMark } from "./slip-of-pass.ts";

/** Words that are selected in one of the texts, as they lie in the whole. */
export interface Selected {
  text: CodingText;
  ranges: readonly Range[];
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-slip-sheet": CoramSlipSheet;
  }
  interface HTMLElementEventMap {
    /** Puts a category on what is selected, or takes it away. */
    "coram-slip-toggle": CustomEvent<{ category: CategoryId }>;
    "coram-slip-pick": CustomEvent<void>;
    /** Selects the words of a mark. */
    "coram-slip-go": CustomEvent<{ mark: SlipMark }>;
  }
}

/** Categories that are offered without a search. */
const OFFERED = 5;

/** One's own slip while it is coded: what is put on the selected words, all marks, and that it is handed in. */
@customElement("coram-slip-sheet")
export class CoramSlipSheet extends VerdictElement {
  constructor() {
    super();
    new SaysHeight(this, "--slip-sheet");
  }

  @property({ attribute: false }) model!: SlipModel;
  @property({ attribute: false }) categories: readonly CategoryView[] = [];
  @property({ attribute: false }) texts: readonly CodingText[] = [];
  @property({ attribute: false }) selected: Selected | null = null;
  /** The same, in the same places, as long as these words are selected: a second press is meant for the same category. */
  private offered: readonly CategoryId[] = [];
  private offeredFor = "";

  protected override createRenderRoot(): HTMLElement {
    this.classList.add("slip-sheet");
    return super.createRenderRoot();
  }

  protected override render(): TemplateResult {
    const { model, selected } = this;
    const canMark = model.canMark;
    return html`<div class="slip-head">
        <h2>${t("slip.yours")}</h2>
        <span class="note sub">${this.about}</span>
      </div>
      ${canMark && selected ? this.renderOffered(selected) : this.renderMarks()} ${this.renderState()}
      ${model.refused === null ? nothing : errorLine(describeProblem(model.refused))}
      <div class="slip-acts">${this.renderActs()}</div>`;
  }

  /** How many words are selected, and where; without any how many are marked. */
  private get about(): string {
    const { selected, model } = this;
    if (selected && model.canMark) return aboutPassage(selected.text, selected.ranges);
    return t("slip.marks", { count: model.marks.length });
  }

  protected override willUpdate(): void {
    const { categories, selected } = this;
    const offeredFor = JSON.stringify([selected?.text.id, selected?.ranges, categories.map(({ id }) => id)]);
    if (this.offeredFor === offeredFor) return;
    this.offeredFor = offeredFor;
    this.offered = selected ? this.offeredOn(selected).map(({ id }) => id) : [];
  }

  /** Those that are on the selected words already, then those that were used last. */
  private offeredOn(selected: Selected): CategoryView[] {
    const { categories } = this;
    const marks = this.model.marks.toReversed();
    const onThese = marks.filter((mark) => isMarkOn(mark, mark.category, selected));
    const used = recentOf(categories, [...new Set([...onThese, ...marks].map(({ category }) => category))]);
    const digits = categories.filter(({ digit, onlyChildren }) => digit !== null && !onlyChildren);
    const rest = categories.filter(({ onlyChildren }) => !onlyChildren);
    const all = [...new Set([...used, ...digits, ...rest])].filter(({ id }) => id !== DISCUSS);
    return all.slice(0, Math.max(OFFERED, onThese.length));
  }

  private renderOffered(selected: Selected): TemplateResult {
    const { categories } = this;
    const discuss = categories.find(({ id }) => id === DISCUSS);
    const offered = this.offered.flatMap((id) => categories.find((category) => category.id === id) ?? []);
    // Found by a search since: below the others, which stay where they are.
    const found = categories.filter(
      ({ id }) => id !== DISCUSS && !this.offered.includes(id) && markOn(this.model.marks, id, selected),
    );
    return html`<ul class="slip-offered">
      ${offered.map((category) => this.renderChoice(selected, category, category.label))}
      ${discuss ? this.renderChoice(selected, discuss, t("slip.nothing-fits")) : nothing}
      ${found.map((category) => this.renderChoice(selected, category, category.label))}
    </ul>`;
  }

  private renderChoice(selected: Selected, category: CategoryView, label: string): TemplateResult {
    const mark = markOn(this.model.marks, category.id, selected);
    return html`<li data-cat=${hueOf(category.code)}>
      <button
        type="button"
        role="checkbox"
        aria-checked=${mark !== undefined}
        @click=${() => this.emit("coram-slip-toggle", { category: category.id })}
      >
        <coram-code-chip code=${category.code}></coram-code-chip>
        <span class="nm">${label} ${this.renderWaits(mark)}</span>
        ${category.digit === null ? nothing : html`<kbd class="key">${category.digit}</kbd>`}
        <span class="box" aria-hidden="true">${mark ? html`<coram-icon name="check"></coram-icon>` : nothing}</span>
      </button>
    </li>`;
  }

  private renderMarks(): TemplateResult {
    const { marks, canMark } = this.model;
    // What is said of one that is being opened stands in its place: on a quick server nothing moves.
    if (marks.length === 0 && this.model.isOpening && !this.model.isLost) return html``;
    if (marks.length === 0) return html`<p class="sub">${t(canMark ? "slip.select-words" : "slip.empty")}</p>`;
    return html`<ul class="slip-marks">
      ${marks.map((mark) => {
        const text = this.texts.find(({ id }) => id === mark.verdict);
        const category = this.categories.find(({ id }) => id === mark.category);
        const about = text ? aboutPassage(text, rangesNow(text, mark.anchor)) : "";
        const label = mark.category === DISCUSS ? t("slip.nothing-fits") : (category?.label ?? mark.category);
        return html`<li>
          <button type="button" class="slip-mark" @click=${() => this.emit("coram-slip-go", { mark })}>
            <coram-code-chip code=${category?.code ?? ""}></coram-code-chip>
            <span class="nm"
              >${label}
              <span class="note sub">${about}</span>
              ${this.renderWaits(mark)}</span
            >
          </button>
          ${
            canMark
              ? html`<button
                  type="button"
                  class="icon-button"
                  aria-label=${t("slip.remove", { label })}
                  title=${t("slip.remove", { label })}
                  @click=${() => this.model.unmark(mark)}
                >
                  <coram-icon name="x"></coram-icon>
                </button>`
              : nothing
          }
        </li>`;
      })}
    </ul>`;
  }

  private renderWaits(mark: SlipMark | undefined): TemplateResult | typeof nothing {
    if (!mark?.isUnsent || this.model.isReached) return nothing;
    return html`<span class="slip-waits">${t("slip.waits")}</span>`;
  }

  /** What stands between the slip and the count. */
  private renderState(): TemplateResult | typeof nothing {
    const { model } = this;
    const { tooLate } = model;
    return html`${this.renderReach()}
    ${model.waitsToHandIn ? html`<p class="sub" role="status">${waitsWords(model)}</p>` : nothing}
    ${
      tooLate === 0
        ? nothing
        : html`<div class="alert" role="status">
            <span>${t("slip.late", { count: tooLate })}</span>
            <button type="button" class="link" @click=${() => model.dropLate()}>${t("slip.drop-late")}</button>
          </div>`
    }`;
  }

  /** Whether the server has the slip: out of its reach, or not opened yet. */
  private renderReach(): TemplateResult | typeof nothing {
    const { model } = this;
    const counts = model.isCoded ? t("slip.away-counts") : nothing;
    if (model.isLost && (model.own || model.isOpening))
      return html`<p class="alert" role="status">
        <coram-icon name="cloud-off"></coram-icon>
        <span>${t(model.isOnDevice ? "slip.away" : "slip.away-page")} ${counts}</span>
      </p>`;
    if (model.notOpened !== null)
      return html`<div class="alert alert-error" role="alert">
        <coram-icon name="circle-alert"></coram-icon>
        <span class="grow"
          >${t("slip.not-opened")} ${t(model.isOnDevice ? "slip.not-opened-kept" : "slip.not-opened-page")}</span
        >
        <button type="button" class="link" @click=${() => void model.load()}>${t("shell.retry")}</button>
      </div>`;
    if (!model.isOpening) return nothing;
    return html`<p class="sub" role="status">
      ${t("slip.opens")} ${model.isClosed ? counts : t(model.edition ? "slip.opens-tagged" : "slip.opens-selected")}
    </p>`;
  }

  private renderActs(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model.isCoded || !(model.own || model.isOpening)) return nothing;
    const isIn = model.isHandedIn || model.waitsToHandIn;
    if (model.isClosed && (model.isHandedIn || !isIn))
      return html`<p class="slip-in" role="status">${closedWords(model)}</p>
        ${isIn ? nothing : this.renderHandIn()}`;
    if (isIn)
      return html`<p class="slip-in" role="status">
          ${model.isHandedIn ? html`<coram-icon name="check"></coram-icon> ${t("slip.is-handed-in")}` : nothing}
        </p>
        <button type="button" class="button" @click=${() => void model.takeBack()}>${t("slip.take-back")}</button>`;
    return html`<button
        type="button"
        class="button"
        ?disabled=${!this.selected || !model.canMark}
        @click=${() => this.emit("coram-slip-pick")}
      >
        <coram-icon name="search"></coram-icon> ${t("slip.search")} <kbd class="key">T</kbd>
      </button>
      ${this.renderHandIn()}`;
  }

  private renderHandIn(): TemplateResult {
    const { model } = this;
    return html`<button type="button" class="button button-primary" @click=${() => model.handIn()}>
      ${t(model.isLost ? "slip.hand-in-later" : "slip.hand-in")}
    </button>`;
  }
}

/** What a slip waits for that is to be handed in. */
function waitsWords({ isLost, isOpening }: SlipModel): string {
  return t(isLost ? "slip.hands-in-later" : isOpening ? "slip.hands-in-open" : "slip.hands-in-now");
}

/** What becomes of a slip once all are closed. */
function closedWords({ isHandedIn, marks }: SlipModel): string {
  if (isHandedIn) return t("slip.is-handed-in");
  return t(marks.length > 0 ? "slip.is-closed-yours" : "slip.is-closed");
}

/** "¶ 73, 9 words". */
export function aboutPassage(text: CodingText, ranges: readonly Range[]): string {
  return t("page.selected", { paragraph: numberOf(text, ranges), count: wordsIn(text, ranges) });
}

/** The mark that puts a category on these very words. */
export function markOn(marks: readonly SlipMark[], category: CategoryId, selected: Selected): SlipMark | undefined {
  return marks.find((mark) => isMarkOn(mark, category, selected));
}

function isMarkOn(mark: SlipMark, category: CategoryId, { text, ranges }: Selected): boolean {
  return (
    mark.category === category &&
    mark.verdict === text.id &&
    JSON.stringify(rangesNow(text, mark.anchor)) === JSON.stringify(ranges)
  );
}
