import type { Actor } from "../../schema/domain/can.ts";
import type { RoomId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { ErasureCounts } from "../../schema/protocol/http/erasure.ts";
import type { Store } from "../store/store.ts";
import { visibleAudiences, visibleLayers } from "../store/visible-layers.ts";

export const NOTHING: ErasureCounts = {
  text: 0,
  revisions: 0,
  data: 0,
  notes: 0,
  comments: 0,
  hidden: 0,
  rooms: 0,
  names: 0,
  scans: 0,
  exports: 0,
};

/** Entries of rooms that are concerned. */
export interface Concerned {
  counts: Pick<ErasureCounts, "notes" | "comments" | "hidden" | "rooms">;
  rooms: RoomId[];
  annotations: string[];
  comments: string[];
}

/**
 * Notes and comments of a verdict that hold what `isIt` asks for. Those that the asker may not see are only counted, all
 * together: what a blind coder wrote is nobody's before the reveal.
 */
export async function countRooms(
  store: Store,
  asker: Actor,
  verdict: Verdict,
  isIt: (text: string) => boolean,
): Promise<Concerned> {
  const [rooms, layers, round] = await Promise.all([
    store.verdicts.rooms(verdict.id),
    visibleLayers(store, asker, verdict),
    store.verdicts.currentRound(verdict.id),
  ]);
  const audiences = await visibleAudiences(store, asker, verdict, round);
  const seen = new Set<string>([...layers.map(({ id }) => id), ...audiences]);
  const counts = { notes: 0, comments: 0, hidden: 0, rooms: rooms.length };
  const annotations: string[] = [];
  const comments: string[] = [];
  for (const { id, layer, audience } of rooms) {
    const rows = await store.rooms.rows(id);
    const notes = rows.annotations.filter(({ note }) => note !== "" && isIt(note));
    const bodies = rows.comments.filter(({ body }) => isIt(body));
    annotations.push(...notes.map((row) => row.id));
    comments.push(...bodies.map((row) => row.id));
    if (seen.has(layer ?? audience ?? "")) {
      counts.notes += notes.length;
      counts.comments += bodies.length;
    } else counts.hidden += notes.length + bodies.length;
  }
  return { counts, rooms: rooms.map(({ id }) => id), annotations, comments };
}
