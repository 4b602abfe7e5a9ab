import type { Category } from "./methodology.ts";

type Named = Pick<Category, "id" | "code">;

/** A rule's text with the keys of other categories (`means.control`) shown as their codes. */
export function withCodes(categories: readonly Named[], text: string): string {
  return rulePieces(categories, text)
    .map((piece) => (typeof piece === "string" ? piece : piece.code))
    .join("");
}

/** The same in pieces: words, and the categories whose keys, or codes with a number, stand in it. */
export function rulePieces<T extends Named>(categories: readonly T[], text: string): (string | T)[] {
  // Every second piece is what may be a key.
  return text
    .split(/([a-z0-9-]+(?:\.[a-z0-9-]+)+|\b[A-Z]+\d+\b)/g)
    .map((piece, i) => (i % 2 === 1 && categories.find(({ id, code }) => id === piece || code === piece)) || piece)
    .filter((piece) => piece !== "");
}
