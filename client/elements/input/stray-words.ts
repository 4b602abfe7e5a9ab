import type { ReactiveController, ReactiveControllerHost } from "lit";
import { t } from "../../i18n/t.ts";
import { tell } from "../announce.ts";
import { isInField, latinLetter } from "../key-press.ts";

/** Somebody goes on in another way than by writing. */
const ON_PURPOSE = /^(Arrow(Up|Down|Left|Right)|Tab|Escape|Home|End|PageUp|PageDown|F\d+)$/;
const WRITTEN = /^(.|Enter|Backspace|Delete)$/su;
/** Who writes a category's code goes on within so long. */
const CODE_MS = 2000;
/** Where a letter puts the focus in the case sheet. */
const LED_TO = "coram-choice-answer, .q-head";

/**
 * Keeps words that somebody writes where no field is from being taken for commands, while an element with keys of its own is there.
 * A key that is no command begins them, and the next one after the field in which one was writing has gone. So does, where a letter
 * has led to a question, all but a digit that answers it and a letter that leads on: nobody answers by writing on. They end with a
 * key that writes nothing, a press, or a field.
 */
export class StrayWords implements ReactiveController {
  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    GUARD.listen();
  }

  hostDisconnected(): void {
    GUARD.leave();
  }

  onNoCommand(event: KeyboardEvent): void {
    GUARD.onNoCommand(event);
  }

  onLetterToSheet(): void {
    GUARD.onLetterToSheet();
  }

  onNothingToTag(): void {
    GUARD.onNothingToTag();
  }
}

/** One for the whole document: several panels with keys may be there, one of them in sight. */
class Guard {
  private listeners = 0;
  private after: "words" | "letter-to-sheet" | "nothing-to-tag" | "picked" | null = null;
  /** When there was nothing to tag, or a category was picked. */
  private since = 0;
  /** The last key that was written into a field. */
  private written: KeyboardEvent | null = null;

  listen(): void {
    if (this.listeners++ > 0) return;
    document.addEventListener("keydown", this.onKey, { capture: true });
    document.addEventListener("keyup", this.onKeyUp, { capture: true });
    document.addEventListener("pointerdown", this.onPress, { capture: true });
  }

  leave(): void {
    if (--this.listeners > 0) return;
    document.removeEventListener("keydown", this.onKey, { capture: true });
    document.removeEventListener("keyup", this.onKeyUp, { capture: true });
    document.removeEventListener("pointerdown", this.onPress, { capture: true });
    this.onPress();
  }

  /** A key that is none of the page's commands. The space scrolls, or presses what has the focus. */
  onNoCommand(event: KeyboardEvent): void {
    if (/^\S$/u.test(event.key) && isWritten(event) && !isInField(event)) this.after = "words";
  }

  onLetterToSheet(): void {
    this.after = "letter-to-sheet";
  }

  /** The key for categories, with nothing selected: the code that is written on at once was for their list. */
  onNothingToTag(): void {
    this.after = "nothing-to-tag";
    this.since = performance.now();
  }

  /** A category was picked by words that were written: who writes on means a note, and no other passage. */
  onPicked(): void {
    this.after = "picked";
    this.since = performance.now();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!isWritten(event)) {
      if (!ON_PURPOSE.test(event.key) && !event.ctrlKey && !event.metaKey) return;
      // It is for the keys: what is open stays open.
      if (event.key === "Escape" && this.after === "words" && !isInField(event)) take(event);
      return this.onPress();
    }
    const target = event.target instanceof Element ? event.target : null;
    const isLed = Boolean(target?.closest(LED_TO));
    // Another control got the focus since.
    const isElsewhere = !isLed && Boolean(target?.closest("button, a[href], summary"));
    const { written } = this;
    const isWriting = isInField(event);
    // Enter has done something there; a key that the field took for itself, too.
    this.written = isWriting && event.key !== "Enter" ? event : null;
    if (isWriting || (this.after === "letter-to-sheet" && isElsewhere)) this.after = null;
    else if (
      this.after === "words" ||
      (this.after === "letter-to-sheet" && !leadsOn(event, target)) ||
      (this.after === "nothing-to-tag" && performance.now() - this.since < CODE_MS && beginsCode(event)) ||
      (this.after === "picked" && performance.now() - this.since < CODE_MS && beginsPassage(event)) ||
      (written && !written.defaultPrevented && hasGone(written))
    ) {
      this.after = "words";
      take(event);
      tell(t("page.no-field"));
    } else this.after = isStep(event) && (isLed || this.after === "letter-to-sheet") ? "letter-to-sheet" : null;
  };

  /** A browser may press a button when the space is let go. */
  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === " " && this.after === "words" && !isInField(event)) event.preventDefault();
  };

  private readonly onPress = (): void => {
    this.after = null;
    this.written = null;
  };
}

const GUARD = new Guard();

/** Words that are written next, where no field is open, were for the one that has just closed. */
export const wordsMayFollow = (): void => GUARD.onPicked();

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Whether the field into which a key was written is not there any more. */
function hasGone({ target }: KeyboardEvent): boolean {
  return target instanceof Element && !target.isConnected;
}

/** AltGr, which is Ctrl+Alt for some systems, writes letters. */
function isWritten(event: KeyboardEvent): boolean {
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  return WRITTEN.test(event.key) && (!isHeld || event.getModifierState("AltGraph"));
}

function isStep(event: KeyboardEvent): boolean {
  return !event.shiftKey && ["j", "k"].includes(latinLetter(event));
}

/** The keys that take another passage, or the whole paragraph. */
function beginsPassage(event: KeyboardEvent): boolean {
  return !event.shiftKey && ["t", "s"].includes(latinLetter(event));
}

/** The key that leads to the questions, or a digit; others do what is seen. */
function beginsCode(event: KeyboardEvent): boolean {
  return /^\d$/.test(event.key) || (!event.shiftKey && latinLetter(event) === "a");
}

/** Answers by its digit, goes on to another question, from one that is answered too, or from the question's heading into its field. */
function leadsOn(event: KeyboardEvent, target: Element | null): boolean {
  if (event.key === "Enter")
    return Boolean(target?.matches(".q-head") || target?.closest(LED_TO)?.querySelector("[aria-checked='true']"));
  return /^(\d|Delete)$/.test(event.key) || isStep(event) || (!event.shiftKey && latinLetter(event) === "a");
}
