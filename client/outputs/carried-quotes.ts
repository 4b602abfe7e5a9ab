import type { QuoteAttributes } from "../../schema/editor/output-nodes.ts";

let carried: readonly QuoteAttributes[] = [];
let isForNew = false;

/** Passages that somebody wants to write from: they go along to the document that is opened next, or made. In memory alone. */
export function carryQuotes(quotes: readonly QuoteAttributes[], to: "document" | "new"): void {
  carried = quotes;
  isForNew = to === "new";
}

/** Those that nobody has inserted or put down yet. */
export function carriedQuotes(): readonly QuoteAttributes[] {
  return carried;
}

/** They are in the document, or are not wanted. */
export function putDownQuotes(): void {
  carried = [];
}

/** Whether a document is to be made for them; true once. */
export function takeForNew(): boolean {
  const isAsked = isForNew;
  isForNew = false;
  return isAsked;
}
