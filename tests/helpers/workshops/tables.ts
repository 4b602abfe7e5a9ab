import { newId, PassageId, TableId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { TableDecide, TablesChange, TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Person, TestServer } from "../network/test-server.ts";
import { turnTo } from "./silence.ts";
import { aStep, openWorkshop, viewFrom, workshopOf } from "./workshops.ts";

/** Words of the verdict that tables work on: two paragraphs alike. */
export const TABLE_WORDS = "She could go out to a shop.";
const RANGES = [
  { start: 0, end: TABLE_WORDS.length },
  { start: TABLE_WORDS.length + 1, end: 2 * TABLE_WORDS.length + 1 },
] as const;

/** A workshop whose one step is tables on both paragraphs of a verdict; these people sit in it, and tables work. */
export async function beginTables(
  server: TestServer,
  verdict: VerdictId,
  seated: readonly Person[],
): Promise<WorkshopView> {
  const passages = RANGES.map((range) => ({ id: newId(PassageId), verdict, anchor: { revision: 1, ranges: [range] } }));
  const of = await openWorkshop(server, { steps: [aStep({ kind: "tables", title: "Three tables", passages })] });
  for (const who of seated)
    await viewFrom(server.ask(who, "PUT", `/api/workshops/${of.workshop.id}/seat`, { language: "en" }));
  return turnTo(server, of, "tables");
}

/** Tables of these people, the first of each having the chair, each with all passages unless told by their place. */
export async function askTables(
  server: TestServer,
  of: WorkshopView,
  tables: readonly {
    people: readonly Person[];
    name?: string;
    question?: string;
    id?: TableId;
    passages?: readonly number[];
  }[],
): Promise<Response> {
  const { facilitator } = server.people;
  const { workshop, seats, steps } = await workshopOf(server, facilitator, of);
  const [step] = steps;
  const seatOf = ({ member }: Person): TablesChange["tables"][number]["chair"] => {
    const seat = seats.find((each) => each.member === member.id);
    if (!seat) throw new Error("nobody sits there");
    return seat.id;
  };
  const set = tables.map(({ people: [chair, ...rest], name = "", question, id = newId(TableId), passages }) => {
    if (!chair || !step) throw new Error("no chair");
    const given = step.passages.filter((_, i) => passages?.includes(i) ?? true).map((passage) => passage.id);
    return {
      id,
      name,
      ...(question === undefined ? {} : { question }),
      chair: seatOf(chair),
      seats: [chair, ...rest].map(seatOf),
      passages: given,
    };
  });
  const { term, course } = workshop;
  const path = `/api/workshops/${workshop.id}/steps/${step?.id ?? ""}/tables`;
  return server.ask(facilitator, "PUT", path, { term, course, tables: set });
}

/** The table at a place, as somebody sees it. */
export async function tableOf(server: TestServer, of: WorkshopView, who: Person, place: number): Promise<TableView> {
  const table = (await workshopOf(server, who, of)).tables[place];
  if (!table) throw new Error("no table");
  return table;
}

/** A table goes on, as somebody who runs it says. */
export async function turnTable(
  server: TestServer,
  of: WorkshopView,
  who: Person,
  place: number,
  to: StepPhase | "ended",
): Promise<Response> {
  const { id, work } = await tableOf(server, of, who, place);
  return server.ask(who, "PUT", `/api/workshops/${of.workshop.id}/tables/${id}/phase`, { from: work.phase, to });
}

/** What a table decides on the passage at a place of its own. */
export async function decideAt(
  server: TestServer,
  of: WorkshopView,
  who: Person,
  [place, passage]: readonly [number, number],
  decided: TableDecide["decided"] | { categories: string[]; isOpen: boolean; words: string },
): Promise<Response> {
  const { id, work } = await tableOf(server, of, who, place);
  const path = `/api/workshops/${of.workshop.id}/tables/${id}/decisions/${work.passages[passage]?.id ?? ""}`;
  return server.ask(who, "PUT", path, { decided });
}

/** A workshop whose first step is what a table works on: helpers of slips look at the first. */
export function atTable(of: WorkshopView, { work }: Pick<TableView, "work">): WorkshopView {
  return { ...of, steps: [work] };
}
