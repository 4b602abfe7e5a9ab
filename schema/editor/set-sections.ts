import { isPrinted, PLAIN } from "./numbering.ts";
import { nodesOf, printedOf, type OutputDocument } from "./output-document.ts";
import { kindOf, SET_IN } from "./paper-kinds.ts";

/** Sections of a document that files fill though nobody wrote in them; `sections`: those of its template. */
export function setSections(document: OutputDocument, sections: readonly string[]): ReadonlySet<string> {
  const kind = kindOf("", sections);
  if (kind !== "position-paper" && kind !== "recommendations") return new Set();
  const recommends = (): boolean =>
    [...nodesOf(printedOf(document))].some(({ node }) => node.type === "recommendation" && isPrinted(node, PLAIN));
  return new Set(kind === "position-paper" || recommends() ? [SET_IN[kind]] : []);
}
