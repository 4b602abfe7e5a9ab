import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import { newId, UnitId } from "../../../schema/domain/ids.ts";
import type { Unit, UnitKind } from "../../../schema/domain/unit.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { UNITS } from "../../../schema/protocol/http/rounds.ts";
import { UnitMerge, UnitProposal } from "../../../schema/protocol/http/units.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { Proposal } from "../../store/name-store.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { StoreError } from "../../store/store-error.ts";
import { visibleUnits } from "../../access/visible-units.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, pathId, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { freeLabel } from "./units.ts";
import { verdictAccess } from "../../access/verdict-access.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** Units that coders propose in a blind round: each its coder's own until the reveal, then for who runs rounds to decide on. */
export function proposedUnitRoutes(deps: Needs) {
  return createRoutes()
    .post("/:id/units/proposals", (c) => propose(c, deps))
    .post("/:id/units/:unit/accept", (c) => accept(c, deps))
    .post("/:id/units/:unit/merge", (c) => merge(c, deps))
    .delete("/:id/units/:unit/proposal", (c) => turnDown(c, deps));
}

async function propose(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, clock, realtime } = deps;
  const { verdict, signedIn } = await mustSeeVerdict(c, deps);
  const { part, round } = await verdictAccess(store, signedIn.actor, verdict);
  const by = mustBeAllowed(c, "unit.propose", { verdict, actorPart: part });
  const { kind, again } = await readBody(c, UnitProposal);
  if (again) await mustBeCalledOff(deps, verdict, by, kind, again);
  const own = (await store.names.proposals(verdict.id)).filter(({ unit }) => unit.proposedBy === by.member.id);
  const label = await freeLabel(
    store,
    verdict.id,
    kind,
    own.map(({ unit }) => unit),
  );
  const createdAt = clock().toISOString();
  const unit = {
    id: again ?? newId(UnitId),
    verdict: verdict.id,
    kind,
    label,
    createdAt,
    proposedBy: by.member.id,
  };
  await store.names.propose({ unit, round: round.id });
  if (again) await store.rounds.dropCalledOff(verdict.id, by.member.id, again);
  await audit(deps, by, "unit.propose", { verdict: verdict.id, unit: unit.id, kind });
  realtime.publish({ type: "progress", verdict: verdict.id, member: by.member.id });
  return c.json<Unit>(unit, 201);
}

async function accept(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, by, proposal } = await mustDecide(c, deps);
  const { id, kind } = proposal.unit;
  const unit = await inUse(async () => store.names.accept(id, await freeLabel(store, verdict.id, kind)));
  await decided(deps, by, verdict, "unit.accept", { unit: id, kind });
  return c.json<Unit>(unit);
}

async function merge(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { verdict, by, proposal } = await mustDecide(c, deps);
  const { into } = await readBody(c, UnitMerge);
  const { id } = proposal.unit;
  await inUse(() => store.names.merge(id, into));
  await decided(deps, by, verdict, "unit.merge", { unit: id, into });
  return c.body(null, 204);
}

async function turnDown(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, realtime } = deps;
  const { verdict } = await mustSeeVerdict(c, deps);
  const signedIn = mustBeAllowed(c, "comparison.read", verdict);
  const { part } = await verdictAccess(store, signedIn.actor, verdict);
  const proposal = await findVisible(c, deps, signedIn, verdict);
  if (!proposal) throw new Refusal("not-found");
  // Its proposer takes it back while coding; later it is for who runs rounds.
  const isOwn = proposal.unit.proposedBy === signedIn.member.id && part === "codes";
  if (!isOwn) await mustDecide(c, deps);
  const { id } = proposal.unit;
  await inUse(() => store.names.turnDown(id));
  const subject = { verdict: verdict.id, unit: id };
  await audit(deps, signedIn, "unit.turn-down", subject);
  if (isOwn) realtime.publish({ type: "progress", verdict: verdict.id, member: signedIn.member.id });
  else realtime.publish({ type: "verdict", verdict: verdict.id });
  return c.body(null, 204);
}

/** Refuses with not-found what is no unit that the asker proposed in a round that was called off. */
async function mustBeCalledOff(
  { store }: Pick<Deps, "store">,
  { id: verdict }: Verdict,
  { member }: SignedIn,
  kind: UnitKind,
  unit: UnitId,
): Promise<void> {
  const drafts = await store.rounds.calledOff(verdict, member.id);
  const entry = drafts.find(({ id }) => id === unit)?.entries.find(({ root }) => root === UNITS);
  if (entry?.fields["kind"] !== kind) throw new Refusal("not-found");
}

/** A proposal that the asker may see, by the path; null = there is none. */
async function findVisible(
  c: RequestContext,
  { store }: Pick<Deps, "store">,
  { actor }: SignedIn,
  verdict: Verdict,
): Promise<Proposal | null> {
  const id = pathId(c, "unit", UnitId);
  const isVisible = (await visibleUnits(store, actor, verdict)).some((unit) => unit.id === id);
  const proposals = isVisible ? await store.names.proposals(verdict.id) : [];
  return proposals.find(({ unit }) => unit.id === id) ?? null;
}

async function mustDecide(
  c: RequestContext,
  deps: Pick<Deps, "store">,
): Promise<{ verdict: Verdict; by: SignedIn; proposal: Proposal }> {
  const { verdict, signedIn } = await mustSeeVerdict(c, deps);
  const { part } = await verdictAccess(deps.store, signedIn.actor, verdict);
  const runners = await readRoundRunners(deps.store);
  const by = mustBeAllowed(c, "round.reveal", { verdict, runners, actorPart: part });
  const proposal = await findVisible(c, deps, by, verdict);
  const round = (await deps.store.verdicts.rounds(verdict.id)).find(({ id }) => id === proposal?.round);
  // Set before the reveal, it would tell the others what one of them found.
  if (!proposal || round?.mode === "blind") throw new Refusal("not-found");
  return { verdict, by, proposal };
}

async function decided(
  deps: Needs,
  by: SignedIn,
  { id: verdict }: Verdict,
  action: AuditAction,
  subject: Record<string, string>,
): Promise<void> {
  await audit(deps, by, action, { verdict, ...subject });
  deps.realtime.publish({ type: "verdict", verdict });
}

async function inUse<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("unit-in-use") : error;
  }
}
