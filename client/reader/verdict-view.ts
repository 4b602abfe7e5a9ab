import type { Node } from "prosemirror-model";
import { EditorState, TextSelection } from "prosemirror-state";
import type { Plugin, Transaction } from "prosemirror-state";
import { DecorationSet, EditorView } from "prosemirror-view";
import type { AnnotationId, ThreadId } from "../../schema/domain/ids.ts";
import { Offsets } from "../../schema/editor/offsets.ts";
import { toVerdictDoc } from "../../schema/editor/verdict-schema.ts";
import { quote } from "../../schema/text/quote.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import type { Range, Revision } from "../../schema/text/revision.ts";
import type { PersonHere, TagView, TextThread } from "./text-views.ts";
import { fixedDecorations } from "./fixed-decorations.ts";
import { Geometry, scrollerOf } from "./geometry.ts";
import { createLayer } from "./layer.ts";
import type { Layer } from "./layer.ts";
import { markDecorations } from "./mark-decorations.ts";
import type { TextMark } from "./mark-decorations.ts";
import {
  evidenceDecorations,
  findDecorations,
  peopleDecorations,
  selectionDecorations,
  threadDecorations,
} from "./passage-decorations.ts";
import type { RestedOn } from "./passage-decorations.ts";
import { latinLetter } from "../elements/key-press.ts";
import { PassageSelection } from "./passage-selection.ts";
import type { SelectionHost, Snap } from "./passage-selection.ts";
import { readOnly, REVISION } from "./read-only.ts";
import { TagLayer } from "./tag-layer.ts";
import { searchTranslation, translationDecorations, withWholeBlocks } from "./translation-decorations.ts";
import type { ShownTranslation, TranslationSearch } from "./translation-decorations.ts";
import { hearTranslation } from "./translation-presses.ts";
import { NARROW_TABLES } from "./wide-tables.ts";
import type { TextWords } from "./words.ts";

/** What the view tells its owner. Rectangles are in viewport coordinates. */
export interface TextListener {
  selection(ranges: readonly Range[], rect: DOMRect | null): void;
  tagClick(ids: readonly AnnotationId[], threads: readonly ThreadId[], rect: DOMRect): void;
  threadClick(ids: readonly ThreadId[], rect: DOMRect): void;
  /** Words that a document quotes and no tag shows were clicked; `offset` is where they begin. */
  quotedClick(offset: number, rect: DOMRect): void;
  /** A mark of a text in preparation was clicked; `offset` is where its words begin. */
  markClick(offset: number): void;
  /** Words of the translation of a block were selected; offset of the block's start. */
  translationSelected(block: number): void;
  /** Somebody wants to mend the translation of a block. */
  translationEdit(block: number): void;
  /** The edges of the adjusted tag; null = left as they were. */
  edges(ranges: readonly Range[] | null): void;
  /** A copy was made: what, and the clipboard to put more or something else into. */
  copy(ranges: readonly Range[], text: string, clipboard: DataTransfer | null): void;
  /** Blocks have moved or changed their height. */
  layout(): void;
}

/** A selection with its direction, in offsets. */
interface Held {
  anchor: number;
  head: number;
}

/** Carries ranges of the revision before to the one after. */
export type RangeMapper = (ranges: readonly Range[]) => Range[];

/** The read-only text of a verdict with everything that is painted on it. */
export class VerdictView implements SelectionHost {
  readonly view: EditorView;
  readonly geometry: Geometry;
  readonly selection: PassageSelection;
  revision: Revision;
  offsets: Offsets;
  snap: Snap = "word";
  movable = true;
  readonly touch = matchMedia("(pointer: coarse)").matches;
  /** The scroll container; null = the nearest ancestor that scrolls. */
  scroller: Element | null = null;

