import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { VotesModel } from "../votes/votes-model.ts";

/** Words that were typed for a workshop and not sent, by the key under which their field keeps them. */
export type Kept = readonly (readonly [key: string, words: string])[];

/** What is known of votes, decisions and what is parked. */
type Known = Pick<VotesModel, "ballots" | "decisions" | "parked">;

/**
 * Those whose field this page has no more, of what is decided: on a passage at a table, on a tag, on a vote; their step is over, or one leads
 * it no more. And a question for later of who takes part no more. Of other workshops none, nor what was recorded with these very words: the answer to that may still be on its way, or be lost.
 */
export function wordsLeft(kept: Kept, view: WorkshopView, known: Known): Kept {
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
      const of = known.ballots.find(({ id }) => id === ballot);
      return of !== undefined && !(rights.lead && (of.step === null || goesOn(of.step, null)));
    },
    parked: (of) => of === workshop.id && !rights.takePart,
  };
  return kept.filter(([key, words]) => {
    const [kind = "", id = ""] = key.split(" ");
    return (isLeft[kind]?.(id) ?? false) && !wordsRecorded(key, view, known).includes(words.trim());
  });
}

/** The words of what was recorded where a field of this key was. */
function wordsRecorded(key: string, { tables }: WorkshopView, { decisions, parked }: Known): string[] {
  const [kind, id, , category] = key.split(" ");
  if (kind === "parked") return parked.map(({ words }) => words);
  const there =
    kind === "table"
      ? tables.flatMap((table) => table.decisions ?? []).filter(({ passage }) => passage === id)
      : decisions.filter((each) =>
          kind === "decision"
            ? each.ballot === id
            : each.kind === "passage" && each.step === id && each.category === category,
        );
  return there.flatMap(({ words }) => words ?? []);
}
