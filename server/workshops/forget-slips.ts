import { slipsGoOn } from "../../schema/domain/workshop/door.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import { isCounted, revealedPasses } from "../access/visible-slips.ts";
import { audit } from "../actions/audit.ts";
import type { Deps } from "../deps.ts";
import type { KeptSlips } from "../store/workshops/kept-slips.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { calibrationOf } from "./read-calibration.ts";
import { passagesNow, readReveals } from "./read-reveals.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "agreement" | "clock" | "realtime" | "store">;

/** Slips that have been kept long enough go, revealed or not; what they said in numbers stays, without whose it was. */
export async function forgetSlips(deps: Needs): Promise<void> {
  const { store, clock, realtime } = deps;
  for (const id of await store.slips.kept()) {
    const workshop = await store.workshops.get(id);
    if (!workshop || clock() < slipsGoOn(workshop)) continue;
    for (const step of [...workshop.steps, ...workshop.tables.map(({ work }) => work)]) {
      if (step.pass === 0) continue;
      const rooms = await store.slips.forget(step.id, await leftOf(deps, workshop, step));
      for (const room of rooms) realtime.retire(room);
    }
    await audit(deps, null, "workshop.slips-gone", { workshop: id });
  }
}

/** Of passes that were revealed: nothing else was ever told of the others. */
async function leftOf(deps: Needs, { rule }: WorkshopRow, step: Step): Promise<KeptSlips> {
  const { store } = deps;
  const passages = await passagesNow(store, step, () => true);
  const before = await store.slips.left(step.id);
  const slips = await store.slips.ofStep(step.id);
  const counted = slips.filter(isCounted);
  const reveals = await readReveals(store, passages, {
    counted,
    passes: revealedPasses(slips),
    readable: [],
    left: { groups: [], figures: null },
  });
  const revisions = new Map(passages.map(({ id, revision }) => [id, revision]));
  const groups = reveals.flatMap(({ pass, groups: ofPass }) =>
    ofPass.map((group) => ({
      ...group,
      pass,
      passages: group.passages.map((count) => ({ ...count, revision: revisions.get(count.passage) ?? 1 })),
    })),
  );
  return { groups, figures: (await calibrationOf(deps, passages, counted, rule)) ?? before.figures };
}
