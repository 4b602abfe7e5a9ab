import { codesBlind } from "../../schema/domain/blind-part.ts";
import { type Actor, can, type VerdictSubject } from "../../schema/domain/can.ts";
import type { Unit } from "../../schema/domain/unit.ts";
import type { Store } from "../store/store.ts";

/**
 * The units of a verdict that an actor may know of: those that are set; one's own proposals; others' once their round is
 * revealed, unless one codes blind again.
 */
export async function visibleUnits(
  store: Pick<Store, "verdicts" | "names">,
  actor: Actor | null,
  verdict: VerdictSubject,
): Promise<readonly Unit[]> {
  if (!actor || !can(actor, "verdict.read", verdict)) return [];
  const [units, proposals] = await Promise.all([store.names.units(verdict.id), store.names.proposals(verdict.id)]);
  // Who proposed what is of the comparison of coders.
  if (proposals.length === 0 || !can(actor, "comparison.read", verdict)) return units;
  const [rounds, layers] = await Promise.all([store.verdicts.rounds(verdict.id), store.verdicts.layers(verdict.id)]);
  const isBlindSelf = codesBlind(actor.id, rounds.at(-1), layers);
  const isBlind = new Set(rounds.flatMap(({ id, mode }) => (mode === "blind" ? [id] : [])));
  const shown = proposals.filter(
    ({ unit, round }) => unit.proposedBy === actor.id || (!isBlindSelf && !isBlind.has(round)),
  );
  return [...units, ...shown.map(({ unit }) => unit)];
}
