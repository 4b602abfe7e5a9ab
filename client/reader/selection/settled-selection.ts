import { Plugin, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/**
 * The browser tells of a new selection a task later, and keys and presses go before tasks: without this, what follows at once on
 * a busy page would act where the cursor was before. The editor reads the selection as soon as it is told that it has changed.
 * And where the focus comes back to it, as when a dialog closes, the caret is there with it: the editor itself puts it there a fiftieth of
 * a second later, and a letter that is typed until then goes nowhere.
 */
export function settledSelection(): Plugin {
  return new Plugin({
    view(view) {
      const ended = new AbortController();
      const options = { signal: ended.signal, capture: true };
      const { ownerDocument } = view.dom;
      const settle = (): void => {
        if (view.hasFocus() && !view.composing) ownerDocument.dispatchEvent(new Event("selectionchange"));
      };
      ownerDocument.addEventListener("keydown", settle, options);
      ownerDocument.addEventListener("pointerdown", settle, options);
      // A press puts the caret where it was made.
      let isPressed = false;
      ownerDocument.addEventListener("mousedown", () => (isPressed = true), options);
      for (const type of ["mouseup", "dragend", "keydown"])
        ownerDocument.addEventListener(type, () => (isPressed = false), options);
      // Once whoever gave it the focus has done what they do in it, and before any key.
      view.dom.addEventListener("focus", () => queueMicrotask(() => isPressed || bringCaret(view)), options);
      return { destroy: () => ended.abort() };
    },
  });
}

/** Puts the caret of the page where the editor has it; what is selected in words that one writes is the reader's. */
function bringCaret(view: EditorView): void {
  if (view.isDestroyed || !view.hasFocus()) return;
  const anchor = view.dom.ownerDocument.getSelection()?.anchorNode;
  const at = anchor instanceof Element ? anchor : anchor?.parentElement;
  const isInWords = at instanceof HTMLElement && view.dom.contains(at) && at.isContentEditable;
  if (view.editable && !view.composing && !isInWords) view.focus();
}

/** What an editor knows of its own words and selection in the page; its types leave it out. */
interface Observing {
  domObserver: { pendingRecords(): readonly unknown[]; flush(): void };
}

/**
 * Takes over what is selected in the page, of which the browser tells a task later: an editor that shows something from elsewhere puts the
 * selection in the page to where it has it itself, and so would take a press back. Words of which it has not heard either come first, and
 * with them where the caret is.
 */
export function readSelection(view: EditorView): void {
  const { domObserver } = view as unknown as Observing;
  if (!view.composing && domObserver.pendingRecords().length === 0) domObserver.flush();
}

/** Before a change that leaves words and selection as they are, but has others drawn: it keeps what is selected now. */
export function keepSelection(view: EditorView, tr: Transaction): void {
  if (tr.docChanged || tr.selectionSet) return;
  readSelection(view);
  if (!view.state.selection.eq(tr.selection)) tr.setSelection(view.state.selection);
}
