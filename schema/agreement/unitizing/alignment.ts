import { cheapestAssignment } from "./assignment.ts";
import type { Unit } from "./continuum.ts";
import { dissimilarity, EMPTY, EVEN, type Weights } from "./dissimilarity.ts";
import { improveExactly } from "./exact-alignment.ts";
import { groupDisorder, type Ties } from "./unit-ties.ts";

/** Units that are taken for one and the same, at most one of each coder; a place of a coder is null where there is none. */
export type UnitaryAlignment = readonly (Unit | null)[];

/** Every unit in one unitary alignment. */
export interface Alignment {
  sets: UnitaryAlignment[];
  /** Sum of the disorders of `sets`, divided by the average number of units of a coder. */
  disorder: number;
  /** Whether no alignment has less disorder. With two coders always, with more if that could be shown with the steps allowed. */
  isExact: boolean;
}

/**
 * The alignment with the least disorder (Mathet, Widlöcher & Métivier 2015, sections 4.2 to 4.4 and 5.1). For two coders that is an
 * assignment ties and is solved. For more it is as hard as any: coders are aligned one after the other and again until no
 * single coder's units can be placed better; then up to `steps` partial alignments are tried to find a better one or to show
 * that there is none.
 */
export function bestAlignment(units: readonly Unit[][], steps: number, weights: Weights = EVEN): Alignment {
  const all = units.flat();
  const owners = units.flatMap((own, coder) => own.map(() => coder));
  const pairs = (units.length * (units.length - 1)) / 2;
  const ties: Ties = {
    coders: units.length,
    coder: Int32Array.from(owners),
    pull: all.map((u) => Float64Array.from(all, (v) => (EMPTY - dissimilarity(u, v, weights)) / pairs)),
  };
  let groups = alignInTurn(ties);
  let isExact = units.length === 2;
  if (!isExact) ({ groups, isExact } = improveExactly(ties, groups, steps));
  const sets = groups.map((group) =>
    units.map((_, coder) => all[group.find((u) => owners[u] === coder) ?? -1] ?? null),
  );
  const disorder = sets.reduce((sum, set) => sum + setDisorder(set, weights), 0);
  return { sets, disorder: all.length === 0 ? 0 : disorder / (all.length / units.length), isExact };
}

/** The mean of all pairs of places, Δ∅ for a pair that lacks a unit. */
function setDisorder(set: UnitaryAlignment, weights: Weights): number {
  let [sum, pairs] = [0, 0];
  for (const [i, u] of set.entries())
    for (const v of set.slice(0, i)) {
      sum += u && v ? dissimilarity(u, v, weights) : EMPTY;
      pairs++;
    }
  return sum / pairs;
}

/** Each coder's units are placed at their best among the groups of the others, in rounds until nothing gets better. */
function alignInTurn(ties: Ties): number[][] {
  let groups: number[][] = [];
  const own = Array.from({ length: ties.coders }, (_, coder) =>
    [...ties.coder.keys()].filter((u) => ties.coder[u] === coder),
  );
  for (const units of own) groups = place(ties, groups, units);
  if (ties.coders === 2) return groups;
  let disorder = groups.reduce((sum, group) => sum + groupDisorder(ties, group), 0);
  for (;;) {
    let better = groups;
    for (const [coder, units] of own.entries()) {
      const without = better.map((group) => group.filter((u) => ties.coder[u] !== coder));
      better = place(
        ties,
        without.filter((group) => group.length > 0),
        units,
      );
    }
    const now = better.reduce((sum, group) => sum + groupDisorder(ties, group), 0);
    if (now >= disorder - 1e-12) return groups;
    [groups, disorder] = [better, now];
  }
}

/** The best way to add one coder's units to groups that have none of that coder, or to leave them alone. */
function place({ pull }: Ties, groups: readonly number[][], units: readonly number[]): number[][] {
  if (units.length === 0 || groups.length === 0) return [...groups, ...units.map((u) => [u])];
  const gain = (u: number, group: readonly number[]): number =>
    group.reduce((sum, v) => sum + (pull[u]?.[v] ?? 0), EMPTY);
  // Units that no group is worth joining are left out, and so are groups: what remains is small.
  const open = groups.flatMap((group, at) => (units.some((u) => gain(u, group) > 0) ? [at] : []));
  const seeking = units.filter((u) => open.some((at) => gain(u, groups[at] ?? []) > 0));
  const size = Math.max(open.length, seeking.length);
  const columns = cheapestAssignment(
    Array.from({ length: size }, (_, row) =>
      Float64Array.from({ length: size }, (__, column) => {
        const [u, at] = [seeking[row], open[column]];
        return u === undefined || at === undefined ? 0 : -Math.max(0, gain(u, groups[at] ?? []));
      }),
    ),
  );
  const placed = groups.map((group) => [...group]);
  const joined = new Set<number>();
  for (const [row, u] of seeking.entries()) {
    const group = placed[open[columns[row] ?? -1] ?? -1];
    if (!group || gain(u, group) <= 0) continue;
    group.push(u);
    joined.add(u);
  }
  return [...placed, ...units.filter((u) => !joined.has(u)).map((u) => [u])];
}
