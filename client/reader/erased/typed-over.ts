import { compareTexts } from "../../../schema/text/edits/compare.ts";
import { onlyChange } from "../../../schema/text/edits/only-change.ts";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import { covered, hasCovered, isBeingErased } from "./covered-words.ts";
import { lettersLeft, OWN } from "./letters-left.ts";
import { withoutErased } from "./without-erased.ts";

/**
 * What somebody types over words of a text, through an erasure there. Of each letter it is known whether it is theirs or stood there, so that
 * theirs stay, whole and in their order, wherever they were typed, and those of an erased name go. While words are being erased they are
 * covered letter for letter; what is typed on meanwhile goes where it is meant. Placeholders as they are stored.
 */
export class TypedOver {
  private was: string;
  /** Theirs, with nothing covered. */
  private typed: string;
  /** Where each letter of it stood in `was`, or OWN. */
  private from: number[];
  /** As it stands in the field: each letter in the place of that of `typed`. */
  private shown: string;
  private isCovered = false;
  private places: readonly number[] | null = null;

  /** `was`: the words that they began with. */
  constructor(was: string) {
    this.was = this.typed = this.shown = was;
    this.from = Array.from({ length: was.length }, (_, i) => i);
  }

  /** The words that it stood over when it followed last. */
  get over(): string {
    return this.was;
  }

  /** What stands in the field now that `now` stands in the text. */
  follow(now: string): string {
    const gone = compareTexts(this.was, now);
    this.isCovered = isBeingErased(this.was, now);
    this.places = null;
    if (this.isCovered) {
      const hidden = gone.filter(({ newStart, newEnd }) => hasCovered(now.slice(newStart, newEnd)));
      const isHidden = (from: number): boolean => hidden.some(({ start, end }) => start <= from && from < end);
      // Cover signs go by halves of letters, as places do.
      this.shown = this.from.map((from, i) => (isHidden(from) ? covered(this.typed[i] ?? "") : this.typed[i])).join("");
      return this.shown;
    }
    const { text, from, places } = withoutErased(this.was, now, { typed: this.typed, from: this.from }, gone);
    this.places = places;
    this.was = now;
    this.from = from;
    return (this.shown = this.typed = text);
  }

  /** What stands in the field after somebody typed there, and where the caret is: of letters that are alike it says which is new. */
  type(words: string, caret = words.length): void {
    const { from: start, to: end, letters: put } = onlyChange(this.shown, words, caret);
    const left = this.isCovered
      ? Array.from({ length: put.length }, () => OWN)
      : lettersLeft(this.typed.slice(start, end), this.from.slice(start, end), put);
    this.typed = this.typed.slice(0, start) + put + this.typed.slice(end);
    this.from.splice(start, end - start, ...left);
    this.shown = words;
  }

  /** Where a place of what stood in the field before it followed last is now. */
  placeNow(place: number): number {
    return this.places ? (this.places[place] ?? this.shown.length) : place;
  }
}

/**
 * Puts the words that `own` has followed to into a field in which somebody may be typing: the caret stays where it is among them. `lang`: that
 * of their placeholders.
 */
export function putWords(field: HTMLTextAreaElement, words: string, own: TypedOver, lang: string): void {
  const { value, selectionStart, selectionEnd, selectionDirection } = field;
  if (value === words) return;
  const stored = withStoredTokens(words, lang);
  const [start, end] = [selectionStart, selectionEnd].map((at) => {
    const place = own.placeNow(withStoredTokens(value.slice(0, at), lang).length);
    return withTokenWords(stored.slice(0, place), lang).length;
  });
  field.value = words;
  field.setSelectionRange(start ?? null, end ?? null, selectionDirection);
}
