import { onlyInLeading } from "../../../schema/approval/only-in-leading.ts";
import type { PartnerState } from "../../../schema/approval/points.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { printedOf, type OutputDocument } from "../../../schema/editor/output-document.ts";
import { hasPairs, missingKind, readPair, type Compared } from "../../../schema/editor/pairs/pair-rows.ts";
import type { Fingerprints } from "../../quotes/fingerprints.ts";

/** A document that says in another language what a leading one says, and what it is known to have been compared with. */
export interface Following {
  document: OutputDocument;
  compared: Compared;
  /** The fingerprint of a section of the leading document when it was last compared; null = never. */
  checked: ReadonlyMap<string, number | null>;
}

/** How far what is printed of a document is behind what is printed of the leading one. */
export function partnerState(leading: OutputDocument, of: Following, fingerprints: Fingerprints): PartnerState {
  const led = printedOf(leading);
  const document = printedOf(of.document);
  if (!hasPairs(document)) {
    // Made before there were pairs, it was compared by its sections.
    const sections = fingerprints.ofSections(led);
    const behind = sections.filter(({ section, fingerprint }) => of.checked.get(section) !== fingerprint);
    return { ...UNLED, behind: behind.map(({ section }) => ({ section })) };
  }
  const blocks = fingerprints.ofBlocks(leading);
  const now = new Map<string, number>(blocks.map(({ block, fingerprint }) => [block, fingerprint]));
  const types = new Map(led.content.map(({ type, attrs }) => [attrs?.["id"], type]));
  const { behind, missing, without, inPart, typed } = readPair(leading, of.document, of.compared, now);
  return {
    behind: behind.map(placeOf),
    missing: missing
      .filter((id) => !typed.has(id))
      .map((id) => {
        const type = inPart.has(id) ? undefined : types.get(id);
        return { kind: type ? missingKind(type) : null, at: placeOf(id) };
      }),
    typed: missing.flatMap((block) => (typed.get(block) ?? []).map(({ kind, id }) => ({ kind, at: placeOf(id) }))),
    without: without.length,
    sectionsOnlyInLeading: onlyInLeading(blocks, document, of.compared),
  };
}

/** Of a document that nothing leads. */
export const UNLED: PartnerState = { behind: [], missing: [], typed: [], without: 0, sectionsOnlyInLeading: new Set() };

function placeOf(id: string): { block: BlockId } {
  return { block: BlockId.parse(id) };
}
