import { onlyInLeading } from "../../../schema/approval/only-in-leading.ts";
import { sectionsOf, type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import { hasPairs, pairBlock, saysAnything } from "../../../schema/editor/pairs/pair-rows.ts";
import type { SectionStates } from "../../../schema/protocol/http/outputs.ts";
import type { OutputRoom } from "../../../schema/rooms/output-room.ts";

/**
 * Sections of a document that the other one of a pair has changed since they were compared. `leads`: it is the one that others follow,
 * which is compared where somebody once did: before pairs knew what each block says.
 */
export function behindSections(
  room: OutputRoom | null,
  doc: OutputDocument | null,
  other: SectionStates | null,
  leads: boolean,
): string[] {
  if (!room || !doc || !other) return [];
  if (!leads && hasPairs(doc)) {
    const changed = new Set(changedIn(room, other).map(({ block }) => block));
    return sectionsOf(doc).flatMap(({ section, blocks }) =>
      section !== null && pairsOf(blocks.filter(saysAnything)).some((id) => changed.has(id)) ? [section] : [],
    );
  }
  return other.sections.flatMap(({ section, fingerprint }) => {
    const checked = room.checked(section);
    return checked === fingerprint || (leads && checked === null) ? [] : [section];
  });
}

/** Sections of a document that follows another in which nothing stands, since all of them is only in that one. */
export function sectionsOnlyInLeading(
  room: OutputRoom | null,
  doc: OutputDocument | null,
  leading: SectionStates | null,
): string[] {
  return room && leading ? [...onlyInLeading(leading.blocks, doc, room.compared())] : [];
}

/** Notes that a section says the same as the other document's. */
export function checkSection(room: OutputRoom, section: string, other: SectionStates, at: string): void {
  const doc = room.document();
  if (!hasPairs(doc)) {
    const state = other.sections.find((each) => each.section === section);
    if (state) room.setChecked(section, state.fingerprint);
    return;
  }
  const said = new Set(
    sectionsOf(doc)
      .filter((each) => each.section === section)
      .flatMap(({ blocks }) => pairsOf(blocks)),
  );
  room.meta.transact(() => {
    for (const { block, fingerprint } of changedIn(room, other))
      if (said.has(block)) room.setCompared(block, fingerprint, at);
  });
}

/** Leading blocks that changed since they were compared. */
function changedIn(room: OutputRoom, { blocks }: SectionStates): { block: string; fingerprint: number }[] {
  const compared = room.compared();
  return blocks.filter(({ block, fingerprint }) => {
    const checked = compared.get(block)?.checked ?? null;
    return checked !== null && checked !== fingerprint;
  });
}

function pairsOf(blocks: readonly OutputNode[]): string[] {
  return blocks.flatMap((block) => pairBlock(block).pairs);
}
