/**
 * Where the focus goes when what had it goes from the page, is hidden, or stays switched off: a browser drops it on the body, from
 * which no key leads on. The nearest element around it that is still there is asked first, by `coram-focus-lost`, for a place
 * that fits what was done; else what is around it and can have the focus has it, or the page.
 */
declare global {
  interface HTMLElementEventMap {
    /** What had the focus is gone. Who gives it to something calls preventDefault. */
    "coram-focus-lost": CustomEvent<void>;
  }
}

/** A button that is busy is switched off for so long, and has the focus again then. */
const BUSY_MS = 400;

/** What one types in. */
export type CaretField = HTMLInputElement | HTMLTextAreaElement;
type FieldGone = (field: CaretField, around: readonly HTMLElement[]) => void;

/** What has the focus, or had it last, on which page, and the elements around it, the nearest first. */
let last: { target: HTMLElement; around: readonly HTMLElement[]; page: string } | null = null;
/** What was switched off while it had the focus, and what has it meanwhile. */
let instead: { target: HTMLElement; by: Element } | null = null;
let isLooking = false;
let fieldGone: FieldGone = () => undefined;
/** The field that was said to be gone last. */
let toldOf: Element | null = null;

document.addEventListener("focusin", (event) => {
  // Into shadows, too: a dialog's own heading goes with the dialog.
  const [target, ...around] = event.composedPath().filter((each) => each instanceof HTMLElement);
  if (!target) return;
  last = { target, around, page: location.pathname };
  if (instead && target !== instead.by) instead = null;
});

// Left on purpose, by a press on what takes no focus: that is where one wants to be. A dialog that goes has to give it to something all the same.
document.addEventListener("focusout", () => {
  const left = last;
  if (!left || left.around.some((each) => each instanceof HTMLDialogElement)) return;
  setTimeout(() => {
    if (last === left && isNowhere() && canHaveFocus(left.target)) last = null;
  });
});

/** `listener`: has a field in which one types, and the elements around it, as soon as it goes from its page: before the next key is pressed. */
export function onFieldGone(listener: FieldGone): void {
  fieldGone = listener;
}

export function canHoldCaret(element: Element): element is CaretField {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
}

/** To be called when something has been drawn. */
export function lookAfterFocus(): void {
  tellGone();
  if (isLooking) return;
  isLooking = true;
  // Who drew it may know where the focus belongs, and is first.
  setTimeout(() => {
    isLooking = false;
    settle();
  });
}

function tellGone(): void {
  if (!last || last.target === toldOf || last.target.isConnected || !canHoldCaret(last.target)) return;
  if (!isNowhere() || last.page !== location.pathname) return;
  const { target, around } = last;
  // Once: what is drawn for it is drawn, too.
  toldOf = target;
  fieldGone(target, around);
}

function settle(): void {
  if (instead && focused() === instead.by && canHaveFocus(instead.target)) return instead.target.focus();
  if (!last || canHaveFocus(last.target)) return;
  const { target, around } = last;
  // From one part of a shadow to another it moves unheard: what has it now may be gone as well.
  const now = focused();
  if (!isNowhere() && now && canHaveFocus(now)) return;
  if (!target.matches(":disabled")) return giveBack(around);
  setTimeout(() => {
    if (last?.target !== target || !(isNowhere() || focused() === target)) return;
    if (canHaveFocus(target)) return target.focus({ preventScroll: true });
    giveBack(around);
    const by = focused();
    if (by && !isNowhere()) instead = { target, by };
  }, BUSY_MS);
}

function giveBack(around: readonly HTMLElement[]): void {
  const nearest = around.find((each) => each !== document.body && canBeSeen(each));
  const event = new CustomEvent("coram-focus-lost", { bubbles: true, composed: true, cancelable: true });
  if (nearest && !nearest.dispatchEvent(event)) return;
  const place = around.find((each) => each.matches("[tabindex]") && canBeSeen(each)) ?? document.getElementById("main");
  place?.focus({ preventScroll: true });
}

function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function canBeSeen(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

function canHaveFocus(element: Element): boolean {
  return canBeSeen(element) && !element.matches(":disabled");
}
