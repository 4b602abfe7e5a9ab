import { compareTexts } from "../../../schema/text/edits/compare.ts";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import { isBeingErased } from "./covered-words.ts";
import { typedCovered, typedWithoutErased } from "./without-erased.ts";

/**
 * What somebody types over words of a text, through an erasure there: covered letter for letter while words are being erased, so that what is
 * typed on meanwhile goes where it was meant, and then without what was erased. Placeholders as they are stored.
 */
export class TypedOver {
  private was: string;
  /** Theirs, with nothing covered. */
  private typed: string;
  private shown: string;
  private isCovered = false;

  /** `was`: the words that they began with. */
  constructor(was: string) {
    this.was = this.typed = this.shown = was;
  }

  /** What stands in the field now that `now` stands in the text. */
  follow(now: string): string {
    this.isCovered = isBeingErased(this.was, now);
    if (this.isCovered) return (this.shown = typedCovered(this.was, now, this.typed));
    this.shown = this.typed = typedWithoutErased(this.was, now, this.typed);
    this.was = now;
    return this.shown;
  }

  /** What stands in the field after somebody typed there. */
  type(words: string): void {
    this.typed = this.isCovered ? withChange(this.typed, this.shown, words) : words;
    this.shown = words;
  }
}

/** A text with the one change made that leads from `before` to `after`, where each place of `before` is the same place of the text. */
function withChange(text: string, before: string, after: string): string {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return text.slice(0, start) + after.slice(start, after.length - end) + text.slice(before.length - end);
}

/** Puts other words into a field that somebody may be typing in: the caret stays where it is among them. `lang`: that of their placeholders. */
export function putWords(field: HTMLTextAreaElement, words: string, lang: string): void {
  const { value, selectionStart, selectionEnd, selectionDirection } = field;
  if (value === words) return;
  const [from, to] = [withStoredTokens(value, lang), withStoredTokens(words, lang)];
  const [start, end] = [selectionStart, selectionEnd].map((at) => {
    const place = placeIn(from, to, withStoredTokens(value.slice(0, at), lang).length);
    return withTokenWords(to.slice(0, place), lang).length;
  });
  field.value = words;
  field.setSelectionRange(start ?? null, end ?? null, selectionDirection);
}

/** Where a place of one text is in another: within what became something longer or shorter it is behind that. */
function placeIn(from: string, to: string, place: number): number {
  let moved = 0;
  for (const { start, end, newStart, newEnd } of compareTexts(from, to)) {
    if (place <= start) break;
    moved = newEnd - end;
    if (place < end) return newEnd - newStart === end - start ? place + moved : newEnd;
  }
  return place + moved;
}
