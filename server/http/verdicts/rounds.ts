import { isDeepStrictEqual } from "node:util";
import { can } from "../../../schema/domain/can.ts";
import { LayerId, newId, RoomId, RoundId, type MemberId } from "../../../schema/domain/ids.ts";
import type { Assignment, Verdict } from "../../../schema/domain/verdict.ts";
import {
  CodersChange,
  Reveal,
  RoundBegin,
  SeenParagraphs,
  type CalledOff,
  Settle,
  type Settling,
  type Unsettling,
  Unsettle,
} from "../../../schema/protocol/http/rounds.ts";
import { openDisagreements } from "../../reconcile/open-disagreements.ts";
import { toActor, type SignedIn } from "../../rooms/room-access.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import type { CoderRow, NewCoder, NewLayer, RoundRow } from "../../store/round-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { Refusal } from "../../refusal.ts";
import {
  createRoutes,
  mustBeAllowed,
  mustBeSignedIn,
  mustSeeVerdict,
  pathId,
  readBody,
  type RequestContext,
} from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { readLayer } from "./frozen-layer.ts";
import { markSettled, maySettle, ruledOn, settlingOf, unsettlingOf } from "./settling.ts";
import { isPercentOn } from "../../access/coder-progress.ts";
import { mustNotBePractised } from "../../access/practised.ts";
import { verdictAccess } from "../../access/verdict-access.ts";
import { viewRounds } from "./round-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "exports" | "realtime" | "screens" | "store">;

/** Rounds of a verdict: beginning, coders, handing in, the reveal; and the layers that are frozen. */
export function roundRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/rounds", (c) => list(c, deps))
    .post("/:id/rounds", (c) => begin(c, deps))
    .put("/:id/rounds/:round/coders", (c) => changeCoders(c, deps))
    .post("/:id/rounds/:round/hand-in", (c) => handIn(c, deps))
    .delete("/:id/rounds/:round/hand-in", (c) => takeBack(c, deps))
    .post("/:id/rounds/:round/seen", (c) => see(c, deps))
    .post("/:id/rounds/:round/remind", (c) => remind(c, deps))
    .post("/:id/rounds/:round/reveal", (c) => reveal(c, deps))
    .delete("/:id/rounds/:round", (c) => callOff(c, deps))
    .get("/:id/called-off", (c) => listCalledOff(c, deps))
    .delete("/:id/called-off/:draft", (c) => dropCalledOff(c, deps, c.req.param("draft")))
    .get("/:id/rounds/:round/settling", (c) => viewChange(c, deps, "settle"))
    .get("/:id/rounds/:round/unsettling", (c) => viewChange(c, deps, "unsettle"))
    .delete("/:id/rounds/:round/adjudicated", (c) => unsettle(c, deps))
    .post("/:id/rounds/:round/adjudicated", (c) => settle(c, deps))
    .get("/:id/layers/:layer", (c) => readLayer(c, deps));
}

async function list(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { verdict } = await mustSeeVerdict(c, deps);
  const { actor } = mustBeAllowed(c, "network.read", null);
  return c.json(await viewRounds(deps, actor, verdict));
}

