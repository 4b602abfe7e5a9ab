import chardet from "chardet";
import type { Encoding } from "../../../schema/protocol/http/imports.ts";
import { decodeOld, isOld } from "./old-encodings.ts";
import { ImportFailure } from "../failure.ts";

/** Text of a file and how it was read; `guessed` is set where neither a mark nor the bytes themselves say it. */
export interface Decoded {
  text: string;
  encoding: string;
  guessed: boolean;
}

const CANDIDATES = [
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "iso-8859-2",
  "iso-8859-5",
  "cp852",
  "cp855",
  "cp866",
  "mac-ce",
] as const;
const SAMPLE = 262_144;

const SERBIAN_LATIN = "šđčćžŠĐČĆŽ";
const ALBANIAN = "ëçËÇ";
const CYRILLIC = "абвгдђѓежзѕијклљмнњопрстћќуфхцчџш";
const CYRILLIC_VOWELS = "аеиоу";
const TYPOGRAPHY = "„”“’‘‚–—…«»§°€·•\u00a0\u00ad";

/**
 * Bytes of a text file → text: marks first, then UTF-16 by its zero bytes, then strict UTF-8, then the one of the
 * region's single-byte encodings, those of DOS and of the old Mac OS among them, in which the bytes read like Serbian, Macedonian or Albanian.
 * `chosen`: what a person knows it to be, whatever all these say. Throws `unknown-format` where the bytes are no text at all.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null, chosen: Encoding | null = null): Decoded {
  if (chosen) return { text: decode(bytes, chosen), encoding: chosen, guessed: false };
  const marked = byMark(bytes) ?? byZeros(bytes);
  if (marked) return { text: decode(bytes, marked), encoding: marked, guessed: false };
  refuseBinary(bytes);
  const unicode = decode(bytes, "utf-8");
  const wrong = count(unicode, /\ufffd/g);
  if (wrong === 0) return { text: unicode, encoding: "utf-8", guessed: false };
  // A few bad bytes in a file that else is UTF-8 (one cut in the middle of a letter) do not make it an old encoding.
  if (wrong < count(unicode, /[^\0-\x7f\ufffd]/g) * 0.02) return { text: unicode, encoding: "utf-8", guessed: true };
  if (declared && isKnown(declared))
    return { text: decode(bytes, declared), encoding: nameOf(declared), guessed: false };
  const encoding = guess(bytes);
  return { text: decode(bytes, encoding), encoding, guessed: true };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function decode(bytes: Uint8Array, encoding: string): string {
  if (isOld(encoding)) return decodeOld(bytes, encoding);
  return new TextDecoder(encoding).decode(bytes);
}

/** One name for all that an encoding is called. */
function nameOf(declared: string): string {
  const name = new TextDecoder(declared).encoding;
  return name === "ibm866" ? "cp866" : name;
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== "utf-8";
  } catch {
    return false;
  }
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

/**
 * UTF-16 without a mark. In Latin text every other byte is zero; in Cyrillic it is 4, with zeros for the spaces: so
 * what counts is that one half of the byte pairs holds next to nothing but 0, 1, 4 and 0x20.
 */
function byZeros(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, 8192) & ~1;
  if (length < 4) return null;
  const high = [0, 0];
  const zero = [0, 0];
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0 || byte === 1 || byte === 4 || byte === 0x20) high[i & 1] = (high[i & 1] ?? 0) + 1;
    if (byte === 0) zero[i & 1] = (zero[i & 1] ?? 0) + 1;
  }
  const half = length / 2;
  const [even = 0, odd = 0] = high;
  const [evenZero = 0, oddZero = 0] = zero;
  if (odd > half * 0.95 && oddZero > half * 0.05 && even < half * 0.6) return "utf-16le";
  if (even > half * 0.95 && evenZero > half * 0.05 && odd < half * 0.6) return "utf-16be";
  return null;
}

/** Text has no control characters but line ends, tabs and page feeds; a program or picture is full of them. */
function refuseBinary(bytes: Uint8Array): void {
  const sample = bytes.subarray(0, SAMPLE);
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) throw new ImportFailure("unknown-format", "zero bytes");
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 0x1a && byte !== 0x0b)
      controls++;
  }
  if (controls > sample.length * 0.005) throw new ImportFailure("unknown-format", "control characters");
}

function guess(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE);
  const detected = chardet.detect(sample)?.toLowerCase() ?? "";
  let best: string = CANDIDATES[0];
  let bestScore = -Infinity;
  for (const encoding of CANDIDATES) {
    const score = readability(decode(sample, encoding)) + (detected === encoding ? 0.05 : 0);
    if (score > bestScore) [best, bestScore] = [encoding, score];
  }
  return best;
}

/** From about -2 (nonsense) to 1: how much the characters beyond ASCII look as if they had been meant. */
export function readability(text: string): number {
  let points = 0;
  let seen = 0;
  let cyrillic = 0;
  let vowels = 0;
  let before = " ";
  for (const character of text) {
    if (character.charCodeAt(0) >= 0x80) {
      seen++;
      const lower = character.toLowerCase();
      if (CYRILLIC.includes(lower)) {
        cyrillic++;
        if (CYRILLIC_VOWELS.includes(lower)) vowels++;
        points += 0.9;
      } else if (SERBIAN_LATIN.includes(character) || ALBANIAN.includes(character)) points += 1;
      else if (TYPOGRAPHY.includes(character)) points += 0.8;
      else points -= 2;
      // A capital after a small letter, or Cyrillic inside a Latin word: not what people write.
      if (isLower(before) && character !== lower && isLetter(character)) points -= 1;
      if (/[A-Za-z]/.test(before) && CYRILLIC.includes(lower)) points -= 1.5;
    }
    before = character;
  }
  if (seen === 0) return 0;
  // Slavic prose has four vowels in ten letters; a wrong Cyrillic table has other letters in those places.
  const misfit = cyrillic > 0 ? Math.abs(vowels / cyrillic - 0.42) * (cyrillic / seen) * 3 : 0;
  return points / seen - misfit;
}

function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}

function isLower(character: string): boolean {
  return isLetter(character) && character === character.toLowerCase();
}
