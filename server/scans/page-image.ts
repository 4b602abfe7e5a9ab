import { createCanvas, type Canvas } from "@napi-rs/canvas";

/** Pixels an inch at which pages are drawn: letters of court files are then some 20 pixels high, as Tesseract likes them. */
export const DPI = 200;
/** No picture is larger, whatever the file says of its pages: A3 has so many pixels. */
const MAX_SIDE = 3600;
const MAX_DRAWN = 7_800_000;
/** A4 across, in points: what a picture that says nothing of its size is taken for. */
export const PAPER_POINTS = 595;
/** Smaller pictures are drawn larger: their letters have too few pixels. */
const MIN_SIDE = 1700;
const QUALITY = 55;

/** One byte a pixel, 0 = black. */
export interface GreyImage {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** A white canvas for a page of a size in points, and the scale at which to draw it. */
export function canvasForPage(width: number, height: number): { canvas: Canvas; scale: number } {
  return canvasFor(width, height, Math.min(DPI / 72, largestScale(width, height)));
}

/** The same for a picture of a size in pixels. */
export function canvasForPicture(width: number, height: number): { canvas: Canvas; scale: number } {
  const wanted = Math.max(1, Math.min(2, MIN_SIDE / Math.max(width, height)));
  return canvasFor(width, height, Math.min(wanted, largestScale(width, height)));
}

function largestScale(width: number, height: number): number {
  return Math.min(MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_DRAWN / (width * height)));
}

function canvasFor(width: number, height: number, scale: number): { canvas: Canvas; scale: number } {
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  return { canvas, scale };
}

/** The same picture, turned to the right so many times by a quarter. */
export function turnedBy(canvas: Canvas, quarters: number): Canvas {
  const { width, height } = canvas;
  const isSideways = quarters % 2 === 1;
  const turned = createCanvas(isSideways ? height : width, isSideways ? width : height);
  const context = turned.getContext("2d");
  context.translate(turned.width / 2, turned.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(canvas, -width / 2, -height / 2);
  return turned;
}

export function greyOf(canvas: Canvas): GreyImage {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4)
    pixels[i] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;
  return { width, height, pixels };
}

/** The picture that people see beside the text. */
export function encodePage(canvas: Canvas): Promise<Uint8Array> {
  return canvas.encode("webp", QUALITY);
}

/** A file that Tesseract reads without unpacking anything (PGM). */
export function toPgm({ width, height, pixels }: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1"), pixels]);
}

const DARK = 128;
/** Part of the height that is enough to tell the language. */
const STRIP = 0.16;

/** A few lines of the page where it is densest, cut between lines; null for a page without ink. */
export function stripOf({ width, height, pixels }: GreyImage): GreyImage | null {
  const ink = Array.from({ length: height }, (_, y) => {
    let dark = 0;
    // Margins hold shadows of the scanner and of the binding.
    for (let x = Math.floor(width * 0.1); x < width * 0.9; x += 2) if ((pixels[y * width + x] ?? 255) < DARK) dark++;
    return dark / (width * 0.4);
  });
  // Rows that are nearly black are pictures and rules.
  const useful = ink.map((share) => (share > 0.5 ? 0 : share));
  const rows = Math.min(height, Math.round(height * STRIP));
  let sum = 0;
  let best = { from: 0, sum: 0 };
  for (let y = 0; y < height; y++) {
    sum += (useful[y] ?? 0) - (useful[y - rows] ?? 0);
    if (sum > best.sum) best = { from: Math.max(0, y - rows + 1), sum };
  }
  if (best.sum === 0) return null;
  const quiet = (near: number): number => {
    const reach = Math.round(height * 0.012);
    let found = near;
    for (let y = Math.max(0, near - reach); y <= Math.min(height - 1, near + reach); y++)
      if ((ink[y] ?? 0) < (ink[found] ?? 0)) found = y;
    return found;
  };
  const from = quiet(best.from);
  const to = Math.max(from + 1, quiet(Math.min(height - 1, best.from + rows)));
  return { width, height: to - from, pixels: pixels.slice(from * width, to * width) };
}

/** Whether lines seem to run from top to bottom: between them ink comes and goes, and along them it hardly does. */
export function liesOnItsSide({ width, height, pixels }: GreyImage): boolean {
  const rows = new Uint32Array(height);
  const columns = new Uint32Array(width);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      if ((pixels[at] ?? 255) < DARK) {
        rows[y] = (rows[y] ?? 0) + 1;
        columns[x] = (columns[x] ?? 0) + 1;
      }
  return roughness(columns) > roughness(rows);
}

/** How much neighbours differ. */
function roughness(counts: Uint32Array): number {
  let sum = 0;
  for (let i = 1; i < counts.length; i++) sum += ((counts[i] ?? 0) - (counts[i - 1] ?? 0)) ** 2;
  return sum;
}
