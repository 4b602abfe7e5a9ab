import { TextSelection } from "prosemirror-state";
import { normaliseRanges, unionRanges } from "../../../schema/text/ranges.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { snapToSentence } from "../../../schema/text/snap.ts";
import { latinLetter } from "../../elements/key-press.ts";
import { dropTorn, isInWidget, isMac, selectedIn } from "./browser-selection.ts";
import type { Held } from "../carry-over.ts";
import type { SelectionHost } from "./selection-host.ts";
import { othersThan, rounded, shrunk, withEdge } from "./rounding.ts";
import { moveEdge } from "./word-steps.ts";

/** Set on a transaction that this module makes, so that it is not taken for the reader's. */
const OWN = "coram-selection";
const NAVIGATION = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);
const TOUCH_SETTLES_MS = 250;

/**
 * The passage that a reader has selected: one range or several, rounded to words on release, with edges that can be
 * moved by handle and by key. The browser's own selection is only how a range is made.
 */
export class PassageSelection {
  /** The passage, sorted ranges. */
  ranges: Range[] = [];
  /** A key went down on the text since the last press or focus: the browser may have moved its selection by it. */
  keyed = false;
  private readonly host: SelectionHost;
  /** The range made last, which the browser's selection still holds, with its direction. */
  private last: Held | null = null;
  /** A press that is not yet let go; `from` is where a plain one was, null where the browser selects (double click, Shift). */
  private pressed: { target: Element; add: boolean; from: number | null } | null = null;
  /** The press was let go, and what it selected is not taken yet. */
  private isLetGo = false;
  private keySelecting = false;
  private addNext = false;
  private dragged: "start" | "end" | null = null;
  /** What the ranges were before edges were moved; null outside edge mode. */
  private before: Range[] | null = null;
  private adjusting = false;
  private settle: ReturnType<typeof setTimeout> | undefined;

  constructor(host: SelectionHost) {
    this.host = host;
  }

  /** Between a press and its release the browser is making a selection: a drawn node could end it. */
  get isPressed(): boolean {
    return this.pressed !== null;
  }

  get isMoving(): boolean {
    return this.before !== null;
  }

  /** Shows and selects these ranges without rounding; the caret goes to the last one. */
  select(ranges: readonly Range[]): void {
    this.stopMoving();
    this.ranges = normaliseRanges(ranges);
    const last = this.ranges.at(-1);
    this.last = last ? { anchor: last.start, head: last.end } : null;
    if (this.last) this.place(this.last.anchor, this.last.head);
    this.show();
  }

  /** Lets the passage go; the caret stays. */
  clear(): void {
    this.stopMoving();
    this.addNext = false;
    if (this.ranges.length === 0) return;
    this.ranges = [];
    if (this.last) this.place(this.last.head, this.last.head);
    this.last = null;
    this.show();
  }

  /** The next range that is selected is added to the passage. */
  armAdd(): void {
    this.addNext = this.ranges.length > 0;
  }

  /** Rounds the passage to whole sentences; without one selects the sentence at the caret, which is added where the next range is. */
  toSentence(): void {
    const { revision, offsets, view } = this.host;
    const caret = offsets.toOffset(view.state.selection.head);
    const around =
      this.ranges.length > 0 && !this.addNext
        ? this.ranges
        : [{ start: Math.max(0, caret - 1), end: Math.min(offsets.length, caret + 1) }];
    const whole = around
      .map((range) => snapToSentence(revision.text, revision.blocks, range))
      .filter((range) => range !== null);
    if (whole.length === 0) return;
    const kept = this.addNext ? this.ranges : [];
    this.addNext = false;
    this.select(unionRanges(kept, whole));
  }

  /** Edge mode: arrows move the end, with Shift the start, Enter keeps, Escape does not. False if there is nothing to move. */
  startMoving(): boolean {
    if (this.ranges.length === 0 || !this.host.movable) return false;
    this.before ??= this.ranges;
    this.repaint();
    return true;
  }

  /** Begins or ends adjusting a passage that is not the reader's selection: the edges of a tag. */
  adjust(ranges: readonly Range[] | null): void {
    if (ranges === null) {
      if (!this.adjusting) return;
      this.adjusting = false;
      this.before = null;
      this.ranges = [];
      this.last = null;
      this.repaint();
      return;
    }
    const from = normaliseRanges(ranges);
    // What is tagged elsewhere meanwhile leaves the edges where they were moved to.
    if (this.adjusting && JSON.stringify(from) === JSON.stringify(this.before)) return;
    this.ranges = from;
    this.last = null;
    this.adjusting = true;
    this.before = this.ranges;
    this.repaint();
  }

  /** The text under the passage was replaced. */
  mapTo(ranges: readonly Range[]): void {
    this.stopMoving();
    const had = this.ranges.length > 0;
    this.ranges = normaliseRanges(ranges);
    const last = this.ranges.at(-1);
    this.last = last ? { anchor: last.start, head: last.end } : null;
    if (had) this.show();
  }

