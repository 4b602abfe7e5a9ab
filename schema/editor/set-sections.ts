import { isPrinted, PLAIN } from "./numbering.ts";
import { nodesOf, printedOf, type OutputDocument } from "./output-document.ts";
import { kindOf, type Kind } from "./paper-kinds.ts";

/** The section of a kind at whose end files set what others say: who publishes the paper and signs it, and what its recommendations want by when. */
export const SET_IN = { "position-paper": "sign", recommendations: "followup" } as const satisfies Partial<
  Record<Kind, string>
>;

/** Sections of a document that files fill though nobody wrote in them; `sections`: those of its template. */
export function setSections(document: OutputDocument, sections: readonly string[]): ReadonlySet<string> {
  const kind = kindOf("", sections);
  if (kind !== "position-paper" && kind !== "recommendations") return new Set();
  const recommends = (): boolean =>
    [...nodesOf(printedOf(document))].some(({ node }) => node.type === "recommendation" && isPrinted(node, PLAIN));
  return new Set(kind === "position-paper" || recommends() ? [SET_IN[kind]] : []);
}
