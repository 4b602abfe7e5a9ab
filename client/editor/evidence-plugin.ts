import type { Node } from "prosemirror-model";
import { NodeSelection, Plugin, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { insertNode } from "./output-commands.ts";
import { VIEWED } from "./output-views.ts";

const VIEWED_NAMES: ReadonlySet<string> = new Set(VIEWED);

/**
 * Keys on a selected quote, figure or table: Enter goes to what can be done with it, words go behind it. A quote that is pasted alone stands after the
 * block that is written in and does not break it.
 */
export function evidencePlugin(): Plugin {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
        const controls = controlsOf(view);
        const first = controls.find((control) => control.matches("[aria-haspopup]")) ?? controls[0];
        first?.focus();
        // What opens is what was meant; a link would lead away.
        if (first instanceof HTMLButtonElement) first.click();
        return first !== undefined;
      },
      handleTextInput(view, _from, _to, text) {
        const { selection } = view.state;
        if (!(selection instanceof NodeSelection) || !VIEWED_NAMES.has(selection.node.type.name)) return false;
        view.dispatch(typedAfter(view.state, selection, text));
        return true;
      },
      handlePaste(view, _, slice) {
        const quote = soleQuote(slice.content.childCount === 1 ? slice.content.firstChild : null);
        return quote !== null && insertNode(quote)(view.state, view.dispatch);
      },
    },
  });
}

/** What is typed on a selected quote stands behind it: no passage goes because somebody went on writing. */
function typedAfter({ tr, schema }: EditorState, { node, to }: NodeSelection, text: string): Transaction {
  const next = tr.doc.nodeAt(to);
  const isFree = next?.type === outputSchema.nodes.paragraph && next.content.size === 0;
  const at = node.isInline ? to : to + 1;
  if (node.isInline || isFree) tr.insertText(text, at);
  else tr.insert(to, outputSchema.nodes.paragraph.create(null, schema.text(text)));
  return tr.setSelection(TextSelection.create(tr.doc, at + text.length)).scrollIntoView();
}

function controlsOf(view: EditorView): HTMLElement[] {
  const { selection } = view.state;
  if (!(selection instanceof NodeSelection) || !VIEWED_NAMES.has(selection.node.type.name)) return [];
  const dom = view.nodeDOM(selection.from);
  return dom instanceof HTMLElement ? [...dom.querySelectorAll<HTMLElement>("button, a[href], textarea")] : [];
}

function soleQuote(node: Node | null): Node | null {
  return node?.type === outputSchema.nodes.evidence ? node : null;
}
