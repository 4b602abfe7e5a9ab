/** Cyrillic letters to folded Latin: what somebody types who has no Cyrillic and no diacritics at hand. */
const CYRILLIC: Record<string, string> = Object.fromEntries(
  (
    "а=a б=b в=v г=g д=d ђ=dj ѓ=gj е=e ж=z з=z ѕ=dz и=i ј=j к=k ќ=kj л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=c у=u " +
    "ф=f х=h ц=c ч=c џ=dz ш=s щ=st ъ=a ы=i ь= э=e ю=ju я=ja і=i ї=i є=e ґ=g"
  )
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);

/** Latin letters that do not come apart into a letter and a mark, and signs that people type in several ways. */
const OTHERS: Record<string, string> = {
  đ: "dj",
  ð: "dj",
  ł: "l",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  "\u00ad": "",
  "\u200b": "",
  "\u200c": "",
  "\u200d": "",
  "‘": "'",
  "’": "'",
  "‚": "'",
  ʼ: "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "…": "...",
};

const MARKS = /\p{M}+/gu;
const SPACE = /^\s$/;

/** By code point; of Latin, Cyrillic and the marks beside them, which is almost all that is ever folded. */
const KNOWN_BELOW = 0x2100;
const known = Array.from<string | undefined>({ length: KNOWN_BELOW });

function foldChar(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let folded = known[code];
  if (folded === undefined) {
    if (SPACE.test(char)) folded = " ";
    else {
      // ѓ, ќ, ё and й come apart too: the whole letter is looked up before its parts.
      const lower = char.toLowerCase();
      folded = CYRILLIC[lower] ?? OTHERS[lower] ?? "";
      if (folded === "" && !(lower in CYRILLIC) && !(lower in OTHERS))
        for (const part of lower.normalize("NFKD").replace(MARKS, "").toLowerCase())
          folded += CYRILLIC[part] ?? OTHERS[part] ?? part;
    }
    if (code < KNOWN_BELOW) known[code] = folded;
  }
  return folded;
}

/**
 * Text as search compares it: Latin, lower case, no diacritics (đ and ђ are dj), one space for any run of white space,
 * plain quotes and dashes. "Đorđević", "Ђорђевић" and "djordjevic" fold alike.
 */
export function foldForSearch(text: string): string {
  let out = "";
  for (const char of text) {
    const folded = foldChar(char);
    if (folded !== " " || !out.endsWith(" ")) out += folded;
  }
  return out;
}

/** Folded text and, for each of its UTF-16 units, which stretch of the original it came from. */
export interface Folded {
  text: string;
  folded: string;
  /** Original offset at which the character behind each folded unit starts. */
  starts: Int32Array;
  /** Original offset at which it ends, its combining marks and, for a space, the whole run included. */
  ends: Int32Array;
}

/** `foldForSearch` with the way back to the original offsets. */
export function foldWithOffsets(text: string): Folded {
  let out = "";
  let starts = new Int32Array(text.length + 16);
  let ends = new Int32Array(text.length + 16);
  let length = 0;
  let lastSpace = false;
  for (let at = 0, next = 0; at < text.length; at = next) {
    const code = text.codePointAt(at) ?? 0;
    next = at + (code > 0xffff ? 2 : 1);
    const folded = known[code] ?? foldChar(text.slice(at, next));
    if (folded === "" || (folded === " " && lastSpace)) {
      // A mark, a soft hyphen or one more space belongs to the character before it.
      for (let i = length - 1, from = starts[i]; i >= 0 && starts[i] === from; i--) ends[i] = next;
      continue;
    }
    if (length + folded.length > starts.length) {
      starts = grown(starts);
      ends = grown(ends);
    }
    for (const last = length + folded.length; length < last; length++) {
      starts[length] = at;
      ends[length] = next;
    }
    out += folded;
    lastSpace = folded === " ";
  }
  return { text, folded: out, starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const out = new Int32Array(array.length * 2);
  out.set(array);
  return out;
}

/**
 * Where a query stands in a text, blind to script, diacritics and case: ranges of the original, sorted, apart. A match
 * that would begin or end inside one original letter (`d` in `đ`) counts and takes the whole letter. At most `limit`.
 */
export function findFolded(text: string | Folded, query: string, limit = Infinity): { start: number; end: number }[] {
  const { folded, starts, ends } = typeof text === "string" ? foldWithOffsets(text) : text;
  const needle = foldForSearch(query).trim();
  const out: { start: number; end: number }[] = [];
  if (needle === "") return out;
  for (let at = folded.indexOf(needle); at >= 0 && out.length < limit;) {
    const last = at + needle.length - 1;
    const range = { start: starts[at] ?? 0, end: ends[last] ?? 0 };
    if (range.start >= (out.at(-1)?.end ?? 0)) out.push(range);
    at = folded.indexOf(needle, last + 1);
  }
  return out;
}
