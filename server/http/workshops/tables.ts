import { can } from "../../../schema/domain/can.ts";
import { newId, PassageId, type SeatId, StepId, TableId } from "../../../schema/domain/ids.ts";
import { type TableSubject, tablesOf, type WorkshopTable } from "../../../schema/domain/workshop/tables.ts";
import type { WorkshopSubject } from "../../../schema/domain/workshop/floor.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import { TableDecide, TableMinutes, TablePhase, TablesChange } from "../../../schema/protocol/http/workshops/tables.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { type SignedIn, toActor } from "../../rooms/room-access.ts";
import type { SetTable } from "../../store/workshops/table-store.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { runningStep } from "../../workshops/running-step.ts";
import { editionNow, moreMinutes, mustBeReady, recheckPassages, turnOf } from "../../workshops/turn-step.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { moving, told } from "./moved.ts";
import { mustHaveFloor, mustLead } from "./must-lead.ts";
import { mustSeeStep, mustSeeWorkshop, tableSubject } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "pointers" | "realtime" | "screens" | "silences" | "store">;

/** Tables of a step: who sits where, how each goes through phases of its own, and what it decides on its passages. */
export function tableRoutes(deps: Needs) {
  return createRoutes()
    .put("/:id/steps/:step/tables", (c) => set(c, deps))
    .put("/:id/tables/:table/phase", (c) => turn(c, deps))
    .post("/:id/tables/:table/minutes", (c) => addMinutes(c, deps))
    .put("/:id/tables/:table/decisions/:passage", (c) => decide(c, deps));
}

async function set(c: RequestContext, deps: Needs): Promise<Response> {
  const { step, table, subject } = await mustSeeStep(c, deps);
  const { workshop } = await mustLead(c, deps);
  const by = mustBeAllowed(c, "workshop.set-tables", subject);
  const { term, course, tables } = await readBody(c, TablesChange);
  mustHaveFloor(workshop, term);
  if (table || !isAtTables(workshop, step.id)) throw new Refusal("workshop-moved");
  mustNotBeErased(
    deps,
    null,
    tables.flatMap(({ name, question = "" }) => [name, question]),
  );
  await mustSeat(deps, workshop, subject, tables);
  const questions = new Map(workshop.tables.map(({ id, question }) => [id, question]));
  const set = tables.map((each) => ({
    ...each,
    question: each.question ?? questions.get(each.id) ?? "",
    work: newId(StepId),
    passages: passagesOf(workshop, step, each),
  }));
  await moving(() => deps.store.tables.set(workshop.id, step.id, { course, term }, set));
  deps.pointers.forgetTables(workshop.id);
  return told(c, deps, by, "workshop.tables", { workshop: workshop.id, step: step.id });
}

/** Passages of the step under ids of the table's; where it has begun they stay. */
function passagesOf(
  workshop: WorkshopRow,
  step: Step,
  { id, passages }: TablesChange["tables"][number],
): SetTable["passages"] {
  const has = tablesOf(workshop, step.id).find((table) => table.id === id);
  const given = step.passages.filter((passage) => passages.includes(passage.id));
  if (given.length < new Set(passages).size) throw new Refusal("bad-request", { field: "passages" });
  if (has && has.work.beganAt !== null) return has.work.passages;
  return given.map(({ verdict, anchor }) => ({ id: newId(PassageId), verdict, anchor }));
}

/** Refuses a seat that is none, or at two tables, and a chair who may lead none or sits elsewhere. */
async function mustSeat(
  { store }: Needs,
  workshop: WorkshopRow,
  subject: WorkshopSubject,
  tables: TablesChange["tables"],
): Promise<void> {
  const seats = await store.workshops.seats(workshop.id);
  const placed = tables.flatMap(({ seats: ids }) => ids);
  const known = new Set<SeatId>(seats.map(({ id }) => id));
  if (new Set(placed).size < placed.length || placed.some((id) => !known.has(id)))
    throw new Refusal("bad-request", { field: "seats" });
  if (new Set(tables.map(({ id }) => id)).size < tables.length) throw new Refusal("bad-request", { field: "tables" });
  for (const { chair, seats: ids } of tables) {
    const seat = seats.find(({ id }) => id === chair);
    const member = seat && (await store.people.member(seat.member));
    if (!ids.includes(chair) || member?.removedAt !== null || !can(toActor(member), "workshop.hold", subject))
      throw new Refusal("bad-request", { field: "chair" });
  }
}

