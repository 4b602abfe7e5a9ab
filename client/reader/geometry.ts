import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Offsets } from "../../schema/editor/offsets.ts";
import type { Range } from "../../schema/text/revision.ts";
import { COVERED_BELOW } from "../elements/screen.ts";

/** Blocks in view, by the offsets of their starts. */
export interface VisibleBlocks {
  first: number;
  last: number;
}

/** Pixels from the window's edge within which a drag scrolls, and by how many each time. */
const SCROLL_EDGE = 24;
/** The property of a scroll container that says how much of its top is covered, in pixels. */
export const COVERED = "--covered";
/** Pixels left above what is scrolled to the top. */
const ABOVE = 8;
/** Of a block that is read so many pixels show at least. */
const SLIVER = 12;

/** In so many frames what is gone to is looked for again. */
const ROUNDS = 3;

/**
 * Where an offset is scrolled to: to the middle, to the top, or just inside the window where it is outside; `sight`: to the middle, unless
 * it can be read where it is.
 */
export type ScrollPlace = "center" | "top" | "near" | "sight";

interface MeasuredGroup {
  /** In the scroll container's content. */
  top: number;
  height: number;
  laidOut: boolean;
}

/** What has been measured in one run of code. */
interface Measured {
  /** As `origin()`. */
  origin: number;
  groups: (MeasuredGroup | undefined)[];
  /** Of offsets in groups that are laid out. */
  tops: Map<number, number>;
}

/** The nearest ancestor that scrolls, else the page. */
export function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return document.scrollingElement ?? document.documentElement;
}

/** Where the view's text is on the screen and in its scroll container. Everything is measured when asked and kept for one run of code. */
export class Geometry {
  private readonly view: EditorView;
  private readonly offsets: () => Offsets;
  private readonly scroller: () => Element;

  private grouped: { doc: Node | null; groups: { start: number; end: number }[] } = { doc: null, groups: [] };
  /** Where offsets stand in the document as it is: their group, and the share of its positions that comes before. */
  private readonly places = new Map<number, { group: number; share: number }>();
  private measured: Measured | null = null;
  /** Ends going to a place. */
  private scrolling = new AbortController();

  constructor(view: EditorView, offsets: () => Offsets, scroller: () => Element) {
    this.view = view;
    this.offsets = offsets;
    this.scroller = scroller;
  }

  /** Top of the scroll container's visible part, in viewport coordinates. */
  get windowTop(): number {
    const scroller = this.scroller();
    return scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
  }

  /**
   * The y of the first line of an offset in the scroll container's content. Off screen, where a group has not been laid
   * out, it is an estimate by characters; `coram-layout` tells when to ask again.
   */
  topOf(offset: number): number {
    const measured = this.measured ?? this.measure();
    const { group, share } = this.placeOf(offset);
    const { top, height, laidOut } = measured.groups[group] ?? this.measureGroup(measured, group);
    if (!laidOut) return top + height * share;
    let found = measured.tops.get(offset);
    if (found === undefined) measured.tops.set(offset, (found = this.coordsTop(offset) + measured.origin));
    return found;
  }

  /** The same, always measured: off screen its group is laid out for it. */
  exactTopOf(offset: number): number {
    return this.coordsTop(offset) + this.origin();
  }

  /** Viewport y of an offset's line. */
  private coordsTop(offset: number): number {
    return this.view.coordsAtPos(this.offsets().toPosition(offset), 1).top;
  }

  /** Viewport rectangle around a passage; null if it is empty. Measures exactly, off screen too. */
  rectOf(ranges: readonly Range[]): DOMRect | null {
    let left = Infinity;
    let right = -Infinity;
    let top = Infinity;
    let bottom = -Infinity;
    for (const { start, end } of ranges) {
      if (start >= end) continue;
      const from = this.view.coordsAtPos(this.offsets().toPosition(start), 1);
      const to = this.view.coordsAtPos(this.offsets().toPosition(end), -1);
      // Tall inline boxes of neighbouring lines overlap by a pixel or so: another line is half a line away.
      const oneLine = to.top < (from.top + from.bottom) / 2;
      const column = oneLine ? null : this.view.dom.getBoundingClientRect();
      left = Math.min(left, column ? column.left : from.left);
      right = Math.max(right, column ? column.right : to.right);
      top = Math.min(top, from.top);
      bottom = Math.max(bottom, to.bottom);
    }
    return left === Infinity ? null : new DOMRect(left, top, right - left, bottom - top);
  }

  /** The offset at a point of the viewport, or null beside the text. */
  offsetAt(x: number, y: number): number | null {
    const found = this.view.posAtCoords({ left: x, top: y });
    return found ? this.offsets().toOffset(found.pos) : null;
  }

