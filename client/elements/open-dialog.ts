import { writesSign } from "./key-press.ts";

/** Whether a modal dialog lies over the page: what lies below it takes no press. */
export function isDialogOpen(): boolean {
  return document.querySelector("coram-dialog[open], dialog:modal") !== null;
}

/** Within a dialog; its own shadow is on the way, too. */
function isInDialog(event: Event): boolean {
  return event.composedPath().some((node) => node instanceof HTMLDialogElement);
}

// Where the button that had the focus is switched off while the server is asked, keys come to the page below: they are for nobody there.
addEventListener(
  "keydown",
  (event) => {
    if (isInDialog(event) || !isDialogOpen()) return;
    event.stopImmediatePropagation();
    if (writesSign(event) || event.key === " ") event.preventDefault();
  },
  { capture: true },
);
