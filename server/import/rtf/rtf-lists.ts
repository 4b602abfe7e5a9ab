import { emptyLevel, ListCounters, type ListLevel } from "../office/list-counters.ts";

/** Numbers of `\levelnfcN` in Word's own names. */
const FORMATS: Readonly<Record<number, string>> = {
  0: "decimal",
  1: "upperRoman",
  2: "lowerRoman",
  3: "upperLetter",
  4: "lowerLetter",
  22: "decimalZero",
  23: "bullet",
  58: "russianLower",
  59: "russianUpper",
  255: "none",
};

/**
 * The lists of an RTF file. Programs write the number that they print before each item, and that is what a reader takes;
 * these tables are for the few that do not.
 */
export class RtfLists {
  readonly #levels = new Map<number, ListLevel[]>();
  readonly #overrides = new Map<number, number>();
  readonly #counters = new ListCounters();
  #current: ListLevel[] = [];
  #override: number | null = null;
  #text: number[] | null = null;

  /** A word inside the table of lists. */
  listWord(word: string, value: number | null): void {
    if (word === "list") this.#current = [];
    else if (word === "listlevel") this.#current.push(emptyLevel());
    else if (word === "listid" && value !== null) this.#levels.set(value, this.#current);
    const level = this.#current.at(-1);
    if (!level) return;
    if (word === "levelnfc" || word === "levelnfcn") level.format = FORMATS[value ?? 0] ?? "decimal";
    else if (word === "levelstartat") level.start = value ?? 1;
    else if (word === "levellegal") level.legal = value !== 0;
    else if (word === "levelnorestart" && value !== 0) level.restart = -1;
    else if (word === "leveltext") this.#text = [];
    else if (word === "levelnumbers") this.#endText();
  }

  /** A byte inside it: the pattern of a level is its length, then letters, with 0 to 8 for the number of a level. */
  listByte(byte: number): void {
    this.#text?.push(byte);
  }

  #endText(): void {
    const level = this.#current.at(-1);
    const text = this.#text;
    this.#text = null;
    if (!level || !text) return;
    level.text = text
      .slice(1, 1 + (text[0] ?? 0))
      .map((byte) => (byte <= 8 ? `%${byte + 1}` : String.fromCharCode(byte)))
      .join("");
  }

  /** A word inside the table that gives lists the numbers by which paragraphs name them. */
  overrideWord(word: string, value: number | null): void {
    if (word === "listid") this.#override = value;
    else if (word === "ls" && value !== null && this.#override !== null) this.#overrides.set(value, this.#override);
  }

  /** The number that an item of list `ls` prints; null for bullets, and for lists that are not defined. */
  next(ls: number, depth: number): string | null {
    const id = this.#overrides.get(ls);
    const levels = id === undefined ? undefined : this.#levels.get(id);
    if (!levels) return null;
    const list = {
      id: `${ls}`,
      counters: `${id}`,
      levelOf: (at: number) => levels[at],
      starts: new Map<number, number>(),
    };
    return this.#counters.next(list, depth)?.printed ?? null;
  }
}
