import { compareTexts } from "../../schema/text/edits/compare.ts";

type Field = HTMLTextAreaElement | HTMLInputElement;

/** Puts other words into a field in which somebody may be typing: the caret stays beside the letters that it was beside. */
export function putInto(field: Field, words: string): void {
  const { value, selectionStart, selectionEnd, selectionDirection } = field;
  if (value === words) return;
  field.value = words;
  if (selectionStart === null || selectionEnd === null) return;
  const [start, end] = [selectionStart, selectionEnd].map((at) => placeIn(value, words, at));
  field.setSelectionRange(start ?? null, end ?? null, selectionDirection ?? undefined);
}

/** Where a place of one text is in another; behind what became another there. */
export function placeIn(from: string, to: string, place: number): number {
  let moved = 0;
  for (const { start, end, newStart, newEnd } of compareTexts(from, to)) {
    if (place <= start) break;
    moved = newEnd - end;
    if (place >= end) continue;
    const [before, after] = [from.slice(start, end), to.slice(newStart, newEnd)];
    if (before.slice(0, place - start) === after.slice(0, place - start)) return newStart + place - start;
    const rest = before.slice(place - start);
    return after.endsWith(rest) ? newEnd - rest.length : newEnd;
  }
  return place + moved;
}
