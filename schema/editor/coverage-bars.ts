import { nodesOf, sectionsOf, textOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import { cites, idOf } from "./coverage.ts";
import type { OutputSection } from "../protocol/http/outputs.ts";

/**
 * A finding of a section: a paragraph or a point of a list with what it rests on, a recommendation, or a quote, figure or table of its
 * own.
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
      const findings = findingsIn(blocks, changed);
      return findings.length > 0 || !blocks.some(isWritten) ? [{ section: id, findings }] : [];
    });
}

/** Quotes right under a paragraph or a list are what that rests on. */
function findingsIn(blocks: readonly OutputNode[], changed: ReadonlySet<string>): Finding[] {
  return blocks.flatMap((block, i) => {
    const before = blocks[i - 1];
    if (block.type === "evidence" && before && (isProse(before) || before.type === "evidence")) return [];
    const next = blocks.findIndex((each, at) => at > i && each.type !== "evidence");
    const below = blocks.slice(i + 1, next < 0 ? blocks.length : next);
    return proseIn(block).map((prose) => findingOf(prose, isProse(block) ? [prose, ...below] : [prose], changed));
  });
}

function findingOf(block: OutputNode, restsOn: readonly OutputNode[], changed: ReadonlySet<string>): Finding {
  const ids = restsOn.flatMap((each) => [...nodesOf({ type: "doc", content: [each] })].map(({ node }) => idOf(node)));
  const isChanged = ids.some((id) => id !== null && changed.has(id));
  const rests = restsOn.some(cites) || namesFinding(block);
  return { block: idOf(block), state: isChanged ? "changed" : rests ? "full" : "open" };
}

/** A recommendation that says on which finding it rests. */
function namesFinding({ type, attrs }: OutputNode): boolean {
  const finding = attrs?.["finding"];
  return type === "recommendation" && typeof finding === "string" && finding.trim() !== "";
}

/** Whether a block is more than room to write in, or a heading. */
const isWritten = (block: OutputNode): boolean =>
  block.type !== "heading" && (block.type !== "paragraph" || textOf(block).trim() !== "");

const isProse = ({ type }: OutputNode): boolean =>
  type === "paragraph" || type === "bulletList" || type === "orderedList" || type === "recommendation";

/** The findings that a block holds: itself, the paragraphs of a list, or nothing. */
function proseIn(block: OutputNode): OutputNode[] {
  switch (block.type) {
    case "bulletList":
    case "orderedList":
      return (block.content ?? []).flatMap((item) => (item.content ?? []).flatMap(proseIn));
    case "paragraph":
      return textOf(block).trim() !== "" || cites(block) ? [block] : [];
    case "recommendation":
    case "evidence":
    case "timeline":
    case "actors":
    case "comparison":
    case "chart":
      return [block];
    default:
      return [];
  }
}