async function begin(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const runners = await readRoundRunners(store);
  const by = mustBeAllowed(c, "round.run", { verdict, runners });
  const { round, coders } = await readBody(c, RoundBegin);
  await mustNotBePractised(store, verdict.id);
  const named = await toCoders(deps, verdict, coders);
  const beginning = { verdict: verdict.id, round, next: newId(RoundId), coders: named, by: by.member.id };
  const before = (await store.rounds.of(verdict.id)).at(-1);
  await turning(() => store.rounds.begin({ ...beginning, at: now(deps) }));
  const { id, number } = (await store.rounds.of(verdict.id)).at(-1) ?? { id: round, number: 0 };
  const subject = { verdict: verdict.id, round: id };
  const left = before?.mode === "revealed" ? await store.disagreements.open(before.id) : 0;
  await audit(deps, by, "round.begin", { ...subject, mode: "blind", number, ...(left > 0 ? { left } : {}) });
  for (const { member } of named) await audit(deps, by, "round.assign", { ...subject, member });
  await turned(deps, verdict);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

async function changeCoders(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round } = await mustSeeRound(c, deps);
  const runners = await readRoundRunners(store);
  const by = mustBeAllowed(c, "round.run", { verdict, runners });
  const { coders } = await readBody(c, CodersChange);
  // Who has begun stays: whoever codes too, and tried to take others out, would learn who has.
  const isOut = round.coders.some(
    ({ member }) => member !== by.member.id && !coders.some((coder) => coder.member === member),
  );
  const { part } = await verdictAccess(store, by.actor, verdict);
  if (isOut) mustBeAllowed(c, "round.reveal", { verdict, runners, actorPart: part });
  const isKnown = ({ member }: Assignment): boolean => round.coders.some((coder) => coder.member === member);
  // Who codes already stays, whatever they have become since.
  const known = coders.filter(isKnown).map((coder) => ({ ...coder, ...newLayer() }));
  const added = await toCoders(
    deps,
    verdict,
    coders.filter((coder) => !isKnown(coder)),
    round.coders,
  );
  const gone = await turning(() => store.rounds.setCoders(round.id, [...known, ...added], by.member.id, now(deps)));
  for (const { member } of added)
    await audit(deps, by, "round.assign", { verdict: verdict.id, round: round.id, member });
  const left = new Set((await mustFind(deps, verdict, round.id)).coders.map(({ member }) => member));
  for (const { member } of round.coders)
    if (!left.has(member)) await audit(deps, by, "round.unassign", { verdict: verdict.id, round: round.id, member });
  await turned(deps, verdict, gone);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

async function handIn(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round, by, coder } = await mustCode(c, deps);
  await arrived(deps, verdict, coder);
  await turning(() => store.rounds.handIn(round.id, coder.member, now(deps)));
  await audit(deps, by, "round.hand-in", { verdict: verdict.id, round: round.id });
  await progressed(deps, verdict, coder.member);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

async function takeBack(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round, by, coder } = await mustCode(c, deps);
  await turning(() => store.rounds.takeBack(round.id, coder.member));
  await audit(deps, by, "round.take-back", { verdict: verdict.id, round: round.id });
  await progressed(deps, verdict, coder.member);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

/** No entry of the audit log: how far somebody reads is their own, but for the count that who runs rounds is told until the reveal. */
async function see(c: RequestContext, deps: Pick<Deps, "realtime" | "store">): Promise<Response> {
  const { verdict, round, coder } = await mustCode(c, deps);
  const { paragraphs } = await readBody(c, SeenParagraphs);
  await turning(() => deps.store.rounds.see(round.id, coder.member, paragraphs));
  // What is told makes pages fetch, and everybody reads for hours.
  if (await isPercentOn(deps.store, verdict.id, coder))
    deps.realtime.publish({ type: "progress", verdict: verdict.id, member: coder.member }, "others-work");
  return c.body(null, 204);
}

/** The round of the address, for who may reveal it. */
async function mustReveal(c: RequestContext, deps: Needs) {
  const { verdict, round } = await mustSeeRound(c, deps);
  const runners = await readRoundRunners(deps.store);
  const { actor } = mustBeAllowed(c, "round.run", { verdict, runners });
  const { part } = await verdictAccess(deps.store, actor, verdict);
  return { verdict, round, by: mustBeAllowed(c, "round.reveal", { verdict, runners, actorPart: part }) };
}

async function remind(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round, by } = await mustReveal(c, deps);
  for (const member of await turning(() => store.rounds.remind(round.id, by.member.id, now(deps)))) {
    await audit(deps, by, "round.remind", { verdict: verdict.id, round: round.id, member });
    deps.realtime.publish({ type: "progress", verdict: verdict.id, member });
  }
  return c.json(await viewRounds(deps, by.actor, verdict));
}

async function reveal(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round, by } = await mustReveal(c, deps);
  const { without, coders: named } = await readBody(c, Reveal);
  await Promise.all(round.coders.map((coder) => arrived(deps, verdict, coder)));
  const at = now(deps);
  const gone = await turning(
    () => store.rounds.reveal(round.id, without, at, named),
    async () => {
      const now = await mustFind(deps, verdict, round.id);
      if (now.mode !== "blind") return "round-moved";
      const isNamed = ({ member, frozenAt }: CoderRow): boolean => frozenAt !== null || without.includes(member);
      return now.coders.every(isNamed) ? "round-changed" : "round-unfinished";
    },
  );
  const { length: coders } = (await mustFind(deps, verdict, round.id)).coders;
  await audit(deps, by, "round.reveal", {
    verdict: verdict.id,
    round: round.id,
    coders,
    without: without.length,
    unfinished: without.join(" "),
  });
  await openDisagreements(store, verdict.id, round.id, at);
  await turned(deps, verdict, gone);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