  private readonly listener: TextListener;
  private words: TextWords;
  /** BCP 47 tag of the text. */
  private readonly textLang: () => string;
  private readonly tagLayer: TagLayer;
  private readonly fixed: Layer = createLayer("fixed");
  private readonly people: Layer = createLayer("people");
  private readonly threads: Layer = createLayer("threads");
  private readonly evidence: Layer = createLayer("evidence");
  private readonly found: Layer = createLayer("found");
  private readonly marks: Layer = createLayer("marks");
  private readonly selected: Layer = createLayer("selected");
  private readonly translated: Layer = createLayer("translated");
  private readonly plugins: Plugin[];
  private translation: ShownTranslation | null = null;
  private translationSearch: TranslationSearch | null = null;
  private tagsShown: ReadonlyMap<AnnotationId, TagView> = new Map();
  private threadsShown: readonly TextThread[] = [];
  /** The transaction that is being made, while a revision is replaced. */
  private pending: Transaction | null = null;
  /** Changes of paint that wait for the pointer to be let go. */
  private readonly waiting: ((tr: Transaction) => Transaction)[] = [];
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
    this.plugins = [
      readOnly((clipboard) => this.copy(clipboard)),
      this.fixed.plugin,
      this.tagLayer.plugin,
      this.evidence.plugin,
      this.threads.plugin,
      this.people.plugin,
      this.marks.plugin,
      this.found.plugin,
      this.selected.plugin,
      this.translated.plugin,
    ];
    // Painted before the view draws it: drawing thousands of blocks once more costs as much as the first time.
    const state = EditorState.create({ doc, plugins: this.plugins });
    this.pending = state.tr;
    this.paintFixed();
    paint(this);
    const painted = state.apply(this.pending);
    this.pending = null;
    this.view = new EditorView({ mount: place }, this.viewProps(painted));
    this.selection = new PassageSelection(this);
    this.geometry = new Geometry(
      this.view,
      () => this.offsets,
      () => this.scroller ?? scrollerOf(this.view.dom),
    );
    this.sizes = new ResizeObserver(() => listener.layout());
    this.sizes.observe(this.view.dom);
    const { signal } = this.ended;
    this.narrow.addEventListener("change", () => this.paintFixed(), { signal });
    window.addEventListener("mouseup", () => this.selection.release(), { signal });
    // Before the page acts on the key: it may act on what was selected a moment ago.
    const takeSelected = (): void => {
      this.selection.settleRelease();
      this.selection.catchUp();
    };
    window.addEventListener("keydown", takeSelected, { signal, capture: true });
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

  private viewProps(state: EditorState): ConstructorParameters<typeof EditorView>[1] {
    return {
      state,
      // A finger needs no caret, and an editable element would call the keyboard and its input method.
      editable: () => !this.touch,
      attributes: () => ({
        role: "textbox",
        "aria-multiline": "true",
        "aria-readonly": "true",
        "aria-label": this.words.text,
        tabindex: "0",
        spellcheck: "false",
        autocorrect: "off",
        autocapitalize: "off",
        writingsuggestions: "false",
        inputmode: "none",
        translate: "no",
        class: this.translation ? `vt-text vt-${this.translation.mode}` : "vt-text",
      }),
      handleKeyDown: (_, event) => this.selection.keyDown(event),
      handleDOMEvents: {
        keydown: (_, event) => {
          this.selection.keyed = true;
          return !this.selection.isMoving && isOfThePage(event);
        },
        blur: () => {
          // A browser that gives the focus back may put its selection anywhere.
          this.selection.keyed = false;
          return false;
        },
        mousedown: (_, event) => this.selection.press(event),
        pointerdown: (_, event) => this.selection.grab(event),
        pointermove: (_, event) => this.selection.drag(event),
        pointerup: () => this.selection.ungrab(),
        pointercancel: () => this.selection.ungrab(),
        selectstart: (_, event) => {
          if (this.selection.refusesNative()) event.preventDefault();
          return false;
        },
        keyup: (_, event) => {
          this.selection.keyUp(event);
          return false;
        },
      },
      dispatchTransaction: (tr) => {
        // The browser tells of a key's move in a later task: what is painted in between would put the older selection back.
        const moved = tr.selectionSet || tr.docChanged ? null : this.selection.unheard();
        if (moved) tr.setSelection(moved);
        this.view.updateState(this.view.state.apply(tr));
        this.geometry.forget();
        // Another revision carries the selection along itself.
        const isOwn = tr.getMeta(REVISION) === true || PassageSelection.isOwn((key) => tr.getMeta(key));
        if (tr.selectionSet) this.selection.viewMoved(isOwn);
      },
    };
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
    this.pending = tr;
    this.paintFixed();
    paint();
    this.pending = null;
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
    this.change((tr) => this.tagLayer.repaintAll(tr));
  }

