/** Says one sentence to screen readers through the shell's live region, politely. */
export function announce(sentence: string): void {
  const region = document.getElementById("coram-live");
  if (!region) return;
  // The same words twice are only read again when the region was empty between.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = sentence));
}

let told: AbortController | null = null;

/** What was said to somebody is not said on to whoever comes after them. */
export function tellNoMore(): void {
  told?.abort();
}

/** What one may do about what is said, by the press that one has a hand on. */
export interface ToldWay {
  label: string;
  go(): void;
}

/**
 * Says one sentence to everybody: screen readers hear it, and it stands at the foot of the window until the next key or press. With a
 * way out the focus is on that, and comes back to where it was if it is not taken.
 */
export function tell(sentence: string, way: ToldWay | null = null): void {
  announce(sentence);
  told?.abort();
  const shown = document.createElement("p");
  shown.className = "told";
  const words = document.createElement("span");
  // The live region is what is read.
  words.ariaHidden = "true";
  words.textContent = sentence;
  shown.append(words);
  const { signal } = (told = new AbortController());
  const button = way && wayOut(way, sentence, signal);
  if (button) {
    // Outside of the page's landmarks, as what is said by the way.
    shown.role = "status";
    shown.append(button);
  }
  signal.addEventListener("abort", () => shown.remove());
  document.body.append(shown);
  // Over a dialog too.
  shown.popover = "manual";
  shown.showPopover();
  button?.focus({ preventScroll: true });
  const leave = ({ target }: Event): void => {
    if (button === null || target !== button) told?.abort();
  };
  // Not with the key that it answers.
  setTimeout(() => {
    for (const type of ["keydown", "pointerdown", "coram-navigate", "popstate"])
      addEventListener(type, leave, { signal, capture: true });
  });
}

/** The same, for so long at most: what it says is not so any more then. */
export function tellFor(ms: number, sentence: string): void {
  tell(sentence);
  const mine = told;
  setTimeout(() => mine?.abort(), ms);
}

/** The same, until it is not so any more. */
export function tellUntil(isOver: AbortSignal, sentence: string): void {
  tell(sentence);
  const mine = told;
  isOver.addEventListener("abort", () => mine?.abort());
}

function wayOut({ label, go }: ToldWay, sentence: string, signal: AbortSignal): HTMLButtonElement {
  const before = document.activeElement;
  const button = document.createElement("button");
  button.className = "button button-small";
  button.textContent = label;
  button.setAttribute("aria-description", sentence);
  const leave = (): void => {
    told?.abort();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  button.addEventListener("click", () => {
    leave();
    go();
  });
  button.addEventListener("keydown", (event) => {
    if (["Enter", " ", "Tab", "Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    // The page has the keys again, with this one.
    leave();
  });
  signal.addEventListener("abort", () => button.remove());
  return button;
}
