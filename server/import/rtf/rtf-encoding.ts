/** Encodings of RTF's `\fcharsetN`, where TextDecoder knows them. */
const CHARSETS: Readonly<Record<number, string>> = {
  77: "macintosh",
  128: "shift_jis",
  129: "euc-kr",
  134: "gbk",
  136: "big5",
  161: "windows-1253",
  162: "windows-1254",
  163: "windows-1258",
  177: "windows-1255",
  178: "windows-1256",
  186: "windows-1257",
  204: "windows-1251",
  222: "windows-874",
  238: "windows-1250",
};
const SYMBOL_CHARSET = 2;

/** The same of code pages: `\ansicpgN`, `\cpgN`. */
function encodingOfPage(page: number): string | null {
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  const others: Readonly<Record<number, string>> = {
    65001: "utf-8",
    874: "windows-874",
    866: "ibm866",
    932: "shift_jis",
    936: "gbk",
    949: "euc-kr",
    950: "big5",
    10000: "macintosh",
    10007: "x-mac-cyrillic",
    28592: "iso-8859-2",
    28595: "iso-8859-5",
    20866: "koi8-r",
  };
  return others[page] ?? null;
}

/** Letters that old fonts of symbols draw for ASCII; the rest of them are ornaments. */
const SYMBOLS: Readonly<Record<number, string>> = { 0xb7: "•", 0xa7: "▪", 0xd8: "•", 0xfc: "•", 0x2d: "–" };

/** Bytes of an RTF file → letters, by the font they are set in. */
export class RtfEncoding {
  #standard = "windows-1252";
  readonly #fonts = new Map<number, string>();
  readonly #decoders = new Map<string, InstanceType<typeof TextDecoder>>();

  /** `\ansicpgN`, `\mac`. A page that nobody knows changes nothing. */
  setPage(page: number): void {
    this.#standard = encodingOfPage(page) ?? this.#standard;
  }

  /** A font of the font table. Charsets 0 and 1 are the file's own. */
  setFont(font: number, charset: number | null, page: number | null): void {
    const encoding =
      (page === null ? null : encodingOfPage(page)) ??
      (charset === SYMBOL_CHARSET ? "symbol" : charset === null ? undefined : CHARSETS[charset]);
    if (encoding) this.#fonts.set(font, encoding);
  }

  decode(bytes: readonly number[], font: number | null): string {
    const encoding = (font === null ? undefined : this.#fonts.get(font)) ?? this.#standard;
    if (encoding === "symbol") return bytes.map((byte) => this.symbol(byte)).join("");
    let decoder = this.#decoders.get(encoding);
    if (!decoder) this.#decoders.set(encoding, (decoder = new TextDecoder(encoding)));
    return decoder.decode(Uint8Array.from(bytes));
  }

  /** What an old font of symbols draws for a byte. */
  symbol(byte: number): string {
    return SYMBOLS[byte] ?? String.fromCharCode(byte);
  }
}
