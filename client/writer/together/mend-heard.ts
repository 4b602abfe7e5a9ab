import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import * as Y from "yjs";
import { bindingOf } from "../said/word-places.ts";
import { afterHeard } from "./after-heard.ts";

/**
 * A plugin that looks at each change of the document, and mends what it finds once the editor shows what came. `begin` gives what looks, with a memory
 * of its own for each editor; it answers what is to be mended, in place of what it found before, or null where that stands.
 */
export function mendHeard<Found>(
  begin: () => (transaction: Y.Transaction) => readonly Found[] | null,
  mend: (view: EditorView, found: Found) => void,
): Plugin {
  return new Plugin({
    view: ({ state }) => {
      const binding = bindingOf(state);
      const doc = binding?.doc;
      if (!binding || !doc) return {};
      const find = begin();
      let found: readonly Found[] = [];
      const look = (transaction: Y.Transaction): void => void (found = find(transaction) ?? found);
      const act = (): void => {
        const now = found;
        found = [];
        for (const each of now) mend(binding.prosemirrorView as EditorView, each);
      };
      doc.on("afterTransaction", look);
      const stop = afterHeard(doc, act);
      return {
        destroy: () => {
          doc.off("afterTransaction", look);
          stop();
        },
      };
    },
  });
}

/** What a change has put in, of each client the newest first. */
export function* newItems({ doc, beforeState, afterState }: Y.Transaction): Iterable<Y.Item> {
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0;
    const structs = start < end ? (doc.store.clients.get(client) ?? []) : [];
    for (let i = structs.length - 1; i >= 0; i--) {
      const struct = structs[i];
      if (!struct || struct.id.clock + struct.length <= start) break;
      if (struct instanceof Y.Item) yield struct;
    }
  }
}
