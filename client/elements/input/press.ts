/**
 * While something is pressed nothing may move from under it. A field that is left writes what was typed, which would be drawn
 * between the press on a button and its release, and the click be lost. So elements draw themselves after the click.
 */
let held: { until: Promise<void>; release: () => void } | null = null;

/** What a click acts on; not the text, in which one selects. */
const PRESSED = "button, a, label, summary, input, textarea, [role=treeitem], [role=option], [role=row]";
/** A browser opens it over the page, which may hear of no release then. It may stand in a label. */
const LIST = "select";

function begin(event: Event): void {
  const { target } = event;
  if (held || !(event instanceof MouseEvent) || event.button !== 0) return;
  if (!(target instanceof Element) || !target.closest(PRESSED) || target.closest(LIST)) return;
  let resolve = (): void => undefined;
  const until = new Promise<void>((resolved) => (resolve = resolved));
  held = { until, release: resolve };
}

function release(): void {
  held?.release();
  held = null;
}

/** Where no click follows the release, or what was clicked on lets nobody hear of it. */
function end(): void {
  const ended = held;
  if (ended) setTimeout(() => held === ended && release());
}

/** Whether a click on it ticks a box, of which one hears only after the click, and only if the box is still there. */
function isTick(target: EventTarget | null): boolean {
  const control = target instanceof Element ? (target.closest("label")?.control ?? target) : null;
  return control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");
}

// Before anything else is pressed: the second press of a double click finds what the first one brought.
addEventListener("click", ({ target }) => {
  if (!isTick(target)) release();
});
addEventListener("change", ({ target }) => {
  if (isTick(target)) release();
});
// A tap sends its mousedown, with which the focus moves, after its pointerup.
for (const name of ["pointerdown", "mousedown"]) addEventListener(name, begin, { capture: true });
for (const name of ["pointerup", "mouseup", "pointercancel", "dragstart", "contextmenu"])
  addEventListener(name, end, { capture: true });
// The window's own: those of its fields come with every press.
addEventListener("blur", end);

// Space presses on its release. Enter presses again and again while it is held down, whatever it has pressed by then.
addEventListener(
  "keydown",
  (event) => {
    const [target] = event.composedPath();
    if (event.repeat && event.key === "Enter" && target instanceof Element && target.matches("button, summary"))
      event.preventDefault();
  },
  { capture: true },
);

/** The control that the first press of a double click was on. */
let firstOn: Element | null = null;

/** Where its control went with the click, the second press of a double click meets what lies there now, and would select all of it. */
addEventListener(
  "mousedown",
  (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.detail < 2) firstOn = target?.closest(PRESSED) ?? null;
    else if (
      firstOn &&
      !(firstOn.isConnected && firstOn.contains(target)) &&
      !target?.closest("input, textarea, select")
    )
      event.preventDefault();
  },
  { capture: true },
);

/** Ends with the click; null where nothing is pressed. */
export function whilePressed(): Promise<void> | null {
  return held?.until ?? null;
}
