import { distanceOf } from "../../schema/agreement/coefficients/distances.ts";
import { KEY_SETTERS, type KeyDistance } from "../../schema/protocol/http/workshops/calibration.ts";
import type { SlipTagRow } from "../store/rows.ts";
import type { SlipRow } from "../store/workshops/slip-store.ts";
import type { PassageNow } from "./read-reveals.ts";
import { setsOf } from "./read-calibration.ts";

/**
 * How far a slip is from the key of its pass, which is what both who set it say alike; null where a key lacks a slip, or is not revealed.
 * A reader of a translation marks other words than who reads the original, so that categories alone are measured.
 */
export function keyDistance(
  slip: SlipRow,
  all: readonly SlipRow[],
  marks: readonly SlipTagRow[],
  passages: readonly PassageNow[],
): KeyDistance | null {
  const keys = all.filter(({ pass, isKey, frozenAt }) => pass === slip.pass && isKey && frozenAt !== null);
  if (keys.length !== KEY_SETTERS || passages.length === 0) return null;
  const distances: number[] = [];
  for (const passage of passages) {
    const [one, other] = keys.map(({ id }) => setsOf(passage, id, marks));
    if (!one || !other || apart(one, other) > 0) continue;
    distances.push(apart(one, setsOf(passage, slip.id, marks)));
  }
  const sum = distances.reduce((total, each) => total + each, 0);
  return {
    pass: slip.pass,
    passages: distances.length,
    of: passages.length,
    distance: distances.length === 0 ? null : sum / distances.length,
    same: distances.filter((each) => each === 0).length,
  };
}

function apart(one: readonly string[], other: readonly string[]): number {
  const distance = distanceOf("masi", [[...one], [...other]], new Float64Array());
  return typeof distance === "function" ? distance(0, 1) : 1;
}
