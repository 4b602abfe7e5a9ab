/** A run of text on a page as pdf.js gives it: origin at the lower left, sizes in points. */
export interface PdfItem {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  font: string;
  /** Quarters by which it runs otherwise than most text of its page; `x` and `y` are those of the page turned so. */
  turned?: number | undefined;
  /** Its words where it was read from a picture, and so perhaps wrongly, and not in the same place on each page. */
  words?: readonly { text: string }[];
  /** Its place in a table that is drawn on the page, by the picture; `left` is the border of its column. */
  cell?: { table: number; row: number; column: number; left: number } | null;
}

/** A stretch of a line without a wide gap. */
export interface Segment {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  font: string;
}
