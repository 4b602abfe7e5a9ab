import { BallotId } from "../../../schema/domain/ids.ts";
import { TableBallotEnd, TableBallotOpen } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import { ballotTurns, endBallot, mustFindBallot } from "../../workshops/cast-vote.ts";
import { createRoutes, mustBeAllowed, pathId, readBody, type RequestContext } from "../route.ts";
import { openBallot, told } from "./ballots.ts";
import { mustRun, type RunTable } from "./tables.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "secretVotes" | "store">;

/** Votes of those who sit at a table, which its chair opens and closes; they are told to nobody else before the plenary. */
export function tableBallotRoutes(deps: Needs) {
  return createRoutes()
    .post("/:id/tables/:table/ballots", (c) => open(c, deps))
    .put("/:id/tables/:table/ballots/:ballot/state", (c) =>
      ballotTurns.run(pathId(c, "ballot", BallotId), () => end(c, deps)),
    );
}

async function open(c: RequestContext, deps: Needs): Promise<Response> {
  const seen = await mustRunSeated(c, deps);
  const { question } = await readBody(c, TableBallotOpen);
  const { id, step } = seen.table;
  return openBallot(c, deps, seen, { question, step, planned: false, table: id, term: null });
}

async function end(c: RequestContext, deps: Needs): Promise<Response> {
  const { by, workshop, table, subject } = await mustRunSeated(c, deps);
  const { to } = await readBody(c, TableBallotEnd);
  const ballot = await mustFindBallot(deps, workshop.id, pathId(c, "ballot", BallotId));
  if (ballot.table !== table.id) throw new Refusal("not-found");
  await endBallot(deps, workshop, subject.workshop, { ballot, to });
  return told(c, deps, by, workshop, ballot.id, to);
}

/** Who has the floor runs a table that they do not sit at, and is told of no vote there. */
async function mustRunSeated(c: RequestContext, deps: Needs): Promise<RunTable> {
  const seen = await mustRun(c, deps);
  mustBeAllowed(c, "table.work", seen.subject);
  return seen;
}
