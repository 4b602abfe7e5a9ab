import { deflateSync } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { greyOf } from "../../../server/scans/page-image.ts";

/** How a picture is packed into a TIFF. */
export interface TiffWay {
  packing?: "none" | "deflate" | "packbits" | "lzw" | "jpeg";
  bits?: 1 | 8 | 16;
  samples?: 1 | 3 | 4;
  /** Rows of a strip; the whole picture where it is left out. */
  rows?: number;
  bigEndian?: boolean;
  orientation?: number;
  whiteIsZero?: boolean;
  /** Each value less the one before it. */
  predictor?: boolean;
}

const PACKINGS = { none: 1, lzw: 5, jpeg: 7, deflate: 8, packbits: 32773 } as const;

/** A TIFF of pictures (PNG), one a page, with the resolution of a scanner; 200 dots an inch. */
export async function makeTiff(pictures: readonly Uint8Array[], way: TiffWay = {}): Promise<Uint8Array> {
  const { bigEndian = false } = way;
  const parts: Buffer[] = [];
  let at = 0;
  const put = (part: Uint8Array): number => {
    const start = at;
    // Values begin at even places.
    const padded = Buffer.concat([part, Buffer.alloc(part.length % 2)]);
    parts.push(padded);
    at += padded.length;
    return start;
  };
  const short = (value: number): Buffer => number(2, value, bigEndian);
  const long = (value: number): Buffer => number(4, value, bigEndian);
  put(Buffer.concat([Buffer.from(bigEndian ? "MM" : "II"), short(42), long(0)]));
  let link = { part: 0, at: 4 };
  for (const picture of pictures) {
    const { width, height, strips, samples, bits } = await stripsOf(picture, way);
    const offsets = strips.map(put);
    const list = (values: readonly number[]): number => put(Buffer.concat(values.map(long)));
    const resolution = put(Buffer.concat([long(200), long(1)]));
    const many = strips.length > 1;
    const fields: [tag: number, type: number, count: number, value: Buffer][] = [
      [256, 4, 1, long(width)],
      [257, 4, 1, long(height)],
      [258, 3, 1, short(bits)],
      [259, 3, 1, short(PACKINGS[way.packing ?? "none"])],
      [262, 3, 1, short(samples > 1 ? 2 : way.whiteIsZero ? 0 : 1)],
      [273, 4, strips.length, long(many ? list(offsets) : (offsets[0] ?? 0))],
      [274, 3, 1, short(way.orientation ?? 1)],
      [277, 3, 1, short(samples)],
      [278, 4, 1, long(way.rows ?? height)],
      [279, 4, strips.length, long(many ? list(strips.map(({ length }) => length)) : (strips[0]?.length ?? 0))],
      [282, 5, 1, long(resolution)],
      [283, 5, 1, long(resolution)],
      [317, 3, 1, short(way.predictor ? 2 : 1)],
    ];
    const rows = fields.map(([tag, type, count, value]) =>
      Buffer.concat([short(tag), short(type), long(count), value, Buffer.alloc(4 - value.length)]),
    );
    const directory = put(Buffer.concat([short(rows.length), ...rows, long(0)]));
    long(directory).copy(parts[link.part] ?? Buffer.alloc(0), link.at);
    link = { part: parts.length - 1, at: 2 + rows.length * 12 };
  }
  return Buffer.concat(parts);
}

function number(size: 2 | 4, value: number, bigEndian: boolean): Buffer {
  const out = Buffer.alloc(size);
  if (bigEndian) out.writeUIntBE(value, 0, size);
  else out.writeUIntLE(value, 0, size);
  return out;
}

