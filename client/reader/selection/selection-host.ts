import type { EditorView } from "prosemirror-view";
import type { Offsets } from "../../../schema/editor/offsets.ts";
import type { Range, RevisionText } from "../../../schema/text/revision.ts";
import type { Snap } from "./rounding.ts";

/** What a passage selection needs from the view that it is made in. */
export interface SelectionHost {
  readonly view: EditorView;
  readonly offsets: Offsets;
  readonly revision: RevisionText;
  readonly snap: Snap;
  /** Whether edges may be moved here. */
  readonly movable: boolean;
  /** Whether E and S are for the selection here. */
  readonly hasLetters: boolean;
  /** Fingers select with the system's own handles, which are left alone. */
  readonly touch: boolean;
  offsetAt(x: number, y: number): number | null;
  /** The offset nearest to a point that may be beside the text or outside the window, which then scrolls a little. */
  offsetNear(x: number, y: number): number | null;
  paint(ranges: readonly Range[], look: { handles: boolean; moving: boolean }): void;
  changed(ranges: readonly Range[]): void;
  /** The press is over; called before its selection is taken. */
  released(): void;
  /** A click that selected nothing, on what was pressed. */
  clicked(target: Element): void;
  /** New edges of the passage that is adjusted; null = left as it was. */
  adjusted(ranges: readonly Range[] | null): void;
}
