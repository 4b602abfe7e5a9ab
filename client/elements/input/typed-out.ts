import { canHoldCaret } from "./lost-focus.ts";

let letters = "";
let isListening = false;

/**
 * From now on what somebody types whose page goes from under them waits for the field that has their words next. Until then no letter is a
 * shortcut: of a page that is covered, it would lead somewhere unseen.
 */
export function hearTypedOut(): void {
  if (isListening) return;
  isListening = true;
  addEventListener("keydown", onKey, { capture: true });
}

/** The same where their page is covered, and stays: a field that nobody sees takes some of the letters, and not all. */
export function hearTypedCovered(): void {
  hearTypedOut();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** What was typed since. */
export function takeTypedOut(): string {
  const typed = letters;
  letters = "";
  return typed;
}

/** They have a page again, or nobody is there. */
export function stopTypedOut(): void {
  isListening = false;
  letters = "";
  removeEventListener("keydown", onKey, { capture: true });
}

function onKey(event: KeyboardEvent): void {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const isTyped = key.length === 1 && !ctrlKey && !metaKey && !altKey;
  if (!isTyped || (target instanceof Element && canHoldCaret(target))) return;
  event.stopPropagation();
  letters += key;
}
