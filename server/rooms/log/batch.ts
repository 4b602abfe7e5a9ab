import type { MemberId } from "../../../schema/domain/ids.ts";
import type { CommandRow, RoomCommit } from "../../store/room-store.ts";
import type { Staged } from "../change.ts";
import type { ChangedEntries } from "../gate/tripwire.ts";
import { mergeChanged } from "./live-document.ts";

interface Batch extends Required<Pick<RoomCommit, "updates" | "clients" | "typedBy" | "besides">> {
  changed: ChangedEntries;
}

/** What staged changes bring to the disk: updates, what their commands keep beside, who is bound to which client id, and the entries that changed. */
export function batchOf(staged: readonly Staged[], at: string): Batch {
  const changed: ChangedEntries = new Map();
  const updates: Batch["updates"] = [];
  const typedBy = new Set<MemberId>();
  const clients: Batch["clients"] = [];
  const besides: CommandRow[] = [];
  for (const { job, member, applied, bindings } of staged) {
    if (job.kind === "write") besides.push(...(job.besides?.() ?? []));
    if (!applied) continue;
    if (job.kind === "update" || job.isTyped) typedBy.add(member);
    mergeChanged(changed, applied.changed);
    updates.push({ member, bytes: applied.bytes, at });
    for (const client of bindings) clients.push([client, member]);
  }
  return { changed, updates, clients, typedBy: [...typedBy], besides };
}
