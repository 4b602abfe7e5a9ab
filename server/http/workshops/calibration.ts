import type { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import { visibleSlips } from "../../access/visible-slips.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { calibrationOf } from "../../workshops/read-calibration.ts";
import { readPassages } from "../../workshops/read-reveals.ts";
import { createRoutes } from "../route.ts";
import { mustSeeStep } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "agreement" | "clock" | "realtime" | "store">;

/** How far those agree who coded a step in silence. */
export function calibrationRoutes(deps: Needs) {
  return createRoutes().get("/:id/steps/:step/calibration", async (c) => {
    const { by, workshop, step } = await mustSeeStep(c, deps);
    const [passages, { counted, left }] = await Promise.all([
      readPassages(deps.store, by.actor, step),
      visibleSlips(deps.store, by.actor, step),
    ]);
    // Once slips have gone it is what it was, for who reads all that it was measured on.
    const gone = passages.length === step.passages.length ? left.figures : null;
    const calibration = (await calibrationOf(deps, passages, counted, workshop.rule)) ?? gone;
    if (!calibration) throw new Refusal("not-found");
    return c.json<Calibration>(calibration);
  });
}
