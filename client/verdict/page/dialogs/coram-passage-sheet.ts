import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shortened } from "../../../../schema/text/shortened.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { type MessageKey, t } from "../../../i18n/t.ts";
import "../../../elements/coram-bottom-sheet.ts";
import "../../../discussion/coram-comment-box.ts";
import "../../cards/coram-margin-filter.ts";
import { emptyWords } from "../../cards/empty-words.ts";
import "../../cards/coram-tag-card.ts";
import "../../../discussion/coram-thread-card.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import "../../translation/coram-translation-box.ts";
import "../../translation/coram-translation-card.ts";
import { isOf, type Translating, type TranslationView } from "../../translation/translation-view.ts";
import type { Composing } from "../page-geometry.ts";
import type { RestingAnswer } from "../../sheet/resting.ts";
import { NO_TAGS, type TagCount } from "../../model/tag-count.ts";
import type { MarginFilter } from "../../model/view-model.ts";
import { hasWords } from "../../../reader/carry-over.ts";
import type { TagView } from "../../../reader/text-views.ts";
import type { ThreadView } from "../../../discussion/thread-view.ts";

/** What the sheet shows: the active passage with all that hangs on it, or a list of everything. */
export type SheetView = "passage" | "tags" | "questions";

const HEADINGS = {
  passage: "verdict.margin",
  tags: "verdict.margin",
  questions: "sheet.title",
} as const satisfies Record<SheetView, MessageKey>;

declare global {
  interface HTMLElementTagNameMap {
    "coram-passage-sheet": CoramPassageSheet;
  }
}

interface OnText {
  ranges: readonly Range[];
}

/** So much of the words that a discussion hangs on is said above it. */
const PLACE_MAX = 90;

const byPlace = (a: OnText, b: OnText): number => (a.ranges[0]?.start ?? 0) - (b.ranges[0]?.start ?? 0);

/**
 * On narrow screens the sheet in the place of the margin: above the tabs of a phone, or beside the text where there is room. Sends
 * `coram-sheet-close`; the cards send their own events.
 */
@customElement("coram-passage-sheet")
export class CoramPassageSheet extends VerdictElement {
  @property({ attribute: false }) view: SheetView | null = null;
  /** How many tags were deleted. */
  @property({ type: Number }) removed = 0;
  /** Without deleted tags, or these alone where they are what is listed. */
  @property({ attribute: false }) tags: readonly TagView[] = [];
  /** How many of them there are; of several coders a range. */
  @property({ attribute: false }) tagCount: TagCount = NO_TAGS;
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  @property({ attribute: false }) active: string | null = null;
  @property({ attribute: false }) composing: Composing | null = null;
  @property({ attribute: false }) translations: readonly TranslationView[] = [];
  @property({ attribute: false }) translating: Translating | null = null;
  @property({ type: Boolean }) canTranslate = false;
  @property({ attribute: false }) quote: (range: Range) => string = () => "";
  @property() quoteLang = "";
  /** The number of the paragraph at an offset. */
  @property({ attribute: false }) numberAt: (offset: number) => string = () => "";
  @property({ type: Boolean }) canComment = false;
  /** What of them is listed, as in the margin. */
  @property() filter: MarginFilter = "all";
  @property({ type: Boolean }) showResolved = false;
  /** One codes blind. */
  @property({ type: Boolean }) isBlind = false;
  /** What is to be listed is on its way. */
  @property({ type: Boolean }) isAwaited = false;
  /** Nothing of what stands on the text is known: it is on its way, as after an erasure. */
  @property({ type: Boolean }) isComing = false;
  /** The choice of whose tags are shown, where it stands here. */
  @property({ attribute: false }) layers: TemplateResult | typeof nothing = nothing;
  /** Tabs below it, where they stand there. */
  @property({ attribute: false }) tabs: TemplateResult | typeof nothing = nothing;
  /** The case sheet, where the methodology has questions. */
  @property({ attribute: false }) questions: TemplateResult | null = null;
  @property({ attribute: false }) restingOn: (tag: string) => readonly RestingAnswer[] = () => [];

  /** A list was opened beside the text: what is pressed in the text comes there too, until it is shut. */
  @property({ type: Boolean, reflect: true }) private isBeside = false;

  protected override willUpdate(): void {
    this.isBeside = this.view !== null && (this.isBeside || this.view !== "passage");
  }

  protected override render(): TemplateResult {
    return html`${this.tabs}
      <coram-bottom-sheet
        .open=${this.view !== null}
        .heading=${t(HEADINGS[this.view ?? "passage"])}
        .content=${this.view === null ? null : this.renderContent()}
      ></coram-bottom-sheet>`;
  }

