import { isEmptySection } from "../../../schema/approval/points.ts";
import type { Coverage } from "../../../schema/editor/coverage.ts";
import { setSections } from "../../../schema/editor/set-sections.ts";
import { nodesOf, sectionsOf, type OutputDocument } from "../../../schema/editor/output-document.ts";

/** Something that a document still lacks, and where. */
export interface Gap {
  kind: "empty" | "bare" | "uncited" | "incomplete" | "changed" | "untranslated";
  at: { block: string } | { section: string };
}

/** What is known of the quotes of a document: ids of those whose source says something else, and of those without their translation. */
export interface QuoteGaps {
  changed: readonly string[];
  untranslated: readonly string[];
}

/** What a document lacks, in the order in which it is read. What is left out lacks nothing. */
export function gapsOf(document: OutputDocument, coverage: Coverage, { changed, untranslated }: QuoteGaps): Gap[] {
  const leftOut = new Set<string | null>(document.leftOut);
  const bare = new Set(coverage.bare);
  const ofBlocks = new Map<unknown, Gap["kind"]>([
    ...coverage.uncited.map(({ block }) => [block, "uncited"] as const),
    ...coverage.incomplete.map(({ block }) => [block, "incomplete"] as const),
    ...untranslated.map((block) => [block, "untranslated"] as const),
    ...changed.map((block) => [block, "changed"] as const),
  ]);
  const parts = sectionsOf(document);
  const set = setSections(
    document,
    parts.flatMap(({ section }) => section ?? []),
  );
  return parts.flatMap(({ section, blocks }): Gap[] => {
    if (leftOut.has(section)) return [];
    const isEmpty = section !== null && isEmptySection(blocks) && !set.has(section);
    const kind = section === null ? null : isEmpty ? "empty" : bare.has(section) ? "bare" : null;
    const within = [...nodesOf({ type: "doc", content: blocks })].flatMap(({ node }): Gap[] => {
      const id = node.attrs?.["id"];
      const found = ofBlocks.get(id);
      return typeof id === "string" && found ? [{ kind: found, at: { block: id } }] : [];
    });
    return section !== null && kind ? [{ kind, at: { section } }, ...within] : within;
  });
}
