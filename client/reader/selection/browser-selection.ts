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

/** Whether the browser's selection is within something drawn into the text, such as a translation. */
export function isInWidget(): boolean {
  const selection = document.getSelection();
  const around = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).commonAncestorContainer : null;
  const element = around instanceof Element ? around : around?.parentElement;
  return element?.closest(".ProseMirror-widget") !== null;
}
