import { nodesOf, sectionsOf, textOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import { cites, idOf } from "./coverage.ts";
import type { OutputSection } from "../protocol/http/outputs.ts";

/** A finding of a section: a paragraph or a point of a list with what it rests on, or a quote, figure or table of its own. */
export interface Finding {
  /** Where it begins; null where that has no id yet. */
  block: string | null;
  /** `full`: it rests on a passage or a count; `changed`: on one that is not what was approved; `open`: on nothing. */
  state: "full" | "open" | "changed";
}

/** The findings of a section that verdicts feed, in their order. */
export interface CoverageBar {
  section: string;
  findings: Finding[];
}

/** `changed`: blocks that are not what their writer approved. Sections that are left out, or not there, have no bar. */
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
    .map(({ id }) => {
      const blocks = parts.filter(({ section }) => section === id).flatMap((part) => part.blocks);
      return { section: id, findings: findingsIn(blocks, changed) };
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
  return { block: idOf(block), state: isChanged ? "changed" : restsOn.some(cites) ? "full" : "open" };
}

const isProse = ({ type }: OutputNode): boolean =>
  type === "paragraph" || type === "bulletList" || type === "orderedList";

/** The findings that a block holds: itself, the paragraphs of a list, or nothing. */
function proseIn(block: OutputNode): OutputNode[] {
  switch (block.type) {
    case "bulletList":
    case "orderedList":
      return (block.content ?? []).flatMap((item) => (item.content ?? []).flatMap(proseIn));
    case "paragraph":
      return textOf(block).trim() !== "" || cites(block) ? [block] : [];
    case "evidence":
    case "timeline":
    case "actors":
      return [block];
    default:
      return [];
  }
}
