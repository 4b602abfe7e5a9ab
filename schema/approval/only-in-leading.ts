import { sectionsOf, type OutputDocument } from "../editor/output-document.ts";
import type { Compared } from "../editor/pairs/pair-rows.ts";
import { isEmptySection } from "./points.ts";

/**
 * Sections of a document in which nothing stands, since all that the leading one says there is chosen to be only in that one. `leading`: its
 * blocks, those that say something below a section's heading with that section.
 */
export function onlyInLeading(
  leading: readonly { block: string; section?: string | undefined }[],
  document: OutputDocument | null,
  compared: Compared,
): Set<string> {
  const chosen = new Map<string, boolean>();
  for (const { block, section } of leading)
    if (section !== undefined)
      chosen.set(section, chosen.get(section) !== false && compared.get(block)?.isWithout === true);
  const parts = document ? sectionsOf(document) : [];
  const filled = new Set(parts.flatMap(({ section, blocks }) => (isEmptySection(blocks) ? [] : [section])));
  return new Set([...chosen].flatMap(([section, isChosen]) => (isChosen && !filled.has(section) ? [section] : [])));
}
