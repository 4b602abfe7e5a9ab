import { distanceOf } from "../../schema/agreement/coefficients/distances.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import { KEY_SETTERS } from "../../schema/domain/workshop/calibration.ts";
import type { KeyDistance } from "../../schema/protocol/http/workshops/calibration.ts";
import type { StepSlips } from "../../schema/protocol/http/workshops/slips.ts";
import { isKeySaid, type VisibleSlips } from "../access/visible-slips.ts";
import type { SlipTagRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { SlipRow } from "../store/workshops/slip-store.ts";
import type { PassageNow } from "./read-reveals.ts";
import { setsOf } from "./read-calibration.ts";

/**
 * How far a slip is from the key of its pass, which is what both who set it say alike; null where one who sets it said nothing, or it is not revealed.
 * A reader of a translation marks other words than who reads the original, so that categories alone are measured.
 */
export function keyDistance(
  slip: SlipRow,
  all: readonly SlipRow[],
  marks: readonly SlipTagRow[],
  passages: readonly PassageNow[],
): KeyDistance | null {
  const keys = all.filter((each) => each.pass === slip.pass && isKeySaid(each));
  const key = keySays(keys, marks, passages);
  if (key.length === 0) return null;
  const distances = key.flatMap(({ passage, categories }) =>
    categories === null ? [] : [apart(categories, setsOf(passage, slip.id, marks))],
  );
  const sum = distances.reduce((total, each) => total + each, 0);
  return {
    pass: slip.pass,
    passages: distances.length,
    of: key.length,
    distance: distances.length === 0 ? null : sum / distances.length,
    same: distances.filter((each) => each === 0).length,
  };
}

/** What the slips of those who set the key of a pass say alike, of each passage; null where they differ. None where one of them said nothing. */
export function keySays(
  keys: readonly SlipRow[],
  marks: readonly SlipTagRow[],
  passages: readonly PassageNow[],
): { passage: PassageNow; categories: CategoryId[] | null }[] {
  if (keys.length !== KEY_SETTERS) return [];
  return passages.map((passage) => {
    const [one = [], other = []] = keys.map(({ id }) => setsOf(passage, id, marks));
    return { passage, categories: apart(one, other) > 0 ? null : one };
  });
}

/** The keys of a step's revealed passes, as they are told. */
export async function readKeys(
  { slips: store }: Pick<Store, "slips">,
  passages: readonly PassageNow[],
  { keys, passes }: Pick<VisibleSlips, "keys" | "passes">,
): Promise<StepSlips["keys"]> {
  const marks = await store.tags(keys.map(({ id }) => id));
  return passes.flatMap((pass) => {
    const ofPass = keys.filter((slip) => slip.pass === pass);
    const said = keySays(ofPass, marks, passages);
    return said.length === 0
      ? []
      : [{ pass, passages: said.map(({ passage: { id }, categories }) => ({ passage: id, categories })) }];
  });
}

function apart(one: readonly string[], other: readonly string[]): number {
  const distance = distanceOf("masi", [[...one], [...other]], new Float64Array());
  return typeof distance === "function" ? distance(0, 1) : 1;
}
