import { EditorState, TextSelection } from "prosemirror-state";
import type { Transaction } from "prosemirror-state";
import { DecorationSet, EditorView } from "prosemirror-view";
import type { AnnotationId } from "../../schema/domain/ids.ts";
import { Offsets } from "../../schema/editor/offsets.ts";
import { toVerdictDoc } from "../../schema/editor/verdict-schema.ts";
import { quote } from "../../schema/text/quote.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import type { FoundWords } from "../../schema/language/stem/word-search.ts";
import type { Range, Revision } from "../../schema/text/revision.ts";
import type { PersonHere, TagView, TextThread, TextTranslation } from "./text-views.ts";
import { fixedDecorations } from "./fixed-decorations.ts";
import { Geometry, scrollerOf } from "./geometry.ts";
import { beforeKey } from "./keys-go-on.ts";
import { mapHeld, mapPoint, type RangeMapper, replaceGroups } from "./carry-over.ts";
import { tellClick } from "./text-clicks.ts";
import type { TextListener } from "./text-listener.ts";
import { readingProps } from "./reading-props.ts";
import { Painter } from "./painter.ts";
import { markDecorations } from "./mark-decorations.ts";
import type { TextMark } from "./mark-decorations.ts";
import {
  evidenceDecorations,
  findDecorations,
  passageTranslations,
  peopleDecorations,
  selectionDecorations,
  threadDecorations,
} from "./passage-decorations.ts";
import type { RestedOn } from "./passage-decorations.ts";
import { PassageSelection } from "./selection/passage-selection.ts";
import type { Snap } from "./selection/rounding.ts";
import type { SelectionHost } from "./selection/selection-host.ts";
import { readOnly, REVISION } from "./read-only.ts";
import { TagLayer } from "./tag-layer.ts";
import { searchTranslation, translationDecorations, withWholeBlocks } from "./translation-decorations.ts";
import type { ShownTranslation, TranslationSearch } from "./translation-decorations.ts";
import { hearTranslation } from "./translation-presses.ts";
import { NARROW_TABLES } from "./wide-tables.ts";
import type { TextWords } from "./words.ts";

/** The read-only text of a verdict with everything that is painted on it. */
export class VerdictView implements SelectionHost {
  readonly view: EditorView;
  readonly geometry: Geometry;
  readonly selection: PassageSelection;
  revision: Revision;
  offsets: Offsets;
  snap: Snap = "word";
  movable = true;
  hasLetters = true;
  readonly touch = matchMedia("(pointer: coarse)").matches;
  /** The scroll container; null = the nearest ancestor that scrolls. */
  scroller: Element | null = null;

  private readonly listener: TextListener;
  private words: TextWords;
  /** BCP 47 tag of the text. */
  private readonly textLang: () => string;
  private readonly tagLayer: TagLayer;
  private readonly painter = new Painter(
    () => this.view,
    () => this.selection.isPressed,
  );
  private translation: ShownTranslation | null = null;
  private translationSearch: TranslationSearch | null = null;
  private tagsShown: ReadonlyMap<AnnotationId, TagView> = new Map();
  threadsShown: readonly TextThread[] = [];
  private readonly sizes: ResizeObserver;
  private readonly narrow = matchMedia(NARROW_TABLES);
  private readonly ended = new AbortController();