  // Pointer -----------------------------------------------------------------------------------------------------------

  /** A press on the text. True where it was on a handle and the view shall not see it. */
  press(event: MouseEvent): boolean {
    if (event.button !== 0 || !(event.target instanceof Element)) return false;
    if (event.target.closest(".vt-edge")) return true;
    this.settleRelease();
    this.keyed = false;
    const add = this.addNext || (isMac() ? event.metaKey : event.ctrlKey || event.metaKey);
    const plain = event.detail === 1 && !event.shiftKey && !this.host.touch;
    const from = plain ? this.host.offsetAt(event.clientX, event.clientY) : null;
    this.pressed = { target: event.target, add: add && this.ranges.length > 0, from };
    this.setSelecting(true, this.pressed.add);
    if (from !== null) {
      this.host.view.focus();
      this.reach(from, from);
    }
    return false;
  }

  /**
   * The browser is about to select by a press of its own: true refuses it. It drags selected words about, and forgets
   * where a selection began when anything around is drawn; so a plain press and drag is ours.
   */
  refusesNative(): boolean {
    return this.pressed !== null && this.pressed.from !== null;
  }

  /** The pointer moves with the button held. */
  move(event: MouseEvent): void {
    const from = this.pressed?.from ?? null;
    if (from === null || (event.buttons & 1) === 0) return;
    const to = this.host.offsetNear(event.clientX, event.clientY);
    if (to !== null) this.reach(from, to);
  }

  /** Sets the browser's selection as a drag would; the view reads it from there. */
  private reach(anchor: number, head: number): void {
    const { view, offsets } = this.host;
    const start = view.domAtPos(offsets.toPosition(anchor), head < anchor ? -1 : 1);
    const end = view.domAtPos(offsets.toPosition(head), head < anchor ? 1 : -1);
    document.getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
  }

  /** The pointer was let go, anywhere. The browser settles its selection after this event. */
  release(): void {
    if (!this.pressed) return;
    this.isLetGo = true;
    setTimeout(() => this.settleRelease());
  }

  /** Takes what the browser has settled on; a key that follows the release at once is meant for it, and does not wait. */
  settleRelease(): void {
    const { pressed } = this;
    if (!pressed || !this.isLetGo) return;
    this.isLetGo = false;
    this.pressed = null;
    this.setSelecting(false);
    if (this.host.view.isDestroyed) return;
    const made = selectedIn(this.host);
    this.host.released();
    if (made && made.anchor !== made.head) return this.commit(made, pressed.add, null);
    if (this.adjusting) this.host.adjusted(null);
    if (!pressed.add) this.drop();
    this.host.clicked(pressed.target);
  }

  /** The system's selection changed under a finger: taken when it has come to rest. */
  touched(): void {
    clearTimeout(this.settle);
    this.settle = setTimeout(() => {
      if (this.host.view.isDestroyed || this.pressed) return;
      const made = selectedIn(this.host);
      const range = made && made.anchor !== made.head ? this.round(shrunk(this.host.revision.text, made, null)) : null;
      // Painting a passage moves the system's selection about in the DOM: the same words are no news.
      const [known] = this.ranges;
      if (!made || !range || (known?.start === range.start && known.end === range.end)) return;
      this.commit(made, this.addNext, null);
    }, TOUCH_SETTLES_MS);
  }

  /** A pointer on a handle: true begins a drag. */
  grab(event: PointerEvent): boolean {
    const handle = event.target instanceof Element ? event.target.closest<HTMLElement>(".vt-edge") : null;
    if (!handle) return false;
    event.preventDefault();
    this.dragged = handle.dataset["edge"] === "start" ? "start" : "end";
    this.host.view.dom.setPointerCapture(event.pointerId);
    this.host.view.dom.classList.add("vt-dragging");
    return true;
  }

  /** The pointer moves with a handle. */
  drag(event: PointerEvent): boolean {
    if (!this.dragged) return false;
    const to = this.host.offsetAt(event.clientX, event.clientY);
    const next = to === null ? null : withEdge(this.ranges, this.dragged, to, (range) => this.round(range));
    if (next) {
      this.ranges = next;
      this.repaint();
    }
    return true;
  }

  /** The handle was let go. */
  ungrab(): boolean {
    if (!this.dragged) return false;
    this.dragged = null;
    this.host.view.dom.classList.remove("vt-dragging");
    if (this.adjusting) this.host.adjusted(this.ranges);
    else this.select(this.ranges);
    return true;
  }

  // Keys --------------------------------------------------------------------------------------------------------------

