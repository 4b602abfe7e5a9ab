import { codesBlind } from "../../schema/domain/blind-part.ts";
import { type Actor, can, type VerdictSubject } from "../../schema/domain/can.ts";
import { type Audience, Audience as AudienceShape } from "../../schema/domain/room.ts";
import type { Round } from "../../schema/domain/verdict.ts";
import { layerSubjects } from "./layer-subject.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";

/**
 * The layers of a verdict that an actor may know of. The one function by which anybody learns of layers (docs/design.md, idea 8):
 * search, counts, exports and outputs read rows only of what it returns.
 */
export async function visibleLayers(
  store: Pick<Store, "verdicts">,
  actor: Actor | null,
  verdict: VerdictSubject,
): Promise<LayerRow[]> {
  const [layers, rounds] = await Promise.all([store.verdicts.layers(verdict.id), store.verdicts.rounds(verdict.id)]);
  const subjectOf = layerSubjects(actor, verdict, rounds, layers);
  return layers.filter((layer) => {
    const subject = subjectOf(layer);
    return subject !== null && can(actor, "layer.read", subject);
  });
}

/** The discussions of a verdict that an actor may read in its present round, by audience. */
export async function visibleAudiences(
  store: Pick<Store, "verdicts">,
  actor: Actor | null,
  verdict: VerdictSubject,
  round: Round,
): Promise<Audience[]> {
  const actorCodesBlind = codesBlind(actor?.id, round, await store.verdicts.layers(verdict.id));
  return AudienceShape.options.filter((audience) =>
    can(actor, "discussion.read", { verdict, audience, mode: round.mode, actorCodesBlind }),
  );
}
