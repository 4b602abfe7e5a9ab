import { can, type Actor } from "../../../schema/domain/can.ts";
import { toMemberCard, type Member } from "../../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { isReached } from "../../erasure/reached.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { answeredByOthers } from "../../methodology/answered-by-others.ts";
import { openVotes } from "../../methodology/open-votes.ts";
import { proposedCategories } from "../../methodology/proposed-categories.ts";
import { VerdictSources } from "../../quotes/verdict-source.ts";
import { removedByOthers } from "../../methodology/removed-by-others.ts";
import { rolesByOthers } from "../../access/role-changes.ts";
import { sortedByOthers, TOLD_DAYS } from "../../methodology/sorted-by-others.ts";
import { createRoutes, mustBeAllowed } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { verdictAccess, type VerdictAccess } from "../../access/verdict-access.ts";
import { waitingOutputs } from "../../outputs/waiting-outputs.ts";
import { dueRecommendations } from "../../outputs/register.ts";
import { changedSinceApproval, outdatedOutputs } from "../../outputs/outdated-quotes.ts";
import { invitersOf } from "../../access/concerns.ts";
import { firstStepsRoutes, viewFirstSteps } from "./first-steps.ts";
import { viewLately } from "./lately.ts";
import { disagreementsSeen, viewRow, type VerdictRow } from "./verdict-row.ts";
import {
  clearedFor,
  codingOf,
  offeredTo,
  preparingOf,
  revealFor,
  reviewOf,
  differingFor,
  rulingFor,
  settlingFor,
  waitingFor,
} from "./waiting.ts";

type Needs = Pick<Deps, "clock" | "realtime" | "store">;

export function networkRoutes(deps: Needs) {
  return createRoutes()
    .route("/", firstStepsRoutes(deps))
    .get("/", async (c) => {
      const { actor, member } = mustBeAllowed(c, "network.read", null);
      return c.json(await viewNetwork(deps, actor, member));
    });
}

async function viewNetwork(deps: Needs, actor: Actor, member: Member): Promise<NetworkView> {
  const { store } = deps;
  const [name, members, organisations, methodology, all, erasures, opened, joined] = await Promise.all([
    store.setting("network-name"),
    store.people.members(),
    store.people.organisations(),
    store.methodologies.current(),
    store.verdicts.all(),
    store.erasures.list(),
    store.verdicts.openedBy(member.id),
    store.people.joinedAt(member.id),
  ]);
  const seen = await seeVerdicts(deps, actor, member, { members, methodology, all, opened, joined });
  const documents = [
    ...(await waitingOutputs(deps, actor, member, invitersOf(members))),
    ...(await outdatedOutputs(store, actor)),
    ...(await changedSinceApproval(store, actor)),
    ...(await dueRecommendations(store, actor, deps.clock().toISOString().slice(0, 10))),
  ];
  const scans = await scansToConfirm(store, actor);
  const inDraft = await waitingInDraft(deps, actor, members, methodology);
  const waiting = seen.flatMap((each) => each.waiting);
  const rows = seen.map(({ row }) => row);
  const known = { actor, me: member, members, verdicts: all, rows, opened, waiting, now: deps.clock() };
  const steps = await viewFirstSteps(deps, known);
  const lately = await viewLately(
    deps,
    actor,
    seen.map(({ row: { verdict }, access }) => ({ verdict, access })),
  );
  const accesses = seen.map(({ access }) => access);
  const sorted = seen.flatMap((each) => each.told);
  // What was removed as it was sorted is told of as that.
  const dropped = new Set(sorted.flatMap(({ tag, now }) => (now === null ? [tag] : [])));
  const removed = await removedByOthers(store, actor, accesses, deps.clock());
  const answered = await answeredByOthers(store, actor, accesses, methodology, deps.clock());
  const since = new Date(deps.clock().getTime() - TOLD_DAYS * 24 * 3_600_000).toISOString();
  const roles = await rolesByOthers(store, actor, members, since);
  const told = [...roles, ...sorted, ...removed.filter(({ tag }) => !dropped.has(tag)), ...answered];
  return {
    name: name ?? "Coram",
    members: members.map(toMemberCard),
    organisations,
    methodology: methodology && {
      number: methodology.number,
      frozenAt: methodology.frozenAt,
      categories: methodology.content.categories.length,
      questions: methodology.content.questions.length,
      templates: methodology.content.outputs.length,
    },
    erasures: erasures.filter(({ step }) => isReached(step)).length,
    verdicts: known.rows,
    ...(steps ? { firstSteps: steps } : {}),
    waiting: newestFirst(waiting),
    ...(documents.length > 0 ? { documents: newestFirst(documents) } : {}),
    ...(scans.length > 0 ? { scans } : {}),
    ...inDraft,
    ...(lately.length > 0 ? { lately } : {}),
    ...(told.length > 0 ? { told: newestFirst(told) } : {}),
  };
}

