import type { Coverage } from "../../schema/editor/coverage.ts";
import { nodesOf, sectionsOf, textOf, type OutputDocument } from "../../schema/editor/output-document.ts";
import type { OutputSection, SectionStates } from "../../schema/protocol/http/outputs.ts";
import type { ShownSection } from "./coram-output-outline.ts";
import { openPointsOf } from "./open-points/open-points.ts";

/** What the outline says of each section. `checked`: what the partner's was like when this one was last compared with it. */
export function shownSections(
  sections: readonly Pick<OutputSection, "id">[],
  doc: OutputDocument | null,
  partner: SectionStates["sections"],
  checked: (section: string) => number | null,
  coverage: Coverage | null,
): ShownSection[] {
  const parts = doc ? sectionsOf(doc) : [];
  return sections.map(({ id }) => {
    const blocks = parts.filter(({ section }) => section === id).flatMap((part) => part.blocks);
    const [heading] = blocks;
    const quotes = [...nodesOf({ type: "doc", content: blocks })].filter(
      ({ node }) => node.type === "evidence" || node.type === "evidenceNote",
    ).length;
    const state = partner.find(({ section }) => section === id)?.fingerprint;
    return {
      id,
      heading: heading ? textOf(heading) : doc ? null : "",
      quotes,
      isBehind: state !== undefined && checked(id) !== state,
      openPoints: coverage ? openPointsOf(coverage, id) : 0,
    };
  });
}