  /** `paint` sets what the text is drawn with at first: tags, threads, evidence, people, matches. */
  constructor(
    place: HTMLElement,
    revision: Revision,
    words: TextWords,
    textLang: () => string,
    listener: TextListener,
    paint: (view: VerdictView) => void,
  ) {
    this.revision = revision;
    this.words = words;
    this.textLang = textLang;
    this.listener = listener;
    const doc = toVerdictDoc(revision);
    this.offsets = new Offsets(doc);
    this.tagLayer = new TagLayer(this.offsets, () => this.words);
    // Painted before the view draws it: drawing thousands of blocks once more costs as much as the first time.
    const state = EditorState.create({
      doc,
      plugins: this.painter.plugins(
        this.tagLayer.plugin,
        readOnly((clipboard) => this.copy(clipboard)),
      ),
    });
    this.painter.pending = state.tr;
    this.paintFixed();
    paint(this);
    const painted = state.apply(this.painter.pending);
    this.painter.pending = null;
    this.view = new EditorView(
      { mount: place },
      {
        ...readingProps({
          touch: this.touch,
          selection: () => this.selection,
          label: () => this.words.text,
          turnPage: (by) => this.geometry.turnPage(by),
          looks: () => (this.translation ? `vt-text vt-${this.translation.mode}` : "vt-text"),
        }),
        state: painted,
        dispatchTransaction: (tr) => this.apply(tr),
      },
    );
    this.selection = new PassageSelection(this);
    this.geometry = new Geometry(
      this.view,
      () => this.offsets,
      () => this.scroller ?? scrollerOf(this.view.dom),
    );
    this.sizes = new ResizeObserver(() => listener.layout());
    this.sizes.observe(this.view.dom);
    this.listen(listener);
  }

  private listen(listener: TextListener): void {
    const { signal } = this.ended;
    this.narrow.addEventListener("change", () => this.paintFixed(), { signal });
    window.addEventListener("mouseup", () => this.selection.release(), { signal });
    window.addEventListener("keydown", (event) => beforeKey(this, event), { signal, capture: true });
    window.addEventListener("mousemove", (event) => this.selection.move(event), { signal });
    this.view.dom.addEventListener("contentvisibilityautostatechange", () => listener.layout(), {
      signal,
      capture: true,
    });
    hearTranslation(
      this.view.dom,
      {
        selected: (block) => listener.translationSelected(block),
        edit: (block) => listener.translationEdit(block),
        tags: (ids, rect) => listener.tagClick(ids, [], rect),
      },
      this.touch,
      signal,
    );
    if (this.touch) document.addEventListener("selectionchange", () => this.selection.touched(), { signal });
  }

  /** Puts the focus into the text, with what is selected there. */
  focus(): void {
    this.selection.catchUp();
    this.view.focus();
  }

  /** Ends everything that was started. */
  destroy(): void {
    this.ended.abort();
    this.sizes.disconnect();
    this.view.destroy();
  }

  /** Applies a transaction, and tells the selection of what moved it. */
  private apply(tr: Transaction): void {
    // The browser tells of a key's move in a later task: what is painted in between would put the older selection back.
    const moved = tr.selectionSet || tr.docChanged ? null : this.selection.unheard();
    if (moved) tr.setSelection(moved);
    this.view.updateState(this.view.state.apply(tr));
    this.selection.drawnAnew();
    this.geometry.forget();
    // Another revision carries the selection along itself.
    const isOwn = tr.getMeta(REVISION) === true || PassageSelection.isOwn((key) => tr.getMeta(key));
    if (tr.selectionSet) this.selection.viewMoved(isOwn);
  }

  // What is shown -----------------------------------------------------------------------------------------------------

