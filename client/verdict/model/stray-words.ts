import { isInField, latinLetter } from "../../elements/key-press.ts";

/** Somebody goes on in another way than by writing. */
const ON_PURPOSE = /^(Arrow(Up|Down|Left|Right)|Tab|Escape|Home|End|PageUp|PageDown|F\d+)$/;
const WRITTEN = /^(.|Enter|Backspace|Delete)$/su;
/** Where a letter puts the focus in the case sheet. */
const LED_TO = "coram-choice-answer, .q-head";

/**
 * Keeps words that somebody writes where no field is from being taken for commands. A key that is no command begins them. So does,
 * where a letter has led to a question, all but a digit that answers it and a letter that leads on: nobody answers by writing on.
 * They end with a key that writes nothing, a press, or a field.
 */
export class StrayWords {
  private readonly tell: () => void;
  private after: "words" | "letter-to-sheet" | null = null;

  /** `tell` says that nothing is written. */
  constructor(tell: () => void) {
    this.tell = tell;
  }

  listen(): void {
    document.addEventListener("keydown", this.onKey, { capture: true });
    document.addEventListener("keyup", this.onKeyUp, { capture: true });
    document.addEventListener("pointerdown", this.onPress, { capture: true });
  }

  leave(): void {
    document.removeEventListener("keydown", this.onKey, { capture: true });
    document.removeEventListener("keyup", this.onKeyUp, { capture: true });
    document.removeEventListener("pointerdown", this.onPress, { capture: true });
  }

  /** A key that is none of the page's commands. The space scrolls, or presses what has the focus. */
  onNoCommand(event: KeyboardEvent): void {
    if (/^\S$/u.test(event.key) && isWritten(event) && !isInField(event)) this.after = "words";
  }

  onLetterToSheet(): void {
    this.after = "letter-to-sheet";
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!isWritten(event)) {
      if (ON_PURPOSE.test(event.key) || event.ctrlKey || event.metaKey) this.after = null;
      return;
    }
    const target = event.target instanceof Element ? event.target : null;
    const isLed = Boolean(target?.closest(LED_TO));
    // Another control got the focus since.
    const isElsewhere = !isLed && Boolean(target?.closest("button, a[href], summary"));
    if (isInField(event) || (this.after === "letter-to-sheet" && isElsewhere)) this.after = null;
    else if (this.after === "words" || (this.after === "letter-to-sheet" && !leadsOn(event, target))) {
      this.after = "words";
      event.preventDefault();
      event.stopImmediatePropagation();
      this.tell();
    } else this.after = isStep(event) && (isLed || this.after) ? "letter-to-sheet" : null;
  };

  /** A browser may press a button when the space is let go. */
  private readonly onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === " " && this.after === "words" && !isInField(event)) event.preventDefault();
  };

  private readonly onPress = (): void => {
    this.after = null;
  };
}

/** AltGr, which is Ctrl+Alt for some systems, writes letters. */
function isWritten(event: KeyboardEvent): boolean {
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  return WRITTEN.test(event.key) && (!isHeld || event.getModifierState("AltGraph"));
}

function isStep(event: KeyboardEvent): boolean {
  return !event.shiftKey && ["j", "k"].includes(latinLetter(event));
}

/** Answers by its digit, goes on to another question, or from the question's heading into its field. */
function leadsOn(event: KeyboardEvent, target: Element | null): boolean {
  if (event.key === "Enter") return target?.matches(".q-head") ?? false;
  return /^(\d|Delete)$/.test(event.key) || isStep(event) || (!event.shiftKey && latinLetter(event) === "a");
}
