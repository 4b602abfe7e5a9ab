import type { Held } from "../carry-over.ts";
import type { EditorView } from "prosemirror-view";
import type { Offsets } from "../../../schema/editor/offsets.ts";

/** What the browser has selected in the text; null where that is elsewhere. */
export function selectedIn({ view, offsets }: { view: EditorView; offsets: Offsets }): Held | null {
  const selection = document.getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || !anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode))
    return null;
  return {
    anchor: offsets.toOffset(view.posAtDOM(anchorNode, selection.anchorOffset)),
    head: offsets.toOffset(view.posAtDOM(focusNode, selection.focusOffset)),
  };
}

/**
 * The text was drawn anew: lets the browser's selection go where it holds other words than the view does. The view sets it right only
 * while it has the focus; where a button has it, the browser moves the ends of its selection to whatever stands around the words that
 * were drawn. It is not set right here, as that would take the focus from the button. The view does so once it has it again.
 */
export function dropTorn({ view, offsets }: { view: EditorView; offsets: Offsets }): void {
  if (view.hasFocus() || isInWidget()) return;
  const { selection } = view.state;
  const shown = selectedIn({ view, offsets });
  if (shown && (shown.anchor !== offsets.toOffset(selection.anchor) || shown.head !== offsets.toOffset(selection.head)))
    document.getSelection()?.removeAllRanges();
}

/** Whether the browser's selection is within something drawn into the text, such as a translation. */
export function isInWidget(): boolean {
  const selection = document.getSelection();
  const around = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).commonAncestorContainer : null;
  const element = around instanceof Element ? around : around?.parentElement;
  return element?.closest(".ProseMirror-widget") !== null;
}

/** There a press with Ctrl is a press of the other button. */
export function isMac(): boolean {
  return /mac/i.test(navigator.userAgent) && !("ontouchend" in document);
}
