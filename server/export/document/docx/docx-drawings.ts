import { ImageRun, type ParagraphChild } from "docx";
import { type Drawing, svgOf } from "../../../../schema/figures/drawing.ts";
import type { Inline } from "../manuscript/manuscript.ts";

/** The pixels of drawings as PNG, for what opens the file and draws no SVG. */
export type Pictures = ReadonlyMap<Drawing, Uint8Array>;

/** To a pixel of 96 an inch. */
const TWIPS = 15;

/** A drawing as wide as its cell, in twentieths of a point, or as the key that it is; nothing where nobody made its pixels. */
export function drawn(
  { drawing, isKey }: Extract<Inline, { kind: "drawing" }>,
  pictures: Pictures,
  cell: { width: number; colour: string },
): ParagraphChild[] {
  const png = pictures.get(drawing);
  if (!png) return [];
  const width = isKey ? drawing.width : Math.round(cell.width / TWIPS);
  return [
    new ImageRun({
      type: "svg",
      data: new TextEncoder().encode(svgOf(drawing, `#${cell.colour}`)),
      transformation: { width, height: Math.round((width / drawing.width) * drawing.height) },
      fallback: { type: "png", data: png },
    }),
  ];
}
