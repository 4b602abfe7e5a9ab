/** A box of the viewport, in CSS pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Place {
  left: number;
  top: number;
  /** The popover must not grow beyond this; its list scrolls inside. */
  maxHeight: number;
  side: "below" | "above" | "right" | "left" | "over";
}

/** Space between a popover and the passage, and between it and the edge of the window, in pixels. */
export const PLACE_GAP = 6;
export const PLACE_EDGE = 8;
/** Under this height a picker is of no use; another side is tried instead. */
export const PLACE_MIN_HEIGHT = 232;

/**
 * Where a popover goes so that it never covers the passage: below it, else above, else to the right, else to the
 * left; first as high as it wants to be, then shortened. `side` keeps a popover that still fits where it is, so that it does not
 * jump while a list grows under the typing. Only where a passage leaves no such room at all (it fills the window)
 * does it lie over the passage, at the bottom.
 */
export function placeBeside(
  passage: Box,
  size: { width: number; height: number },
  window: { width: number; height: number },
  keep: Place["side"] | null = null,
): Place {
  const seen = clip(passage, window);
  const across = clamp(seen.left - 4, PLACE_EDGE, window.width - size.width - PLACE_EDGE);
  const rooms = {
    below: window.height - PLACE_EDGE - (seen.bottom + PLACE_GAP),
    above: seen.top - PLACE_GAP - PLACE_EDGE,
    right: window.width - PLACE_EDGE - (seen.right + PLACE_GAP) >= size.width ? window.height - 2 * PLACE_EDGE : 0,
    left: seen.left - PLACE_GAP - PLACE_EDGE >= size.width ? window.height - 2 * PLACE_EDGE : 0,
  };
  const sides = ["below", "above", "right", "left"] as const;
  const fits = (height: number) => (side: (typeof sides)[number]) => rooms[side] >= height;
  const lowest = Math.min(size.height, PLACE_MIN_HEIGHT);
  const kept = sides.find((side) => side === keep && rooms[side] >= lowest);
  const side = kept ?? sides.find(fits(size.height)) ?? sides.find(fits(lowest));
  if (!side) {
    const height = Math.min(size.height, Math.max(lowest, rooms.below), window.height - 2 * PLACE_EDGE);
    return { left: across, top: window.height - PLACE_EDGE - height, maxHeight: height, side: "over" };
  }
  const maxHeight = rooms[side];
  const height = Math.min(size.height, maxHeight);
  if (side === "below") return { left: across, top: seen.bottom + PLACE_GAP, maxHeight, side };
  if (side === "above") return { left: across, top: seen.top - PLACE_GAP - height, maxHeight, side };
  const top = clamp(seen.top, PLACE_EDGE, window.height - PLACE_EDGE - height);
  if (side === "right") return { left: seen.right + PLACE_GAP, top, maxHeight, side };
  return { left: seen.left - PLACE_GAP - size.width, top, maxHeight, side };
}

function clip(box: Box, window: { width: number; height: number }): Box {
  return {
    left: clamp(box.left, 0, window.width),
    right: clamp(box.right, 0, window.width),
    top: clamp(box.top, 0, window.height),
    bottom: clamp(box.bottom, 0, window.height),
  };
}

/** Where there is no room between the bounds, the lower bound holds. */
function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(value, high), low);
}
