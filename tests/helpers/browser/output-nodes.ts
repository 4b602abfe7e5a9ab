import { NodeSelection, TextSelection } from "prosemirror-state";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { type OutputPage } from "./outputs/output-page.ts";

export const idOf = ({ attrs }: OutputNode) => attrs?.["id"] as QuoteState["block"];

/** Puts the cursor at the end of the first words of the document, as a press there would. */
export function begin({ editor }: OutputPage): void {
  const { state } = editor.view;
  editor.view.dispatch(
    state.tr.setSelection(TextSelection.create(state.doc, (state.doc.firstChild?.nodeSize ?? 2) - 1)),
  );
  editor.view.focus();
}

export const selected = ({ editor }: OutputPage): string | null => {
  const { selection } = editor.view.state;
  return selection instanceof NodeSelection ? selection.node.type.name : null;
};

/** The words of the document that people typed. */
export const typed = ({ editor }: OutputPage): string =>
  editor.view.state.doc.textBetween(0, editor.view.state.doc.content.size, "|");

export const one = (host: Element, selector: string): HTMLElement => {
  const found = host.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
