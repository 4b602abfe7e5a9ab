import { DRAFT_FIELDS } from "./draft-fields.ts";
import type { DraftRoom, DraftRoot } from "./draft-room.ts";

/** Everything of a draft at one moment, as it stands in the document: fields by entry by root. */
export type DraftSnapshot = Record<string, Record<string, Record<string, unknown>>>;

/** All fields of all entries of a draft: root → entry → field → value; fields that were never written are left out. */
export function snapshotDraft(room: DraftRoom): DraftSnapshot {
  const roots = Object.entries(room.roots).map(([root, entries]) => {
    const names = Object.keys(entries.rules);
    const fields = entries.all().map(({ id }) => {
      const values = names.map((name) => [name, entries.value(id, name)] as const);
      return [id, Object.fromEntries(values.filter(([, value]) => value !== undefined))] as const;
    });
    return [root, Object.fromEntries(fields)] as const;
  });
  return Object.fromEntries(roots);
}

/**
 * Takes back what made `after` of `before`: what came with it is deleted, what it changed reads as it did. What somebody wrote in the
 * draft since stays. `now`: ISO 8601 UTC.
 */
export function takeSnapshotBack(
  room: DraftRoom,
  { before, after }: { before: DraftSnapshot; after: DraftSnapshot },
  now: string,
): void {
  for (const root of Object.keys(room.roots) as DraftRoot[]) {
    const entries = room.roots[root];
    for (const { id } of entries.all()) {
      const was = before[root]?.[id];
      const left = after[root]?.[id];
      // What came since is somebody's own.
      if (!left) continue;
      const isUntouched = (name: string): boolean => same(entries.value(id, name), left[name]);
      const names = Object.keys(entries.rules);
      if (!was) {
        if (names.every(isUntouched) && typeof left["deleted"] !== "string") entries.set(id, { deleted: now });
        continue;
      }
      const changed = names.flatMap((name): [string, unknown][] => {
        if (!isUntouched(name) || same(was[name], left[name])) return [];
        return [[name, was[name] ?? nothing(root, name)]];
      });
      if (changed.length > 0) entries.set(id, Object.fromEntries(changed));
    }
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What says in a field that nothing was written there. */
function nothing(root: DraftRoot, name: string): unknown {
  const rule = DRAFT_FIELDS[root]?.[name];
  return [null, "", false, []].find((value) => rule?.value.safeParse(value).success);
}
