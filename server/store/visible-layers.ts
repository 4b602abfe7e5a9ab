import { type Actor, can, type VerdictSubject } from "../../schema/domain/can.ts";
import type { Audience } from "../../schema/domain/room.ts";
import { Audience as AudienceShape } from "../../schema/domain/room.ts";
import type { Round } from "../../schema/domain/verdict.ts";
import type { LayerRow, Store } from "./store.ts";

/**
 * The layers of a verdict that an actor may know of. The one function by which anybody learns of layers (DESIGN idea 8):
 * search, counts, exports and outputs read rows only of what it returns.
 */
export async function visibleLayers(
  store: Pick<Store, "verdicts">,
  actor: Actor | null,
  verdict: VerdictSubject,
): Promise<LayerRow[]> {
  const [layers, rounds] = await Promise.all([store.verdicts.layers(verdict.id), store.verdicts.rounds(verdict.id)]);
  const modes = new Map(rounds.map((round) => [round.id, round.mode]));
  return layers.filter((layer) => {
    const mode = modes.get(layer.round);
    if (!mode) return false;
    const { owner } = layer;
    return can(actor, "layer.read", {
      verdict,
      owner,
      mode,
      frozen: layer.frozenAt !== null,
      actorStillCodes: ACTOR_STILL_CODES,
    });
  });
}

/** The discussions of a verdict that an actor may read, by audience. */
export function visibleAudiences(actor: Actor | null, verdict: VerdictSubject, round: Round): Audience[] {
  return AudienceShape.options.filter((audience) =>
    can(actor, "discussion.read", { verdict, audience, mode: round.mode, actorStillCodes: ACTOR_STILL_CODES }),
  );
}

// Nobody is assigned to a blind round yet: assignments come with blind coding, and then this is read from them.
const ACTOR_STILL_CODES = false;
