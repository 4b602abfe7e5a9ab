import type { AnnotationId } from "../../schema/domain/ids.ts";

/** What somebody does with a translated paragraph. */
export interface TranslationListener {
  /** Words of the paragraph of the block that starts here were selected. */
  selected(block: number): void;
  edit(block: number): void;
  tags(ids: readonly AnnotationId[], rect: DOMRect): void;
}

/** Fingers move the ends of a selection one after the other. */
const SETTLES_MS = 250;

/** Hears presses and selections in the translated paragraphs of an editor, which the editor itself leaves alone. */
export function hearTranslation(
  root: HTMLElement,
  listener: TranslationListener,
  isTouch: boolean,
  signal: AbortSignal,
): void {
  const blockOf = (node: Node | null | undefined): number | null => {
    const element = node instanceof Element ? node : node?.parentElement;
    const paragraph = element?.closest<HTMLElement>(".vt-tr");
    return paragraph && root.contains(paragraph) ? Number(paragraph.dataset["block"]) : null;
  };
  const tellSelection = (): void => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed) return;
    const block = blockOf(selection.anchorNode);
    if (block !== null && blockOf(selection.focusNode) !== null) listener.selected(block);
  };
  root.addEventListener(
    "click",
    (event) => {
      const on = event.target instanceof Element ? event.target.closest<HTMLElement>(".vt-tr button") : null;
      const block = blockOf(on);
      if (!on || block === null) return;
      const ids = on.dataset["ids"];
      if (ids) listener.tags(ids.split(" ") as AnnotationId[], on.getBoundingClientRect());
      else listener.edit(block);
    },
    { signal },
  );
  // The browser settles its selection after this event.
  root.addEventListener("mouseup", (event) => blockOf(event.target as Node) !== null && setTimeout(tellSelection), {
    signal,
  });
  if (!isTouch) return;
  let settle: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener(
    "selectionchange",
    () => {
      clearTimeout(settle);
      settle = setTimeout(tellSelection, SETTLES_MS);
    },
    { signal },
  );
}
