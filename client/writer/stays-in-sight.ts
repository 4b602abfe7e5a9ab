import { Plugin, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** What a reader does to look elsewhere, or to write on. */
const DOING = ["wheel", "pointerdown", "touchmove", "keydown"] as const;

const BEGINS = "begins";

/** Marks a change of the selection by which one begins to write, while the page may still be drawn. */
export function beginning(tr: Transaction): Transaction {
  return tr.setMeta(BEGINS, true);
}

/**
 * Keeps the caret in sight that was brought there, while what stands before it is being drawn: a quote has no words at first, and
 * would push the line under it out of the window, as do the facts above a new document. It ends with whatever the reader does next.
 */
export function staysInSight(): Plugin {
  let isKept = false;
  return new Plugin({
    state: {
      init: () => null,
      apply(tr) {
        if ((tr.docChanged || tr.getMeta(BEGINS) === true) && tr.scrolledIntoView) isKept = true;
        return null;
      },
    },
    view(view) {
      const grown = new ResizeObserver(() => {
        if (isKept) showCaret(view);
      });
      const end = (): void => void (isKept = false);
      grown.observe(view.dom);
      // The page draws above the text, too.
      const around = view.dom.parentElement?.parentElement;
      if (around) grown.observe(around);
      const foot = footOf(view.dom);
      if (foot) grown.observe(foot);
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

/** What the page says at the foot of what is seen of the text stands over it. */
function footOf(text: HTMLElement): HTMLElement | null {
  return text.closest("article")?.parentElement?.querySelector<HTMLElement>(":scope > .output-foot") ?? null;
}

/** How near to the edges a caret may stand, where something stands over the text at its top and foot. */
export function edges(host: HTMLElement, over: number, beside: { around: number; below: number }): EdgesOfText {
  return {
    top: over,
    right: beside.around,
    left: beside.around,
    get bottom() {
      return (footOf(host)?.offsetHeight ?? 0) + beside.below;
    },
  };
}

type EdgesOfText = Record<"top" | "right" | "bottom" | "left", number>;

/** Brings the caret's line into sight; an editor without the focus does not by itself. */
function showCaret(view: EditorView): void {
  if (view.hasFocus()) return view.dispatch(view.state.tr.scrollIntoView());
  const { node } = view.domAtPos(view.state.selection.head);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "nearest" });
}