  /** The offset nearest to a point beside the text; a point above or below the window scrolls it towards there. */
  offsetNear(x: number, y: number): number | null {
    const scroller = this.scroller();
    const top = this.windowTop;
    const bottom = top + scroller.clientHeight;
    if (y < top + SCROLL_EDGE) scroller.scrollTop -= SCROLL_EDGE;
    else if (y > bottom - SCROLL_EDGE) scroller.scrollTop += SCROLL_EDGE;
    const column = this.view.dom.getBoundingClientRect();
    return this.offsetAt(
      Math.min(Math.max(x, column.left + 1), column.right - 1),
      Math.min(Math.max(y, Math.max(top, column.top) + 1), Math.min(bottom, column.bottom) - 1),
    );
  }

  /** Scrolls by what can be read at once but two lines; the position at its top then, null where nothing is left to scroll to. */
  turnPage(by: 1 | -1): number | null {
    const scroller = this.scroller();
    const before = scroller.scrollTop;
    const top = covered(scroller);
    const line = parseFloat(getComputedStyle(this.view.dom).lineHeight) || 0;
    scroller.scrollTop += by * (scroller.clientHeight - top - coveredBelow(scroller) - 2 * line);
    if (scroller.scrollTop === before) return null;
    this.forget();
    return this.posAtTop();
  }

  /** The position on the first line that can be read whole. */
  private posAtTop(): number | null {
    const line = parseFloat(getComputedStyle(this.view.dom).lineHeight) || 0;
    const column = this.view.dom.getBoundingClientRect();
    const at = { left: column.left + 1, top: Math.max(column.top, this.windowTop + covered(this.scroller())) + line };
    return this.view.posAtCoords(at)?.pos ?? null;
  }

  /** Whether an offset's line, or its translation, can be read where the window stands. */
  isSeen(offset: number): boolean {
    const visible = this.visible();
    const block = this.offsets().blockAt(offset);
    const start = this.offsets().startOf(block);
    if (!visible || start < visible.first || start > visible.last) return false;
    // Where only its translation is shown, the block itself is nowhere.
    if (this.blockElement(block)?.checkVisibility() === false) return true;
    const top = this.coordsTop(offset) - this.windowTop;
    return top >= covered(this.scroller()) && top < this.scroller().clientHeight - coveredBelow(this.scroller());
  }

  /** Whether something of a passage can be read where the window stands. */
  shows(ranges: readonly Range[]): boolean {
    const visible = this.visible();
    if (!visible) return false;
    const top = this.windowTop + covered(this.scroller());
    const bottom = this.windowTop + this.scroller().clientHeight - coveredBelow(this.scroller());
    return ranges.some(({ start, end }) => {
      const from = this.offsets().startOf(this.offsets().blockAt(start));
      if (from > visible.last || end <= visible.first) return false;
      if (this.blockElement(this.offsets().blockAt(start))?.checkVisibility() === false) return true;
      const rect = this.rectOf([{ start, end }]);
      return rect !== null && rect.bottom > top && rect.top < bottom;
    });
  }

  /** The first offset that can be read: of a block if it begins there, else of its first line in sight; null where no text is. */
  firstSeen(): number | null {
    const visible = this.visible();
    if (!visible || this.isSeen(visible.first)) return visible?.first ?? null;
    const position = this.posAtTop();
    return position === null ? visible.first : this.offsets().toOffset(position);
  }

