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
/** Full pages of a PDF that fit the memory of a reader, also where each of their words is placed for itself. */
export const MAX_PAGES = 2_000;
/** Times its limit up to which something is counted, to say how much there is. */
const COUNTED_ON = 5;

/** What there is too much of, and how much: what a person is told beside the code. Closed words. */
export type TooMuch = "characters" | "paragraph" | "paragraphs" | "cells" | "pages" | "megabytes";

/** Throws `too-complex`, or `too-large` for what is only long. `found` may be more than was counted so far. */
export function tooMuch(what: TooMuch, limit: number, found: number): ImportFailure {
  const code = what === "characters" || what === "megabytes" ? "too-large" : "too-complex";
  return new ImportFailure(code, `too many: ${what}`, { what, limit, found });
}

export function mustHavePages(found: number): void {
  if (found > MAX_PAGES) throw tooMuch("pages", MAX_PAGES, found);
}

/** Throws `too-large`. */
export function mustFit(bytes: number): void {
  const toMegabytes = (size: number): number => Math.ceil(size / 2 ** 20);
  if (bytes > MAX_FILE_BYTES) throw tooMuch("megabytes", toMegabytes(MAX_FILE_BYTES), toMegabytes(bytes));
}

/**
 * Counts what a reader has produced and refuses a document that grows beyond what a verdict can be. It goes on counting after
 * the limit, up to `COUNTED_ON`, so that the person is told by how much: `check` refuses, at the end at the latest.
 */
export class Budget {
  #characters = 0;
  #blocks = 0;
  #cells = 0;

  /** A finished block of so many characters. Throws `too-complex`, `too-large` beyond the limits above. */
  block(characters: number): void {
    if (characters > MAX_BLOCK) throw tooMuch("paragraph", MAX_BLOCK, characters);
    this.#characters += characters;
    this.#blocks++;
    if (this.#characters > MAX_TEXT * COUNTED_ON || this.#blocks > MAX_BLOCKS * COUNTED_ON) this.check();
  }

  cell(): void {
    if (++this.#cells > MAX_CELLS * COUNTED_ON) this.check();
  }

  /** Throws where something is beyond its limit. */
  check(): void {
    if (this.#cells > MAX_CELLS) throw tooMuch("cells", MAX_CELLS, this.#cells);
    if (this.#blocks > MAX_BLOCKS) throw tooMuch("paragraphs", MAX_BLOCKS, this.#blocks);
    if (this.#characters > MAX_TEXT) throw tooMuch("characters", MAX_TEXT, this.#characters);
  }
}
