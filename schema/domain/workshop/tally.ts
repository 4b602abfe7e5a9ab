import type { OrganisationId } from "../ids.ts";
import {
  BALLOT_LIMITS,
  type Advice,
  type Ballot,
  type BallotKind,
  type ShareNeeded,
  type Tally,
  type Vote,
} from "./ballot.ts";

/** A secret vote of fewer would tell whose is whose. */
export const SECRET_FROM = 4;

/** A vote, and as what it is counted. */
export interface CountedVote {
  vote: Vote;
  as: "members" | "reviewers" | "guests";
  organisation: OrganisationId;
}

type Counts = Pick<Tally, "abstained" | "counts" | "replies">;
type Asked = Pick<Ballot, "by" | "choices" | "kind" | "secret" | "share">;

/** What comes of a ballot. Members' votes decide; others' advise, and are counted apart. */
export function tallyOf(ballot: Asked, votes: readonly CountedVote[]): Tally {
  const members = votes.filter((each) => each.as === "members");
  const organisations = ballot.by === "organisation" ? organisationVotes(ballot, members) : [];
  const counted = countVotes(
    ballot,
    (ballot.by === "organisation" ? organisations : members).map(({ vote }) => vote),
  );
  const advice = (["reviewers", "guests"] as const).flatMap((group): Advice[] => {
    const said = votes.filter(({ as }) => as === group).map(({ vote }) => vote);
    if (said.length === 0) return [];
    const isWithheld = ballot.secret && said.length < SECRET_FROM;
    const counts = isWithheld ? { replies: said.length, counts: [], abstained: 0 } : countVotes(ballot, said);
    return [{ group, isWithheld, ...counts }];
  });
  return { ...counted, organisations, isCarried: isCarried(ballot, counted), advice };
}

/** How many things a vote may say, beside that one abstains. */
function placesOf({ kind, choices }: Pick<Asked, "choices" | "kind">): number {
  return kind === "yes-no" ? 2 : kind === "scale" ? BALLOT_LIMITS.scale : choices.length;
}

function countVotes(ballot: Pick<Asked, "choices" | "kind">, votes: readonly Vote[]): Counts {
  const counts = Array.from({ length: placesOf(ballot) }, () => 0);
  const add = (place: number, points: number): void => void (counts[place] = (counts[place] ?? 0) + points);
  for (const vote of votes) {
    if (vote === "abstain") continue;
    // Borda: the last gets none, each before it one more.
    if (Array.isArray(vote)) for (const [i, place] of vote.entries()) add(place, vote.length - 1 - i);
    else add(placeOf(ballot.kind, vote), 1);
  }
  return { replies: votes.length, counts, abstained: votes.filter((vote) => vote === "abstain").length };
}

function placeOf(kind: BallotKind, vote: string | number): number {
  if (typeof vote === "string") return vote === "yes" ? 0 : 1;
  return kind === "scale" ? vote - 1 : vote;
}

/** An organisation says what most of its members said, and abstains where they are divided. */
function organisationVotes(ballot: Asked, votes: readonly CountedVote[]): Tally["organisations"] {
  return [...new Set(votes.map(({ organisation }) => organisation))].toSorted().map((organisation) => {
    const said = votes.filter((each) => each.organisation === organisation).map(({ vote }) => vote);
    return { organisation, vote: ballot.kind === "ranking" ? rankingOf(ballot, said) : mostSaid(said) };
  });
}

function mostSaid(votes: readonly Vote[]): Vote {
  const times = new Map<Vote, number>();
  for (const vote of votes) times.set(vote, (times.get(vote) ?? 0) + 1);
  const [first, second] = [...times].toSorted(([, a], [, b]) => b - a);
  return first && first[1] !== second?.[1] ? first[0] : "abstain";
}

/** The order that its members' points make; where two have as many they are divided. */
function rankingOf(ballot: Asked, votes: readonly Vote[]): Vote {
  const { counts, abstained, replies } = countVotes(ballot, votes);
  if (abstained === replies || new Set(counts).size < counts.length) return "abstain";
  return counts.map((_, place) => place).toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
}

/** Whether yes, or the one choice that most are for, has the share that is asked for, of those who did not abstain. A vote that nobody cast says nothing. */
function isCarried({ kind, share }: Asked, { counts, replies }: Counts): boolean | null {
  if (share === null || replies === 0) return null;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const most = kind === "yes-no" ? (counts[0] ?? 0) : Math.max(...counts);
  return all > 0 && REACHES[share](most, all);
}

const REACHES: Record<ShareNeeded, (most: number, all: number) => boolean> = {
  half: (most, all) => most * 2 > all,
  "two-thirds": (most, all) => most * 3 >= all * 2,
  all: (most, all) => most === all,
};
