import type { Node, NodeType, ResolvedPos } from "prosemirror-model";
import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { fromQuote, type QuoteAttributes } from "../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { insertAndGoOn } from "./output-commands.ts";
import { removingQuotes } from "./section-walls.ts";

const { nodes } = outputSchema;

/** How a quote is shown: its own block, words in the sentence, or a footnote. */
export const QUOTE_FORMS = ["block", "words", "note"] as const;
export type QuoteForm = (typeof QUOTE_FORMS)[number];

/** The node that shows a quote. */
export function quoteNode(quote: QuoteAttributes, form: QuoteForm): Node {
  return form === "block"
    ? nodes.evidence.create(fromQuote(quote))
    : nodes.evidenceNote.create({ ...fromQuote(quote), shows: form });
}

/** Quotes at the cursor, which then stands behind it: a block after the block there, anything else behind what is selected and in place of none of it. */
export function insertQuote(quote: QuoteAttributes, form: QuoteForm): Command {
  const node = quoteNode(quote, form);
  return form === "block" ? insertAndGoOn(node) : insertInline(node);
}

/** Puts an inline node at the end of the selection; where no words can stand there, into a new line after it. */
export function insertInline(node: Node): Command {
  return (state, dispatch) => {
    const { $to } = state.selection;
    const { tr } = state;
    if ($to.parent.inlineContent && $to.parent.canReplaceWith($to.index(), $to.index(), node.type)) {
      const made = isBehindSign($to) && saysWords(node) ? [blank(), node] : [node];
      tr.insert($to.pos, made);
      tr.setSelection(TextSelection.create(tr.doc, $to.pos + made.reduce((sum, { nodeSize }) => sum + nodeSize, 0)));
    } else {
      const at = $to.depth > 0 ? $to.after(1) : $to.pos;
      tr.insert(at, nodes.paragraph.create({}, node));
      tr.setSelection(TextSelection.create(tr.doc, at + 1 + node.nodeSize));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Quoted words that are put right behind a full stop, or another sign, are set off from it. */
function isBehindSign({ nodeBefore }: ResolvedPos): boolean {
  return /[.,;:!?…]$/u.test(nodeBefore?.text ?? "");
}

function saysWords({ type, attrs }: Node): boolean {
  return type === nodes.evidenceNote && attrs["shows"] === "words";
}

const blank = (): Node => outputSchema.text(" ");

/** Changes attributes of the node that begins at a place. */
export function changeNode(pos: number | undefined, attrs: Readonly<Record<string, unknown>>): Command {
  return (state, dispatch) => {
    const node = pos === undefined ? null : state.doc.nodeAt(pos);
    if (pos === undefined || !node) return false;
    const { tr } = state;
    // Attribute by attribute: what a colleague sets at once in another stays.
    for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(pos, name, value);
    dispatch?.(reselect(tr, state, pos));
    return true;
  };
}

export function removeNode(pos: number | undefined): Command {
  return (state, dispatch) => {
    const node = pos === undefined ? null : state.doc.nodeAt(pos);
    if (pos === undefined || !node) return false;
    dispatch?.(removingQuotes(state.tr.delete(pos, pos + node.nodeSize)).scrollIntoView());
    return true;
  };
}

/**
 * Shows a quote in another form. A block that becomes part of a sentence goes to the end of the text before it, what it rests on;
 * part of a sentence that becomes a block goes right after its own.
 */
export function showQuoteAs(pos: number | undefined, form: QuoteForm): Command {
  return (state, dispatch, view) => {
    const node = pos === undefined ? null : state.doc.nodeAt(pos);
    if (pos === undefined || !node) return false;
    const type: NodeType = form === "block" ? nodes.evidence : nodes.evidenceNote;
    if (node.type === type) return form === "block" || changeNode(pos, { shows: form })(state, dispatch, view);
    const { was: _, shows: __, ...attrs } = node.attrs;
    const made = type.create(form === "block" ? attrs : { ...attrs, shows: form });
    const tr = state.tr.delete(pos, pos + node.nodeSize);
    const $at = tr.doc.resolve(pos);
    if (form === "block") {
      const at = $at.after($at.depth);
      tr.insert(at, made).setSelection(NodeSelection.create(tr.doc, at));
    } else if ($at.nodeBefore?.type === nodes.paragraph) {
      const at = pos - 1;
      tr.insert(at, made).setSelection(TextSelection.create(tr.doc, at + 1));
    } else {
      tr.insert(pos, nodes.paragraph.create({}, made)).setSelection(TextSelection.create(tr.doc, pos + 2));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Selects the node that begins at a place. */
export function selectNode(pos: number | undefined): Command {
  return (state, dispatch) => {
    if (pos === undefined || !state.doc.nodeAt(pos)) return false;
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
    return true;
  };
}

function reselect(tr: Transaction, { selection }: EditorState, pos: number): Transaction {
  return selection instanceof NodeSelection && selection.from === pos
    ? tr.setSelection(NodeSelection.create(tr.doc, pos))
    : tr;
}
