import type { RoundId, VerdictId } from "../../schema/domain/ids.ts";
import type { Store } from "../store/store.ts";
import { comparedLayers } from "./frozen-rounds.ts";
import { placedTags, readRound } from "./read-round.ts";

/**
 * Keeps where the tags of a revealed round lie, so that its figures are of the text that its coders read, whatever is corrected in it or
 * erased from it later. Once: what is kept stays. For the server, never for a person: it reads layers that nobody asked for.
 */
export async function keepCompared(store: Store, id: VerdictId, round: RoundId): Promise<void> {
  if (await store.passages.compared(round)) return;
  const [verdict, rounds, layers, inForce] = await Promise.all([
    store.verdicts.get(id),
    store.verdicts.rounds(id),
    store.verdicts.layers(id),
    store.methodologies.current(),
  ]);
  const revealed = rounds.find((one) => one.id === round);
  if (!verdict || !revealed || !inForce) return;
  const read = await readRound(store, inForce, {
    verdict,
    round: revealed,
    layers: comparedLayers(layers, round),
  });
  if (read) await store.passages.keepCompared(round, placedTags(read));
}

/** Of rounds that an earlier Coram revealed, or that a crash kept from it. */
export async function keepAllCompared(store: Store): Promise<void> {
  for (const { verdict, round } of await store.passages.notKept()) await keepCompared(store, verdict, round);
}
