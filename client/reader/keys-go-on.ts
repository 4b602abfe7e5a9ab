import { isInField, latinLetter } from "../elements/key-press.ts";
import type { Geometry } from "./geometry.ts";
import type { PassageSelection } from "./selection/passage-selection.ts";

/** The text that keys go on in. */
interface Read {
  readonly geometry: Geometry;
  readonly selection: PassageSelection;
  readonly hasLetters: boolean;
  /** Offset of the caret. */
  readonly caret: number;
  setCaret(offset: number): void;
}

/** Letters that go on from the caret: sentence, paragraphs, tags. With a passage selected these let it go, or choose it anew. */
const FROM_CARET = new Set(["s", "j", "k", "n", "p"]);

/**
 * Before the page acts on a key: it acts on what was selected a moment ago, and goes on from what is seen. A caret that was scrolled
 * away from comes to the first line in sight.
 */
export function beforeKey(text: Read, event: KeyboardEvent): void {
  const { selection, geometry } = text;
  selection.settleRelease();
  selection.catchUp();
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  if (isHeld || !text.hasLetters || selection.isPressed || selection.isMoving || isInField(event)) return;
  const letter = latinLetter(event);
  if (letter === "") return;
  if (selection.ranges.length > 0) {
    if (!FROM_CARET.has(letter) || geometry.shows(selection.ranges)) return;
    selection.clear();
  }
  const seen = geometry.firstSeen();
  if (seen !== null && !geometry.isSeen(text.caret)) text.setCaret(seen);
}
