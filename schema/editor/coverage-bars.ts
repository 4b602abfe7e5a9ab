import { nodesOf, sectionsOf, textOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import { beginsAt, cites, findingsOf, idOf } from "./findings.ts";
import { findingOf } from "./rests-on.ts";
import type { OutputSection } from "../protocol/http/outputs.ts";

/**
 * A finding of a section: a paragraph or a list with what it rests on, a recommendation, or a quote, figure or table of its own.
 */
export interface Finding {
  /** Where it begins; null where that has no id yet. */
  block: string | null;
  /** `full`: it rests on a passage or a count; `changed`: on one that is not what was approved; `open`: on nothing. */
  state: "full" | "open" | "changed";
}

/** The findings of a section that verdicts feed, in their order; none where nothing is written in it yet. */
export interface CoverageBar {
  section: string;
  findings: Finding[];
}

/** `changed`: blocks that are not what their writer approved. Sections that are left out or not there, or in which nothing is found but written, have no bar. */
export function coverageBars(
  document: OutputDocument,
  sections: readonly Pick<OutputSection, "id" | "fromCategories" | "fromQuestions">[],
  changed: ReadonlySet<string>,
): CoverageBar[] {
  const leftOut = new Set(document.leftOut);
  const parts = sectionsOf(document);
  return sections
    .filter(({ fromCategories, fromQuestions }) => fromCategories.length + fromQuestions.length > 0)
    .filter(({ id }) => !leftOut.has(id) && parts.some(({ section }) => section === id))
    .flatMap(({ id }) => {
      const blocks = parts.filter(({ section }) => section === id).flatMap((part) => part.blocks);
      const findings = findingsOf(blocks).flatMap((finding): Finding[] =>
        finding[0] ? [{ block: beginsAt(finding[0]), state: stateOf(document, finding, changed) }] : [],
      );
      return findings.length > 0 || !blocks.some(isWritten) ? [{ section: id, findings }] : [];
    });
}

function stateOf(
  document: OutputDocument,
  finding: readonly OutputNode[],
  changed: ReadonlySet<string>,
): Finding["state"] {
  const ids = [...nodesOf({ type: "doc", content: [...finding] })].map(({ node }) => idOf(node));
  if (ids.some((id) => id !== null && changed.has(id))) return "changed";
  return finding.some((block) => cites(block) || namesFinding(document, block)) ? "full" : "open";
}

/** A recommendation that says on which finding it rests. */
function namesFinding(document: OutputDocument, { type, attrs }: OutputNode): boolean {
  if (type !== "recommendation") return false;
  const typed = attrs?.["finding"];
  return (typeof typed === "string" && typed.trim() !== "") || findingOf(document, attrs) !== null;
}

/** Whether a block is more than room to write in, or a heading. */
const isWritten = (block: OutputNode): boolean =>
  block.type !== "heading" && (block.type !== "paragraph" || textOf(block).trim() !== "");
