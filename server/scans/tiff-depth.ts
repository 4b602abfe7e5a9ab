import { inflateSync } from "node:zlib";
import { ImportFailure } from "../import/failure.ts";
import { MAX_PIXELS } from "./picture-size.ts";
import type { TiffPage, TiffPart } from "./tiff.ts";

const DEFLATE = new Set([8, 32946]);

/** Of all pages together: what is unpacked here is held until the last page is read. */
const MAX_VALUES = 2 * MAX_PIXELS;

/**
 * Pictures of 16 bits a colour with the upper eight of them: nothing that is read of a page needs the others. All others stay as
 * they are. Throws `too-large`, `broken`, and `unknown-format` for packings other than none, LZW and Deflate.
 */
export function toEightBits(pages: readonly TiffPage[]): TiffPage[] {
  const deep = pages.filter(({ bits }) => bits === 16);
  const pixels = deep.reduce((sum, { parts }) => sum + pixelsOf(parts), 0);
  const values = deep.reduce((sum, { parts, samples }) => sum + samples * pixelsOf(parts), 0);
  if (values > MAX_VALUES)
    throw new ImportFailure("too-large", "too many values of 16 bits", {
      what: "megapixels",
      limit: Math.floor(((MAX_VALUES / values) * pixels) / 1e6),
      found: Math.ceil(pixels / 1e6),
    });
  return pages.map((page) =>
    page.bits === 16
      ? {
          ...page,
          bits: 8,
          compression: 1,
          predictor: 1,
          parts: page.parts.map((part) => ({ ...part, data: upperBytes(page, part) })),
        }
      : page,
  );
}

const pixelsOf = (parts: readonly TiffPart[]): number =>
  parts.reduce((sum, { width, height }) => sum + width * height, 0);

function upperBytes(page: TiffPage, part: TiffPart): Uint8Array {
  const { samples, predictor, isLittle } = page;
  const row = part.width * samples;
  const size = row * part.height;
  const values = unpack(page.compression, part.data, size * 2);
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const out = new Uint8Array(size);
  // A strip that is too short leaves the rest of it dark, as it would of eight bits.
  const count = Math.min(size, values.byteLength >> 1);
  const before = new Uint16Array(samples);
  for (let i = 0; i < count; i++) {
    if (i % row === 0) before.fill(0);
    let value = view.getUint16(i * 2, isLittle);
    if (predictor === 2) value = before[i % samples] = (value + (before[i % samples] ?? 0)) & 0xffff;
    out[i] = value >> 8;
  }
  return out;
}

function unpack(compression: number, data: Uint8Array, size: number): Uint8Array {
  if (compression === 1) return data;
  if (compression === 5) return unpackLzw(data, size);
  if (!DEFLATE.has(compression)) throw new ImportFailure("unknown-format", "tiff of 16 bits", { what: "tiff" });
  try {
    return inflateSync(data, { maxOutputLength: size + 64 });
  } catch {
    throw new ImportFailure("broken", "a TIFF strip can not be inflated");
  }
}

const CLEAR = 256;
const END = 257;

/** LZW as TIFF 6.0 has it: codes from the highest bit, which grow one code early. Ends at `size` or where the codes end. */
export function unpackLzw(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  // Each entry of the table is the bytes that were written at a place before.
  const starts = new Uint32Array(4097);
  const lengths = new Uint32Array(4097);
  let [next, width, at, bit, last] = [258, 9, 0, 0, -1];
  while (bit + width <= data.length * 8 && at < size) {
    const [byte, shift] = [bit >> 3, 24 - width - (bit & 7)];
    const code =
      ((((data[byte] ?? 0) << 16) | ((data[byte + 1] ?? 0) << 8) | (data[byte + 2] ?? 0)) >> shift) &
      ((1 << width) - 1);
    bit += width;
    if (code === END) break;
    if (code === CLEAR) {
      [next, width, last] = [258, 9, -1];
      continue;
    }
    if (code > next || (code === next && last < 0)) throw new ImportFailure("broken", "LZW of a TIFF");
    const begin = at;
    if (code < CLEAR) out[at++] = code;
    else {
      const [start, length] = [starts[code] ?? 0, lengths[code] ?? 0];
      for (let i = 0; i < length && at < size; i++) out[at++] = out[start + i] ?? 0;
    }
    // The entry that this code ends is the one before it and its own first byte, which stand one behind the other already.
    if (last >= 0 && next < 4096) next++;
    starts[next] = begin;
    lengths[next] = at - begin + 1;
    last = code;
    width = next + 1 >= 2048 ? 12 : next + 1 >= 1024 ? 11 : next + 1 >= 512 ? 10 : 9;
  }
  return out.subarray(0, at);
}
