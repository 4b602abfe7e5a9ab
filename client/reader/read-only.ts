import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { EditorView } from "prosemirror-view";

/** Set on the one kind of transaction that may change the document: another revision takes its place. */
export const REVISION = "coram-revision";

/** What a reader's copy is made of, asked when a copy is made. */
export type CopyHandler = (clipboard: DataTransfer | null) => boolean;

/**
 * A text that can be read with a caret and changed by nothing: no typing, pasting, dropping, input method, spelling
 * correction or transaction. The caret needs an editable element, so every way in is closed one by one.
 */
export function readOnly(onCopy: CopyHandler): Plugin {
  const refuse = (_: EditorView, event: Event): boolean => {
    event.preventDefault();
    return true;
  };
  const copy = (_: EditorView, event: ClipboardEvent): boolean => {
    event.preventDefault();
    return onCopy(event.clipboardData) || true;
  };
  return new Plugin({
    filterTransaction: (tr) => !tr.docChanged || tr.getMeta(REVISION) === true,
    props: {
      // The block that the caret is in, for those who came here by key and look for it.
      decorations: ({ doc, selection: { $head } }) =>
        $head.parent.isTextblock
          ? DecorationSet.create(doc, [Decoration.node($head.before(), $head.after(), { class: "vt-here" })])
          : DecorationSet.empty,
      handleDOMEvents: {
        beforeinput: refuse,
        paste: refuse,
        drop: refuse,
        dragstart: refuse,
        copy,
        cut: copy,
        // A composition can not be refused, only ended: an input method gives up when the focus leaves.
        compositionstart: (view) => {
          view.dom.blur();
          view.focus();
          return true;
        },
      },
      handleTextInput: () => true,
      handlePaste: () => true,
      handleDrop: () => true,
    },
  });
}
