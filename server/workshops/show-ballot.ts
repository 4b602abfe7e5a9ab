import type { Actor } from "../../schema/domain/can.ts";
import type { Ballot } from "../../schema/domain/workshop/ballot.ts";
import type { ShownBallot } from "../../schema/protocol/http/workshops/attending.ts";
import type { Deps } from "../deps.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { readVoters, viewBallot } from "./ballot-votes.ts";
import { sayable, type Unsaid } from "./unsaid.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "secretVotes" | "store">;

/** Of whom the vote is shown: a screen has none. */
export type Viewer = Pick<Actor, "id"> | null;

/**
 * The vote that guests and screens are shown; null where there is none, and where its words tell what they are not told. A near miss is
 * a passage of some verdict, as examples are.
 */
export async function showBallot(
  deps: Needs,
  workshop: WorkshopRow,
  viewer: Viewer,
  unsaid: Unsaid,
): Promise<ShownBallot | null> {
  const found = ballotAt(await deps.store.ballots.of(workshop.id), workshop.step);
  if (!found || found.wording?.part === "nearMiss") return null;
  const { before = "", after = "" } = found.wording ?? {};
  if ([found.words, ...found.choices, before, after].some((each) => sayable(each, unsaid) === null)) return null;
  const voters = await readVoters(deps, workshop, { ...workshop, holderSilentMs: 0 });
  const { id, words, kind, choices, by, secret, share, wording, state, voted, of, advised, tally, own, asks } =
    await viewBallot(deps, viewer, found, voters);
  const categories = wording ? ((await deps.store.methodologies.current())?.content.categories ?? []) : [];
  const category = categories.find((each) => each.id === wording?.category);
  const worded = category ? { id: category.id, code: category.code, label: category.label } : null;
  const told = tally && { ...tally, organisations: [] };
  return {
    id,
    words,
    kind,
    choices,
    by,
    secret,
    share,
    wording,
    worded,
    state,
    voted,
    of,
    advised,
    tally: told,
    own,
    asks,
  };
}

/** The one that is open; else the one that was closed last, while its step is under way. */
function ballotAt(ballots: readonly Ballot[], step: WorkshopRow["step"]): Ballot | null {
  const newest = ballots.find(({ state }) => state === "closed");
  return ballots.find(({ state }) => state === "open") ?? (newest?.step === step ? (newest ?? null) : null);
}
