/** Sizes of the text to choose from, in pixels. */
export const SIZES = [16, 18, 20, 22, 26];
/** From this size up the left column is a drawer: a projector. */
export const PROJECTOR_SIZE = 22;
const SIZE_KEY = "coram.reading-size";

/** The size chosen last on this browser, in pixels. */
export function storedSize(): number {
  try {
    const size = Number(localStorage.getItem(SIZE_KEY));
    return SIZES.includes(size) ? size : 18;
  } catch {
    return 18;
  }
}

/** Keeps a size for the next page; where storage is closed to us, it lasts for this one. */
export function storeSize(size: number): void {
  try {
    localStorage.setItem(SIZE_KEY, String(size));
  } catch {
    // Told above: nobody needs to know.
  }
}

/** Keeps a size that was chosen outside a text, and tells the text that is open. */
export function chooseSize(size: number): void {
  storeSize(size);
  dispatchEvent(new CustomEvent("coram-reading-size", { detail: { size } }));
}

declare global {
  interface WindowEventMap {
    "coram-reading-size": CustomEvent<{ size: number }>;
  }
}
