import { canHoldCaret } from "./lost-focus.ts";

let letters = "";
/** At the end of what stood in the field that had the caret: what is kept of its words begins and ends with one. */
let blank = "";
let isListening = false;

/**
 * From now on what somebody types whose page goes from under them waits for the field that has their words next. Until then no letter is a
 * shortcut: of a page that is covered, it would lead somewhere unseen.
 */
export function hearTypedOut(): void {
  if (isListening) return;
  isListening = true;
  blank = blankBefore(document.activeElement);
  addEventListener("keydown", onKey, { capture: true });
}

/** The same where their page is covered, and stays: a field that nobody sees takes some of the letters, and not all. */
export function hearTypedCovered(): void {
  hearTypedOut();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** Words with what was typed on since. */
export function withTypedOut(words: string): string {
  const all = words + (/\s$/.test(words) ? "" : blank) + letters;
  letters = blank = "";
  return all;
}

function blankBefore(field: Element | null): string {
  if (!field || !canHoldCaret(field) || field.selectionEnd !== field.value.length) return "";
  return /\s*$/.exec(field.value)?.[0] ?? "";
}

/** They have a page again, or nobody is there. */
export function stopTypedOut(): void {
  isListening = false;
  letters = blank = "";
  removeEventListener("keydown", onKey, { capture: true });
}

function onKey(event: KeyboardEvent): void {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const isTyped = key.length === 1 && !ctrlKey && !metaKey && !altKey;
  if (!isTyped || (target instanceof Element && canHoldCaret(target))) return;
  event.stopPropagation();
  // Where nothing has the focus it would move the page.
  if (key === " " && target === document.body) event.preventDefault();
  letters += key;
}
