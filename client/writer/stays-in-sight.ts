import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** What a reader does to look elsewhere, or to write on. */
const DOING = ["wheel", "pointerdown", "touchmove", "keydown"] as const;

/**
 * Keeps the caret in sight that was brought there, while what was put in before it is being drawn: a quote has no words at first, and
 * would push the line under it out of the window. It ends with whatever the reader does next.
 */
export function staysInSight(): Plugin {
  let isKept = false;
  return new Plugin({
    state: {
      init: () => null,
      apply(tr) {
        if (tr.docChanged && tr.scrolledIntoView) isKept = true;
        return null;
      },
    },
    view(view) {
      const grown = new ResizeObserver(() => {
        if (isKept) showCaret(view);
      });
      const end = (): void => void (isKept = false);
      grown.observe(view.dom);
      for (const type of DOING) document.addEventListener(type, end, { capture: true, passive: true });
      return {
        destroy() {
          grown.disconnect();
          for (const type of DOING) document.removeEventListener(type, end, { capture: true });
        },
      };
    },
  });
}

/** Brings the caret's line into sight; an editor without the focus does not by itself. */
function showCaret(view: EditorView): void {
  if (view.hasFocus()) return view.dispatch(view.state.tr.scrollIntoView());
  const { node } = view.domAtPos(view.state.selection.head);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "nearest" });
}
