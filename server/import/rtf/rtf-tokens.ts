import { ImportFailure } from "../failure.ts";

/** What an RTF file consists of. Bytes are letters in whatever encoding is in force. */
export type RtfToken =
  | { kind: "open" }
  | { kind: "close" }
  | { kind: "word"; word: string; value: number | null }
  | { kind: "byte"; byte: number }
  /** A binary blob; its bytes are passed over. */
  | { kind: "binary" };

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BACKSLASH = 0x5c;
const MAX_WORD = 64;

/** The tokens of an RTF file one after the other; only one object is alive at a time. Throws `truncated`. */
export class RtfTokens {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Null at the end of the file. */
  next(): RtfToken | null {
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) return null;
      if (byte === OPEN) return { kind: "open" };
      if (byte === CLOSE) return { kind: "close" };
      if (byte === BACKSLASH) return this.#control();
      // Line ends of the file are no text; neither is the zero that some programs put at the end.
      if (byte !== 0x0a && byte !== 0x0d && byte !== 0) return { kind: "byte", byte };
    }
  }

  #control(): RtfToken {
    const first = this.#bytes[this.#at];
    if (first === undefined) throw new ImportFailure("truncated", "RTF ends in a control word");
    if (!isLetter(first)) {
      this.#at++;
      if (first === 0x27) return { kind: "byte", byte: this.#hex() };
      // A line end after a backslash is a paragraph's.
      if (first === 0x0a || first === 0x0d) return { kind: "word", word: "par", value: null };
      if (first === OPEN || first === CLOSE || first === BACKSLASH) return { kind: "byte", byte: first };
      return { kind: "word", word: String.fromCharCode(first), value: null };
    }
    const from = this.#at;
    while (isLetter(this.#bytes[this.#at]) && this.#at - from < MAX_WORD) this.#at++;
    const word = this.#ascii(from);
    const value = this.#number();
    if (this.#bytes[this.#at] === 0x20) this.#at++;
    if (word !== "bin") return { kind: "word", word, value };
    this.#at += Math.max(0, value ?? 0);
    if (this.#at > this.#bytes.length) throw new ImportFailure("truncated", "RTF ends in a binary blob");
    return { kind: "binary" };
  }

  #number(): number | null {
    const from = this.#at;
    if (this.#bytes[this.#at] === 0x2d) this.#at++;
    const digits = this.#at;
    while (isDigit(this.#bytes[this.#at]) && this.#at - digits < 10) this.#at++;
    if (this.#at > digits) return Number(this.#ascii(from));
    this.#at = from;
    return null;
  }

  /** Two hexadecimal digits; what is none counts as zero, as other readers take it. */
  #hex(): number {
    const text = this.#ascii(this.#at, this.#at + 2);
    if (text.length < 2) throw new ImportFailure("truncated", "RTF ends in a letter");
    this.#at += 2;
    const value = Number.parseInt(text, 16);
    return Number.isNaN(value) ? 0x3f : value;
  }

  #ascii(from: number, to = this.#at): string {
    let text = "";
    for (let at = from; at < to && at < this.#bytes.length; at++) text += String.fromCharCode(this.#bytes[at] ?? 0);
    return text;
  }
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