  /**
   * Where a key has moved the browser's selection and the view's is still the one before; null where they say the same.
   * The browser tells of a move in a later task: whatever is drawn in between would put the older one back.
   */
  unheard(): TextSelection | null {
    const { view, offsets } = this.host;
    if (!this.keyed || this.pressed || !view.hasFocus()) return null;
    const made = selectedIn(this.host);
    if (!made || isInWidget()) return null;
    const { anchor, head } = view.state.selection;
    if (made.anchor === offsets.toOffset(anchor) && made.head === offsets.toOffset(head)) return null;
    return TextSelection.create(view.state.doc, offsets.toPosition(made.anchor), offsets.toPosition(made.head));
  }

  /** The view takes what the keys before have selected: now, and not when the browser tells of it. */
  catchUp(): void {
    const { view } = this.host;
    const moved = this.unheard();
    if (moved) view.dispatch(view.state.tr.setSelection(moved));
  }

  /** The text was drawn anew. */
  drawnAnew(): void {
    if (!this.pressed && !this.host.touch) dropTorn(this.host);
  }

  /** A key on the text; true where it was for the selection. */
  keyDown(event: KeyboardEvent): boolean {
    const handled = this.before ? this.moveKey(event) : this.selectKey(event);
    if (handled) event.stopPropagation();
    return handled;
  }

  private moveKey(event: KeyboardEvent): boolean {
    switch (event.key) {
      case "ArrowLeft":
      case "ArrowRight": {
        const edge = event.shiftKey ? "start" : "end";
        this.ranges = moveEdge(this.host.revision.text, this.ranges, edge, event.key === "ArrowLeft" ? -1 : 1);
        this.repaint();
        return true;
      }
      case "Enter":
        if (this.adjusting) this.host.adjusted(this.ranges);
        else this.select(this.ranges);
        return true;
      case "Escape":
        if (this.adjusting) this.host.adjusted(null);
        else this.select(this.before ?? []);
        return true;
      case "ArrowUp":
      case "ArrowDown":
        return true;
      default:
        return false;
    }
  }

  private selectKey(event: KeyboardEvent): boolean {
    if (event.shiftKey && NAVIGATION.has(event.key)) {
      this.keySelecting = true;
      this.setSelecting(true, this.addNext);
      return false;
    }
    if (!this.host.hasLetters || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    const letter = latinLetter(event);
    if (letter === "e") return this.startMoving();
    if (letter !== "s") return false;
    this.toSentence();
    return true;
  }

  /** A key was let go: a selection made with Shift is finished. */
  keyUp(event: KeyboardEvent): void {
    if (!this.keySelecting || (event.key !== "Shift" && event.shiftKey)) return;
    this.keySelecting = false;
    this.setSelecting(false);
    const made = selectedIn(this.host);
    if (!made || made.anchor === made.head) return this.drop();
    const others = this.addNext ? this.ranges : othersThan(this.ranges, this.last, made.anchor);
    this.ranges = others;
    this.commit(made, others.length > 0, this.last);
  }

  /** The view's selection moved for another reason: caret keys, "select all", a new focus. */
  viewMoved(own: boolean): void {
    if (own || this.pressed || this.keySelecting || this.adjusting || this.addNext || this.ranges.length === 0) return;
    const made = selectedIn(this.host);
    if (made && this.last && made.anchor === this.last.anchor && made.head === this.last.head) return;
    this.drop();
  }

  /** Whether a transaction was made here. */
  static isOwn(meta: (key: string) => unknown): boolean {
    return meta(OWN) === true;
  }

  private commit(made: Held, add: boolean, previous: Held | null): void {
    const range = this.round(shrunk(this.host.revision.text, made, previous));
    if (!range) return this.drop();
    this.stopMoving();
    this.addNext = false;
    this.ranges = add ? unionRanges(this.ranges, [range]) : [range];
    this.last =
      made.head < made.anchor ? { anchor: range.end, head: range.start } : { anchor: range.start, head: range.end };
    if (!this.host.touch) this.place(this.last.anchor, this.last.head);
    this.show();
  }

  /** The passage is let go without moving the caret. */
  private drop(): void {
    this.stopMoving();
    this.last = null;
    if (this.ranges.length === 0) return;
    this.ranges = [];
    this.show();
  }

  private round(range: Range): Range | null {
    return rounded(this.host.revision, range, this.host.snap);
  }

  private stopMoving(): void {
    this.before = null;
    this.adjusting = false;
  }

  private place(anchor: number, head: number): void {
    const { view, offsets } = this.host;
    const selection = TextSelection.create(view.state.doc, offsets.toPosition(anchor), offsets.toPosition(head));
    if (!view.state.selection.eq(selection)) view.dispatch(view.state.tr.setSelection(selection).setMeta(OWN, true));
  }

  private setSelecting(on: boolean, keep = false): void {
    const { classList } = this.host.view.dom;
    classList.toggle("vt-selecting", on);
    classList.toggle("vt-adding", on && keep);
  }

  private show(): void {
    this.repaint();
    this.host.changed(this.ranges);
  }

  private repaint(): void {
    this.host.paint(this.ranges, { handles: this.host.movable && !this.host.touch, moving: this.isMoving });
  }
}
