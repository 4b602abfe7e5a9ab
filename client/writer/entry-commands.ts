import type { Node } from "prosemirror-model";
import type { Command } from "prosemirror-state";
import { outputSchema } from "../../schema/editor/output-schema.ts";

const { nodes } = outputSchema;

/** What an entry holds: its attributes and its words. */
export interface EntryWords {
  attrs: Readonly<Record<string, unknown>>;
  words: string;
}

/** Puts an entry behind those that the node at a place has. */
export function addEntry(pos: number | undefined, entry: EntryWords): Command {
  return addEntries(pos, [entry]);
}

/** The same with several, which are taken back together. */
export function addEntries(pos: number | undefined, entries: readonly EntryWords[]): Command {
  return (state, dispatch) => {
    const host = hostAt(state.doc, pos);
    if (pos === undefined || !host || entries.length === 0) return false;
    const made = entries.map(({ attrs, words }) => entryOf(attrs, words));
    dispatch?.(state.tr.insert(pos + host.nodeSize - 1, made));
    return true;
  };
}

/** Changes an entry that read `was`; where somebody has written it anew since, both stand. */
export function changeEntry(pos: number | undefined, id: string, was: string, { attrs, words }: EntryWords): Command {
  return (state, dispatch, view) => {
    const at = entryAt(state.doc, pos, id);
    if (!at || at.node.textContent !== was) return addEntry(pos, { attrs, words })(state, dispatch, view);
    const { tr } = state;
    for (const [name, value] of Object.entries(attrs))
      if (at.node.attrs[name] !== value) tr.setNodeAttribute(at.pos, name, value);
    if (words !== was) tr.replaceWith(at.pos + 1, at.pos + 1 + at.node.content.size, textOf(words));
    dispatch?.(tr);
    return true;
  };
}

/** Takes entries of the node at a place away. */
export function removeEntries(pos: number | undefined, ids: readonly string[]): Command {
  return (state, dispatch) => {
    const found = ids.flatMap((id) => entryAt(state.doc, pos, id) ?? []).sort((a, b) => b.pos - a.pos);
    const { tr } = state;
    for (const { pos: from, node } of found) tr.delete(from, from + node.nodeSize);
    dispatch?.(tr);
    return found.length > 0;
  };
}

function entryOf(attrs: EntryWords["attrs"], words: string): Node {
  return nodes.entry.create(attrs, textOf(words));
}

function textOf(words: string): Node[] {
  return words === "" ? [] : [outputSchema.text(words)];
}

function hostAt(doc: Node, pos: number | undefined): Node | null {
  const node = pos === undefined ? null : doc.nodeAt(pos);
  return node?.type.contentMatch.matchType(nodes.entry) ? node : null;
}

function entryAt(doc: Node, pos: number | undefined, id: string): { node: Node; pos: number } | null {
  const host = hostAt(doc, pos);
  if (pos === undefined || !host) return null;
  let found: { node: Node; pos: number } | null = null;
  host.forEach((node, offset) => {
    if (node.attrs["id"] === id) found ??= { node, pos: pos + 1 + offset };
  });
  return found;
}
