import type { RecordFacts, RecordSubject } from "../../schema/domain/workshop/record.ts";
import type { Ballot } from "../../schema/domain/workshop/ballot.ts";
import { isCodedNow } from "../../schema/domain/workshop/phases.ts";
import { haveCrossed, isSamePassage, tablesOf } from "../../schema/domain/workshop/tables.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import { isCounted, revealedPasses } from "../access/visible-slips.ts";
import type { Agreement } from "../agreement/compute.ts";
import type { Store } from "../store/store.ts";
import { calibrationOf } from "../workshops/read-calibration.ts";
import { passagesNow, readReveals } from "../workshops/read-reveals.ts";
import type { WorkshopBook } from "./workshop-book.ts";

type Facts<K extends RecordFacts["kind"]> = Extract<RecordFacts, { kind: K }>;

/** What minutes are read with; without figures of agreement nothing is said of a calibration. */
export interface RecordReading {
  store: Store;
  agreement: Pick<Agreement, "figures"> | null;
}

/** What of a record may be another later, as it is now; null where nothing is, or it is not there. */
export async function readFacts(
  reading: RecordReading,
  book: WorkshopBook,
  { kind, id }: RecordSubject,
): Promise<RecordFacts | null> {
  switch (kind) {
    case "present":
      return { kind, ...book.present };
    case "named":
      return { kind, members: book.seats.flatMap(({ member }) => (book.named.has(member) ? [member] : [])) };
    case "step": {
      const step = book.workshop.steps.find((each) => each.id === id);
      return step ? { kind, beganAt: step.beganAt, endedAt: step.endedAt, asked: askedIn(book, step) } : null;
    }
    case "vote": {
      const ballot = book.ballots.find((each) => each.id === id);
      return ballot ? { kind, tally: tallyOf(ballot) } : null;
    }
    case "passage": {
      const step = book.workshop.steps.find(({ passages }) => passages.some((each) => each.id === id));
      return step ? passageFacts(reading, book, step, id) : null;
    }
    case "calibration": {
      const step = book.workshop.steps.find((each) => each.id === id);
      return step ? calibrationFacts(reading, step, book.workshop.rule) : null;
    }
    case "parked": {
      const parked = book.parked.find((each) => each.id === id);
      if (!parked) return null;
      const { taker, due, doneAt } = parked;
      return { kind, taker, due, isDone: doneAt !== null, isNamed: taker !== null && book.named.has(taker) };
    }
    case "decision": {
      const decision = book.decisions.find((each) => each.id === id);
      return decision ? { kind, isNamed: book.named.has(decision.by) } : null;
    }
    default:
      return null;
  }
}

/** What the slips of each pass say that is revealed, whoever asks: numbers alone. */
async function passageFacts(
  { store }: RecordReading,
  book: WorkshopBook,
  step: Step,
  id: string,
): Promise<RecordFacts> {
  const [slips, left] = await Promise.all([store.slips.ofStep(step.id), store.slips.left(step.id)]);
  const counted = slips.filter(isCounted);
  const one = { ...step, passages: step.passages.filter((each) => each.id === id) };
  const passages = await passagesNow(store, one, () => true);
  const reveals = await readReveals(store, passages, {
    counted,
    passes: revealedPasses(slips),
    readable: [],
    left,
  });
  return {
    kind: "passage",
    tables: tablesOn(book, step, id),
    byHand: byHandOn(book, step, id),
    passes: reveals.flatMap(({ pass, groups }) =>
      groups.map(({ group, slips, isWithheld, passages: said }) => ({
        pass,
        group,
        slips,
        isWithheld,
        categories: said.flatMap(({ categories }) =>
          categories.map((each) => ({ category: each.category, slips: each.slips })),
        ),
      })),
    ),
  };
}

/** What was counted on printed slips of a passage; during a silence nothing, as it would say what others marked. */
function byHandOn({ papers }: WorkshopBook, step: Step, id: string): Facts<"passage">["byHand"] {
  const counts = papers.find((each) => each.step === step.id)?.counts;
  if (!counts || isCodedNow(step)) return null;
  const { slips, passages } = counts;
  if (passages.length === 0) return { slips, isWithheld: true, categories: [] };
  const said = passages.find(({ passage }) => passage === id);
  return said ? { slips, isWithheld: false, categories: said.categories } : null;
}

/** Its numbers, without what each organisation said. */
function tallyOf({ tally }: Ballot): Facts<"vote">["tally"] {
  if (!tally) return null;
  const { replies, counts, abstained, isCarried, advice } = tally;
  return { replies, counts, abstained, isCarried, advice };
}

/** Tables of a step that were asked something; before the plenary nothing of them is told. */
function askedIn({ workshop }: WorkshopBook, step: Step): Facts<"step">["asked"] {
  if (!haveCrossed(step)) return [];
  return tablesOf(workshop, step.id).flatMap(({ id, question }) => (question === "" ? [] : id));
}

/** What tables decided on a passage of their step; before the plenary nothing of it is told. */
function tablesOn(book: WorkshopBook, step: Step, id: string): Facts<"passage">["tables"] {
  const passage = step.passages.find((each) => each.id === id);
  if (!passage || !haveCrossed(step)) return [];
  return tablesOf(book.workshop, step.id).flatMap(({ id: table, work }) => {
    const given = work.passages.find((each) => isSamePassage(each, passage));
    if (!given) return [];
    const decision = book.tableDecisions.find((each) => each.passage === given.id);
    return [{ table, decided: decision ? { categories: decision.categories, isOpen: decision.isOpen } : null }];
  });
}

async function calibrationFacts(
  { store, agreement }: RecordReading,
  step: Step,
  rule: number,
): Promise<RecordFacts | null> {
  if (!agreement) return null;
  const [slips, left] = await Promise.all([store.slips.ofStep(step.id), store.slips.left(step.id)]);
  const counted = slips.filter(isCounted);
  // Who may read the passages is asked where their words are: these are numbers alone.
  const passagesOf = await passagesNow(store, step, () => true);
  const found = (await calibrationOf({ store, agreement }, passagesOf, counted, rule)) ?? left.figures;
  if (!found) return null;
  const { passages, coders, category, word, more } = found;
  const { value, interval } = category;
  const keySetters = (await store.slips.keySetters(step.id)).length;
  return { kind: "calibration", passages, coders, rule, value, interval, word, more, keySetters };
}
