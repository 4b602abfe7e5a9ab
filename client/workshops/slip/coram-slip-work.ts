import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { AnnotationId, CategoryId, VerdictId } from "../../../schema/domain/ids.ts";
import { preparedKey } from "../../../schema/domain/workshop/prepared.ts";
import type { StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import { describeProblem } from "../../api/http.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { hueOf } from "../../elements/hue.ts";
import { isInField, latinLetter } from "../../elements/key-press.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import { holdHere } from "../../typed/keep-words.ts";
import type { TextMark } from "../../reader/mark-decorations.ts";
import "../../verdict/categories/coram-picker.ts";
import type { CoramPicker } from "../../verdict/categories/coram-picker.ts";
import { bareNames, bareViews } from "../../verdict/model/category-views.ts";
import { openRoom } from "../../verdict/model/rooms.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import type { CoramVerdictText, SelectionEvent } from "../../verdict/text/coram-verdict-text.ts";
import "../../verdict/text/coram-verdict-text.ts";
import { type CodingText, rangesNow, type TextSource, withoutWords } from "./coding-texts.ts";
import { type CodingRoom, keptSlip } from "./coding-room.ts";
import { followedCut } from "./followed-cut.ts";
import type { FollowedText } from "../follow/follow-surface.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { liftAbove } from "../into-sight.ts";
import { ShowsReveal } from "./shows-reveal.ts";
import { PassageTexts } from "../passage-texts.ts";
import "./coram-slip-count.ts";
import { metWords, type ShownRow } from "./coram-slip-reveal.ts";
import "./coram-slip-reveal.ts";
import "./coram-step-calibration.ts";
import "./coram-step-key.ts";
import { aboutPassage, markOn, type Selected } from "./coram-slip-sheet.ts";
import "./coram-slip-sheet.ts";
import { renderOwnSlip } from "./own-slip.ts";
import { type CodedStep, SlipModel, type SlipsIn } from "./slip-model.ts";
import type { SlipMark } from "./slip-of-pass.ts";
import { slipTags } from "./slip-tags.ts";
import "./slips.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-slip-work": CoramSlipWork;
  }
  interface HTMLElementEventMap {
    /** The words of a step have come, or are others now. */
    "coram-words-here": Event;
    /** Whose slips are in, for who may know, and whether those of all are; null for anybody else, and where nobody codes. */
    "coram-slips-in": CustomEvent<SlipsIn | null>;
  }
}

