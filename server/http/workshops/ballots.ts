import type { z } from "zod";
import { BallotId, newId, type StepId, type TableId } from "../../../schema/domain/ids.ts";
import type { Ballot, BallotQuestion } from "../../../schema/domain/workshop/ballot.ts";
import {
  BallotEnd,
  BallotOpen,
  VoteCast,
  type BallotList,
  type BallotView,
} from "../../../schema/protocol/http/workshops/ballots.ts";
import { seesBallot } from "../../access/visible-tables.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { readVoters, viewBallot } from "../../workshops/ballot-votes.ts";
import { ballotTurns, castVote, endBallot, mustFindBallot, tellBallot } from "../../workshops/cast-vote.ts";
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
  const seats = await deps.store.workshops.seats(workshop.id);
  const seat = seats.find(({ member }) => member === by.member.id) ?? null;
  const ballots = (await deps.store.ballots.of(workshop.id)).filter((each) => seesBallot(workshop, seat, each));
  const view = async (ballot: Ballot): Promise<BallotView> =>
    viewBallot(deps, by.actor, ballot, await readVoters(deps, workshop, subject, ballot));
  return c.json<BallotList>({ ballots: await Promise.all(ballots.map(view)) });
}

async function open(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop } = await mustLead(c, deps);
  const { term, step, planned, question } = await readBody(c, BallotOpen);
  mustHaveFloor(workshop, term);
  mustHaveBegun(workshop, step);
  return openBallot(c, deps, { by, workshop }, { question, step, planned, term, table: null });
}

/** Opens a vote of all, or of a table; refuses while another of them is open. */
export async function openBallot(
  c: RequestContext,
  deps: Needs,
  { by, workshop }: { by: SignedIn; workshop: WorkshopRow },
  {
    question,
    ...at
  }: {
    question: z.output<typeof BallotQuestion>;
    step: StepId | null;
    planned: boolean;
    table: TableId | null;
    term: number | null;
  },
): Promise<Response> {
  const { words, choices, wording } = question;
  mustNotBeErased(deps, null, [words, ...choices, ...(wording ? [wording.before, wording.after] : [])]);
  const id = newId(BallotId);
  const of = { id, workshop: workshop.id, openedBy: by.member.id, at: deps.clock().toISOString() };
  const ballot = { ...question, ...at, ...of };
  await deps.store.ballots.open(ballot).catch(async (error: unknown) => {
    if (!(error instanceof StoreError && error.code === "conflict")) throw error;
    const isOther = (await deps.store.ballots.of(workshop.id)).some(
      ({ state, table }) => state === "open" && table === at.table,
    );
    throw new Refusal(isOther ? "ballot-open" : at.table === null ? "floor-moved" : "workshop-moved");
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
  // A table's is ended at its table.
  if (ballot.table !== null) throw new Refusal("not-found");
  await endBallot(deps, workshop, subject, { ballot, to });
  return told(c, deps, by, workshop, ballot.id, to);
}

/** Whether a vote of all is closed: what a table voted on decides nothing for all. */
export async function isClosedForAll(
  { store }: Pick<Deps, "store">,
  { id }: Pick<WorkshopRow, "id">,
  ballot: BallotId,
): Promise<boolean> {
  return (await store.ballots.of(id)).some(
    (each) => each.id === ballot && each.state === "closed" && each.table === null,
  );
}

/** Refuses a step that the workshop has not, or that has not begun. */
export function mustHaveBegun({ steps }: WorkshopRow, step: StepId | null): void {
  if (step !== null && !steps.some(({ id, beganAt }) => id === step && beganAt !== null))
    throw new Refusal("bad-request", { field: "step" });
}

/** Tells who may know how a ballot stands, and the asker. That it was opened or ended is noted, never who voted. */
export async function told(
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
