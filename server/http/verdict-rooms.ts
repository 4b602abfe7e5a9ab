import { roomRight, type Actor } from "../../schema/domain/can.ts";
import type { LayerId } from "../../schema/domain/ids.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { Round, Verdict } from "../../schema/domain/verdict.ts";
import type { RoomRef } from "../../schema/protocol/http/verdicts.ts";
import { stillCodes } from "../store/still-codes.ts";
import type { Store } from "../store/store.ts";
import { visibleAudiences, visibleLayers } from "../store/visible-layers.ts";

/** What an actor may open of a verdict, worked out once a request. */
export interface VerdictAccess {
  /** The round in force. */
  round: Round;
  /** Layers whose content may be read. */
  layers: LayerId[];
  audiences: Audience[];
  rooms: RoomRef[];
}

export async function verdictAccess(store: Store, actor: Actor, verdict: Verdict): Promise<VerdictAccess> {
  const [rounds, all, layers, rooms] = await Promise.all([
    store.verdicts.rounds(verdict.id),
    store.verdicts.layers(verdict.id),
    visibleLayers(store, actor, verdict),
    store.verdicts.rooms(verdict.id),
  ]);
  const round = rounds.at(-1);
  if (!round) throw new Error("a verdict without a round");
  const audiences = await visibleAudiences(store, actor, verdict, round);
  const about = { verdict, mode: round.mode, actorStillCodes: stillCodes(actor, round, all) };
  const refs: RoomRef[] = [];
  for (const { id, kind, audience, layer } of rooms) {
    const row = layers.find((each) => each.id === layer);
    // A frozen layer is rows only (DESIGN idea 8).
    if (kind === "layer" && row && row.frozenAt === null) {
      const isEarlier = row.round !== round.id;
      const mode = isEarlier ? "revealed" : round.mode;
      const right = roomRight(actor, { layer: { ...about, owner: row.owner, mode, frozen: isEarlier } });
      if (right) refs.push({ kind, room: id, right, layer: row.id, owner: row.owner, round: row.roundNumber });
    } else if (kind === "discussion" && audience && audiences.includes(audience)) {
      const right = roomRight(actor, { discussion: { ...about, audience } });
      if (right) refs.push({ kind, room: id, right, audience });
    }
  }
  return { round, layers: layers.map((row) => row.id), audiences, rooms: refs };
}
