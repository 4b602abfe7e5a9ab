import { can, type Actor } from "../../schema/domain/can.ts";
import type { Member } from "../../schema/domain/member.ts";
import type { Ballot, Vote } from "../../schema/domain/workshop/ballot.ts";
import type { WorkshopSubject } from "../../schema/domain/workshop/floor.ts";
import type { CountedVote } from "../../schema/domain/workshop/tally.ts";
import type { BallotView } from "../../schema/protocol/http/workshops/ballots.ts";
import type { Deps } from "../deps.ts";
import { toActor } from "../rooms/room-access.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "secretVotes" | "store">;

/** As what somebody's vote is counted; null for whoever has none. */
export function votesAs(actor: Actor, subject: WorkshopSubject): CountedVote["as"] | null {
  if (!can(actor, "workshop.vote", subject)) return null;
  if (actor.guest) return "guests";
  return can(actor, "workshop.vote-counts", subject) ? "members" : "reviewers";
}

/** Who sits in a workshop, or at the table that a ballot is held at, and has a vote. */
export async function readVoters(
  { store }: Pick<Deps, "store">,
  { id, tables }: Pick<WorkshopRow, "id" | "tables">,
  subject: WorkshopSubject,
  { table: of }: Pick<Ballot, "table">,
): Promise<Map<Member["id"], CountedVote["as"]>> {
  const [seats, members] = await Promise.all([store.workshops.seats(id), store.people.members()]);
  const table = tables.find((each) => each.id === of);
  const seated = new Set(
    seats.filter((seat) => of === null || table?.seats.includes(seat.id)).map(({ member }) => member),
  );
  const voters = new Map<Member["id"], CountedVote["as"]>();
  for (const member of members) {
    const as = seated.has(member.id) && member.removedAt === null ? votesAs(toActor(member), subject) : null;
    if (as) voters.set(member.id, as);
  }
  return voters;
}

/** Votes of a ballot that is open, from memory where it is secret. */
export async function readVotes(
  { store, secretVotes }: Needs,
  { id, secret }: Pick<Ballot, "id" | "secret">,
): Promise<{ member: Member["id"]; vote: Vote }[]> {
  return secret ? secretVotes.of(id) : store.ballots.replies(id);
}

/** The same, each as what it is counted. */
export async function readCounted(
  deps: Needs,
  ballot: Pick<Ballot, "id" | "secret">,
  voters: ReadonlyMap<Member["id"], CountedVote["as"]>,
): Promise<CountedVote[]> {
  const [votes, members] = await Promise.all([readVotes(deps, ballot), deps.store.people.members()]);
  const organisations = new Map(members.map(({ id, organisation }) => [id, organisation]));
  return votes.flatMap(({ member, vote }) => {
    const [as, organisation] = [voters.get(member), organisations.get(member)];
    return as && organisation ? [{ vote, as, organisation }] : [];
  });
}

/** A ballot as somebody, or a screen (null), sees it. While it is open all learn how many have voted, and each their own vote. */
export async function viewBallot(
  deps: Needs,
  viewer: Pick<Actor, "id"> | null,
  ballot: Ballot,
  voters: ReadonlyMap<Member["id"], CountedVote["as"]>,
): Promise<BallotView> {
  const count = [...voters.values()].filter((as) => as === "members").length;
  const as = viewer ? voters.get(viewer.id) : undefined;
  const asks = as === undefined ? null : as === "members" ? "counts" : "advises";
  if (ballot.state !== "open") {
    const { tally, state } = ballot;
    // What was asked may be why it was called off.
    const asked = state === "dropped" ? { words: "", choices: [], wording: null } : {};
    const advised = tally?.advice.reduce((sum, { replies }) => sum + replies, 0) ?? 0;
    return { ...ballot, ...asked, voted: tally?.replies ?? 0, of: count, advised, own: null, asks };
  }
  const votes = await readVotes(deps, ballot);
  const voted = votes.filter(({ member }) => voters.get(member) === "members").length;
  const advised = votes.filter(({ member }) => voters.has(member)).length - voted;
  const own = votes.find(({ member }) => member === viewer?.id)?.vote ?? null;
  return { ...ballot, voted, of: count, advised, own, asks };
}