  /**
   * Shows another revision. The first block in view stays where it is on the screen, the selection goes with its words,
   * and groups that did not change keep their DOM. Tags, threads, people, marks and matches have to be set again, at once.
   */
  setRevision(revision: Revision, map: RangeMapper, paint: () => void): void {
    this.released();
    this.selection.catchUp();
    const anchor = this.geometry.visible();
    const anchorTop = anchor ? this.geometry.exactTopOf(anchor.first) : 0;
    const { scroller } = this;
    const scrolled = scroller ?? scrollerOf(this.view.dom);
    const scrollTop = scrolled.scrollTop;
    const selected = map(this.selection.ranges);
    const { state } = this.view;
    const held = { anchor: this.offsets.toOffset(state.selection.anchor), head: this.caret };

    const before = state.doc;
    const doc = toVerdictDoc(revision, before);
    this.revision = revision;
    this.offsets = new Offsets(doc);
    this.tagLayer.reset(this.offsets);
    this.tagsShown = new Map();
    // Its blocks are those of the text before.
    this.translation = null;
    // One transaction replaces the groups that differ and paints everything: what is the same is not drawn again.
    const tr = replaceGroups(state.tr, before, doc).setMeta(REVISION, true);
    // As the browser holds it, so that keys go on from there.
    const { anchor: from, head: to } = mapHeld(map, held, this.offsets.length);
    tr.setSelection(TextSelection.create(tr.doc, this.offsets.toPosition(from), this.offsets.toPosition(to)));
    this.painter.pending = tr;
    this.paintFixed();
    paint();
    this.painter.pending = null;
    this.view.dispatch(tr);
    this.selection.mapTo(selected);
    if (anchor) {
      const moved = this.geometry.exactTopOf(mapPoint(map, anchor.first, this.offsets.length)) - anchorTop;
      scrolled.scrollTop = scrollTop + moved;
    }
    this.listener.layout();
  }

  /** The words beside the text, in another language. */
  setWords(words: TextWords): void {
    this.words = words;
    this.paintFixed();
    this.painter.change((tr) => this.tagLayer.repaintAll(tr));
  }

  /** Paints the tags, some as the active ones, at once; those that are the same object as before are left alone. */
  setTags(tags: readonly TagView[], active: ReadonlySet<AnnotationId>): void {
    const next = new Map(tags.map((tag) => [tag.id, tag]));
    const changed: AnnotationId[] = [];
    for (const tag of tags) if (this.tagsShown.get(tag.id) !== tag) changed.push(tag.id);
    for (const id of this.tagsShown.keys()) if (!next.has(id)) changed.push(id);
    this.tagsShown = next;
    this.painter.change((tr) => this.tagLayer.setActive(this.tagLayer.updateTags(tr, changed, next), active));
    if (this.translation && changed.length > 0) this.paintTranslation();
  }

  /** Shows a translation with the text, or none; the first block in view stays where it is on the screen. */
  setTranslation(translation: ShownTranslation | null): void {
    if (translation === this.translation) return;
    const isOther = translation?.mode !== this.translation?.mode;
    this.translation = translation;
    if (this.painter.pending || !isOther) return this.paintTranslation();
    this.released();
    const first = this.geometry.visible()?.first;
    const topOf = (): number => (first === undefined ? 0 : this.geometry.blockTop(this.offsets.blockAt(first)));
    const before = topOf();
    this.paintTranslation();
    const scroller = this.scroller ?? scrollerOf(this.view.dom);
    scroller.scrollTop += topOf() - before;
    this.listener.layout();
  }

  /** Blocks whose translation holds some words; they are marked in it. */
  searchTranslation(query: string): FoundWords[] {
    const { translation } = this;
    if (!translation) return [];
    const found = query.trim() === "" ? [] : searchTranslation(translation, this.offsets, query);
    this.markTranslation(found.length > 0 ? { query, at: -1 } : null);
    return found;
  }

  /** Marks the block of the match that one is at. */
  markTranslation(search: TranslationSearch | null): void {
    if (search === this.translationSearch || !this.translation) return;
    this.translationSearch = search;
    this.paintTranslation();
  }

  private paintTranslation(): void {
    const { translation } = this;
    const decorations = translation
      ? translationDecorations(
          this.painter.doc,
          this.offsets,
          translation,
          this.tagsShown.values(),
          this.translationSearch,
          this.words,
        )
      : DecorationSet.empty;
    this.painter.set("translated", decorations);
  }

  setActive(active: ReadonlySet<AnnotationId>): void {
    this.painter.change((tr) => this.tagLayer.setActive(tr, active));
  }

  setThreads(threads: readonly TextThread[]): void {
    this.threadsShown = threads;
    this.painter.set("threads", threadDecorations(this.painter.doc, this.offsets, threads, this.words));
  }

