import * as Y from "yjs";
import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import { answerEntry } from "../../schema/rooms/answer-keys.ts";
import type { Store } from "./store.ts";
import type { RoomRow, RoomState } from "./room-store.ts";
import type { AnswerRow, RoomRows } from "./rows.ts";

/** What a room's whole document projects into (server/rooms/log/projection.ts). */
export type Project = (doc: Y.Doc, room: RoomRow, clients: ReadonlyMap<number, MemberId>) => RoomRows;

/** One thing that does not hold; ids and closed words only, so that a report may be passed on. */
export interface Difference {
  room: RoomId;
  /** The table, or `log` where the log itself cannot be replayed. */
  where: keyof RoomRows | "log";
  /** The entry, of an answer `<question>/<subject>`; null for `log`. */
  id: string | null;
  /** A row that is not there, that should not be there, or that says something else; a log that has a gap or cannot be read. */
  what: "missing" | "extra" | "different" | "gap" | "unreadable";
}

export interface VerifyReport {
  /** Number of the first audit entry that does not follow from the one before, or null: the chain holds. */
  auditBrokenAt: number | null;
  /** How many rooms were replayed. */
  rooms: number;
  differences: Difference[];
  /** Rooms whose rows were written anew. */
  rebuilt: RoomId[];
}

/**
 * Checks what can be checked without a browser: the audit chain, and for every open room that its rows are what its log
 * projects into. `rebuild` replaces the rows of rooms that differ; a room whose log cannot be replayed
 * is left alone, and so is one of a layer that is frozen.
 */
export async function verifyStore(
  store: Store,
  options: { project: Project; rebuild?: boolean },
): Promise<VerifyReport> {
  const report: VerifyReport = { auditBrokenAt: await store.audit.verify(), rooms: 0, differences: [], rebuilt: [] };
  for (const { id, gone } of await store.rooms.all()) {
    if (gone) continue;
    const state = await store.rooms.load(id);
    if (!state) continue;
    report.rooms++;
    const replayed = replay(state);
    if (!(replayed instanceof Y.Doc)) {
      report.differences.push({ room: id, where: "log", id: null, what: replayed });
      continue;
    }
    const right = options.project(replayed, state.room, new Map(state.clients));
    replayed.destroy();
    const differences = compareRows(id, right, await store.rooms.rows(id));
    report.differences.push(...differences);
    if (!options.rebuild || differences.length === 0) continue;
    if (await store.rooms.replaceRows(id, right)) report.rebuilt.push(id);
  }
  return report;
}

/**
 * Makes rows anew that a migration changed, before anybody reads them. A room whose log cannot be replayed keeps the rows that it has:
 * `coram verify` names it.
 */
export async function renewOldRows({ rooms }: Pick<Store, "rooms">, project: Project): Promise<void> {
  for (const id of await rooms.withOldRows()) {
    const state = await rooms.load(id);
    if (!state) continue;
    const doc = replay(state);
    if (!(doc instanceof Y.Doc)) continue;
    await rooms.replaceRows(id, project(doc, state.room, new Map(state.clients)));
    doc.destroy();
  }
}

function replay({ snapshot, log }: RoomState): Y.Doc | "gap" | "unreadable" {
  const doc = new Y.Doc();
  try {
    if (snapshot) Y.applyUpdateV2(doc, snapshot);
    for (const update of log) Y.applyUpdate(doc, update);
  } catch {
    return "unreadable";
  }
  return doc.store.pendingStructs || doc.store.pendingDs ? "gap" : doc;
}

function compareRows(room: RoomId, right: RoomRows, stored: RoomRows): Difference[] {
  const differences: Difference[] = [];
  for (const where of ["annotations", "answers", "threads", "comments", "translations"] as const) {
    const rows = new Map<string, object>(stored[where].map((row) => [keyOf(row), row]));
    for (const row of right[where]) {
      const id = keyOf(row);
      const found = rows.get(id);
      rows.delete(id);
      if (!found) differences.push({ room, where, id, what: "missing" });
      else if (canonical(found) !== canonical(row)) differences.push({ room, where, id, what: "different" });
    }
    for (const id of rows.keys()) differences.push({ room, where, id, what: "extra" });
  }
  if (canonical(right.slipTags ?? []) !== canonical(stored.slipTags ?? []))
    differences.push({ room, where: "slipTags", id: null, what: "different" });
  if (canonical(right.mentions ?? []) !== canonical(stored.mentions ?? []))
    differences.push({ room, where: "mentions", id: null, what: "different" });
  if (canonical(right.output) !== canonical(stored.output))
    differences.push({ room, where: "output", id: null, what: "different" });
  return differences;
}

function keyOf(row: { id: string } | Pick<AnswerRow, "question" | "subject">): string {
  return "id" in row ? row.id : answerEntry(row.question, row.subject);
}

/** JSON with sorted keys: equal exactly when the values are. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
