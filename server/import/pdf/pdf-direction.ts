import type { PdfItem } from "./pdf-item.ts";

/** Text that is more askew than this (as a slope) is a watermark or a stamp over the page, and belongs to no line. */
const ASKEW = 0.2;

/**
 * Where a run of text stands if the page is turned by quarters until it reads from left to right; `turned` says by how many.
 * Whether the page says that it is shown turned (`/Rotate`) does not matter: what counts is how its letters lie. Null for
 * text that lies askew.
 */
export function turnedUpright(transform: readonly number[]): Pick<PdfItem, "x" | "y" | "size" | "turned"> | null {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
  const quarters = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
  const along = quarters % 2 === 0 ? Math.abs(a) : Math.abs(b);
  const aside = quarters % 2 === 0 ? Math.abs(b) : Math.abs(a);
  if (aside > along * ASKEW) return null;
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 10;
  const places = [
    { x, y },
    { x: y, y: -x },
    { x: -x, y: -y },
    { x: -y, y: x },
  ];
  return { size, turned: quarters, x, y, ...places[quarters] };
}

/** The direction in which most letters of a page run becomes the page's own, 0; `turned` of the others stays as it is. */
export function inMainDirection(items: readonly PdfItem[]): PdfItem[] {
  const letters = [0, 0, 0, 0];
  for (const { text, turned = 0 } of items) letters[turned] = (letters[turned] ?? 0) + text.trim().length;
  const main = letters.indexOf(Math.max(...letters));
  return items.map(({ turned = 0, ...item }) => (turned === main ? item : { ...item, turned: turned || main }));
}
