import type { Coverage } from "../../schema/editor/coverage.ts";
import { numbersOf } from "../../schema/editor/numbering.ts";
import { nodesOf, sectionsOf, textOf, type OutputDocument } from "../../schema/editor/output-document.ts";
import { setSections } from "../../schema/editor/set-sections.ts";
import type { OutputSection } from "../../schema/protocol/http/outputs.ts";
import type { ShownSection } from "./coram-output-outline.ts";
import { isEmptySection } from "../../schema/approval/points.ts";
import { openPointsOf } from "./open-points/open-points.ts";

/**
 * What the outline says of each section. `behind`: the ids of those that the partner has changed since, a space between two; `onlyInLeading`
 * as much, of those of which all is only there.
 */
export function shownSections(
  sections: readonly Pick<OutputSection, "id">[],
  doc: OutputDocument | null,
  behind: string,
  coverage: Coverage | null,
  onlyInLeading = "",
): ShownSection[] {
  const parts = doc ? sectionsOf(doc) : [];
  const changed = new Set(behind.split(" "));
  const only = new Set(onlyInLeading.split(" "));
  const leftOut = new Set(doc?.leftOut);
  const set = doc
    ? setSections(
        doc,
        sections.map(({ id }) => id),
      )
    : null;
  const numbers = doc ? numbersOf(doc, leftOut) : null;
  return sections.map(({ id }) => {
    const blocks = parts.filter(({ section }) => section === id).flatMap((part) => part.blocks);
    const [heading] = blocks;
    const quotes = [...nodesOf({ type: "doc", content: blocks })].filter(
      ({ node }) => node.type === "evidence" || node.type === "evidenceNote",
    ).length;
    return {
      id,
      number: (heading && numbers?.get(heading)?.label) ?? "",
      isEmpty: doc !== null && isEmptySection(blocks) && !set?.has(id),
      isLeftOut: leftOut.has(id),
      isOnlyInLeading: only.has(id),
      below: blocks.slice(1).flatMap((block): ShownSection["below"] => {
        const label = block.type === "heading" ? numbers?.get(block)?.label : undefined;
        const blockId: unknown = block.attrs?.["id"];
        return label && typeof blockId === "string" ? [{ block: blockId, number: label, heading: textOf(block) }] : [];
      }),
      heading: heading ? textOf(heading) : doc ? null : "",
      quotes: doc ? quotes : null,
      isBehind: changed.has(id),
      openPoints: coverage ? openPointsOf(coverage, id) : 0,
    };
  });
}

/** Sections that stand in the document with nothing below their heading, and wait for something. */
export function emptySections<
  Section extends Pick<ShownSection, "heading" | "isEmpty" | "isLeftOut" | "isOnlyInLeading">,
>(sections: readonly Section[]): Section[] {
  return sections.filter(
    ({ heading, isEmpty, isLeftOut, isOnlyInLeading }) => isEmpty && !isLeftOut && !isOnlyInLeading && heading !== null,
  );
}
