import { Plugin, TextSelection, type EditorState } from "prosemirror-state";
import { getRelativeSelection } from "y-prosemirror";
import * as Y from "yjs";
import { bindingOf } from "./said/word-places.ts";

/**
 * Keeps the caret behind the letter that one wrote last when a colleague's letters come in at the same place. The binding would hold on to
 * what follows, so that the caret went behind theirs and two who write there at once wrote one letter each in turn. What is selected
 * takes in nothing that comes in at its ends.
 */
export function caretPlace(): Plugin {
  return new Plugin({
    view: ({ state }) => {
      const binding = bindingOf(state);
      const doc = binding?.doc;
      if (!binding || !doc) return {};
      // What comes from elsewhere: own words that are written again, and what is undone, take the caret along.
      const read = ({ local }: Y.Transaction): void => {
        const view = binding.prosemirrorView as { state: EditorState } | null;
        if (local || !view || !(view.state.selection instanceof TextSelection)) return;
        const { anchor, head, empty } = view.state.selection;
        const at = getRelativeSelection(binding, view.state);
        binding.beforeTransactionSelection = {
          type: at.type,
          anchor: beside(at.anchor, doc, empty || anchor > head),
          head: beside(at.head, doc, empty || head > anchor),
        };
      };
      doc.on("beforeTransaction", read);
      return { destroy: () => doc.off("beforeTransaction", read) };
    },
  });
}

/** The same place, held by the letter before it where `isBehind`, else by the one after it. */
function beside(place: Y.RelativePosition | null, doc: Y.Doc, isBehind: boolean): Y.RelativePosition | null {
  const found = isBehind && place ? Y.createAbsolutePositionFromRelativePosition(place, doc) : null;
  if (!found) return place;
  // Where nothing is written one begins, and goes behind no first letter of a colleague's, whose next one would stand behind the words.
  if (found.type._length === 0) return Y.createRelativePositionFromTypeIndex(found.type, 0, -1);
  if (!(found.type instanceof Y.XmlText) || found.index === 0) return place;
  return Y.createRelativePositionFromTypeIndex(found.type, found.index, -1);
}