  setTranslations(translations: readonly TextTranslation[]): void {
    this.painter.set("translations", passageTranslations(this.painter.doc, this.offsets, translations, this.words));
  }

  setEvidence(passages: readonly RestedOn[]): void {
    this.painter.set("evidence", evidenceDecorations(this.painter.doc, this.offsets, passages));
  }

  setPeople(people: readonly PersonHere[]): void {
    this.painter.set("people", peopleDecorations(this.painter.doc, this.offsets, people));
  }

  setMatches(matches: readonly FoundWords[], current: number): void {
    this.painter.set("found", findDecorations(this.painter.doc, this.offsets, matches, current));
  }

  setMarks(marks: readonly TextMark[]): void {
    this.painter.set("marks", markDecorations(this.painter.doc, this.offsets, marks));
  }

  private paintFixed(): void {
    const doTablesScroll = this.narrow.matches;
    this.painter.set(
      "fixed",
      fixedDecorations(this.painter.doc, this.offsets, this.revision, this.words, doTablesScroll, this.textLang()),
    );
  }

  /** What came while the reader was dragging over the text is painted now. */
  released(): void {
    this.painter.letGo();
  }

  // Tags at a place ---------------------------------------------------------------------------------------------------

  /** Offset of the caret. */
  get caret(): number {
    return this.offsets.toOffset(this.view.state.selection.head);
  }

  /** Puts the caret at an offset, without scrolling. */
  setCaret(offset: number): void {
    const selection = TextSelection.create(this.view.state.doc, this.offsets.toPosition(offset));
    this.view.dispatch(this.view.state.tr.setSelection(selection));
  }

  /** The caret goes to where one has come to, unless a passage is selected: keys go on from there. */
  arriveAt(offset: number): void {
    if (this.selection.ranges.length === 0) this.setCaret(offset);
  }

  /** Tags painted at an offset, the shortest passage first. */
  tagsAt(offset: number): AnnotationId[] {
    return this.tagLayer.at(offset);
  }

  /** The painted tags by the start of their passage, then the longer first. */
  tagsInOrder(): TagView[] {
    const end = (tag: TagView): number => tag.ranges.at(-1)?.end ?? 0;
    return [...this.tagLayer.all.values()].sort(
      (a, b) => (a.ranges[0]?.start ?? 0) - (b.ranges[0]?.start ?? 0) || end(b) - end(a) || (a.id < b.id ? -1 : 1),
    );
  }

  // What the selection asks of its host -------------------------------------------------------------------------------

  offsetAt(x: number, y: number): number | null {
    return this.geometry.offsetAt(x, y);
  }

  offsetNear(x: number, y: number): number | null {
    return this.geometry.offsetNear(x, y);
  }

  paint(ranges: readonly Range[], look: { handles: boolean; moving: boolean }): void {
    const decorations = selectionDecorations(this.painter.doc, this.offsets, ranges, look);
    const isShown = this.translation !== null;
    this.painter.set(
      "selected",
      isShown ? withWholeBlocks(decorations, this.painter.doc, this.offsets, ranges) : decorations,
    );
  }

  changed(ranges: readonly Range[]): void {
    this.listener.selection(ranges, this.geometry.rectOf(ranges));
  }

  clicked(target: Element): void {
    tellClick(target, this, this.listener);
  }

  adjusted(ranges: readonly Range[] | null): void {
    this.selection.adjust(null);
    this.listener.edges(ranges);
  }

  private copy(clipboard: DataTransfer | null): boolean {
    const { from, to } = this.view.state.selection;
    const own = { start: this.offsets.toOffset(from), end: this.offsets.toOffset(to) };
    const ranges = this.selection.ranges.length > 0 ? this.selection.ranges : own.start < own.end ? [own] : [];
    if (ranges.length === 0) return true;
    const text = withTokenWords(quote(this.revision, ranges, "newline"), this.textLang());
    clipboard?.setData("text/plain", text);
    this.listener.copy(ranges, text, clipboard);
    return true;
  }
}