/** What waits for somebody in the methodology's draft. */
async function waitingInDraft(
  deps: Needs,
  actor: Actor,
  members: readonly Member[],
  methodology: MethodologyVersion | null,
): Promise<Pick<NetworkView, "proposed" | "votes">> {
  const sources = new VerdictSources(deps.store, actor);
  const proposed = await proposedCategories(deps, actor, { members, methodology }, sources);
  const votes = await openVotes(deps, actor);
  return {
    ...(proposed.length > 0 ? { proposed: newestFirst(proposed) } : {}),
    ...(votes.length > 0 ? { votes: newestFirst(votes) } : {}),
  };
}

/** Scans that are read and wait for their own member: unconfirmed they are destroyed some days later. */
async function scansToConfirm({ scans }: Deps["store"], actor: Actor): Promise<NonNullable<NetworkView["scans"]>> {
  if (!can(actor, "verdict.import", null)) return [];
  const ready = (await scans.unconfirmed()).filter(({ member, state }) => member === actor.id && state === "ready");
  const waiting = await Promise.all(
    ready.map(async ({ id, pages, createdAt: at }) => {
      return { caseNumber: (await scans.draft(id))?.caseNumber ?? null, pages, at };
    }),
  );
  return newestFirst(waiting);
}

interface Known {
  members: readonly Member[];
  methodology: MethodologyVersion | null;
  all: readonly Verdict[];
  opened: ReadonlyMap<Verdict["id"], string>;
  joined: string | null;
}

interface Seen {
  row: VerdictRow;
  access: VerdictAccess;
  waiting: NetworkView["waiting"];
  told: Awaited<ReturnType<typeof sortedByOthers>>;
}

/** Every verdict that somebody may read: its line in the list, what of it waits for them, and what they are told. */
async function seeVerdicts(
  deps: Needs,
  actor: Actor,
  me: Member,
  { members, methodology, all, opened, joined }: Known,
): Promise<Seen[]> {
  const { store } = deps;
  const [runners, cleared, counts] = await Promise.all([
    readRoundRunners(store),
    store.clearings.forNetwork(),
    store.disagreements.counts(),
  ]);
  const offers = new Map((await store.verdicts.offers()).map((each) => [each.verdict, each]));
  const cases = new Map(counts.map((each) => [each.round, each]));
  const removed = new Set(members.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id));
  const inviters = invitersOf(members);
  const seen: Seen[] = [];
  for (const verdict of all.filter((each) => can(actor, "verdict.read", each))) {
    const access = await verdictAccess(store, actor, verdict);
    const round = access.round.mode === "blind" ? (await store.rounds.of(verdict.id)).at(-1) : undefined;
    const counted = disagreementsSeen(access, cases.get(access.round.id));
    const row = await viewRow(deps, actor, verdict, access, round, counted, methodology);
    const coding = await codingOf(store, actor, verdict, access, round, methodology);
    const waiting = [
      ...preparingOf(row),
      // Who has it to code opens it for that.
      ...(coding.length > 0 ? [] : clearedFor(me, verdict, cleared.get(verdict.id), opened.get(verdict.id), joined)),
      ...offeredTo(actor, verdict, offers.get(verdict.id)),
      ...rulingFor(actor, verdict, access, counted, joined),
      ...differingFor(actor, verdict, access, counted, deps.clock()),
      ...settlingFor(actor, verdict, access, counted, runners),
      ...(await waitingFor(store, verdict, access, actor, me, inviters, joined)),
      ...revealFor(actor, verdict, access, round, runners, deps.clock()),
      ...coding,
      ...(methodology ? await reviewOf(store, actor, verdict, access, methodology, removed) : []),
    ];
    // Before a category was ever split nothing was sorted.
    const isSplit = methodology !== null && methodology.maps.length > 0;
    const told = isSplit ? await sortedByOthers(store, actor, verdict, access, methodology, deps.clock()) : [];
    seen.push({ row, access, waiting, told });
  }
  return seen;
}

function newestFirst<Item extends { at: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => b.at.localeCompare(a.at));
}
