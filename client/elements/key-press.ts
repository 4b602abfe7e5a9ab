/** The part of a KeyboardEvent that is read. */
export interface KeyPress {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** AltGr prints letters (š đ on some layouts): never a command. */
  getModifierState?(key: "AltGraph"): boolean;
}

/** Cyrillic letters whose place differs between layouts: undo follows the key that prints Z, in this script too. */
const PRINTED: Record<string, string> = { з: "z", ѕ: "y" };

/** The Latin letter that a press means: what the key prints, or with a Cyrillic layout the place of the key. */
export function latinLetter(press: Pick<KeyPress, "key" | "code">): string {
  const printed = press.key.toLocaleLowerCase("en");
  if (/^[a-z]$/.test(printed)) return printed;
  if (!/^\p{Script=Cyrillic}$/u.test(printed)) return "";
  return PRINTED[printed] ?? /^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? "";
}

/** As keyboards call the key that goes with others for commands. */
export const MOD = /Mac|iP(?:hone|ad)/.test(navigator.userAgent) ? "⌘" : "Ctrl";

/** A letter, a digit or a sign, by itself: words begin with it, while a space or Enter presses a button that has the focus. */
export function writesSign(press: KeyPress): boolean {
  const isHeld = press.ctrlKey || press.metaKey || press.altKey;
  return /^\S$/u.test(press.key) && (!isHeld || press.getModifierState?.("AltGraph") === true);
}

/** Enter in the field of a reason sends it, with Ctrl or without; with Shift it begins a line. */
export function sendsReason({ key, shiftKey, isComposing }: KeyboardEvent): boolean {
  return key === "Enter" && !shiftKey && !isComposing;
}

const FIELDS = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, dialog, [data-keys=own]";
const PRESSED = "button, a[href], summary, [role=menuitem], [role=treeitem]";

/** Whether a key goes into a field, a menu or a dialog and is none of the page's business. Enter on a button is the button's, too. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (event.key === "Enter" && target instanceof HTMLElement && target.matches(PRESSED)) || isInField(event);
}

/** A read-only text (`aria-readonly`) is no field, though it may hold a caret. */
export function isInField(event: KeyboardEvent): boolean {
  return event.composedPath().some((node) => {
    if (!(node instanceof HTMLElement)) return false;
    if (node.isContentEditable && node.closest("[contenteditable]")?.getAttribute("aria-readonly") !== "true")
      return true;
    return node.matches(FIELDS);
  });
}

/** Which way an arrow leads in a row or a list: on, back, or, of any other key, nowhere. */
export function arrowStep({ key }: KeyboardEvent): 1 | -1 | 0 {
  if (key === "ArrowRight" || key === "ArrowDown") return 1;
  return key === "ArrowLeft" || key === "ArrowUp" ? -1 : 0;
}
