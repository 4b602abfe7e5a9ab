import type { VerdictId } from "../../schema/domain/ids.ts";
import { haveCrossed, isSamePassage, tablesOf } from "../../schema/domain/workshop/tables.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { ShownTable } from "../../schema/protocol/http/workshops/attending.ts";
import type { Store } from "../store/store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { sayable, type Unsaid } from "./unsaid.ts";

/** What tables decided as guests and screens read it in the plenary, by the passages of the step; null before, and of a step that they do not read. */
export async function showTables(
  store: Pick<Store, "tables">,
  workshop: WorkshopRow,
  step: Step,
  { isClosed, unsaid }: { isClosed: (verdict: VerdictId) => boolean; unsaid: Unsaid },
): Promise<ShownTable[] | null> {
  const tables = tablesOf(workshop, step.id);
  if (tables.length === 0 || !haveCrossed(step) || step.passages.some(({ verdict }) => isClosed(verdict))) return null;
  const decisions = await store.tables.decisions(workshop.id);
  return tables.map(({ name, work }, i) => ({
    number: i + 1,
    name: name === "" ? null : sayable(name, unsaid),
    given: step.passages.flatMap((each) => (work.passages.some((own) => isSamePassage(own, each)) ? each.id : [])),
    decisions: work.passages.flatMap((passage) => {
      const of = step.passages.find((each) => isSamePassage(each, passage));
      const decision = decisions.find((each) => each.passage === passage.id);
      if (!of || !decision) return [];
      const { categories, isOpen, words } = decision;
      return [{ passage: of.id, categories, isOpen, words: words === "" ? null : sayable(words, unsaid) }];
    }),
  }));
}
