import { can, type Actor } from "../../schema/domain/can.ts";
import type { MemberId, RoomId, ThreadId } from "../../schema/domain/ids.ts";
import type { VoteValue } from "../../schema/protocol/http/methodology.ts";
import type { Lately, OpenVote } from "../../schema/protocol/http/network.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom, type Thread } from "../../schema/rooms/discussion-room.ts";
import { type DraftCategory, DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import type { Deps } from "../deps.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/**
 * A proposal in the methodology's draft: what it is about, in as many words as the draft has for it, and who made it (`from`): of a category
 * that no version has who put it into the draft, whoever put it to the vote (`begunBy`).
 */
interface Proposal extends Omit<OpenVote, "at">, Pick<Thread, "createdAt"> {
  begunBy: MemberId;
  ended: { how: "resolved" | "withdrawn"; by: MemberId | undefined; at: string } | null;
}

/**
 * Proposals on categories and questions that the draft has, or had: with what is taken out of it they are withdrawn. Nothing of what is said in them is told, and no passage: only what they are
 * about.
 */
async function proposals(
  { store, realtime }: Needs,
  draft: { room: RoomId; discussion: RoomId },
  isWanted: (thread: Thread) => boolean,
): Promise<Proposal[]> {
  const wanted = await realtime.look(draft.discussion, (doc) => {
    const room = new DiscussionRoom(doc);
    return room
      .threads()
      .flatMap((each) => (each.proposal && isWanted(each) ? { ...each, end: room.ended(each) } : []));
  });
  if (wanted.length === 0) return [];
  const writers = new Map(await store.outputs.clientsIn(draft.discussion));
  const makers = new Map(await store.outputs.clientsIn(draft.room));
  const now = await store.methodologies.current();
  const known = new Set<string>([...(now?.content.categories ?? []), ...(now?.gone ?? [])].map(({ id }) => id));
  const { categories, questions } = await realtime.look(draft.room, (doc) => {
    const room = new DraftRoom(doc);
    return {
      categories: new Map(room.categories().map((each) => [each.id, each])),
      questions: new Map(room.questions().map((each) => [each.id, each])),
    };
  });
  // Whoever takes out of the draft what is put to the vote withdraws that.
  const takenOut = ({ deleted: at, writers: by }: Pick<DraftCategory, "deleted" | "writers">): Proposal["ended"] =>
    at === null ? null : { how: "withdrawn", by: makers.get(by["deleted"] ?? -1), at };
  return wanted.flatMap(({ id: thread, category, question, creator, createdAt, end }) => {
    const begunBy = writers.get(creator);
    const of = category && categories.get(category);
    const asked = question && questions.get(question);
    if (!begunBy) return [];
    const by = end?.client === undefined ? undefined : writers.get(end.client);
    const maker = of && !known.has(of.id) ? makers.get(of.writers["createdAt"] ?? -1) : undefined;
    const from = maker ?? begunBy;
    const ended = end && { how: end.how, at: end.at, by };
    const made = { thread, from, begunBy, createdAt };
    if (of) return { ...made, ended: ended ?? takenOut(of), category: of.id, code: of.code, label: of.label };
    return asked ? { ...made, ended: ended ?? takenOut(asked), question: asked.id, label: asked.label } : [];
  });
}

/** Whatever was ever put to the vote in the draft, oldest first. */
export async function putToVote(deps: Needs, draft: { room: RoomId; discussion: RoomId }): Promise<Proposal[]> {
  const all = await proposals(deps, draft, () => true);
  return all.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** Proposals of others that the actor may vote on and has not, until they are resolved or withdrawn. */
export async function openVotes(deps: Needs, actor: Actor): Promise<OpenVote[]> {
  const { store } = deps;
  const draft = can(actor, "methodology.edit", null) ? await store.methodologies.draft() : null;
  if (!draft) return [];
  const voted = new Set(
    (await store.methodologies.votes()).flatMap((each) => (each.member === actor.id ? each.thread : [])),
  );
  const open = await proposals(deps, draft, ({ id }) => !voted.has(id));
  const takenIn = await categoriesByVersion(deps);
  return open.flatMap(({ createdAt: at, ended, begunBy, ...vote }) => {
    const isOwn = vote.from === actor.id || begunBy === actor.id;
    return ended === null && !isOwn && !takenIn(vote.category, at) ? { ...vote, at } : [];
  });
}

/**
 * Whether a category that was new when something was put to the vote is in force: whether to have it is decided then. What is proposed of
 * one that was in force goes on waiting.
 */
async function categoriesByVersion({ store }: Needs): Promise<(id: string | undefined, proposedAt: string) => boolean> {
  const now = await store.methodologies.current();
  const inForce = new Set<string>(now?.content.categories.map((each) => each.id));
  const versions = await store.methodologies.versions();
  const contents = await Promise.all(versions.map(({ number }) => store.methodologies.version(number)));
  return (id, proposedAt) => {
    if (id === undefined || !inForce.has(id)) return false;
    const then = contents.find((each) => each !== null && each.frozenAt <= proposedAt);
    return !then?.content.categories.some((each) => each.id === id);
  };
}

/**
 * Proposals that others resolved or withdrew since a time, with how many voted how: to who made them, voted on them, or was asked to vote,
 * whose row on the first page is gone.
 */
export async function proposalsEnded(
  deps: Needs,
  actor: Actor,
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  const { store } = deps;
  const draft = can(actor, "methodology.draft", null) ? await store.methodologies.draft() : null;
  if (!draft) return [];
  const votes = await store.methodologies.votes();
  const own = new Set<ThreadId>(votes.flatMap(({ member, thread }) => (member === actor.id ? thread : [])));
  const all = await proposals(deps, draft, () => true);
  const isAsked = can(actor, "methodology.edit", null);
  // What had ended before they came was never theirs to vote on.
  const joinedAt = (await store.people.joinedAt(actor.id)) ?? "";
  return all.flatMap(({ thread: id, from, begunBy, ended, category, question, code, label }) => {
    if (!ended?.by || ended.by === actor.id || ended.at < since) return [];
    const concerns = own.has(id) || [from, begunBy].includes(actor.id) || (isAsked && joinedAt <= ended.at);
    if (!concerns) return [];
    const about = { thread: id, category, question, code, label };
    const count = (value: VoteValue): number =>
      votes.filter(({ thread, vote }) => thread === id && vote === value).length;
    const counts = { yes: count("yes"), no: count("no"), abstain: count("abstain") };
    return [{ kind: "proposal" as const, from: ended.by, how: ended.how, at: ended.at, about, votes: counts }];
  });
}

/** What was proposed in the draft since a time, and who has voted since on what: to who may read the draft. Votes are not secret. */
export async function proposedLately(deps: Needs, actor: Actor, since: string): Promise<Lately[]> {
  const { store } = deps;
  const draft = can(actor, "methodology.draft", null) ? await store.methodologies.draft() : null;
  if (!draft) return [];
  const votes = (await store.methodologies.votes()).filter(({ at }) => at >= since);
  const voted = new Set<ThreadId>(votes.map(({ thread }) => thread));
  const all = await proposals(deps, draft, ({ id, createdAt }) => createdAt >= since || voted.has(id));
  const lineOf = (kind: "proposed" | "voted", about: Lately["about"], by: MemberId, at: string): Lately => {
    return { kind, verdict: null, output: null, who: [by], count: 1, at, about };
  };
  return all.flatMap(({ from, createdAt, ended, thread: of, category, question, code, label }) => {
    if (ended?.how === "withdrawn") return [];
    const about = { thread: of, category, question, code, label };
    return [
      ...(createdAt >= since ? [lineOf("proposed", about, from, createdAt)] : []),
      ...votes.flatMap(({ thread, member, at }) =>
        thread === about.thread ? [lineOf("voted", about, member, at)] : [],
      ),
    ];
  });
}
