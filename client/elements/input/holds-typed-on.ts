import { isInField, writesSign } from "../key-press.ts";

/** Who types on after a press of the mouse does so within so long, and each key within so long of the one before. */
export const TYPED_ON_MS = 2_000;

const PRESSED = "button, a[href], summary, [role=menuitem]";

/** When something was pressed by the mouse, or a key typed on since; long ago where somebody has gone on by keys. */
let pressedAt = -Infinity;
/** Whether a sign was typed on since. */
let isWriting = false;

const isOver = (event: KeyboardEvent, at: number): boolean =>
  event.key === "Escape" || event.key === "Tab" || event.timeStamp - at >= TYPED_ON_MS;

addEventListener(
  "pointerdown",
  ({ timeStamp }) => {
    pressedAt = timeStamp;
    isWriting = false;
  },
  { capture: true },
);

addEventListener(
  "keydown",
  (event) => {
    // What a shortcut or Enter in a field opens is opened by keys.
    const leads = event.ctrlKey || event.metaKey || event.altKey || (event.key === "Enter" && isInField(event));
    pressedAt = leads || isOver(event, pressedAt) ? -Infinity : event.timeStamp;
    isWriting = pressedAt > -Infinity && (isWriting || writesSign(event));
  },
  { capture: true },
);

/**
 * A dialog that a press of the mouse opens has its focus on a button: a Space that is typed on presses nothing there, nor does Enter behind
 * a word, until Escape, Tab, a press in the dialog or a rest. Enter by itself answers at once.
 */
export class HoldsTypedOn {
  private first: HTMLElement | null = null;
  private at = -Infinity;
  private isWriting = false;
  /** A key that was let through to nobody, until it is let go. */
  private isTaken = false;

  constructor(dialog: HTMLElement) {
    dialog.addEventListener("keydown", this.onKey, { capture: true });
    dialog.addEventListener("keyup", this.onKeyUp, { capture: true });
    dialog.addEventListener("pointerdown", () => (this.at = -Infinity), { capture: true });
  }

  /** As it opens; `first` has the focus then. */
  begin(first: HTMLElement): void {
    this.first = first;
    this.at = pressedAt;
    this.isWriting = isWriting;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    this.at = isOver(event, this.at) ? -Infinity : event.timeStamp;
    if (this.at === -Infinity) return;
    this.isWriting ||= writesSign(event);
    const presses = event.key === " " || (event.key === "Enter" && this.isWriting);
    // Elsewhere somebody has gone by keys.
    if (!presses || event.composedPath()[0] !== this.first || !this.first.matches(PRESSED)) return;
    this.isTaken = true;
    event.preventDefault();
    event.stopPropagation();
  };

  /** A browser may press a button when the space is let go. */
  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (this.isTaken) event.preventDefault();
    this.isTaken = false;
  };
}