async function turn(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, table } = await mustRun(c, deps);
  const { from, to } = await readBody(c, TablePhase);
  const { work } = table;
  const now = deps.clock();
  const make = (row: WorkshopRow): ReturnType<typeof turnOf> => {
    const goes = workOf(row, table.id);
    if (goes.phase !== from) throw new Refusal("workshop-moved");
    return to === "ended" ? ended(goes, now) : turnOf(goes, to, undefined, now);
  };
  // No edition is made by what does not follow.
  make(workshop);
  if (to !== "ended") await mustBeReady(deps, work, to);
  const edition = to === "silence" ? { edition: await editionNow(deps) } : {};
  const gone = await moving(() =>
    deps.store.workshops.turnWork(workshop.id, (row) => {
      const { turned, reveal } = make(row);
      return { steps: [{ ...turned, ...edition }], ...reveal };
    }),
  );
  for (const room of gone) deps.realtime.retire(room);
  if (to === "silence") deps.pointers.forgetTable(table.id);
  await recheckPassages(deps, work);
  return told(c, deps, by, "workshop.phase", { workshop: workshop.id, step: work.id, phase: to });
}

function ended({ id, beganAt, endedAt }: Step, now: Date): ReturnType<typeof turnOf> {
  if (beganAt === null || endedAt !== null) throw new Refusal("workshop-moved");
  return { turned: { id, endsAt: null, endedAt: now.toISOString() }, reveal: {} };
}

async function addMinutes(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, table } = await mustRun(c, deps);
  const { minutes } = await readBody(c, TableMinutes);
  const { id, phase } = table.work;
  const now = deps.clock();
  await moving(() =>
    deps.store.workshops.turnWork(workshop.id, (row) => {
      const { endsAt } = workOf(row, table.id);
      if (endsAt === null) throw new Refusal("workshop-moved");
      return { steps: [{ id, endsAt: moreMinutes(endsAt, minutes, now) }] };
    }),
  );
  return told(c, deps, by, "workshop.phase", { workshop: workshop.id, step: id, phase: phase ?? "on" });
}

/** What a table decides: in the categories of its edition, on a passage whose slips it has seen. */
async function decide(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, table, subject } = await mustRun(c, deps);
  // Who has the floor runs a table that they do not sit at, and decides nothing there unseen.
  mustBeAllowed(c, "table.work", subject);
  const passage = pathId(c, "passage", PassageId);
  const { decided } = await readBody(c, TableDecide);
  const of = table.work.passages.find(({ id }) => id === passage);
  if (!of) throw new Refusal("not-found");
  const codes = table.work.edition === null ? null : await deps.store.slips.edition(table.work.edition);
  if (!codes || !["revealed", "talk", "decide"].includes(table.work.phase ?? "")) throw new Refusal("workshop-moved");
  if (decided === null) await moving(() => deps.store.tables.undecide(workshop.id, passage));
  else {
    mustNotBeErased(deps, of.verdict, [decided.words]);
    const able = codes.content.categories.filter(({ onlyChildren }) => !onlyChildren).map(({ id }) => id);
    if (decided.categories.some((id) => !able.includes(id))) throw new Refusal("bad-request", { field: "categories" });
    const at = deps.clock().toISOString();
    const decision = { ...decided, passage, edition: codes.number, by: by.member.id, at };
    await moving(() => deps.store.tables.decide(workshop.id, decision));
  }
  return told(c, deps, by, "workshop.table-decide", { workshop: workshop.id, step: table.work.id });
}

/** A table as who runs it finds it. */
export interface RunTable {
  by: SignedIn;
  workshop: WorkshopRow;
  table: WorkshopTable;
  subject: TableSubject;
}

/** The table that the path names, for who runs it while tables work. */
export async function mustRun(c: RequestContext, deps: Pick<Needs, "clock" | "realtime" | "store">): Promise<RunTable> {
  const seen = await mustSeeWorkshop(c, deps);
  const { workshop } = seen;
  const id = pathId(c, "table", TableId);
  const table = workshop.tables.find((each) => each.id === id);
  if (!table) throw new Refusal("not-found");
  const subject = await tableSubject(deps, seen, table);
  const by = mustBeAllowed(c, "table.lead", subject);
  workOf(workshop, table.id);
  return { by, workshop, table, subject };
}

/** What a table works on; refuses where tables do not work, or no longer. */
function workOf(workshop: WorkshopRow, id: TableId): Step {
  const table = workshop.tables.find((each) => each.id === id);
  if (!table || workshop.state !== "open" || !isAtTables(workshop, table.step)) throw new Refusal("workshop-moved");
  return table.work;
}

function isAtTables(workshop: WorkshopRow, step: StepId): boolean {
  const running = runningStep(workshop);
  return running?.id === step && running.phase === "tables";
}