  /** The blocks of which a part can be read in the window of the scroll container, below what covers its top; null if none is. */
  visible(): VisibleBlocks | null {
    const scroller = this.scroller();
    const bottom = this.windowTop + scroller.clientHeight;
    const top = this.windowTop + covered(scroller) + SLIVER;
    const groups = this.view.dom.children;
    const { starts, count } = this.offsets();
    // The first group that ends below the top, by halves; then the blocks in order.
    let low = 0;
    let high = groups.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((groups[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
      else low = middle + 1;
    }
    const group = groups[low];
    if (!group || group.getBoundingClientRect().top >= bottom) return null;
    let block = this.offsets().blockAt(this.offsets().toOffset(this.view.posAtDOM(group, 0)));
    let first: number | null = null;
    let last: number | null = null;
    for (; block < count; block++) {
      const element = this.blockElement(block);
      const rect = element?.getBoundingClientRect();
      if (!element || !rect || rect.top >= bottom) break;
      if (Math.max(rect.bottom, translationBottom(element)) > top) {
        first ??= starts[block] ?? 0;
        last = starts[block] ?? 0;
      }
    }
    return first === null || last === null ? null : { first, last };
  }

  /** Whether nothing is left to scroll to. */
  get isAtEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller();
    return scrollTop + clientHeight >= scrollHeight - 1;
  }

  /** Scrolls to an offset; what is covered of the window (`COVERED`, `COVERED_BELOW`) is no place to read. */
  scrollTo(offset: number, place: ScrollPlace): void {
    const scroller = this.scroller();
    const set = (): void => {
      const top = this.exactTopOf(offset);
      const height = scroller.clientHeight - coveredBelow(scroller);
      const padding = covered(scroller);
      const margin = height / 8;
      const isRead = top >= scroller.scrollTop + padding && top <= scroller.scrollTop + height - margin;
      // What stands above the text is of its beginning.
      if (place === "top") scroller.scrollTop = offset <= (this.offsets().starts[0] ?? 0) ? 0 : top - padding - ABOVE;
      else if (place === "center" || (place === "sight" && !isRead))
        scroller.scrollTop = top - padding - (height - padding) / 2;
      else if (place === "sight") return;
      else if (top < scroller.scrollTop + padding + margin) scroller.scrollTop = top - padding - margin;
      else if (top > scroller.scrollTop + height - 2 * margin) scroller.scrollTop = top - height + 2 * margin;
    };
    this.settle(set);
  }

  /**
   * Sets the window. What comes into view is laid out then, what stood on an estimate takes its true height, and the browser may move the
   * window with it: looked for again, until somebody goes on by themselves.
   */
  private settle(set: () => void): void {
    this.scrolling.abort();
    const scrolling = (this.scrolling = new AbortController());
    const { signal } = scrolling;
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"])
      addEventListener(type, () => scrolling.abort(), { signal, capture: true, passive: true });
    let rounds = ROUNDS;
    const again = (): void => {
      if (this.view.isDestroyed || rounds-- === 0) scrolling.abort();
      if (signal.aborted) return;
      set();
      requestAnimationFrame(again);
    };
    set();
    requestAnimationFrame(again);
  }

  /** The way back to what is in sight now. */
  here(): () => void {
    const offset = this.visible()?.first ?? null;
    const below = offset === null ? 0 : this.exactTopOf(offset) - this.scroller().scrollTop;
    return () => {
      if (offset !== null) this.settle(() => (this.scroller().scrollTop = this.exactTopOf(offset) - below));
    };
  }

  /** One pulse on the block at an offset. It touches no node, so the view does not draw anything again. */
  pulse(offset: number): void {
    const element = this.blockElement(this.offsets().blockAt(offset));
    if (!element) return;
    const style = getComputedStyle(element);
    const duration = parseFloat(style.getPropertyValue("--t-pulse")) || 900;
    const color = style.getPropertyValue("--wash-2").trim() || "transparent";
    element.animate([{ backgroundColor: color }, { backgroundColor: "transparent" }], { duration, easing: "ease-out" });
  }

  /** Something has been painted or set that may have moved blocks: measure again. */
  forget(): void {
    this.measured = null;
  }

  /** Viewport y of a block's top. */
  blockTop(block: number): number {
    return this.blockElement(block)?.getBoundingClientRect().top ?? 0;
  }

  /** The DOM element of a block. */
  blockElement(block: number): HTMLElement | null {
    const position = this.offsets().positions[block];
    const node = position === undefined ? null : this.view.nodeDOM(position - 1);
    return node instanceof HTMLElement ? node : null;
  }

  /** What a y of the viewport has to be moved by to be one of the scroll container's content. */
  private origin(): number {
    return this.scroller().scrollTop - this.windowTop;
  }

  /** What has been measured in this run of code: lanes, cards and marks ask for thousands of places at a time. */
  private measure(): Measured {
    this.measured = { origin: this.origin(), groups: [], tops: new Map() };
    queueMicrotask(() => this.forget());
    return this.measured;
  }

  private placeOf(offset: number): { group: number; share: number } {
    const { doc } = this.view.state;
    if (this.grouped.doc !== doc) {
      this.grouped = { doc, groups: groupsOf(doc) };
      this.places.clear();
    }
    const known = this.places.get(offset);
    if (known) return known;
    const position = this.offsets().toPosition(offset);
    const { groups } = this.grouped;
    let low = 0;
    let high = groups.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((groups[middle]?.start ?? Infinity) <= position) low = middle;
      else high = middle - 1;
    }
    const { start, end } = groups[low] ?? { start: 0, end: 0 };
    const place = { group: low, share: (position - start) / Math.max(1, end - start) };
    this.places.set(offset, place);
    return place;
  }

  private measureGroup({ groups, origin }: Measured, index: number): MeasuredGroup {
    const element = this.view.dom.children[index];
    const rect = element?.getBoundingClientRect() ?? new DOMRect();
    const laidOut = element?.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) ?? true;
    return (groups[index] = { top: rect.top + origin, height: rect.height, laidOut });
  }
}

/** Where the translation that stands in the place of a block ends; -Infinity without one. */
function translationBottom(block: Element): number {
  const next = block.nextElementSibling;
  return next?.classList.contains("vt-tr") ? next.getBoundingClientRect().bottom : -Infinity;
}

function groupsOf(doc: Node): { start: number; end: number }[] {
  let at = 0;
  return doc.children.map((group) => {
    const start = at;
    at += group.nodeSize;
    return { start, end: at };
  });
}

/** Pixels at the top of a scroll container that something sticky covers. */
function covered(scroller: Element): number {
  return pixelsOf(scroller, COVERED);
}

/** Pixels at its foot that a sheet covers. */
function coveredBelow(scroller: Element): number {
  const below = pixelsOf(scroller, COVERED_BELOW);
  return below === 0 ? 0 : Math.max(0, below - (innerHeight - scroller.getBoundingClientRect().bottom));
}

function pixelsOf(element: Element, property: string): number {
  return parseFloat(getComputedStyle(element).getPropertyValue(property)) || 0;
}
