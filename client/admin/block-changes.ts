import type { ImportConfirm } from "../../schema/protocol/http/imports.ts";
import type { Block } from "../../schema/text/revision.ts";

/** What a person corrected about the block that starts at `start`. */
export type BlockChange = NonNullable<ImportConfirm["blockEdits"]>[number];

/** `changes` with `more` on top: the later word on the same block and field holds. */
export function mergeChanges(changes: readonly BlockChange[], more: readonly BlockChange[]): BlockChange[] {
  const byStart = new Map(changes.map((change) => [change.start, change]));
  for (const { start, set } of more) byStart.set(start, { start, set: { ...byStart.get(start)?.set, ...set } });
  return [...byStart.values()];
}

/** The blocks as they are with the corrections; page marks are not touched. */
export function applyChanges(blocks: readonly Block[], changes: readonly BlockChange[]): Block[] {
  const byStart = new Map(changes.map((change) => [change.start, change.set]));
  return blocks.map((block) => {
    const set = block.kind === "page" ? undefined : byStart.get(block.start);
    if (!set) return block;
    return {
      ...block,
      ...(set.kind !== undefined ? { kind: set.kind } : {}),
      ...(set.section !== undefined ? { section: set.section } : {}),
      ...(set.level !== undefined ? { level: set.level } : {}),
    };
  });
}
