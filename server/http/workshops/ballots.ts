import { BallotId, newId, type StepId } from "../../../schema/domain/ids.ts";
import { SECRET_FROM, tallyOf } from "../../../schema/domain/workshop/tally.ts";
import {
  BallotEnd,
  BallotOpen,
  VoteCast,
  type BallotList,
  type BallotView,
} from "../../../schema/protocol/http/workshops/ballots.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { readCounted, readVoters, viewBallot } from "../../workshops/ballot-votes.ts";
import { ballotTurns, castVote, mustFindBallot, tellBallot } from "../../workshops/cast-vote.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { mustHaveFloor, mustLead } from "./must-lead.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "secretVotes" | "store">;

/** Votes of a workshop: hidden from all until they are closed. */
export function ballotRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/ballots", (c) => list(c, deps))
    .post("/:id/ballots", (c) => open(c, deps))
    .put("/:id/ballots/:ballot/vote", (c) => ballotTurns.run(pathId(c, "ballot", BallotId), () => vote(c, deps)))
    .put("/:id/ballots/:ballot/state", (c) => ballotTurns.run(pathId(c, "ballot", BallotId), () => end(c, deps)));
}

async function list(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, subject } = await mustSeeWorkshop(c, deps);
  const voters = await readVoters(deps, workshop, subject);
  const ballots = await deps.store.ballots.of(workshop.id);
  const views = ballots.map((ballot) => viewBallot(deps, by.actor, ballot, voters));
  return c.json<BallotList>({ ballots: await Promise.all(views) });
}

async function open(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustLead(c, deps);
  const { term, step, question } = await readBody(c, BallotOpen);
  mustHaveFloor(workshop, term);
  mustHaveBegun(workshop, step);
  const { words, choices, wording } = question;
  mustNotBeErased(deps, null, [words, ...choices, ...(wording ? [wording.before, wording.after] : [])]);
  const [id, at] = [newId(BallotId), deps.clock().toISOString()];
  const ballot = { ...question, id, workshop: workshop.id, step, openedBy: by.member.id, at, term };
  await deps.store.ballots.open(ballot).catch(async (error: unknown) => {
    if (!(error instanceof StoreError && error.code === "conflict")) throw error;
    const isOther = (await deps.store.ballots.of(workshop.id)).some(({ state }) => state === "open");
    throw new Refusal(isOther ? "ballot-open" : "floor-moved");
  });
  return told(c, deps, by, workshop, id, "open");
}

async function vote(c: RequestContext, deps: Needs): Promise<Response> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  const by = mustBeAllowed(c, "workshop.vote", subject);
  const { vote: said } = await readBody(c, VoteCast);
  const ballot = pathId(c, "ballot", BallotId);
  await castVote(deps, by, workshop, subject, { ballot, vote: said });
  return told(c, deps, by, workshop, ballot);
}

async function end(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, subject } = await mustLead(c, deps);
  const { term, to } = await readBody(c, BallotEnd);
  mustHaveFloor(workshop, term);
  const ballot = await mustFindBallot(deps, workshop.id, pathId(c, "ballot", BallotId));
  if (ballot.state !== "open") throw new Refusal("ballot-closed");
  const votes = await readCounted(deps, ballot, await readVoters(deps, workshop, subject));
  const counting = votes.filter(({ as }) => as === "members").length;
  if (to === "closed" && ballot.secret && counting < SECRET_FROM) throw new Refusal("ballot-few");
  const tally = to === "closed" ? tallyOf(ballot, votes) : null;
  await deps.store.ballots.end(ballot.id, tally, deps.clock().toISOString());
  deps.secretVotes.forget(ballot.id);
  return told(c, deps, by, workshop, ballot.id, to);
}

/** Refuses a step that the workshop has not, or that has not begun. */
export function mustHaveBegun({ steps }: WorkshopRow, step: StepId | null): void {
  if (step !== null && !steps.some(({ id, beganAt }) => id === step && beganAt !== null))
    throw new Refusal("bad-request", { field: "step" });
}

/** Tells everybody how a ballot stands, and the asker. That it was opened or ended is noted, never who voted. */
async function told(
  c: RequestContext,
  deps: Needs,
  by: SignedIn,
  { id: workshop }: WorkshopRow,
  id: BallotId,
  noted?: "closed" | "dropped" | "open",
): Promise<Response> {
  if (noted) await audit(deps, by, "workshop.ballot", { workshop, ballot: id, state: noted });
  return c.json<BallotView>(await tellBallot(deps, by, workshop, id));
}
