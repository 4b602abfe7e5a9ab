import type { ClickListener } from "./text-listener.ts";
import type { TextThread } from "./text-views.ts";
import type { EditorView } from "prosemirror-view";
import type { AnnotationId, ThreadId, TranslationId } from "../../schema/domain/ids.ts";
import type { Offsets } from "../../schema/editor/offsets.ts";

/** The text that was clicked on, as it is drawn. */
export interface ClickedText {
  view: EditorView;
  offsets: Offsets;
  threadsShown: readonly TextThread[];
}

/** Says what was clicked: a mark, tags with the threads on the same words, threads, translated words, or words that a document quotes. */
export function tellClick(
  target: Element,
  { view, offsets, threadsShown }: ClickedText,
  listener: ClickListener,
): void {
  const mark = target.closest<HTMLElement>("[data-mark]");
  if (mark && view.dom.contains(mark)) return listener.markClick(offsets.toOffset(view.posAtDOM(mark, 0)));
  const on = target.closest<HTMLElement>("[data-ids], [data-threads], [data-translation], .vt-quoted");
  if (!on || !view.dom.contains(on)) return;
  const ids = list(on.dataset["ids"]) as AnnotationId[];
  const threads = threadsOn(on, { view, offsets, threadsShown });
  const rect = on.getBoundingClientRect();
  if (ids.length > 0) listener.tagClick(ids, threads, rect);
  else if (threads.length > 0) listener.threadClick(threads, rect);
  else if (on.dataset["translation"]) listener.translationClick(on.dataset["translation"] as TranslationId);
  else listener.quotedClick(offsets.toOffset(view.posAtDOM(on, 0)), rect);
}

// Threads that overlap share the attribute of one of them: those of the passage are asked by place.
function threadsOn(element: HTMLElement, { view, offsets, threadsShown }: ClickedText): ThreadId[] {
  if (element instanceof HTMLButtonElement) return list(element.dataset["threads"]) as ThreadId[];
  if (element.dataset["threads"] === undefined) return [];
  const offset = offsets.toOffset(view.posAtDOM(element, 0));
  return threadsShown
    .filter(({ tag, ranges }) => tag === null && ranges.some(({ start, end }) => start <= offset && offset < end))
    .map((thread) => thread.id);
}

function list(attribute: string | undefined): string[] {
  return attribute ? attribute.split(" ") : [];
}
