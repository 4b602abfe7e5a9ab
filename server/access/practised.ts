import type { VerdictId } from "../../schema/domain/ids.ts";
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";

/** Whether a step of a workshop works on a verdict now: who takes part sees what others think of it, and codes it blind no more. */
async function isInWorkshop({ workshops }: Pick<Store, "workshops">, verdict: VerdictId): Promise<boolean> {
  return (await workshops.all()).some(
    ({ state, step, steps }) =>
      (state === "open" || state === "paused") &&
      steps.some(
        ({ id, endedAt, passages }) =>
          id === step && endedAt === null && passages.some((passage) => passage.verdict === verdict),
      ),
  );
}

/** Refuses with in-workshop while a step works on it. */
export async function mustNotBePractised(store: Pick<Store, "workshops">, verdict: VerdictId): Promise<void> {
  if (await isInWorkshop(store, verdict)) throw new Refusal("in-workshop");
}