async function callOff(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round } = await mustSeeRound(c, deps);
  const runners = await readRoundRunners(store);
  const { actor } = mustBeAllowed(c, "round.run", { verdict, runners });
  const { part } = await verdictAccess(store, actor, verdict);
  const by = mustBeAllowed(c, "round.call-off", { verdict, runners, actorPart: part });
  await Promise.all(round.coders.map((coder) => arrived(deps, verdict, coder)));
  const gone = await turning(
    () => store.rounds.callOff(round.id, now(deps)),
    async () => ((await mustFind(deps, verdict, round.id)).mode === "blind" ? "round-handed-in" : "round-moved"),
  );
  // Their assignments are gone: that they are told of it rests on this entry.
  const coders = round.coders.map(({ member }) => member).join(" ");
  await audit(deps, by, "round.call-off", { verdict: verdict.id, round: round.id, number: round.number, coders });
  await turned(deps, verdict, gone);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

async function listCalledOff(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const { member } = mustBeAllowed(c, "network.read", null);
  return c.json<CalledOff[]>(await store.rounds.calledOff(verdict.id, member.id));
}

async function dropCalledOff(c: RequestContext, deps: Pick<Deps, "store">, draft: string): Promise<Response> {
  const { store } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const { member } = mustBeAllowed(c, "network.read", null);
  await store.rounds.dropCalledOff(verdict.id, member.id, draft);
  return c.body(null, 204);
}

/** What marking a round as settled would change, or taking that back. */
async function viewChange(c: RequestContext, deps: Needs, act: "settle" | "unsettle"): Promise<Response> {
  const { verdict, round } = await mustSeeRound(c, deps);
  const runners = await readRoundRunners(deps.store);
  const { actor } = mustBeAllowed(c, "round.settle", { verdict, runners, hasCoded: hasCoded(c, round) });
  if (act === "unsettle") return c.json<Unsettling>(await unsettlingOf(deps, actor, verdict, round));
  if (!maySettle(round)) throw new Refusal("round-moved");
  if (round.mode === "revealed") await openDisagreements(deps.store, verdict.id, round.id, now(deps));
  return c.json<Settling>(await settlingOf(deps, actor, verdict, round));
}

async function unsettle(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round } = await mustSeeRound(c, deps);
  const runners = await readRoundRunners(store);
  const by = mustBeAllowed(c, "round.settle", { verdict, runners, hasCoded: hasCoded(c, round) });
  const { reason } = await readBody(c, Unsettle);
  mustNotBeErased(deps, verdict.id, [reason]);
  await turning(() => store.rounds.unsettle(round.id, by.member.id, now(deps), reason));
  await audit(deps, by, "round.unsettled", { verdict: verdict.id, round: round.id });
  await turned(deps, verdict);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

async function settle(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, round } = await mustSeeRound(c, deps);
  const runners = await readRoundRunners(store);
  const by = mustBeAllowed(c, "round.settle", { verdict, runners, hasCoded: hasCoded(c, round) });
  if (!maySettle(round)) throw new Refusal("round-moved");
  const at = now(deps);
  // There already, unless a crash came between the reveal and them.
  if (round.mode === "revealed") await openDisagreements(store, verdict.id, round.id, at);
  const { rulings, open } = await ruledOn(store, round.id);
  if (open > 0) throw new Refusal("cases-open", { count: open });
  if ((await c.req.text()) !== "") {
    const told = await readBody(c, Settle);
    const { open: _, ...is } = await settlingOf(deps, by.actor, verdict, round);
    if (!isDeepStrictEqual({ ...is, ...told }, is)) throw new Refusal("round-changed");
  }
  await markSettled(store, round.id, at, rulings);
  await audit(deps, by, "round.adjudicated", { verdict: verdict.id, round: round.id });
  await turned(deps, verdict);
  return c.json(await viewRounds(deps, by.actor, verdict));
}

function now({ clock }: Pick<Deps, "clock">): string {
  return clock().toISOString();
}

function newLayer(): NewLayer {
  return { layer: newId(LayerId), room: newId(RoomId) };
}