async function stripsOf(picture: Uint8Array, way: TiffWay) {
  const { packing = "none", bits = 8, samples = 1, whiteIsZero = false, predictor = false } = way;
  const image = await loadImage(Buffer.from(picture));
  const { width, height } = image;
  const rows = way.rows ?? height;
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const { pixels } = greyOf(canvas);
  const strips: Buffer[] = [];
  for (let y = 0; y < height; y += rows) {
    const count = Math.min(rows, height - y);
    if (packing === "jpeg") {
      const strip = createCanvas(width, count);
      strip.getContext("2d").drawImage(canvas, 0, -y);
      strips.push(await strip.encode("jpeg", 85));
      continue;
    }
    const lines = Array.from({ length: count }, (_, i) => {
      const line = pixels.subarray((y + i) * width, (y + i + 1) * width);
      return bits === 16
        ? deepLine(line, samples, predictor, way.bigEndian ?? false)
        : packLine(line, bits, samples, whiteIsZero, predictor);
    });
    const raw = Buffer.concat(lines);
    if (packing === "deflate") strips.push(deflateSync(raw));
    else if (packing === "packbits") strips.push(Buffer.concat(lines.map(packBits)));
    else strips.push(packing === "lzw" ? lzw(raw) : raw);
  }
  return { width, height, strips, bits, samples: packing === "jpeg" ? 3 : samples };
}

function packLine(line: Uint8Array, bits: number, samples: number, whiteIsZero: boolean, predictor: boolean): Buffer {
  if (bits === 1) {
    const out = Buffer.alloc(Math.ceil(line.length / 8));
    for (const [i, value] of line.entries())
      if (value < 128 === whiteIsZero) out[i >> 3] = (out[i >> 3] ?? 0) | (0x80 >> (i & 7));
    return out;
  }
  const out = Buffer.alloc(line.length * samples);
  for (const [i, value] of line.entries())
    for (let s = 0; s < samples; s++) out[i * samples + s] = s === 3 ? 255 : whiteIsZero ? 255 - value : value;
  if (predictor)
    for (let i = out.length - 1; i >= samples; i--) out[i] = ((out[i] ?? 0) - (out[i - samples] ?? 0)) & 255;
  return out;
}

function deepLine(line: Uint8Array, samples: number, predictor: boolean, bigEndian: boolean): Buffer {
  const out = Buffer.alloc(line.length * samples * 2);
  const before = new Uint16Array(samples);
  for (const [i, value] of line.entries())
    for (let s = 0; s < samples; s++) {
      // The lower bits are those of the place, so that a reader that takes them for the upper ones is seen.
      const deep = (value << 8) | ((i * 37) & 255);
      const written = predictor ? (deep - (before[s] ?? 0)) & 0xffff : deep;
      before[s] = deep;
      const at = (i * samples + s) * 2;
      if (bigEndian) out.writeUInt16BE(written, at);
      else out.writeUInt16LE(written, at);
    }
  return out;
}

function packBits(line: Buffer): Buffer {
  const out: number[] = [];
  for (let i = 0; i < line.length;) {
    let run = 1;
    while (run < 128 && i + run < line.length && line[i + run] === line[i]) run++;
    if (run > 1) out.push(257 - run, line[i] ?? 0);
    else out.push(0, line[i] ?? 0);
    i += run;
  }
  return Buffer.from(out);
}

/** Codes of nine to twelve bits, begun anew when they are used up. */
function lzw(raw: Buffer): Buffer {
  // No byte takes more than one code, and a code no more than twelve bits.
  const out = Buffer.alloc(2 * raw.length + 16);
  let length = 0;
  let held = 0;
  let count = 0;
  let width = 9;
  const emit = (code: number): void => {
    held = (held << width) | code;
    count += width;
    while (count >= 8) out[length++] = (held >> (count -= 8)) & 255;
    held &= (1 << count) - 1;
  };
  // The code of a word and a byte behind it, by the word's own code.
  const codes = new Uint16Array(4096 * 256);
  let next = 258;
  const clear = (): void => {
    emit(256);
    codes.fill(0);
    next = 258;
    width = 9;
  };
  clear();
  let word: number | null = null;
  for (const byte of raw) {
    const longer: number = word === null ? byte : (codes[word * 256 + byte] ?? 0);
    if (word === null || longer > 0) {
      word = longer;
      continue;
    }
    emit(word);
    codes[word * 256 + byte] = next++;
    if (next === 4094) clear();
    else if (next === 1 << width) width++;
    word = byte;
  }
  if (word !== null) emit(word);
  emit(257);
  if (count > 0) out[length++] = (held << (8 - count)) & 255;
  return out.subarray(0, length);
}
