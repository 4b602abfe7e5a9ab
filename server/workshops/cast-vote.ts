import type { WorkshopId } from "../../schema/domain/ids.ts";
import { takesVote, type Ballot, type Vote } from "../../schema/domain/workshop/ballot.ts";
import { SECRET_FROM, tallyOf } from "../../schema/domain/workshop/tally.ts";
import type { WorkshopSubject } from "../../schema/domain/workshop/floor.ts";
import type { BallotView } from "../../schema/protocol/http/workshops/ballots.ts";
import { KeyedTaskQueue } from "../../schema/task-queue.ts";
import type { Deps } from "../deps.ts";
import { Refusal } from "../refusal.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { runningStep } from "./running-step.ts";
import { readCounted, readVoters, viewBallot } from "./ballot-votes.ts";

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
  if (!(await readVoters(deps, workshop, subject, ballot)).has(member.id)) throw new Refusal("not-found");
  if (ballot.state !== "open") throw new Refusal("ballot-closed");
  if (vote !== null && !takesVote(ballot, vote)) throw new Refusal("bad-request", { field: "vote" });
  if (ballot.secret) deps.secretVotes.set(ballot.id, member.id, vote);
  else await deps.store.ballots.reply(ballot.id, member.id, vote, deps.clock().toISOString());
}

/** Counts a ballot that is open and closes it, or calls it off. Refuses where it is closed, or a secret one has too few votes. */
export async function endBallot(
  deps: Needs,
  workshop: WorkshopRow,
  subject: WorkshopSubject,
  { ballot, to }: { ballot: Ballot; to: "closed" | "dropped" },
): Promise<void> {
  if (ballot.state !== "open") throw new Refusal("ballot-closed");
  const votes = await readCounted(deps, ballot, await readVoters(deps, workshop, subject, ballot));
  const counting = votes.filter(({ as }) => as === "members").length;
  if (to === "closed" && ballot.secret && counting < SECRET_FROM) throw new Refusal("ballot-few");
  const tally = to === "closed" ? tallyOf(ballot, votes) : null;
  await deps.store.ballots.end(ballot.id, tally, deps.clock().toISOString());
  deps.secretVotes.forget(ballot.id);
}

/**
 * Tables work no more, or the workshop is closed: what was cast in votes that are open at them, or in any, counts, and a secret one of too
 * few is called off. Nobody can end it afterwards.
 */
export async function endLeftVotes(deps: Needs, id: WorkshopId): Promise<void> {
  const workshop = await deps.store.workshops.get(id);
  if (!workshop) return;
  const running = runningStep(workshop);
  const isClosed = workshop.state === "closed";
  const working = running?.phase === "tables" ? running.id : null;
  // Whose votes count, as they did until it was closed.
  const subject = { ...workshop, state: "open" as const, holderSilentMs: 0 };
  for (const { id: ballot, table, step } of await deps.store.ballots.of(id)) {
    if (!isClosed && (table === null || step === working)) continue;
    await ballotTurns.run(ballot, async () => {
      const found = await mustFindBallot(deps, id, ballot);
      if (found.state !== "open") return;
      await endBallot(deps, workshop, subject, { ballot: found, to: "closed" }).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.problem.code === "ballot-few")) throw error;
        return endBallot(deps, workshop, subject, { ballot: found, to: "dropped" });
      });
      await tellBallot(deps, null, id, ballot);
    });
  }
}

/** Tells everybody how a ballot stands, of a table's those who sit there; gives it as who asks sees it. */
export async function tellBallot(
  deps: Needs,
  asker: Pick<SignedIn, "actor"> | null,
  workshop: WorkshopId,
  id: Ballot["id"],
): Promise<BallotView> {
  const row = await deps.store.workshops.get(workshop);
  if (!row) throw new Refusal("not-found");
  const ballot = await mustFindBallot(deps, workshop, id);
  const voters = await readVoters(deps, row, { ...row, holderSilentMs: 0 }, ballot);
  const view = await viewBallot(deps, asker?.actor ?? null, ballot, voters);
  const { state, voted, table } = view;
  deps.realtime.publish({ type: "ballot", workshop, ballot: id, state, voted, ...(table === null ? {} : { table }) });
  return view;
}
