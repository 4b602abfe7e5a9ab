import { ImportFailure } from "./failure.ts";

/** Bytes of one file; a verdict of 300 pages with pictures stays well below. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Characters of a whole text, the same for a file and for pasted text. */
export const MAX_TEXT = 20_000_000;
/** Characters of one paragraph: about 200 pages without a line end. More is no paragraph that anybody could cite. */
export const MAX_BLOCK = 500_000;
export const MAX_BLOCKS = 100_000;
/** Cells of all tables of a document; the reading view has to draw each of them. */
export const MAX_CELLS = 20_000;
export const MAX_PAGES = 5_000;

/** Counts what a reader has produced and refuses a document that grows beyond what a verdict can be. */
export class Budget {
  #characters = 0;
  #blocks = 0;
  #cells = 0;

  /** A finished block of so many characters. Throws `too-complex` beyond the limits above. */
  block(characters: number): void {
    if (characters > MAX_BLOCK) throw new ImportFailure("too-complex", "a paragraph is too long");
    if ((this.#characters += characters) > MAX_TEXT) throw new ImportFailure("too-large", "the text is too long");
    if (++this.#blocks > MAX_BLOCKS) throw new ImportFailure("too-complex", "too many paragraphs");
  }

  cell(): void {
    if (++this.#cells > MAX_CELLS) throw new ImportFailure("too-complex", "a table has too many cells");
  }
}
