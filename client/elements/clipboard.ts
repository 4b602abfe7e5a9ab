import { t } from "../i18n/t.ts";
import { announce } from "./announce.ts";

/** What is copied: words, and the same with what other programs or we can read of them. */
export interface Copied {
  "text/plain": string;
  "text/html"?: string;
}

/**
 * Puts something on the clipboard, and says `done`, or that it could not be. Pages without https have no clipboard of
 * their own and copy what is selected, as browsers always have.
 */
export async function copy(what: Copied, done: string): Promise<boolean> {
  const isCopied = (await writeClipboard(what)) || copySelected(what);
  announce(isCopied ? done : t("shell.copy-failed"));
  return isCopied;
}

async function writeClipboard(what: Copied): Promise<boolean> {
  // Typed as if it were always there.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return false;
  try {
    if (what["text/html"] === undefined) await clipboard.writeText(what["text/plain"]);
    else
      await clipboard.write([
        new ClipboardItem(
          Object.fromEntries(entriesOf(what).map(([type, text]) => [type, new Blob([text], { type })])),
        ),
      ]);
    return true;
  } catch {
    // The browser or its owner refuses it.
    return false;
  }
}

/** The command takes what the event is given; it comes only where something is selected, so something is for that moment. */
function copySelected(what: Copied): boolean {
  let isCopied = false;
  const onCopy = (event: ClipboardEvent): void => {
    for (const [type, text] of entriesOf(what)) event.clipboardData?.setData(type, text);
    isCopied = event.clipboardData !== null;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("copy", onCopy, true);
  try {
    document.execCommand("copy");
    if (!isCopied) withSelection(() => document.execCommand("copy"));
  } finally {
    removeEventListener("copy", onCopy, true);
  }
  return isCopied;
}

/** Runs a step while a field out of sight is selected, and puts the focus and the selection back. */
function withSelection(step: () => void): void {
  const focused = document.activeElement;
  const selection = getSelection();
  const ranges = selection ? Array.from({ length: selection.rangeCount }, (_, at) => selection.getRangeAt(at)) : [];
  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.value = "\u2060";
  // In a dialog nothing outside it takes the focus.
  (focused?.closest("dialog") ?? document.body).append(field);
  field.select();
  step();
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  selection?.removeAllRanges();
  for (const range of ranges) selection?.addRange(range);
}

const entriesOf = (what: Copied): [type: string, text: string][] =>
  Object.entries(what).filter((entry): entry is [string, string] => entry[1] !== undefined);
