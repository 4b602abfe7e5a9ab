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

/** Makes a draft what it was: what came since is deleted, what was changed since reads as it did. `now`: ISO 8601 UTC. */
export function restoreSnapshot(room: DraftRoom, snapshot: DraftSnapshot, now: string): void {
  for (const root of Object.keys(room.roots) as DraftRoot[]) {
    const entries = room.roots[root];
    for (const { id, fields } of entries.all()) {
      const before = snapshot[root]?.[id];
      if (!before) {
        if (typeof fields["deleted"] !== "string") entries.set(id, { deleted: now });
        continue;
      }
      const changed = Object.keys(entries.rules).flatMap((name): [string, unknown][] => {
        const value = entries.value(id, name);
        const was = before[name] ?? (value === undefined ? undefined : nothing(root, name));
        return JSON.stringify(was) === JSON.stringify(value) ? [] : [[name, was]];
      });
      if (changed.length > 0) entries.set(id, Object.fromEntries(changed));
    }
  }
}

/** What says in a field that nothing was written there. */
function nothing(root: DraftRoot, name: string): unknown {
  const rule = DRAFT_FIELDS[root]?.[name];
  return [null, "", false, []].find((value) => rule?.value.safeParse(value).success);
}
