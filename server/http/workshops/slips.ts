import { z } from "zod";
import { can } from "../../../schema/domain/can.ts";
import { newId, RoomId, SlipId } from "../../../schema/domain/ids.ts";
import { stepIn } from "../../../schema/domain/workshop/tables.ts";
import {
  HandInSlip,
  ShowSlip,
  type OwnSlip,
  type StepEdition,
  type StepSlips,
} from "../../../schema/protocol/http/workshops/slips.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { SlipRow } from "../../store/workshops/slip-store.ts";
import { namesGone } from "../../methodology/names-gone.ts";
import { readPaper } from "../../workshops/paper/read-paper.ts";
import { readKeys } from "../../workshops/key-distance.ts";
import { readReveals, readPassages } from "../../workshops/read-reveals.ts";
import { slipRight } from "../../../schema/rooms/room-right.ts";
import { newlyNamed, slipsIn, slipSubject, visibleSlips } from "../../access/visible-slips.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { moved, moving } from "./moved.ts";
import { mustFollowStep, tableSubject, type SeenStep } from "./workshop-view.ts";

const Pass = z.coerce.number().pipe(z.int().positive());

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "silences" | "store">;

/** Slips of a step: opened, handed in, shown by their authors; and what they say once they are revealed. */
export function slipRoutes(deps: Needs) {
  return createRoutes()
    .post("/:id/steps/:step/slip", (c) => open(c, deps))
    .get("/:id/steps/:step/slip/:pass", (c) => ownOf(c, deps))
    .put("/:id/steps/:step/slip/handed-in", (c) => handIn(c, deps))
    .put("/:id/steps/:step/slip/shown", (c) => show(c, deps))
    .get("/:id/steps/:step/slips", (c) => view(c, deps))
    .get("/:id/steps/:step/edition", (c) => edition(c, deps));
}

async function open(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, clock } = deps;
  const { by, step, seat } = await mustSit(c, deps);
  const ids = [...new Set(step.passages.map(({ verdict }) => verdict))];
  const rooms = [];
  for (const id of ids) {
    const verdict = await store.verdicts.get(id);
    if (verdict && can(by.actor, "workshop.code", verdict)) rooms.push({ room: newId(RoomId), verdict: id });
  }
  if (rooms.length === 0) throw new Refusal("not-allowed");
  const slip = { id: newId(SlipId), step: step.id, pass: step.pass, seat: seat.id, at: clock().toISOString(), rooms };
  return c.json(await viewOwn(deps, by, await moving(() => store.slips.open(slip))));
}

/** Of an earlier silence too, and after the workshop: what is unsent on a device is compared with it. */
async function ownOf(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, step } = await mustFollowStep(c, deps);
  return c.json(await viewOwn(deps, by, await mustOwn(deps, by, step, pathId(c, "pass", Pass))));
}

/** What was sent before counts: its room is looked at first. */
async function handIn(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, clock, realtime } = deps;
  const { by, workshop, step } = await mustSit(c, deps);
  const { pass, handedIn } = await readBody(c, HandInSlip);
  const slip = await mustOwn(deps, by, step, pass);
  if (handedIn) for (const { room } of slip.rooms) await realtime.look(room, () => null);
  await moving(() => store.slips.handIn(slip.id, handedIn ? clock().toISOString() : null));
  await realtime.recheckMember(by.member.id);
  await moved(deps, workshop.id);
  return c.json(await viewOwn(deps, by, slip));
}

async function show(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, step } = await mustSit(c, deps);
  const { pass, shown } = await readBody(c, ShowSlip);
  const slip = await mustOwn(deps, by, step, pass);
  // A key is nobody's opinion to show.
  if (slip.isKey) throw new Refusal("not-allowed");
  const members = await deps.store.people.members();
  const guests = new Set(members.flatMap(({ id, guest }) => (guest === null ? [] : [id])));
  const isOfGroup = ({ member }: SlipRow): boolean => guests.has(member) === guests.has(slip.member);
  const names = (all: readonly SlipRow[]): SlipRow[] => newlyNamed(all, slip, isOfGroup);
  await moving(() => deps.store.slips.show(slip.id, { shown, at: deps.clock().toISOString(), names }));
  await moved(deps, workshop.id);
  return c.json(await viewOwn(deps, by, slip));
}

