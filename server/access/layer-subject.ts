import { codesBlind } from "../../schema/domain/blind-part.ts";
import type { Actor, LayerSubject, VerdictSubject } from "../../schema/domain/can.ts";
import { standingLayer } from "../../schema/domain/standing.ts";
import type { Round } from "../../schema/domain/verdict.ts";
import type { LayerRow } from "../store/verdict-store.ts";

/** What `can` asks of each layer of a verdict; of one whose round is not there, nothing. Rounds and layers are all of the verdict. */
export function layerSubjects(
  actor: Pick<Actor, "id"> | null,
  verdict: VerdictSubject,
  rounds: readonly Round[],
  layers: readonly LayerRow[],
): (layer: LayerRow) => LayerSubject | null {
  const actorCodesBlind = codesBlind(actor?.id, rounds.at(-1), layers);
  const standing = standingLayer(rounds, layers);
  const modes = new Map(rounds.map(({ id, mode }) => [id, mode]));
  return ({ id, round, owner, frozenAt }) => {
    const mode = modes.get(round);
    return mode
      ? { verdict, owner, mode, frozen: frozenAt !== null, stands: id === standing?.id, actorCodesBlind }
      : null;
  };
}
