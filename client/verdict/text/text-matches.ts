import type { FoundWords } from "../../../schema/language/stem/word-search.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { ShownText } from "../../../schema/text/shown-text.ts";
import type { ShownTranslation } from "../../reader/translation-decorations.ts";
import type { VerdictView } from "../../reader/verdict-view.ts";

/** Matches that are painted; more are counted by nobody. */
const FIND_LIMIT = 2_000;

/** Where a query stands in a text and in its translation, and which of these places one is at. */
export class TextMatches {
  private searched: ShownText | null = null;
  private found: FoundWords[] = [];
  private match = -1;
  /** Of the matches, those in the translation: their blocks. */
  private translated: FoundWords[] = [];
  private query = "";
  /** Where one began to look: other words are looked for from there, and where they are nowhere one is there again. */
  private began: { from: number; back: () => void } | null = null;

  /** Another text is shown. */
  forget(): void {
    this.searched = null;
    this.found = [];
    this.translated = [];
    this.match = -1;
    this.began = null;
  }

  /** Paints where a query stands, blind to script, case and diacritics and in all forms of its words, and answers with the ranges. "" takes the paint away. */
  find(text: VerdictView, query: string, lang: string, translation: ShownTranslation | null): readonly FoundWords[] {
    this.searched ??= new ShownText(text.revision.text, lang);
    const inText = this.searched.find(query, FIND_LIMIT);
    this.translated = text.searchTranslation(query);
    // What stands there in translation only is not to be found in the original.
    const hidden = translation?.mode === "only" ? translation.blocks : null;
    const isSeen = ({ start }: Range): boolean => !hidden?.has(text.offsets.startOf(text.offsets.blockAt(start)));
    const seen = hidden ? inText.filter(isSeen) : inText;
    this.found = [...seen, ...this.translated].sort((a, b) => a.start - b.start);
    this.query = query;
    this.match = -1;
    this.paint(text);
    if (query.trim() === "") this.began = null;
    else this.began ??= beginning(text);
    if (this.found.length === 0) this.began?.back();
    return this.found;
  }

  /**
   * Goes to the next or the previous match, at first from where one began to look, and round at the ends; brings it to the centre.
   * Answers with its index, -1 without matches.
   */
  go(text: VerdictView, by: 1 | -1): number {
    const { found: matches } = this;
    if (matches.length === 0) return -1;
    if (this.match < 0) {
      const from = this.began?.from ?? text.caret;
      const after = matches.findIndex(({ start }) => start >= from);
      this.match = by > 0 ? Math.max(0, after) : (after <= 0 ? matches.length : after) - 1;
    } else {
      this.match = (this.match + by + matches.length) % matches.length;
      // Who goes on from match to match has come to each of them.
      this.began = null;
    }
    this.paint(text);
    const at = matches[this.match]?.start ?? 0;
    text.arriveAt(at);
    text.geometry.scrollTo(at, "center");
    return this.match;
  }

  /** Matches in the translation are marked in it, not on the original. */
  paint(text: VerdictView): void {
    const now = this.found[this.match];
    const inText = this.found.filter((range) => !this.translated.includes(range));
    text.setMatches(inText, now ? inText.indexOf(now) : -1);
    const at = now && this.translated.includes(now) ? now.start : -1;
    text.markTranslation(this.translated.length > 0 ? { query: this.query, at } : null);
  }
}

/** What is in sight, and the caret where that is in it. */
function beginning(text: VerdictView): { from: number; back: () => void } {
  const { geometry, caret } = text;
  const back = geometry.here();
  return {
    from: geometry.isSeen(caret) ? caret : (geometry.firstSeen() ?? caret),
    back: () => {
      text.arriveAt(caret);
      back();
    },
  };
}
