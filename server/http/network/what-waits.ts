import { can, type Actor } from "../../../schema/domain/can.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { Waits } from "../../../schema/protocol/count-waits.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { invitersOf } from "../../access/concerns.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { lapsedSignature } from "../../access/told/signatures-lapsed.ts";
import { verdictAccess } from "../../access/verdict-access.ts";
import { type Deps } from "../../deps.ts";
import { mentionsOf } from "../../mentions/mentions-of.ts";
import { openVotes } from "../../methodology/open-votes.ts";
import { proposedCategories } from "../../methodology/proposed-categories.ts";
import { wordingsToWrite } from "../../methodology/wordings-to-write.ts";
import { changedSinceApproval, outdatedOutputs } from "../../outputs/outdated-quotes.ts";
import { dueRecommendations } from "../../outputs/register.ts";
import { waitingOutputs } from "../../outputs/waiting-outputs.ts";
import { VerdictSources } from "../../quotes/verdict-source.ts";
import { disagreementsSeen, preparationOf, type SeenVerdict } from "./verdict-row.ts";
import {
  clearedFor,
  codingOf,
  differingFor,
  offeredTo,
  preparingOf,
  revealFor,
  replacedFor,
  reviewOf,
  rulingFor,
  settlingFor,
  sinceTakenBack,
  unreadAsOne,
  waitingFor,
} from "./waiting.ts";

type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** What is asked for before it is known what of it waits. */
export interface Known {
  members: readonly Member[];
  methodology: MethodologyVersion | null;
  all: readonly Verdict[];
  opened: ReadonlyMap<Verdict["id"], string>;
  joined: string | null;
}

export async function known({ store }: Pick<Deps, "store">, { id }: Pick<Member, "id">): Promise<Known> {
  const [members, methodology, all, opened, joined] = await Promise.all([
    store.people.members(),
    store.methodologies.current(),
    store.verdicts.all(),
    store.verdicts.openedBy(id),
    store.people.joinedAt(id),
  ]);
  return { members, methodology, all, opened, joined };
}

/** Everything that waits for somebody to do something, newest first, and the verdicts that they may read, which it was looked for in. */
export async function whatWaits(
  deps: Needs,
  actor: Actor,
  me: Member,
  known: Known,
): Promise<{ seen: SeenVerdict[]; waits: Waits }> {
  const { store } = deps;
  const { members, methodology } = known;
  const of = await seeVerdicts(deps, actor, me, known);
  const mentions = (await mentionsOf(deps, actor)).map(({ mention }) => mention);
  // What is said to somebody by name is one line, not two.
  const named = new Set<string>(mentions.map(({ thread }) => thread));
  const isNamed = ({ kind, thread }: { kind: string; thread?: string | null | undefined }): boolean =>
    kind === "thread" && named.has(thread ?? "");
  const documents = [
    ...(await waitingOutputs(deps, actor, me, members)).filter((each) => !isNamed(each)),
    ...(await outdatedOutputs(store, actor)),
    ...(await changedSinceApproval(store, actor)),
    ...(await dueRecommendations(store, actor, deps.clock().toISOString().slice(0, 10))),
  ];
  const scans = await scansToConfirm(store, actor);
  return {
    seen: of.map(({ seen }) => seen),
    waits: {
      waiting: newestFirst(
        unreadAsOne(
          of.flatMap(({ waiting }) => waiting),
          known.joined,
        ).filter((each) => !isNamed(each)),
      ),
      ...(documents.length > 0 ? { documents: newestFirst(documents) } : {}),
      ...(scans.length > 0 ? { scans } : {}),
      ...(mentions.length > 0 ? { mentions: newestFirst(mentions) } : {}),
      ...(await waitingInDraft(deps, actor, members, methodology)),
    },
  };
}

/** What waits for somebody in the methodology's draft, which workshops change too. */
async function waitingInDraft(
  deps: Needs,
  actor: Actor,
  members: readonly Member[],
  methodology: MethodologyVersion | null,
): Promise<Pick<NetworkView, "proposed" | "votes" | "wordings">> {
  const sources = new VerdictSources(deps.store, actor);
  const proposed = await proposedCategories(deps, actor, { members, methodology }, sources);
  const votes = await openVotes(deps, actor);
  const wordings = await wordingsToWrite(deps, actor, methodology);
  return {
    ...(proposed.length > 0 ? { proposed: newestFirst(proposed) } : {}),
    ...(votes.length > 0 ? { votes: newestFirst(votes) } : {}),
    ...(wordings.length > 0 ? { wordings: newestFirst(wordings) } : {}),
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

/** Every verdict that somebody may read, and what of it waits for them. */
async function seeVerdicts(
  deps: Needs,
  actor: Actor,
  me: Member,
  { members, methodology, all, opened, joined }: Known,
): Promise<{ seen: SeenVerdict; waiting: Waits["waiting"] }[]> {
  const { store } = deps;
  const [runners, cleared, counts] = await Promise.all([
    readRoundRunners(store),
    store.clearings.forNetwork(),
    store.disagreements.counts(),
  ]);
  const offers = new Map((await store.verdicts.offers()).map((each) => [each.verdict, each]));
  const cases = new Map(counts.map((each) => [each.round, each]));
  const removed = new Set(members.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id));
  const found: { seen: SeenVerdict; waiting: Waits["waiting"] }[] = [];
  for (const verdict of all.filter((each) => can(actor, "verdict.read", each))) {
    const access = await verdictAccess(store, actor, verdict);
    const round = access.round.mode === "blind" ? (await store.rounds.of(verdict.id)).at(-1) : undefined;
    const counted = disagreementsSeen(access, cases.get(access.round.id));
    const preparation = await preparationOf(store, actor, verdict);
    const lapsed = preparation.canPrepare ? await lapsedSignature(store, verdict, actor.id) : null;
    const isTheirs = actor.organisation === verdict.owner || opened.has(verdict.id);
    const coding = await codingOf(store, actor, verdict, access, round, methodology);
    const waiting = [
      ...preparingOf(verdict, preparation, lapsed),
      // Who has it to code opens it for that.
      ...(coding.length > 0 ? [] : clearedFor(me, verdict, cleared.get(verdict.id), opened.get(verdict.id))),
      ...offeredTo(actor, verdict, offers.get(verdict.id)),
      ...rulingFor(actor, verdict, access, counted, joined),
      ...differingFor(actor, verdict, access, counted, deps.clock()),
      ...(await replacedFor(store, actor, verdict, access)),
      ...(await sinceTakenBack(store, access, settlingFor(actor, verdict, access, counted, runners))),
      ...(await waitingFor(store, verdict, access, actor, me, invitersOf(members, verdict.id), { joined, isTheirs })),
      ...revealFor(actor, verdict, access, round, runners, deps.clock()),
      ...coding,
      ...(methodology ? await reviewOf(store, actor, verdict, access, methodology, removed) : []),
    ];
    found.push({ seen: { verdict, access, round, cases: counted, preparation, lapsed }, waiting });
  }
  return found;
}

export function newestFirst<Item extends { at: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => b.at.localeCompare(a.at));
}
