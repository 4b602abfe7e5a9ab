import type { Country } from "../../../schema/domain/language.ts";
import { writePng } from "../../house/draw-png.ts";

/** Whether a point of the unit square is ink. */
type Shape = (x: number, y: number) => boolean;

const SIDE = 160;
/** Looks at a pixel, a row and a column, for smooth edges. */
const LOOKS = 4;
const INK = 0x1d;

const between = (low: number, value: number, high: number): boolean => low <= value && value <= high;
const box = (x: number, y: number, [x0, y0, x1, y1]: readonly [number, number, number, number]): boolean =>
  between(x0, x, x1) && between(y0, y, y1);
const fromCentre = (x: number, y: number): number => Math.hypot(x - 0.5, y - 0.5);

/** An angle in a square, a disc with an arch cut out, and a sign of warning that is none. */
export const LOGOS: Record<Country, Shape> = {
  rs: (x, y) =>
    (box(x, y, [0.02, 0.02, 0.98, 0.98]) && !box(x, y, [0.08, 0.08, 0.92, 0.92])) ||
    box(x, y, [0.26, 0.26, 0.35, 0.74]) ||
    box(x, y, [0.26, 0.26, 0.74, 0.35]),
  mk: (x, y) => fromCentre(x, y) < 0.48 && !(between(0.22, Math.hypot(x - 0.5, y - 0.68), 0.3) && y < 0.62),
  al: (x, y) => {
    const half = (y - 0.05) * 0.53;
    const isWithin = between(0.05, y, 0.95) && Math.abs(x - 0.5) < half;
    const isHollow = between(0.2, y, 0.88) && Math.abs(x - 0.5) < half - 0.075;
    return (isWithin && !isHollow) || box(x, y, [0.46, 0.42, 0.54, 0.74]);
  },
};

/** A shape as a PNG in base64: ink, and nothing where there is none. */
export async function logoOf(shape: Shape): Promise<string> {
  const rgba = new Uint8Array(SIDE * SIDE * 4).fill(INK);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) rgba[(y * SIDE + x) * 4 + 3] = Math.round(inkIn(shape, x, y) * 255);
  return Buffer.from(await writePng({ width: SIDE, height: SIDE, rgba })).toString("base64");
}

/** The share of a pixel that is ink. */
function inkIn(shape: Shape, x: number, y: number): number {
  let ink = 0;
  for (let i = 0; i < LOOKS * LOOKS; i++) {
    const [across, down] = [(i % LOOKS) + 0.5, Math.floor(i / LOOKS) + 0.5];
    if (shape((x + across / LOOKS) / SIDE, (y + down / LOOKS) / SIDE)) ink++;
  }
  return ink / (LOOKS * LOOKS);
}