async function view(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const seen = await mustFollowStep(c, deps);
  const { by, workshop, subject, step, table } = seen;
  const [seats, slips, all] = await Promise.all([
    store.workshops.seats(workshop.id),
    visibleSlips(store, by.actor, step),
    store.slips.ofStep(step.id),
  ]);
  const passages = await readPassages(store, by.actor, step);
  const seesWhose = table
    ? can(by.actor, "table.lead", await tableSubject(deps, seen, table))
    : can(by.actor, "workshop.lead", subject) || can(by.actor, "workshop.plan", subject);
  const own = all.find(({ member, pass }) => member === by.member.id && pass === step.pass);
  return c.json<StepSlips>({
    step: step.id,
    pass: step.pass,
    handedIn: slips.handedIn,
    seats: (table ?? { seats }).seats.length,
    ...(seesWhose ? { whose: slipsIn(all, step).map(({ seat }) => seat) } : {}),
    own: own ? await viewOwn(deps, by, own) : null,
    passages: passages.map(({ id, verdict, revision, ranges }) => ({ id, verdict, revision, ranges })),
    // Who shows theirs is for members; guests are told of no person.
    key: by.actor.guest ? [] : await store.slips.keySetters(step.id),
    keys: await readKeys(store, passages, slips),
    reveals: (await readReveals(store, passages, slips)).map((reveal) =>
      by.actor.guest ? { ...reveal, shown: [] } : reveal,
    ),
    paper: await readPaper(store, workshop, step, passages),
  });
}

async function edition(c: RequestContext, { store, ...deps }: Needs): Promise<Response> {
  const { by, step } = await mustFollowStep(c, { store, ...deps });
  const codes = step.edition === null ? null : await store.slips.edition(step.edition);
  if (!codes) throw new Refusal("not-found");
  const categories: StepEdition["categories"] = [];
  for (const category of codes.content.categories) {
    const of = category.exampleFrom && (await store.verdicts.get(category.exampleFrom.verdict));
    // Words of an example that nobody says the verdict of are read by members, who read the methodology.
    const isGuest = by.actor.guest !== null;
    const isOpen = category.exampleFrom === null ? !isGuest : of && can(by.actor, "verdict.read", of);
    // Nor does anybody say whose words a category is mistaken for.
    const told = isGuest ? { ...category, nearMiss: {} } : category;
    categories.push(isOpen ? told : { ...told, example: {}, exampleFrom: null });
  }
  const [gone, inForce] = await Promise.all([namesGone(store, categories), store.methodologies.current()]);
  const tags = new Set(inForce?.content.categories.flatMap(({ id, onlyChildren }) => (onlyChildren ? [] : [id])));
  const notInForce = [...categories, ...gone].flatMap(({ id }) => (tags.has(id) ? [] : [id]));
  return c.json<StepEdition>({ number: codes.number, categories, gone, notInForce });
}

/** The asker's slip of a pass; refuses with not-found. */
async function mustOwn(
  { store }: Needs,
  { member }: SignedIn,
  { id }: SeenStep["step"],
  pass: number,
): Promise<SlipRow> {
  const own = (await store.slips.ofStep(id)).find((slip) => slip.member === member.id && slip.pass === pass);
  if (!own) throw new Refusal("not-found");
  return own;
}

async function viewOwn({ store }: Needs, { actor }: SignedIn, { id: slip }: Pick<SlipRow, "id">): Promise<OwnSlip> {
  const row = await store.slips.get(slip);
  if (!row) throw new Refusal("not-found");
  const { id, step, pass, handedInAt, frozenAt, shown, isNamed, workshop } = row;
  const of = await store.workshops.get(workshop);
  const edition = of && stepIn(of, step)?.edition;
  if (!edition) throw new Refusal("not-found");
  const rooms: OwnSlip["rooms"] = [];
  for (const { room, verdict: of } of row.rooms) {
    const verdict = await store.verdicts.get(of);
    const subject = verdict && (await slipSubject(store, id, verdict));
    const right = subject && slipRight(actor, subject);
    if (right) rooms.push({ verdict: of, room, right });
  }
  const tags = frozenAt === null ? [] : await store.slips.tags([id]);
  const marks = tags.map((tag) => ({ id: tag.id, verdict: tag.verdict, category: tag.category, anchor: tag.anchor }));
  return { id, step, pass, edition, rooms, handedInAt, frozenAt, shown, isNamed, marks };
}

/** The step, and the asker's seat in its workshop. */
async function mustSit(c: RequestContext, deps: Needs): Promise<SeenStep & { seat: { id: SlipRow["seat"] } }> {
  const seen = await mustFollowStep(c, deps);
  mustBeAllowed(c, "workshop.take-part", seen.subject);
  const seats = await deps.store.workshops.seats(seen.workshop.id);
  const seat = seats.find(({ member }) => member === seen.by.member.id);
  if (!seat) throw new Refusal("not-found");
  return { ...seen, seat };
}
