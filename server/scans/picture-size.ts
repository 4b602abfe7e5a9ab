import { ImportFailure } from "../import/failure.ts";
import { indexOfAscii } from "../import/format.ts";

/** Of a picture that is decoded: A4 at 600 dots an inch. Four bytes each have to fit into the memory of the process that reads it. */
export const MAX_PIXELS = 40_000_000;
/** Of a page that is drawn, in points: larger than A0, and than any sheet that a court files. */
export const MAX_SIDE_POINTS = 5000;

const PNG_SIZE_AT = 16;
/** Frame headers of JPEG; the three that are missing are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Throws `too-large`, before anything is decoded. */
export function mustBeDrawable(width: number, height: number): void {
  const found = width * height;
  if (found > MAX_PIXELS)
    throw new ImportFailure("too-large", "a picture of too many pixels", {
      what: "megapixels",
      limit: MAX_PIXELS / 1e6,
      found: Math.ceil(found / 1e6),
    });
}

/** The same for a page that is drawn. */
export function mustBePaper(width: number, height: number): void {
  const found = Math.max(width, height);
  if (found > MAX_SIDE_POINTS)
    throw new ImportFailure("too-large", "a page larger than paper", {
      what: "centimetres",
      limit: toCentimetres(MAX_SIDE_POINTS),
      found: toCentimetres(found),
    });
}

const toCentimetres = (points: number): number => Math.round((points / 72) * 2.54);

/** What the first bytes of a picture say of its size; null where they do not. */
export function sizeOf(bytes: Uint8Array, kind: "png" | "jpeg"): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (kind === "png")
    return bytes.length < PNG_SIZE_AT + 8 || indexOfAscii(bytes.subarray(0, PNG_SIZE_AT), "IHDR") !== 12
      ? null
      : { width: view.getUint32(PNG_SIZE_AT), height: view.getUint32(PNG_SIZE_AT + 4) };
  let at = 2;
  while (at + 9 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // Fill bytes and markers without a length stand alone.
    at += marker === 0xff ? 1 : marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + view.getUint16(at + 2);
  }
  return null;
}