/** A step that everybody codes, as one of them works on it: the passages, one's own slip, and what the slips say once they are revealed. */
@customElement("coram-slip-work")
export class CoramSlipWork extends LightElement {
  @property({ attribute: false }) room!: CodingRoom;
  /** As its workshop stands now: another one is drawn anew. */
  @property({ attribute: false }) step!: CodedStep;
  @property({ attribute: false }) source!: TextSource;
  @consume({ context: sessionContext }) @state() private readonly session: Session | null = null;
  @state() private selected: Selected | null = null;
  @state() private row: ShownRow | null = null;
  /** Words that who has the floor points at. */
  @state() private pointed: { verdict: VerdictId; words: Range } | null = null;
  @query("coram-picker") private readonly picker!: CoramPicker | null;
  private slip: SlipModel | null = null;
  private readonly reveal = new ShowsReveal();
  private stopHearing: (() => void) | undefined;
  private toldIn = "";
  private toldWords: readonly CodingText[] | null | undefined = null;
  private readonly texts = new PassageTexts(this, {
    passages: () => this.source.passages,
    args: () => [this.source.key] as const,
    read: (_args, signal) => this.source.read(signal),
    emptied: (texts) => texts.map(withoutWords),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey);
    this.slip = new SlipModel({
      workshop: this.room.workshop,
      me: this.room.me.id,
      open: (verdict, slip) => keptSlip(this.room.me.id, verdict, slip),
      connect: openRoom,
      onChange: () => this.requestUpdate(),
    });
    this.slip.show(this.room.isSeated, this.step);
    this.stopHearing = this.session?.events.listen((event) => this.slip?.hear(event));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey);
    this.stopHearing?.();
    this.slip?.stop();
    this.slip = null;
    this.hold();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("step") && changed.get("step")?.id !== this.step.id) this.selected = this.row = null;
    if (changed.has("room") || changed.has("step")) this.slip?.show(this.room.isSeated, this.step);
    // The row that most slips are in is what is talked of first.
    const newest = this.slip?.slips?.reveals.at(-1);
    const group = newest?.groups.find(({ isWithheld }) => !isWithheld);
    const first = group?.passages[0]?.categories[0];
    if (newest && group && first && (this.row?.pass ?? 0) < newest.pass)
      this.row = { pass: newest.pass, group: group.group, category: first.category };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { slip, texts } = this;
    if (!slip) return nothing;
    if (!texts.answer)
      return texts.problem === null
        ? skeleton(5, t("shell.loading"))
        : html`${errorLine(describeProblem(texts.problem))}`;
    const categories = this.categories;
    const { slips, slipsNow } = slip;
    const isRevealed = (slips?.reveals.length ?? 0) > 0;
    const isMine = slip.isCoded || slip.own !== null || slip.tooLate > 0;
    const key = slips ? this.renderKey(slips, texts.answer, categories) : nothing;
    // Whoever sets it reads first what they do.
    const isKeyFirst = slip.isCoded && this.setsKey;
    return html`${slip.isCoded ? html`<p class="slip-rule note">${t("slip.nobody-sees")}</p>` : nothing}
    ${texts.missing === null ? nothing : errorLine(describeProblem(texts.missing))} ${isKeyFirst ? key : nothing}
    ${texts.answer.length === 0 ? html`<p class="sub">${t("slip.no-words")}</p>` : nothing}
    ${texts.answer.map((text) => this.renderText(slip, text, categories))}
    ${isRevealed && this.row ? this.renderLegend(categories) : nothing} ${isKeyFirst ? nothing : key}
    ${
      slipsNow && slip.isCoded
        ? html`<coram-slip-count
            .slips=${slipsNow}
            .isClosed=${this.step.phase === "closed"}
            .mayReveal=${this.room.leads}
          ></coram-slip-count>`
        : nothing
    }
    ${slip.codesNothing ? html`<p class="sub">${t("slip.you-follow")}</p>` : nothing}
    ${
      isMine && !slip.codesNothing && (slip.isCoded || slip.tooLate > 0)
        ? html`<coram-slip-sheet
            .model=${slip}
            .categories=${categories}
            .texts=${texts.answer}
            .selected=${this.selected}
            .drawn=${{}}
            @coram-slip-toggle=${({ detail }: HTMLElementEventMap["coram-slip-toggle"]) => this.toggle(detail.category)}
            @coram-slip-pick=${() => this.openPicker()}
            @coram-slip-go=${({ detail }: HTMLElementEventMap["coram-slip-go"]) => this.goTo(detail.mark)}
          ></coram-slip-sheet>`
        : nothing
    }
    ${slips && (isRevealed || slips.paper?.counts) ? this.renderRevealed(slips, texts.answer, categories) : nothing}
    ${slip.isRevealed ? renderOwnSlip(slip, categories, this.setsKey) : nothing} ${this.renderPicker(slip, categories)}`;
  }

  private renderRevealed(
    slips: StepSlips,
    texts: readonly CodingText[],
    categories: readonly CategoryView[],
  ): TemplateResult {
    return html`${
        this.step.kind === "calibrate" && !this.room.isGuest
          ? html`<coram-step-calibration
              .workshop=${this.room.workshop}
              .step=${this.step.id}
              .revealed=${slips.reveals.map(({ pass, shown }) => `${pass}:${shown.length}`).join(" ")}
            ></coram-step-calibration>`
          : nothing
      }
      <coram-slip-reveal
        .slips=${slips}
        .categories=${this.named(categories)}
        .texts=${texts}
        .members=${this.room.members}
        .me=${this.room.me.id}
        .row=${this.row}
        @coram-reveal-row=${({ detail }: HTMLElementEventMap["coram-reveal-row"]) => (this.row = detail)}
      ></coram-slip-reveal>`;
  }

  private renderKey(
    slips: StepSlips,
    texts: readonly CodingText[],
    categories: readonly CategoryView[],
  ): TemplateResult | typeof nothing {
    if (this.step.kind !== "calibrate") return nothing;
    return html`<coram-step-key
      .room=${this.room}
      .phase=${this.step.phase}
      .planned=${preparedKey(this.step)}
      .slips=${slips}
      .texts=${texts}
      .categories=${this.named(categories)}
    ></coram-step-key>`;
  }

  /** With those too that are in the step's edition no more. */
  private named(categories: readonly CategoryView[]): Pick<CategoryView, "code" | "id" | "label">[] {
    return [...categories, ...bareNames(this.slip?.edition?.gone ?? [], language())];
  }

  private get setsKey(): boolean {
    return this.slip?.slips?.key.includes(this.room.me.id) ?? false;
  }

  private renderPicker(slip: SlipModel, categories: readonly CategoryView[]): TemplateResult {
    return html`<coram-picker
      .categories=${categories}
      .recent=${[...new Set(slip.marks.map(({ category }) => category).reverse())]}
      mode="mark"
      .about=${this.selected ? aboutPassage(this.selected.text, this.selected.ranges) : ""}
      .anchor=${this.anchor}
      .waits=${slip.isOpening && !slip.edition ? t("slip.opens") : ""}
      @coram-pick=${({ detail }: HTMLElementEventMap["coram-pick"]) => this.toggle(detail.category)}
    ></coram-picker>`;
  }

  protected override updated(): void {
    this.tellWords();
    this.hold();
    if (this.slip) this.reveal.look(this.slip, this.querySelector("coram-slip-reveal"));
    // What is selected hides what the slips say of it.
    if (this.selected && this.slip && !this.slip.canMark) {
      this.textOf(this.selected.text.id)?.clearSelection();
      this.selected = null;
    }
    this.tellIn(this.slip?.slipsIn ?? null);
  }

  /** What would go with the page is asked for before it goes. */
  private hold(): void {
    const { isKept = true, unsent = 0 } = this.slip ?? {};
    holdHere(`slip ${this.room.workshop}`, !isKept && unsent > 0);
  }

  private tellWords(): void {
    if (this.toldWords === this.texts.answer) return;
    this.toldWords = this.texts.answer;
    this.dispatchEvent(new Event("coram-words-here", { bubbles: true }));
  }

  private tellIn(detail: SlipsIn | null): void {
    const told = JSON.stringify(detail);
    if (told === this.toldIn) return;
    this.toldIn = told;
    this.dispatchEvent(new CustomEvent("coram-slips-in", { detail, bubbles: true }));
  }

  private get categories(): CategoryView[] {
    return bareViews(this.slip?.edition?.categories ?? [], language());
  }

  /** Its words, as following sees them. */
  followed(): FollowedText[] {
    const isAtWork = this.selected !== null;
    return (this.texts.answer ?? []).flatMap((text) => {
      const drawn = this.textOf(text.id);
      const mark = (words: Range | null): void => void (this.pointed = words && { verdict: text.id, words });
      return drawn ? [followedCut(text, drawn, { isAtWork, mark })] : [];
    });
  }

  private marksOn(slip: SlipModel, text: CodingText, categories: readonly CategoryView[] | null): TextMark[] {
    const { pointed } = this;
    const words = pointed?.verdict === text.id ? text.cut.toCut([pointed.words]) : [];
    const there = words.map((range): TextMark => ({ ...range, kind: "pointed" }));
    return [...(categories ? this.metOn(slip, text, categories) : []), ...there];
  }

  private renderText(slip: SlipModel, text: CodingText, categories: readonly CategoryView[]): TemplateResult {
    const { name } = text;
    const isShowing = this.row !== null && (slip.slips?.reveals.length ?? 0) > 0 && !slip.isCoded;
    return html`<section class="slip-text" aria-label=${name ?? t("workshop.passages")}>
      ${name === null ? nothing : html`<p class="note sub"><a href="/verdicts/${text.id}">${name}</a></p>`}
      <coram-verdict-text
        lang=${text.lang}
        data-verdict=${text.id}
        .revision=${text.cut.revision}
        .tags=${isShowing ? [] : slipTags(slip, text, categories, this.room.me)}
        .marks=${this.marksOn(slip, text, isShowing ? categories : null)}
        .translation=${text.translation}
        .readonly=${!slip.mayMarkOn(text.id)}
        @coram-selection=${(event: SelectionEvent) => this.select(text, event)}
        @coram-tag-click=${(event: HTMLElementEventMap["coram-tag-click"]) => this.goToFirst(event.detail.ids)}
      ></coram-verdict-text>
    </section>`;
  }

  private metOn(slip: SlipModel, text: CodingText, categories: readonly CategoryView[]): TextMark[] {
    const code = categories.find(({ id }) => id === this.row?.category)?.code ?? "";
    if (!slip.slips) return [];
    return metWords(slip.slips, this.row, text).flatMap(({ range, slips, of, all }) =>
      text.cut.toCut([range]).map(({ start, end }): TextMark => ({
        start,
        end,
        kind: "met",
        met: { hue: hueOf(code), isHalf: slips * 2 >= of, line: Math.max(1, Math.ceil((4 * slips) / all)) },
      })),
    );
  }

  private renderLegend(categories: readonly CategoryView[]): TemplateResult | typeof nothing {
    const { row, slip } = this;
    const code = categories.find(({ id }) => id === row?.category)?.code;
    const group = slip?.slips?.reveals
      .find(({ pass }) => pass === row?.pass)
      ?.groups.find((each) => each.group === row?.group);
    const most = Math.max(
      0,
      ...(group?.passages.flatMap(({ categories: all }) =>
        all.flatMap(({ category, slips }) => (category === row?.category ? [slips] : [])),
      ) ?? []),
    );
    if (!code || most === 0) return nothing;
    return html`<p class="note sub">${t("slip.legend", { code, count: most })}</p>`;
  }

  private select(text: CodingText, { detail }: SelectionEvent): void {
    // Where nobody codes it is pointed at.
    if (!this.slip?.canMark) return;
    const ranges = text.cut.toWhole(detail.ranges);
    if (ranges.length > 0) {
      this.selected = { text, ranges };
      void this.updateComplete.then(() => this.liftSelected());
      // Words of one verdict at a time.
      for (const each of this.querySelectorAll("coram-verdict-text"))
        if (each.dataset["verdict"] !== text.id) each.clearSelection();
    } else if (this.selected?.text.id === text.id) this.selected = null;
  }

  /** The slip is never over the words that are put on it. */
  private liftSelected(): void {
    const [sheet, words] = [this.querySelector("coram-slip-sheet"), this.anchor];
    if (sheet && words) void liftAbove(sheet, () => words.getBoundingClientRect());
  }

  private toggle(category: CategoryId): void {
    const { selected, slip } = this;
    if (!selected || !slip) return;
    const there = markOn(slip.marks, category, selected);
    const anchor = { revision: selected.text.revision, ranges: [...selected.ranges] };
    if (there) slip.unmark(there);
    else slip.mark(selected.text.id, category, anchor);
  }

  private goTo({ verdict, anchor }: SlipMark): void {
    const text = this.texts.answer?.find(({ id }) => id === verdict);
    if (!text) return;
    this.textOf(verdict)?.selectRanges(text.cut.toCut(rangesNow(text, anchor)));
  }

  private goToFirst([id]: readonly AnnotationId[]): void {
    const mark = this.slip?.marks.find((each) => each.id === id);
    if (mark && this.slip?.canMark) this.goTo(mark);
  }

  private textOf(verdict: VerdictId): CoramVerdictText | null {
    return this.querySelector<CoramVerdictText>(`coram-verdict-text[data-verdict="${verdict}"]`);
  }

  /** The selected words, which the picker never covers. */
  private get anchor(): CoramPicker["anchor"] {
    const { selected } = this;
    if (!selected) return null;
    const element = this.textOf(selected.text.id);
    return {
      getBoundingClientRect: () =>
        element?.rectOf(selected.text.cut.toCut(selected.ranges)) ?? this.getBoundingClientRect(),
      ...(element ? { contextElement: element } : {}),
    };
  }

  private openPicker(): void {
    if (this.selected && this.slip?.canMark) void this.picker?.show();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isInField(event) || this.picker?.isOpen || !this.slip?.canMark || !this.selected)
      return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const digit = this.categories.find((each) => String(each.digit) === event.key && !each.onlyChildren);
    if (digit) this.toggle(digit.id);
    else if (latinLetter(event) === "t") this.openPicker();
    else return;
    event.preventDefault();
  };
}
