import { writePng } from "../../../server/house/draw-png.ts";

/** A PNG of a few pixels, of one colour but for its half-clear corner. */
export function aLogo(width = 4, height = 3): Promise<Uint8Array> {
  const rgba = new Uint8Array(width * height * 4).fill(200);
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  rgba[3] = 128;
  return writePng({ width, height, rgba });
}
