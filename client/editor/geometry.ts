import type { EditorView } from "prosemirror-view";
import type { Offsets } from "../../schema/editor/offsets.ts";
import type { Range } from "../../schema/text/revision.ts";

/** Blocks in view, by the offsets of their starts. */
export interface VisibleBlocks {
  first: number;
  last: number;
}

/** The nearest ancestor that scrolls, else the page. */
export function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return document.scrollingElement ?? document.documentElement;
}

/** Where the view's text is on the screen and in its scroll container. Everything is measured when asked, nothing is kept. */
export class Geometry {
  private readonly view: EditorView;
  private readonly offsets: () => Offsets;
  private readonly scroller: () => Element;

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
    return this.screenTop(offset) - this.windowTop + this.scroller().scrollTop;
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
      const oneLine = to.top < from.bottom;
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

  /** The blocks of which a part is in the window of the scroll container; null if none is. */
  visible(): VisibleBlocks | null {
    const scroller = this.scroller();
    const top = this.windowTop;
    const bottom = top + scroller.clientHeight;
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
      const rect = this.blockElement(block)?.getBoundingClientRect();
      if (!rect || rect.top >= bottom) break;
      if (rect.bottom > top) {
        first ??= starts[block] ?? 0;
        last = starts[block] ?? 0;
      }
    }
    return first === null || last === null ? null : { first, last };
  }

  /** Scrolls to an offset: to the centre, or just inside the window where it is outside. */
  scrollTo(offset: number, center: boolean): void {
    const scroller = this.scroller();
    const set = (): number => {
      const top = this.topOf(offset);
      const height = scroller.clientHeight;
      const padding = parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0;
      const margin = height / 8;
      if (center) scroller.scrollTop = top - padding - (height - padding) / 2;
      else if (top < scroller.scrollTop + padding + margin) scroller.scrollTop = top - padding - margin;
      else if (top > scroller.scrollTop + height - 2 * margin) scroller.scrollTop = top - height + 2 * margin;
      return scroller.scrollTop;
    };
    // What comes into view is laid out then, and what stood on an estimate takes its true height: look twice again.
    let placed = set();
    let rounds = 2;
    const again = (): void => {
      if (this.view.isDestroyed) return;
      if (Math.abs(scroller.scrollTop - placed) > 2 && rounds < 2) return;
      placed = set();
      if (--rounds > 0) requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
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

  /** The DOM element of a block. */
  blockElement(block: number): HTMLElement | null {
    const position = this.offsets().positions[block];
    const node = position === undefined ? null : this.view.nodeDOM(position - 1);
    return node instanceof HTMLElement ? node : null;
  }

  private screenTop(offset: number): number {
    const offsets = this.offsets();
    const position = offsets.toPosition(offset);
    const element = this.blockElement(offsets.blockAt(offset));
    if (!element) return this.view.dom.getBoundingClientRect().top;
    if (element.checkVisibility({ contentVisibilityAuto: true })) return this.view.coordsAtPos(position, 1).top;
    const resolved = this.view.state.doc.resolve(position);
    const group = element.closest(".vt-group")?.getBoundingClientRect();
    const size = resolved.node(1).content.size;
    return group ? group.top + (group.height * (position - resolved.start(1))) / Math.max(1, size) : 0;
  }
}
