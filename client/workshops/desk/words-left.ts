import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";

/** Words that were typed for a workshop and not sent, by the key under which their field keeps them. */
export type Kept = readonly (readonly [key: string, words: string])[];

/**
 * Those whose field this page has no more, of what is decided: on a passage at a table, on a tag, on a vote. Their step is over, or one leads
 * it no more. Of other workshops none.
 */
export function wordsLeft(kept: Kept, view: WorkshopView, ballots: readonly BallotView[]): Kept {
  const { workshop, rights, seat, steps, tables } = view;
  const goesOn = (id: string | null, phase: string | null): boolean =>
    workshop.state !== "closed" &&
    workshop.step === id &&
    steps.some((step) => step.id === id && step.endedAt === null && (phase === null || step.phase === phase));
  const isLeft: Readonly<Record<string, (id: string) => boolean>> = {
    table: (passage) => {
      const table = tables.find(({ work }) => work.passages.some(({ id }) => id === passage));
      return table !== undefined && !(table.chair === seat?.id && goesOn(table.step, "tables"));
    },
    decide: (step) => steps.some(({ id }) => id === step) && !(rights.lead && goesOn(step, null)),
    decision: (ballot) => {
      const of = ballots.find(({ id }) => id === ballot);
      return of !== undefined && !(rights.lead && (of.step === null || goesOn(of.step, null)));
    },
  };
  return kept.filter(([key]) => {
    const [kind = "", id = ""] = key.split(" ");
    return isLeft[kind]?.(id) ?? false;
  });
}
