import type { Node } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { findTokens, parseToken } from "../../schema/text/token.ts";
import { tokenWord } from "../../schema/text/token-words.ts";

const KEY = new PluginKey<DecorationSet>("output-tokens");

/**
 * Placeholders that somebody typed into a document: they show their word in its language and stay what they are in the document, so that
 * a redaction finds them. One that the cursor is in shows its letters, and can be edited.
 */
export function outputTokens(lang: string): Plugin<DecorationSet> {
  return new Plugin({
    key: KEY,
    state: {
      init: (_, { doc }) => DecorationSet.create(doc, wordsIn(doc, 0, doc.content.size, lang)),
      apply(tr, set, _, { doc }) {
        if (!tr.docChanged) return set;
        let next = set.map(tr.mapping, doc);
        // Only blocks in which something has changed are looked through again.
        for (const { from, to } of changedBlocks(tr.mapping, doc))
          next = next.remove(next.find(from, to)).add(doc, wordsIn(doc, from, to, lang));
        return next;
      },
    },
    props: {
      decorations(state: EditorState) {
        const set = KEY.getState(state);
        if (!set) return null;
        const { from, to } = state.selection;
        const open = set.find(from, to).filter((each) => each.from - 1 < from && to < each.to + 1);
        return open.length === 0 ? set : set.remove(open);
      },
    },
  });
}

/** The blocks of the top level that the steps of a change have touched. */
function changedBlocks(mapping: EditorState["tr"]["mapping"], doc: Node): { from: number; to: number }[] {
  let [first, last] = [Infinity, -1];
  for (const [i, map] of mapping.maps.entries())
    map.forEach((_from, _to, from, to) => {
      const rest = mapping.slice(i + 1);
      first = Math.min(first, rest.map(from, -1));
      last = Math.max(last, rest.map(to, 1));
    });
  const found: { from: number; to: number }[] = [];
  if (last >= 0)
    doc.forEach((node, pos) => {
      const end = pos + node.nodeSize;
      if (pos <= last && first <= end) found.push({ from: pos, to: end });
    });
  return found;
}

function wordsIn(doc: Node, from: number, to: number, lang: string): Decoration[] {
  const out: Decoration[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isText) return true;
    for (const { start, end: last, token } of findTokens(node.text ?? "")) {
      const kind = parseToken(token)?.kind;
      const word = kind && tokenWord(kind, lang);
      if (!word) continue;
      const [at, end] = [pos + start + 1, pos + start + 1 + kind.length];
      out.push(
        Decoration.inline(pos + start, pos + last, { class: "token-whole" }),
        Decoration.inline(at, end, { nodeName: "span", class: "token-stored" }),
        Decoration.inline(at, end, { nodeName: "span", class: "token-word", "data-word": word }),
      );
    }
    return false;
  });
  return out;
}