  /** Paints the tags, some as the active ones, at once; those that are the same object as before are left alone. */
  setTags(tags: readonly TagView[], active: ReadonlySet<AnnotationId>): void {
    const next = new Map(tags.map((tag) => [tag.id, tag]));
    const changed: AnnotationId[] = [];
    for (const tag of tags) if (this.tagsShown.get(tag.id) !== tag) changed.push(tag.id);
    for (const id of this.tagsShown.keys()) if (!next.has(id)) changed.push(id);
    this.tagsShown = next;
    this.change((tr) => this.tagLayer.setActive(this.tagLayer.updateTags(tr, changed, next), active));
    if (this.translation && changed.length > 0) this.paintTranslation();
  }

  /** Shows a translation with the text, or none; the first block in view stays where it is on the screen. */
  setTranslation(translation: ShownTranslation | null): void {
    if (translation === this.translation) return;
    const isOther = translation?.mode !== this.translation?.mode;
    this.translation = translation;
    if (this.pending || !isOther) return this.paintTranslation();
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
  searchTranslation(query: string): Range[] {
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
          this.doc,
          this.offsets,
          translation,
          this.tagsShown.values(),
          this.translationSearch,
          this.words,
        )
      : DecorationSet.empty;
    this.setLayer(this.translated, decorations);
  }

  /** Paints some tags as they are in `byId`; one that is not there is taken away. */
  updateTags(changed: Iterable<AnnotationId>, byId: ReadonlyMap<AnnotationId, TagView>): void {
    this.change((tr) => this.tagLayer.updateTags(tr, changed, byId));
  }

  setActive(active: ReadonlySet<AnnotationId>): void {
    this.change((tr) => this.tagLayer.setActive(tr, active));
  }

  setThreads(threads: readonly TextThread[]): void {
    this.threadsShown = threads;
    this.setLayer(this.threads, threadDecorations(this.doc, this.offsets, threads, this.words));
  }

  setEvidence(passages: readonly RestedOn[]): void {
    this.setLayer(this.evidence, evidenceDecorations(this.doc, this.offsets, passages));
  }

  setPeople(people: readonly PersonHere[]): void {
    this.setLayer(this.people, peopleDecorations(this.doc, this.offsets, people));
  }

  setMatches(matches: readonly Range[], current: number): void {
    this.setLayer(this.found, findDecorations(this.doc, this.offsets, matches, current));
  }

  setMarks(marks: readonly TextMark[]): void {
    this.setLayer(this.marks, markDecorations(this.doc, this.offsets, marks));
  }

  private paintFixed(): void {
    const doTablesScroll = this.narrow.matches;
    this.setLayer(
      this.fixed,
      fixedDecorations(this.doc, this.offsets, this.revision, this.words, doTablesScroll, this.textLang()),
    );
  }

  private setLayer(layer: Layer, decorations: DecorationSet): void {
    if (decorations === DecorationSet.empty && !this.pending && layer.current(this.view.state) === DecorationSet.empty)
      return;
    this.change((tr) => layer.set(tr, decorations));
  }

  /** The document as it is, or will be once the transaction in hand is made. */
  private get doc(): Node {
    return this.pending?.doc ?? this.view.state.doc;
  }

  private change(make: (tr: Transaction) => Transaction): void {
    if (this.pending) make(this.pending);
    else if (this.selection.isPressed) this.waiting.push(make);
    else this.view.dispatch(make(this.view.state.tr));
  }

