import type { PassageId } from "../../../schema/domain/ids.ts";
import { isCodedNow } from "../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { PaperSlips } from "../../../schema/protocol/http/workshops/paper.ts";
import type { Store } from "../../store/store.ts";
import type { PaperRow } from "../../store/workshops/paper-store.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";

/** The printed slips of a step, with what was counted of the passages that are told; null where there are none. */
export async function readPaper(
  store: Pick<Store, "paper" | "slips">,
  { id }: Pick<WorkshopRow, "id">,
  step: Step,
  told: readonly { id: PassageId }[],
): Promise<PaperSlips | null> {
  const row = (await store.paper.of(id)).find((each) => each.step === step.id);
  const paper = row && (await viewPaper(store, row, step));
  if (!paper?.counts) return paper ?? null;
  const passages = paper.counts.passages.filter(({ passage }) => told.some((each) => each.id === passage));
  return { ...paper, counts: { ...paper.counts, passages } };
}

/** While a step is coded in silence, what was counted in an earlier one is not told: it would say what others marked. */
export async function viewPaper(
  { slips }: Pick<Store, "slips">,
  { edition, counts }: PaperRow,
  step: Step,
): Promise<PaperSlips> {
  const content = (await slips.edition(edition))?.content;
  const categories = (content?.categories ?? []).filter(({ onlyChildren }) => !onlyChildren);
  return {
    edition,
    categories: categories.map(({ id, code, label }) => ({ id, code, label })),
    counts: isCodedNow(step) ? null : counts,
  };
}

/** Slips come back once a step is over, or what was marked in it is revealed. */
export function mayCount({ state }: Pick<WorkshopRow, "state">, { phase, endedAt }: Step): boolean {
  return state === "closed" || endedAt !== null || ["revealed", "talk", "decide"].includes(phase ?? "");
}
