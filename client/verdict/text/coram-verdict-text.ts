import { html } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AnnotationId, ThreadId, TranslationId } from "../../../schema/domain/ids.ts";
import type { FoundWords } from "../../../schema/language/stem/word-search.ts";
import type { EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import type { ScrollPlace } from "../../reader/geometry.ts";
import type { TextMark } from "../../reader/mark-decorations.ts";
import type { ShownTranslation } from "../../reader/translation-decorations.ts";
import type { Snap } from "../../reader/selection/rounding.ts";
import type { RestedOn } from "../../reader/passage-decorations.ts";
import { VerdictView } from "../../reader/verdict-view.ts";
import { mapperOf } from "../../reader/carry-over.ts";
import type { TextListener } from "../../reader/text-listener.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language } from "../../i18n/t.ts";
import type { PersonHere, TagView, TextTranslation } from "../../reader/text-views.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import { TextMatches } from "./text-matches.ts";
import { toWords } from "./text-words.ts";
import "./coram-verdict-text.css";

/** The passage selected now, sorted ranges; `rect` is around it in viewport coordinates, null when nothing is selected. */
export type SelectionEvent = CustomEvent<{ ranges: readonly Range[]; rect: DOMRect | null }>;
/** Tags stacked where somebody clicked, the shortest passage first, and threads on the same words. */
export type TagClickEvent = CustomEvent<{ ids: readonly AnnotationId[]; threads: readonly ThreadId[]; rect: DOMRect }>;
export type ThreadClickEvent = CustomEvent<{ ids: readonly ThreadId[]; rect: DOMRect }>;
/** A mark was clicked: the offset at which its words begin. */
export type MarkClickEvent = CustomEvent<{ offset: number }>;
/** Quoted words that no tag shows were clicked: where they begin. */
export type QuotedClickEvent = CustomEvent<{ offset: number; rect: DOMRect }>;
/** New edges of the tag in `adjusting`; `ranges` is null where they were left as they are. The page then resets `adjusting`. */
export type EdgesEvent = CustomEvent<{ id: AnnotationId; ranges: readonly Range[] | null }>;
/** Offsets of the starts of the first and last block in view, and of the block that the reader is on. */
export type VisibleEvent = CustomEvent<{ first: number; last: number; current: number }>;
/** Words of the translation of a block were selected, or it is to be edited: the offset at which the block starts. */
export type TranslationEvent = CustomEvent<{ block: number }>;
/** A copy was made of these ranges; `clipboard` still takes another text, such as one with its citation. */
export type CopyEvent = CustomEvent<{ ranges: readonly Range[]; text: string; clipboard: DataTransfer | null }>;

/**
 * `<coram-verdict-text>`: the text of a verdict with everything that is painted on it, read-only, with a caret. It
 * stands in the text column inside a scroll container; the number gutter (`--gutter-no`) hangs out to its left.
 * Its `lang` is the verdict's (`langOf`). Offsets are UTF-16 of `revision`.
 */
@customElement("coram-verdict-text")
export class CoramVerdictText extends LightElement {
  @property({ attribute: false }) revision: Revision | null = null;
  /** Edit maps between the revisions: with them a newer revision takes the place of the one shown without moving the reader. */
  @property({ attribute: false }) maps: readonly EditMap[] = [];
  /** Resolved to the revision shown; a tag that is the same object as before is not painted again. */
  @property({ attribute: false }) tags: readonly TagView[] = [];
  @property({ attribute: false }) threads: readonly ThreadView[] = [];
  /** Translations of passages that no tag's card shows; painted again when it is another list. */
  @property({ attribute: false }) translations: readonly TextTranslation[] = [];
  /** What answers rest on, or documents quote, without a tag; painted again when it is another list. */
  @property({ attribute: false }) evidence: readonly RestedOn[] = [];
  /** A translation that is read with the text; null = the original alone. */
  @property({ attribute: false }) translation: ShownTranslation | null = null;
  @property({ attribute: false }) people: readonly PersonHere[] = [];
  /** Words to look at, underlined by kind, while a text is prepared. */
  @property({ attribute: false }) marks: readonly TextMark[] = [];
  @property({ attribute: false }) activeTags: ReadonlySet<AnnotationId> = new Set();
  /** Pixels: 16, 18, 20, 22 or 26. */
  @property({ attribute: false }) readingSize = 18;
  /** Nothing can be tagged here: a selection has no handles. */
  @property({ attribute: false }) readonly = false;
  /** The page means something else by E and S than to move the edges of a selection and to round it to sentences. */
  @property({ attribute: false }) withoutLetters = false;
  @property({ attribute: false }) snap: Snap = "word";
  /** The tag of which the edges are moved. */
  @property({ attribute: false }) adjusting: AnnotationId | null = null;
  /** The scroll container; null = the nearest ancestor that scrolls. */
  @property({ attribute: false }) scroller: Element | null = null;

  private text: VerdictView | null = null;
  private wordsIn = "";
  private readonly places = new TextMatches();
  private stacked: { caret: number; id: AnnotationId } | null = null;
  private frame = 0;
  private shown = "";
  /** What was to be scrolled to the top. */
  private wentTo: number | null = null;
  private readonly onScroll = (event: Event): void => {
    if (event.type === "resize" || (event.target instanceof Node && event.target.contains(this))) this.tellVisible();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("scroll", this.onScroll, { capture: true, passive: true });
    window.addEventListener("resize", this.onScroll);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("scroll", this.onScroll, { capture: true });
    window.removeEventListener("resize", this.onScroll);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.text?.destroy();
    this.text = null;
    // What was painted into it went with the view: the next one mounts into a new element.
    this.querySelector(".vt-place")?.replaceChildren();
  }

  protected override render(): TemplateResult {
    return html`<div class="vt-place"></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.isConnected || !this.revision) return;
    this.style.setProperty("--reading-size", String(this.readingSize));
    const fresh = this.text === null;
    const text = (this.text ??= this.open(this.revision));
    text.scroller = this.scroller;
    text.geometry.forget();
    text.snap = this.snap;
    text.movable = !this.readonly;
    text.hasLetters = !this.withoutLetters;
    if (text.revision !== this.revision) this.replaceRevision(text, this.revision);
    else if (!fresh) {
      if (this.wordsIn !== language()) this.changeWords(text);
      else if (changed.has("threads")) text.setThreads(this.threads);
      if (changed.has("translations")) text.setTranslations(this.translations);
      if (changed.has("tags")) text.setTags(this.tags, this.activeTags);
      else if (changed.has("activeTags")) text.setActive(this.activeTags);
      if (changed.has("translation")) text.setTranslation(this.translation);
      if (changed.has("evidence")) text.setEvidence(this.evidence);
      if (changed.has("people")) text.setPeople(this.people);
      if (changed.has("marks")) text.setMarks(this.marks);
    }
    if (changed.has("adjusting") || (this.adjusting && changed.has("tags"))) this.adjust(text);
    if (fresh || changed.has("readingSize")) this.tellVisible();
  }

  private open(revision: Revision): VerdictView {
    const place = document.createElement("div");
    this.querySelector(".vt-place")?.replaceChildren(place);
    this.wordsIn = language();
    const listener: TextListener = {
      selection: (ranges, rect) => this.emit("coram-selection", { ranges, rect }),
      tagClick: (ids, threads, rect) => this.emit("coram-tag-click", { ids, threads, rect }),
      threadClick: (ids, rect) => this.emit("coram-thread-click", { ids, rect }),
      translationClick: (id) => this.emit("coram-translation-click", { id }),
      quotedClick: (offset, rect) => this.emit("coram-quoted-click", { offset, rect }),
      markClick: (offset) => this.emit("coram-mark-click", { offset }),
      translationSelected: (block) => this.emit("coram-translation-select", { block }),
      translationEdit: (block) => this.emit("coram-translation-edit", { block }),
      edges: (ranges) => {
        if (this.adjusting) this.emit("coram-edges", { id: this.adjusting, ranges });
      },
      copy: (ranges, copied, clipboard) => this.emit("coram-copy", { ranges, text: copied, clipboard }),
      layout: () => {
        this.emit("coram-layout", null);
        this.tellVisible();
      },
    };
    return new VerdictView(
      place,
      revision,
      toWords(),
      () => this.lang,
      listener,
      (text) => this.paintAll(text),
    );
  }

  private paintAll(text: VerdictView): void {
    text.setTags(this.tags, this.activeTags);
    text.setTranslation(this.translation);
    text.setThreads(this.threads);
    text.setTranslations(this.translations);
    text.setEvidence(this.evidence);
    text.setPeople(this.people);
    text.setMarks(this.marks);
    this.places.paint(text);
  }

  private replaceRevision(text: VerdictView, revision: Revision): void {
    this.places.forget();
    this.stacked = null;
    text.setRevision(revision, mapperOf(text.revision, revision, this.maps), () => this.paintAll(text));
  }

  private changeWords(text: VerdictView): void {
    this.wordsIn = language();
    text.setWords(toWords());
    text.setThreads(this.threads);
    text.setTranslations(this.translations);
  }

  private adjust(text: VerdictView): void {
    const tag = this.adjusting ? this.tags.find(({ id }) => id === this.adjusting) : undefined;
    text.selection.adjust(tag?.ranges ?? null);
    if (tag) text.focus();
  }

  // Places ------------------------------------------------------------------------------------------------------------

  /**
   * Brings an offset into view: to the centre, to the top, or just inside. `pulse` marks its block for a moment.
   * A place that is in view already does not move unless it is to be centred.
   */
  scrollToOffset(offset: number, { to = "center", pulse = false }: { to?: ScrollPlace; pulse?: boolean } = {}): void {
    const { text } = this;
    if (!text) return;
    this.wentTo = to === "top" ? offset : null;
    text.arriveAt(offset);
    text.geometry.scrollTo(offset, to);
    if (pulse) text.geometry.pulse(offset);
  }

  /** Whether the text is there, to be measured and gone about in. */
  get isDrawn(): boolean {
    return this.text !== null;
  }

  /** Viewport rectangle around a passage; null if it is empty or there is no text yet. */
  rectOf(ranges: readonly Range[]): DOMRect | null {
    return this.text?.geometry.rectOf(ranges) ?? null;
  }

  /** The y of an offset's line in the scroll container's content; off screen an estimate until `coram-layout` says it is better known. */
  topOf(offset: number): number {
    return this.text?.geometry.topOf(offset) ?? 0;
  }

  /** The blocks in view now, by the offsets of their starts; null if there are none. */
  visibleBlocks(): { first: number; last: number } | null {
    return this.text?.geometry.visible() ?? null;
  }

  // Selection ---------------------------------------------------------------------------------------------------------

  /** Selects a passage as it is, and tells so. */
  selectRanges(ranges: readonly Range[]): void {
    this.text?.selection.select(ranges);
  }

  clearSelection(): void {
    this.text?.selection.clear();
  }

  /** The passage selected now. */
  get selectedRanges(): readonly Range[] {
    return this.text?.selection.ranges ?? [];
  }

  /** Brings the selected passage into sight; false where it is there already. */
  showSelection(): boolean {
    const [first] = this.selectedRanges;
    if (!first || this.text?.geometry.shows(this.selectedRanges)) return false;
    this.scrollToOffset(first.start, { pulse: true });
    return true;
  }

  /** The next range that is selected is added to the passage, as with Ctrl. */
  addNextRange(): void {
    this.text?.selection.armAdd();
  }

  /** Rounds the selection to sentences, or selects the sentence at the caret. */
  selectSentence(): void {
    this.text?.selection.toSentence();
  }

  /** Edge mode on the selection; false if there is nothing to move. */
  moveEdges(): boolean {
    const isMoving = this.text?.selection.startMoving() ?? false;
    if (isMoving) this.focus();
    return isMoving;
  }

  /** Offset of the caret. */
  get caretOffset(): number {
    return this.text?.caret ?? 0;
  }

  override focus(): void {
    this.text?.focus();
  }

  // Going about -------------------------------------------------------------------------------------------------------

  /** Puts the caret at the start of the next or the previous block, and answers with that offset. */
  goParagraph(by: 1 | -1): number {
    const { text } = this;
    if (!text) return 0;
    const { offsets } = text;
    const at = offsets.blockAt(text.caret);
    const inside = by < 0 && text.caret > offsets.startOf(at);
    const block = Math.min(offsets.count - 1, Math.max(0, inside ? at : at + by));
    this.readFrom(offsets.startOf(block), "near");
    return offsets.startOf(block);
  }

  /** Puts the caret at the start of the next or the previous tag, and answers with it; null if there is none further. */
  goTag(by: 1 | -1): AnnotationId | null {
    const { text } = this;
    if (!text) return null;
    const order = text.tagsInOrder();
    const start = (tag: TagView): number => tag.ranges[0]?.start ?? 0;
    const { caret: from } = text;
    const here = this.stacked?.caret === from ? order.findIndex(({ id }) => id === this.stacked?.id) : -1;
    let next: TagView | undefined;
    if (here >= 0) next = order[here + by];
    else next = by > 0 ? order.find((tag) => start(tag) >= from) : order.findLast((tag) => start(tag) < from);
    if (!next) return null;
    this.readFrom(start(next), "near");
    this.stacked = { caret: text.caret, id: next.id };
    return next.id;
  }

  /** The next of the tags that are stacked at the caret, from the shortest on and round again; null if there is none. */
  cycleTags(): AnnotationId | null {
    const { text } = this;
    if (!text) return null;
    const caret = text.caret;
    const ids = text.tagsAt(caret);
    const at = this.stacked?.caret === caret ? ids.indexOf(this.stacked.id) : -1;
    const id = ids[(at + 1) % ids.length] ?? null;
    this.stacked = id ? { caret, id } : null;
    return id;
  }

  /** Goes to an offset with the focus, letting the selection go, so that the next key reads on from there. */
  readFrom(offset: number, place: ScrollPlace = "center"): void {
    const { text } = this;
    if (!text) return;
    text.focus();
    text.setCaret(offset);
    text.geometry.scrollTo(offset, place);
    this.tellVisible();
  }

  // Find --------------------------------------------------------------------------------------------------------------

  /** Paints where a query stands, in any form of its words, and answers with the ranges. "" takes the paint away. */
  find(query: string): readonly FoundWords[] {
    return this.text ? this.places.find(this.text, query, this.lang, this.translation) : [];
  }

  /** Goes to the next or the previous match; answers with its index, -1 without matches. */
  goMatch(by: 1 | -1): number {
    return this.text ? this.places.go(this.text, by) : -1;
  }

  private tellVisible(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const { text } = this;
      const visible = text?.geometry.visible();
      if (!text || !visible) return;
      const caret = text.offsets.startOf(text.offsets.blockAt(text.caret));
      const onCaret = text.view.hasFocus() && visible.first <= caret && caret <= visible.last;
      const detail = { ...visible, current: onCaret ? caret : (this.wentToAtEnd(visible) ?? visible.first) };
      const shown = JSON.stringify(detail);
      if (shown === this.shown) return;
      this.shown = shown;
      this.emit("coram-visible", detail);
    });
  }

  /** Where the text ends before it can stand at the top, one is at what one went to all the same. */
  private wentToAtEnd({ first, last }: { first: number; last: number }): number | null {
    const at = this.wentTo ?? -1;
    return at >= first && at <= last && this.text?.geometry.isAtEnd ? at : null;
  }

  private emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-text": CoramVerdictText;
  }
  interface HTMLElementEventMap {
    "coram-selection": SelectionEvent;
    "coram-tag-click": TagClickEvent;
    "coram-thread-click": ThreadClickEvent;
    /** Words that are translated, without a tag or a thread on them, were clicked. */
    "coram-translation-click": CustomEvent<{ id: TranslationId }>;
    "coram-mark-click": MarkClickEvent;
    "coram-quoted-click": QuotedClickEvent;
    "coram-edges": EdgesEvent;
    "coram-translation-select": TranslationEvent;
    "coram-translation-edit": TranslationEvent;
    "coram-visible": VisibleEvent;
    "coram-copy": CopyEvent;
    /** Blocks have moved: what is aligned to them asks `topOf` again. */
    "coram-layout": CustomEvent<null>;
  }
}
