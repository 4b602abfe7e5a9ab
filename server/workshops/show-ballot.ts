import type { Actor } from "../../schema/domain/can.ts";
import type { TableId } from "../../schema/domain/ids.ts";
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
 * a passage of some verdict, as examples are. `table`: at which the viewer works.
 */
export async function showBallot(
  deps: Needs,
  workshop: WorkshopRow,
  { viewer, table }: { viewer: Viewer; table: TableId | null },
  unsaid: Unsaid,
): Promise<ShownBallot | null> {
  const found = ballotAt(await deps.store.ballots.of(workshop.id), workshop.step, table);
  if (!found || found.wording?.part === "nearMiss") return null;
  const { before = "", after = "" } = found.wording ?? {};
  if ([found.words, ...found.choices, before, after].some((each) => sayable(each, unsaid) === null)) return null;
  const voters = await readVoters(deps, workshop, { ...workshop, holderSilentMs: 0 }, found);
  const view = await viewBallot(deps, viewer, found, voters);
  const { words, choices, wording, tally } = view;
  const categories = wording ? ((await deps.store.methodologies.current())?.content.categories ?? []) : [];
  const category = categories.find((each) => each.id === wording?.category);
  const worded = category ? { id: category.id, code: category.code, label: category.label } : null;
  const { id, table: at, kind, by, secret, share, state, voted, of, advised, own, asks } = view;
  const told = tally && { ...tally, organisations: [] };
  const asked = { words, choices, wording, worded, kind, by, secret, share };
  return { id, table: at, ...asked, state, voted, of, advised, tally: told, own, asks };
}

/** The one that is open, of all before that of one's table; else the one that ended last, closed or called off, while its step is under way. */
function ballotAt(all: readonly Ballot[], step: WorkshopRow["step"], own: TableId | null): Ballot | null {
  const ballots = all.filter(({ table }) => table === null || table === own);
  const open = ballots.filter(({ state }) => state === "open");
  const newest = ballots[0]?.step === step ? ballots[0] : ballots.find(({ state }) => state === "closed");
  return open.find(({ table }) => table === null) ?? open[0] ?? (newest?.step === step ? newest : null);
}