  /** All that hangs on the text, in its order, as the margin lists it elsewhere. */
  private renderList(): TemplateResult {
    const { filter, tags, threads } = this;
    const open = threads.filter(({ resolved }) => !resolved);
    const listed = [
      ...(filter === "comments" ? [] : tags.map((tag) => ({ ranges: tag.ranges, card: this.renderTag(tag) }))),
      ...(filter === "tags" || filter === "removed" ? [] : this.showResolved ? threads : open).map((thread) => ({
        ranges: thread.ranges,
        card: this.renderThread(thread),
      })),
      ...(filter === "all" ? this.untagged : []).map((each) => ({
        ranges: each.ranges,
        card: this.renderTranslation(each),
      })),
    ];
    return html`<div class="sheet-choices">
        ${this.layers}
        <coram-margin-filter
          .filter=${filter}
          .showResolved=${this.showResolved}
          .tags=${this.tagCount}
          .removed=${this.removed}
          .comments=${open.length}
          .resolved=${threads.length - open.length}
        ></coram-margin-filter>
      </div>
      ${listed.length === 0 ? html`<p class="note">${emptyWords(this)}</p>` : nothing}
      ${listed.sort(byPlace).map(({ card }) => card)}`;
  }

  private renderContent(): TemplateResult {
    if (this.view === "questions") return html`${this.questions}`;
    if (this.view === "tags") return this.renderList();
    if (this.composing) return this.renderComposing(this.composing);
    if (this.translating)
      return html`${this.renderQuote(this.translating.ranges)}
        <coram-translation-box
          .translating=${this.translating}
          .about=${t("page.passage", { paragraph: this.numberAt(this.translating.ranges[0]?.start ?? 0) })}
          .textLang=${this.quoteLang}
        ></coram-translation-box>`;
    const threads = this.threads.filter(({ resolved }) => !resolved);
    const target = [...this.tags, ...threads, ...this.untagged].find(({ id }) => id === this.active);
    const meets = ({ ranges }: OnText): boolean =>
      target?.ranges.some((a) => ranges.some((b) => a.start < b.end && b.start < a.end)) ?? false;
    // The chip at the end of a paragraph counts all that is said there.
    const asked = threads.find((thread) => thread === target);
    const isBeside = (thread: ThreadView): boolean =>
      asked !== undefined && this.endOf(asked) !== "" && this.endOf(thread) === this.endOf(asked);
    return html`${this.tags.filter((tag) => tag === target || meets(tag)).map(this.renderTag)}
    ${this.untagged.filter((each) => each === target || meets(each)).map(this.renderTranslation)}
    ${threads
      .filter(
        (thread) =>
          thread === target || (thread.tag !== null && thread.tag === this.active) || meets(thread) || isBeside(thread),
      )
      .toSorted(byPlace)
      .map(this.renderThread)}`;
  }

  private renderQuote(ranges: readonly Range[]): TemplateResult {
    return hasWords(ranges)
      ? html`<blockquote class="quote" lang=${this.quoteLang || nothing}>
          ${ranges.map(this.quote).join(" […] ")}
        </blockquote>`
      : html`<p class="note">${t("verdict.state-removed")}</p>`;
  }

  private renderComposing({ ranges, audiences, on }: Composing): TemplateResult {
    return html`${this.renderQuote(ranges)}
      <coram-comment-box
        .label=${t("page.new-comment")}
        .audiences=${audiences}
        .draftKey=${on.key}
        .textLang=${this.quoteLang}
        .on=${on}
        .focusFirst=${true}
        .canCancel=${true}
      ></coram-comment-box>`;
  }

  private readonly renderTag = (tag: TagView): TemplateResult =>
    html`<coram-tag-card
      .tag=${tag}
      .active=${tag.id === this.active}
      .canComment=${this.canComment}
      .canTranslate=${this.canTranslate}
      .translations=${this.translations.filter((each) => isOf(each, tag.ranges))}
      .quote=${this.quote}
      .quoteLang=${this.quoteLang}
      .resting=${this.restingOn(tag.id)}
    ></coram-tag-card>`;

  /** The words that it hangs on are not beside it here, as they are in the margin. */
  private readonly renderThread = (thread: ThreadView): TemplateResult =>
    html`${thread.ranges.length > 0 ? this.renderPlace(thread) : nothing}
      <coram-thread-card
        .textLang=${this.quoteLang}
        .thread=${thread}
        .active=${thread.id === this.active}
      ></coram-thread-card>`;

  /** Translations that no tag's card shows. */
  private get untagged(): readonly TranslationView[] {
    return this.translations.filter((each) => !this.tags.some(({ ranges }) => isOf(each, ranges)));
  }

  private readonly renderTranslation = (translation: TranslationView): TemplateResult =>
    html`${translation.ranges.length > 0 ? this.renderPlace(translation) : nothing}
      <coram-translation-card
        .translation=${translation}
        .active=${translation.id === this.active}
      ></coram-translation-card>`;

  private renderPlace({ ranges }: OnText): TemplateResult {
    const words = shortened(ranges.map(this.quote).join(" […] "), PLACE_MAX);
    return html`<p class="sheet-place note">
      ${t("page.passage", { paragraph: this.numberAt(ranges[0]?.start ?? 0) })}
      ${words.trim() === "" ? t("verdict.state-removed") : html`<q class="quote" lang=${this.quoteLang || nothing}>${words}</q>`}
    </p>`;
  }

  private endOf({ ranges }: ThreadView): string {
    const last = ranges.at(-1);
    return last ? this.numberAt(last.end - 1) : "";
  }
}
