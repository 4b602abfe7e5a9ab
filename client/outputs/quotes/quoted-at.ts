import { passageKey } from "../../../schema/editor/coverage.ts";
import { Numbering, PLAIN } from "../../../schema/editor/numbering.ts";
import { placeLabel } from "../../../schema/editor/references/said-places.ts";
import { nodesOf, type OutputDocument } from "../../../schema/editor/output-document.ts";
import { isQuote } from "../../../schema/editor/output-nodes.ts";

/** Where a document quotes a passage first. */
export interface QuotedAt {
  /** Id of the quote. */
  block: string;
  /** "¶ 41"; before the first paragraph of a section that section, "§ 6.1"; "" where neither has a number. */
  place: string;
}

/** Where each tag and each passage is quoted first, by the tag's id and by `passageKey`. */
export function quotedAt(document: OutputDocument, byParagraph: boolean): ReadonlyMap<string, QuotedAt> {
  const found = new Map<string, QuotedAt>();
  const numbers = new Numbering(PLAIN).of(document.content, new Set(document.leftOut), byParagraph);
  for (const { block, ...at } of numbers) {
    const place = placeLabel(at);
    for (const { node } of nodesOf({ type: "doc", content: [block] })) {
      const { id, annotation, verdict, anchor } = node.attrs ?? {};
      if (!isQuote(node.type) || typeof id !== "string") continue;
      for (const key of [text(annotation), passageKey(text(verdict), text(anchor))])
        if (key !== "" && !found.has(key)) found.set(key, { block: id, place });
    }
  }
  return found;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