  /** What came while the reader was dragging over the text is painted now. */
  released(): void {
    for (const make of this.waiting.splice(0)) this.view.dispatch(make(this.view.state.tr));
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
    const decorations = selectionDecorations(this.doc, this.offsets, ranges, look);
    const isShown = this.translation !== null;
    this.setLayer(this.selected, isShown ? withWholeBlocks(decorations, this.doc, this.offsets, ranges) : decorations);
  }

  changed(ranges: readonly Range[]): void {
    this.listener.selection(ranges, this.geometry.rectOf(ranges));
  }

  clicked(target: Element): void {
    const mark = target.closest<HTMLElement>("[data-mark]");
    if (mark && this.view.dom.contains(mark))
      return this.listener.markClick(this.offsets.toOffset(this.view.posAtDOM(mark, 0)));
    const on = target.closest<HTMLElement>("[data-ids], [data-threads], .vt-quoted");
    if (!on || !this.view.dom.contains(on)) return;
    const ids = list(on.dataset["ids"]) as AnnotationId[];
    const threads = this.threadsOn(on);
    const rect = on.getBoundingClientRect();
    if (ids.length > 0) this.listener.tagClick(ids, threads, rect);
    else if (threads.length > 0) this.listener.threadClick(threads, rect);
    else this.listener.quotedClick(this.offsets.toOffset(this.view.posAtDOM(on, 0)), rect);
  }

  // Threads that overlap share the attribute of one of them: those of the passage are asked by place.
  private threadsOn(element: HTMLElement): ThreadId[] {
    if (element instanceof HTMLButtonElement) return list(element.dataset["threads"]) as ThreadId[];
    if (element.dataset["threads"] === undefined) return [];
    const offset = this.offsets.toOffset(this.view.posAtDOM(element, 0));
    return this.threadsShown
      .filter(({ tag, ranges }) => tag === null && ranges.some(({ start, end }) => start <= offset && offset < end))
      .map((thread) => thread.id);
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

/** Keys that ProseMirror takes away from everybody on a focused view, though a text that is only read has no use for them. */
function isOfThePage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return ["z", "y"].includes(latinLetter(event));
  return event.key === "Enter" || event.key === "Escape";
}

/** Where a point of the text before stands after: with the letter behind it, else the one before it. */
function mapPoint(map: RangeMapper, offset: number, length: number): number {
  const [behind] = map([{ start: offset, end: offset + 1 }]);
  const [before] = offset > 0 ? map([{ start: offset - 1, end: offset }]) : [];
  return Math.min(length, behind?.start ?? before?.end ?? offset);
}

/** What the browser has selected, carried with its words; only the caret where they are gone. */
function mapHeld(map: RangeMapper, { anchor, head }: Held, length: number): Held {
  const ranges = anchor === head ? [] : map([{ start: Math.min(anchor, head), end: Math.max(anchor, head) }]);
  const [start, end] = [ranges[0]?.start, ranges.at(-1)?.end];
  if (start !== undefined && end !== undefined)
    return head < anchor ? { anchor: end, head: start } : { anchor: start, head: end };
  const caret = mapPoint(map, head, length);
  return { anchor: caret, head: caret };
}

/** Replaces the groups between the first and the last that differ. */
function replaceGroups(tr: Transaction, before: Node, after: Node): Transaction {
  let head = 0;
  while (head < Math.min(before.childCount, after.childCount) && before.child(head) === after.child(head)) head++;
  let tail = 0;
  const most = Math.min(before.childCount, after.childCount) - head;
  while (tail < most && before.child(before.childCount - 1 - tail) === after.child(after.childCount - 1 - tail)) tail++;
  const size = (doc: Node, from: number, to: number): number =>
    doc.children.slice(from, to).reduce((sum, group) => sum + group.nodeSize, 0);
  const start = size(before, 0, head);
  const end = start + size(before, head, before.childCount - tail);
  const groups = after.children.slice(head, after.childCount - tail);
  return start === end && groups.length === 0 ? tr : tr.replaceWith(start, end, groups);
}

function list(attribute: string | undefined): string[] {
  return attribute ? attribute.split(" ") : [];
}
