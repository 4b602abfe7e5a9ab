import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Ballot } from "../../schema/domain/workshop/ballot.ts";
import { haveCrossed, isSamePassage, tablesOf, type WorkshopTable } from "../../schema/domain/workshop/tables.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { ShownTable, TableAtWork } from "../../schema/protocol/http/workshops/attending.ts";
import type { Store } from "../store/store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { runningStep } from "./running-step.ts";
import { sayable, type Unsaid } from "./unsaid.ts";

/** What tables decided as guests and screens read it in the plenary, by the passages of the step; null before, and of a step that they do not read. */
export async function showTables(
  store: Pick<Store, "ballots" | "tables">,
  workshop: WorkshopRow,
  step: Step,
  { isClosed, unsaid }: { isClosed: (verdict: VerdictId) => boolean; unsaid: Unsaid },
): Promise<ShownTable[] | null> {
  const tables = tablesOf(workshop, step.id);
  if (tables.length === 0 || !haveCrossed(step) || step.passages.some(({ verdict }) => isClosed(verdict))) return null;
  const [decisions, ballots] = await Promise.all([store.tables.decisions(workshop.id), store.ballots.of(workshop.id)]);
  const held = ballots.toReversed().filter(({ state }) => state === "closed");
  return tables.map(({ id, work, ...table }, i) => ({
    ...headOf({ ...table, work }, i, step, unsaid),
    votes: held.flatMap((ballot) => (ballot.table === id ? votesShown(ballot, unsaid) : [])),
    decisions: work.passages.flatMap((passage) => {
      const of = step.passages.find((each) => isSamePassage(each, passage));
      const decision = decisions.find((each) => each.passage === passage.id);
      if (!of || !decision) return [];
      const { categories, isOpen, words } = decision;
      return [{ passage: of.id, categories, isOpen, words: words === "" ? null : sayable(words, unsaid) }];
    }),
  }));
}

/** A vote whose words tell what is not told is left out, and no organisation is named. */
function votesShown({ words, kind, choices, by, tally }: Ballot, unsaid: Unsaid): ShownTable["votes"] {
  if ([words, ...choices].some((each) => sayable(each, unsaid) === null)) return [];
  return [{ words, kind, choices: [...choices], by, tally: tally && { ...tally, organisations: [] } }];
}

/** Which tables work now, by their names and passages; null where none do, and of a step that guests do not read. */
export function showAtWork(
  workshop: Pick<WorkshopRow, "step" | "steps" | "tables">,
  { isClosed, unsaid }: { isClosed: (verdict: VerdictId) => boolean; unsaid: Unsaid },
): TableAtWork[] | null {
  const step = runningStep(workshop);
  const tables = step?.phase === "tables" ? tablesOf(workshop, step.id) : [];
  if (!step || tables.length === 0 || step.passages.some(({ verdict }) => isClosed(verdict))) return null;
  return tables.map((table, i) => ({
    ...headOf(table, i, step, unsaid),
    seats: table.seats.length,
    phase: table.work.phase,
  }));
}

/** What a table is called and asked, unless that names somebody, and which of the step's passages it was given. */
function headOf(
  { name, question, work }: Pick<WorkshopTable, "name" | "question" | "work">,
  place: number,
  step: Step,
  unsaid: Unsaid,
): Pick<ShownTable, "given" | "name" | "number" | "question"> {
  return {
    number: place + 1,
    name: name === "" ? null : sayable(name, unsaid),
    question: question === "" ? null : sayable(question, unsaid),
    given: step.passages.flatMap((each) => (work.passages.some((own) => isSamePassage(own, each)) ? each.id : [])),
  };
}
