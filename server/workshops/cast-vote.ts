import type { WorkshopId } from "../../schema/domain/ids.ts";
import { takesVote, type Ballot, type Vote } from "../../schema/domain/workshop/ballot.ts";
import type { WorkshopSubject } from "../../schema/domain/workshop/floor.ts";
import type { BallotView } from "../../schema/protocol/http/workshops/ballots.ts";
import { KeyedTaskQueue } from "../../schema/task-queue.ts";
import type { Deps } from "../deps.ts";
import { Refusal } from "../refusal.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { readVoters, viewBallot } from "./ballot-votes.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "secretVotes" | "store">;

/** A vote comes before a ballot is counted or after, never meanwhile. */
export const ballotTurns = new KeyedTaskQueue();

/** The ballot of that id, of its workshop; refuses with not-found. */
export async function mustFindBallot(
  { store }: Pick<Needs, "store">,
  workshop: WorkshopId,
  wanted: string,
): Promise<Ballot> {
  const ballot = (await store.ballots.of(workshop)).find((each) => each.id === wanted);
  if (!ballot) throw new Refusal("not-found");
  return ballot;
}

/** Somebody's vote, in place of their last; null takes it back. Refuses who has no seat, and where it is closed. */
export async function castVote(
  deps: Needs,
  { member }: SignedIn,
  workshop: WorkshopRow,
  subject: WorkshopSubject,
  asked: { ballot: string; vote: Vote | null },
): Promise<void> {
  const { vote } = asked;
  const ballot = await mustFindBallot(deps, workshop.id, asked.ballot);
  if (!(await readVoters(deps, workshop, subject)).has(member.id)) throw new Refusal("not-found");
  if (ballot.state !== "open") throw new Refusal("ballot-closed");
  if (vote !== null && !takesVote(ballot, vote)) throw new Refusal("bad-request", { field: "vote" });
  if (ballot.secret) deps.secretVotes.set(ballot.id, member.id, vote);
  else await deps.store.ballots.reply(ballot.id, member.id, vote, deps.clock().toISOString());
}

/** Tells everybody how a ballot stands; gives it as who asks sees it. */
export async function tellBallot(
  deps: Needs,
  { actor }: SignedIn,
  workshop: WorkshopId,
  id: Ballot["id"],
): Promise<BallotView> {
  const row = await deps.store.workshops.get(workshop);
  if (!row) throw new Refusal("not-found");
  const ballot = await mustFindBallot(deps, workshop, id);
  const view = await viewBallot(deps, actor, ballot, await readVoters(deps, row, { ...row, holderSilentMs: 0 }));
  deps.realtime.publish({ type: "ballot", workshop, ballot: id, state: view.state, voted: view.voted });
  return view;
}
