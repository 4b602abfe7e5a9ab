import { promisify } from "node:util";
import { constants, crc32, deflate, inflate } from "node:zlib";

/** Pixels without whatever else a file held: four bytes each, red, green, blue, opacity. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/** A file that is no picture of the kind that is taken. */
export class UnreadablePicture extends Error {
  override name = "UnreadablePicture";
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const CHANNELS: Partial<Record<number, 3 | 4>> = { 2: 3, 6: 4 };

const inflated = promisify(inflate) as (bytes: Uint8Array, options: object) => Promise<Uint8Array>;
const deflated = promisify(deflate) as (bytes: Uint8Array, options: object) => Promise<Uint8Array>;

/**
 * The pixels of a PNG with or without opacity, eight bits a channel, not interlaced, as every browser's canvas writes it. Nothing is
 * decoded but that, in memory that is bounded by `maxSide`: no profile, no text, no palette, nothing behind the end of the picture.
 */
export async function readPng(bytes: Uint8Array, maxSide: number): Promise<Pixels> {
  if (SIGNATURE.some((byte, at) => bytes[at] !== byte)) throw new UnreadablePicture("no PNG");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let head: Head | null = null;
  for (const { type, body } of chunksOf(bytes, view)) {
    if (type === "IHDR" && head === null) head = readHead(body, maxSide);
    else if (type === "IDAT" && head !== null) data.push(body);
    else if (type === "IEND") break;
  }
  if (!head) throw new UnreadablePicture("no head");
  const { width, height, channels } = head;
  const length = height * (1 + width * channels);
  const lines = await inflated(concat(data), { maxOutputLength: length }).catch(() => null);
  if (lines?.length !== length) throw new UnreadablePicture("not as long as its head says");
  return { width, height, rgba: unfilter(lines, head) };
}

/** A PNG of the pixels and nothing else. */
export async function writePng({ width, height, rgba }: Pixels): Promise<Uint8Array> {
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, width);
  head.setUint32(4, height);
  head.setUint8(8, 8);
  head.setUint8(9, 6);
  const data = await deflated(filtered(width, height, rgba), { level: constants.Z_BEST_COMPRESSION });
  return concat([
    SIGNATURE,
    chunk("IHDR", new Uint8Array(head.buffer)),
    chunk("IDAT", data),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

interface Head {
  width: number;
  height: number;
  channels: 3 | 4;
}

function readHead(body: Uint8Array, maxSide: number): Head {
  if (body.length !== 13) throw new UnreadablePicture("a head of another length");
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const channels = CHANNELS[view.getUint8(9)];
  const isPlain =
    view.getUint8(8) === 8 && view.getUint8(10) === 0 && view.getUint8(11) === 0 && view.getUint8(12) === 0;
  if (!channels || !isPlain) throw new UnreadablePicture("of another kind");
  if (width < 1 || height < 1 || width > maxSide || height > maxSide) throw new UnreadablePicture("too large");
  return { width, height, channels };
}

function* chunksOf(bytes: Uint8Array, view: DataView): Iterable<{ type: string; body: Uint8Array }> {
  let at = SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) throw new UnreadablePicture("cut short");
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) throw new UnreadablePicture("damaged");
    yield { type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), body: bytes.subarray(at + 8, end) };
    at = end + 4;
  }
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + body.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, body.length);
  for (let at = 0; at < 4; at++) out[4 + at] = type.charCodeAt(at);
  out.set(body, 8);
  view.setUint32(8 + body.length, crc32(out.subarray(4, 8 + body.length)));
  return out;
}

/** What a byte is told by: the one to the left, above, and above to the left. */
type Predict = (left: number, above: number, corner: number) => number;

const PREDICT: readonly Predict[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const guess = left + above - corner;
    const [byLeft, byAbove, byCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
    if (byLeft <= byAbove && byLeft <= byCorner) return left;
    return byAbove <= byCorner ? above : corner;
  },
];

function unfilter(lines: Uint8Array, { width, height, channels }: Head): Uint8Array {
  const stride = width * channels;
  const rgba = new Uint8Array(width * height * 4).fill(255);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const predict = PREDICT[lines[from] ?? 0];
    if (!predict) throw new UnreadablePicture("an unknown filter");
    const line = lines.slice(from + 1, from + 1 + stride);
    for (let at = 0; at < stride; at++) {
      const back = at - channels;
      line[at] = (line[at] ?? 0) + predict(line[back] ?? 0, above[at] ?? 0, above[back] ?? 0);
    }
    for (let x = 0; x < width; x++) rgba.set(line.subarray(x * channels, (x + 1) * channels), (y * width + x) * 4);
    above = line;
  }
  return rgba;
}

/** Lines as they are packed best: each told by the line above or by itself, whichever leaves the smaller numbers. */
function filtered(width: number, height: number, rgba: Uint8Array): Uint8Array {
  const stride = width * 4;
  const out = new Uint8Array(height * (stride + 1));
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const line = rgba.slice(y * stride, (y + 1) * stride);
    const [best] = [1, 2].map((filter) => told(line, above, filter)).sort((a, b) => a.weight - b.weight);
    if (best) out.set([best.filter, ...best.bytes], y * (stride + 1));
    above = line;
  }
  return out;
}

function told(
  line: Uint8Array,
  above: Uint8Array,
  filter: number,
): { filter: number; bytes: Uint8Array; weight: number } {
  const predict = PREDICT[filter] ?? (() => 0);
  const bytes = line.map((byte, at) => byte - predict(line[at - 4] ?? 0, above[at] ?? 0, above[at - 4] ?? 0));
  return { filter, bytes, weight: bytes.reduce((sum, byte) => sum + Math.min(byte, 256 - byte), 0) };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
