import type { RoundId } from "./ids.ts";
import type { LayerKind, Mode } from "./verdict.ts";

interface OfRound {
  id: RoundId;
  number: number;
  mode: Mode;
}

interface OfLayer {
  round: RoundId;
  kind: LayerKind;
}

/**
 * What stands of a verdict: the layer of the round last marked as settled, else the shared one, never a coder's own. Only marking
 * a round, or taking that back, changes which it is; it is the same whoever asks. `rounds` and `layers` are all of the verdict.
 */
export function standingLayer<Layer extends OfLayer>(
  rounds: readonly OfRound[],
  layers: readonly Layer[],
): Layer | null {
  const newestFirst = rounds.toSorted((a, b) => b.number - a.number);
  const find = ({ id }: OfRound, kind: LayerKind): Layer | undefined =>
    layers.find((layer) => layer.round === id && layer.kind === kind);
  // Of a round in which all tagged together, and which was marked so, the shared layer.
  const settled = newestFirst
    .filter(isSettled)
    .flatMap((round) => find(round, "adjudicated") ?? find(round, "shared") ?? []);
  return settled[0] ?? newestFirst.flatMap((round) => find(round, "shared") ?? [])[0] ?? null;
}

/** Whether a round was marked as settled. */
export function isSettled({ mode }: Pick<OfRound, "mode">): boolean {
  return mode === "adjudicated";
}
