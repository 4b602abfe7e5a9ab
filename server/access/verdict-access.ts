import { blindPart, type BlindPart } from "../../schema/domain/blind-part.ts";
import type { Actor } from "../../schema/domain/can.ts";
import { roomRight } from "../../schema/rooms/room-right.ts";
import type { LayerId } from "../../schema/domain/ids.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { Round, Verdict } from "../../schema/domain/verdict.ts";
import type { LayerRef } from "../../schema/protocol/http/rounds.ts";
import type { RoomRef } from "../../schema/protocol/http/verdicts.ts";
import { layerSubjects } from "./layer-subject.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import { visibleAudiences, visibleLayers } from "./visible-layers.ts";

/** What an actor may open of a verdict, worked out once a request. */
export interface VerdictAccess {
  /** The round in force. */
  round: Round;
  /** Layers whose content may be read. */
  layers: LayerId[];
  layerRefs: LayerRef[];
  /** The actor's in the round. */
  part: BlindPart;
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
  const part = blindPart(actor.id, round, all);
  const about = { verdict, mode: round.mode, actorCodesBlind: part !== "none" };
  const subjectOf = layerSubjects(actor, verdict, rounds, all);
  const refs: RoomRef[] = [];
  for (const { id, kind, audience, layer } of rooms) {
    const row = layers.find((each) => each.id === layer);
    const subject = row && subjectOf(row);
    // One that is handed in keeps its room, to be read and taken back, until the reveal.
    if (kind === "layer" && row && subject) {
      const right = roomRight(actor, { layer: subject });
      if (right) refs.push({ kind, room: id, right, layer: row.id, owner: row.owner, round: row.roundNumber });
    } else if (kind === "discussion" && audience && audiences.includes(audience)) {
      const right = roomRight(actor, { discussion: { ...about, audience } });
      if (right) refs.push({ kind, room: id, right, audience });
    }
  }
  const ids = layers.map((row) => row.id);
  return { round, layers: ids, layerRefs: layers.map(toLayerRef), part, audiences, rooms: refs };
}

export function toLayerRef({ id, round, roundNumber, kind, owner, frozenAt, isUnfinished }: LayerRow): LayerRef {
  return { layer: id, round, roundNumber, kind, owner, frozenAt, ...(isUnfinished ? { isUnfinished } : {}) };
}
