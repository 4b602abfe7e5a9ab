import type { PageFrame } from "../../files/docx-styles.ts";

/**
 * The page of every kind of paper, in twentieths of a point: A4 with its axis at 48 mm. Numbers, labels and references end 6 mm left of
 * it, what is read stands right of it, 134 mm wide. `output.typ` sets the same.
 */
export const AXIS_PAGE: PageFrame = {
  margin: { top: 1757, bottom: 1531, left: 2721, right: 1588, header: 907, footer: 737 },
  width: 7597,
  beside: 340,
};
