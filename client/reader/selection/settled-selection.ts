import { Plugin } from "prosemirror-state";

/**
 * The browser tells of a new selection a task later, and keys and presses go before tasks: without this, what follows at once on
 * a busy page would act where the cursor was before. The editor reads the selection as soon as it is told that it has changed.
 */
export function settledSelection(): Plugin {
  return new Plugin({
    view(view) {
      const ended = new AbortController();
      const options = { signal: ended.signal, capture: true };
      const { ownerDocument } = view.dom;
      const settle = (): void => {
        if (view.hasFocus() && !view.composing) ownerDocument.dispatchEvent(new Event("selectionchange"));
      };
      ownerDocument.addEventListener("keydown", settle, options);
      ownerDocument.addEventListener("pointerdown", settle, options);
      return { destroy: () => ended.abort() };
    },
  });
}