/**
 * Refuses with bad-request where somebody is named twice or may not code the verdict, and where everybody who runs its rounds would
 * code it: nobody could reveal it or mark it as settled. `known`: who codes it already.
 */
async function toCoders(
  of: Pick<Deps, "store">,
  verdict: Verdict,
  coders: readonly Assignment[],
  known: readonly Assignment[] = [],
): Promise<NewCoder[]> {
  const members = new Map((await of.store.people.members()).map((member) => [member.id, member]));
  const isEach = new Set(coders.map(({ member }) => member)).size === coders.length;
  const areAllowed = coders.every(({ member: id }) => {
    const member = members.get(id);
    return member?.removedAt === null && can(toActor(member), "round.code", verdict);
  });
  if (!isEach || !areAllowed) throw new Refusal("bad-request", { field: "coders" });
  const runners = await readRoundRunners(of.store);
  const codes = new Set([...known, ...coders].map(({ member }) => member));
  const isLeft = [...members.values()].some(
    (member) =>
      member.removedAt === null && !codes.has(member.id) && can(toActor(member), "round.run", { verdict, runners }),
  );
  if (!isLeft && coders.length > 0) throw new Refusal("round-needs-facilitator");
  return coders.map((coder) => ({ ...coder, ...newLayer() }));
}

function hasCoded(c: RequestContext, { coders }: RoundRow): boolean {
  const { member } = mustBeSignedIn(c);
  return coders.some((coder) => coder.member === member.id);
}

/** Runs a turn of a round; refuses where the round has turned meanwhile. */
async function turning<T>(
  turn: () => Promise<T>,
  code: () => Promise<"round-moved" | "round-unfinished" | "round-changed" | "round-handed-in"> = () =>
    Promise.resolve("round-moved"),
): Promise<T> {
  try {
    return await turn();
  } catch (error) {
    if (error instanceof StoreError && error.code === "conflict") throw new Refusal(await code());
    throw error;
  }
}

/** The mode changed, or who codes: rights of everybody who is there, files that were made before, what pages show. */
async function turned(
  { realtime, exports }: Pick<Deps, "exports" | "realtime">,
  verdict: Verdict,
  gone: readonly RoomId[] = [],
): Promise<void> {
  // First what is blind goes from pages; to delete files may wait for the disk.
  for (const room of gone) realtime.retire(room);
  await realtime.recheckVerdict(verdict.id);
  realtime.publish({ type: "verdict", verdict: verdict.id });
  await exports.forget(verdict.id);
}

/** One coder did something that the other coders are not told of. */
async function progressed({ realtime }: Pick<Deps, "realtime">, verdict: Verdict, member: MemberId): Promise<void> {
  await realtime.recheckVerdict(verdict.id);
  realtime.publish({ type: "progress", verdict: verdict.id, member });
}

/** Resolves when all that came into a coder's room is on disk: it counts as handed in. */
async function arrived(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  verdict: Verdict,
  { layer }: CoderRow,
): Promise<void> {
  const room = (await store.verdicts.rooms(verdict.id)).find((each) => each.layer === layer);
  if (room) await realtime.look(room.id, () => null);
}

async function mustFind({ store }: Pick<Deps, "store">, verdict: Verdict, id: RoundId): Promise<RoundRow> {
  const round = (await store.rounds.of(verdict.id)).find((each) => each.id === id);
  if (!round) throw new Refusal("not-found");
  return round;
}

async function mustSeeRound(
  c: RequestContext,
  deps: Pick<Deps, "store">,
): Promise<{ verdict: Verdict; round: RoundRow }> {
  const { verdict } = await mustSeeVerdict(c, deps);
  mustBeAllowed(c, "network.read", null);
  return { verdict, round: await mustFind(deps, verdict, pathId(c, "round", RoundId)) };
}

async function mustCode(
  c: RequestContext,
  deps: Pick<Deps, "store">,
): Promise<{ verdict: Verdict; round: RoundRow; by: SignedIn; coder: CoderRow }> {
  const { verdict, round } = await mustSeeRound(c, deps);
  const by = mustBeAllowed(c, "verdict.read", verdict);
  const coder = round.coders.find(({ member }) => member === by.member.id);
  if (!coder) throw new Refusal("not-found");
  if (round.mode !== "blind") throw new Refusal("round-moved");
  return { verdict, round, by, coder };
}
