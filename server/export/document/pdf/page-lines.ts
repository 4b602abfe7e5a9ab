import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { lettersOf, type SetLetters, type SetPages } from "../typography/soft-hyphens.ts";

/** Sizes in which `output.typ` sets what is hyphenated, and nothing else. */
const SIZES: readonly { part: keyof SetPages; size: number }[] = [
  { part: "text", size: 10.5 },
  { part: "text", size: 10.75 },
  { part: "notes", size: 8.5 },
];
/** Less is no new line, in points. */
const LINE_MIN = 2;

/** The letters of a document as they were set, and where lines begin. */
export async function readPages(pdf: Uint8Array): Promise<SetPages> {
  const read = { text: new Letters(), notes: new Letters() };
  // It takes what it is given.
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  try {
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      for (const item of items) {
        if (!("str" in item) || item.str === "") continue;
        const [, , , size = 0, , y = 0] = item.transform as number[];
        const part = SIZES.find((each) => Math.abs(each.size - size) < 0.1)?.part;
        if (part) read[part].add(item.str, number, y);
      }
      page.cleanup();
    }
  } finally {
    await task.destroy();
  }
  return read;
}

class Letters implements SetLetters {
  readonly begins = new Set<number>();
  #page = 0;
  #y = 0;
  #length = 0;
  readonly #pieces: string[] = [];

  get letters(): string {
    return this.#pieces.join("");
  }

  add(words: string, page: number, y: number): void {
    if (page !== this.#page || Math.abs(y - this.#y) > LINE_MIN) this.begins.add(this.#length);
    this.#page = page;
    this.#y = y;
    const letters = lettersOf(words);
    this.#pieces.push(letters);
    this.#length += letters.length;
  }
}
