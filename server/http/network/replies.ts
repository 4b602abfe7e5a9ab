import { can, type Actor } from "../../../schema/domain/can.ts";
import type { MemberId, OutputId, RoomId, ThreadId, VerdictId } from "../../../schema/domain/ids.ts";
import { allInviters } from "../../../schema/domain/people/guest-terms.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { RepliesView, Reply } from "../../../schema/protocol/http/network.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { mentionsIn, withNames } from "../../../schema/rooms/mentions.ts";
import { outputRight } from "../../../schema/rooms/room-right.ts";
import { shortened } from "../../../schema/text/shortened.ts";
import { verdictAccess } from "../../access/verdict-access.ts";
import type { Deps } from "../../deps.ts";
import { endOf } from "../../outputs/ended-talks.ts";
import { KeptFromGuests } from "../../outputs/kept-from-guests.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { VerdictSource } from "../../quotes/verdict-source.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeSignedIn } from "../route.ts";
import { placeOf, WORDS_MAX } from "./waiting.ts";
import { newestFirst } from "./what-waits.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/** What others answered a guest; members hear of it with all else of the network. */
export function replyRoutes(deps: Needs) {
  return createRoutes().get("/", async (c) => {
    const { actor } = mustBeSignedIn(c);
    // A guest of a workshop has one page.
    if (actor.guest?.workshop) throw new Refusal("not-allowed");
    return c.json<RepliesView>({ replies: await viewReplies(deps, actor) });
  });
}

async function viewReplies(deps: Needs, actor: Actor): Promise<Reply[]> {
  const { verdicts = [], outputs = [] } = actor.guest ?? {};
  const found: Answered[] = [];
  for (const id of verdicts) found.push(...(await inVerdict(deps, actor, id)));
  for (const id of outputs) found.push(...(await inOutput(deps, actor, id)));
  const names = new Map((await deps.store.people.members()).map(({ id, name }) => [id, name]));
  const replies = found.map(({ last, first, speakers, ...reply }): Reply => {
    const from = { id: last.author, name: names.get(last.author) ?? "" };
    // Who is mentioned, as far as the guest knows them from this discussion.
    const known = new Set([actor.id, ...(actor.guest ? allInviters(actor.guest) : []), ...speakers]);
    const said = withNames(last.body, (id) => (known.has(id) && names.get(id)) || "…");
    return { ...reply, from, since: first.createdAt, at: last.createdAt, words: shortened(said, WORDS_MAX) };
  });
  return newestFirst(replies);
}

interface Said {
  author: MemberId;
  body: string;
  createdAt: string;
}
/** What was said in a discussion after its guest: the first and the last of it, and who speaks there. */
type Answered = Pick<Reply, "of" | "thread" | "paragraph"> & ToldOf;
interface ToldOf {
  first: Said;
  last: Said;
  speakers: MemberId[];
  ended?: Reply["ended"];
}

/** How a discussion was ended, and by whom. */
interface End {
  how: NonNullable<Reply["ended"]>;
  by: MemberId;
  at: string;
}

/** How the discussions of a room were ended. `tagged`: when tags were made that everybody may know of, by their ids. */
async function endsIn(
  { store, realtime }: Needs,
  room: RoomId,
  tagged: ReadonlyMap<string, string>,
): Promise<Map<ThreadId, End>> {
  const authors = new Map(await store.outputs.clientsIn(room));
  return realtime.look(room, (doc) => {
    const ends = new DiscussionRoom(doc).threads().flatMap((thread): [ThreadId, End][] => {
      const { id, applied, suggestion, deleted, writers } = thread;
      const takenAt = deleted === null && applied !== null ? tagged.get(applied) : undefined;
      const end = takenAt ? { how: "tag-taken" as const, at: takenAt, client: writers["applied"] } : endOf(thread);
      const by = authors.get(end?.client ?? -1);
      if (!end || !by) return [];
      const isTag = suggestion !== null && end.how === "comment-resolved";
      return [[id, { how: isTag ? "tag-resolved" : end.how, by, at: end.at }]];
    });
    return new Map(ends);
  });
}

/** What others said after the guest, or that they ended what the guest had begun, whichever came last. */
function toldOf(
  me: MemberId,
  begun: { author: MemberId | undefined; createdAt: string },
  said: readonly Said[],
  end: End | undefined,
): ToldOf[] {
  const answered = saidAfter(me, begun, said);
  const [before] = answered;
  const isKnown = said.some(({ author, createdAt }) => author === me && createdAt > (end?.at ?? ""));
  if (!end || begun.author !== me || end.by === me || isKnown || (before && before.last.createdAt > end.at))
    return answered;
  const last = { author: end.by, body: before?.last.body ?? "", createdAt: end.at };
  return [{ first: before?.first ?? last, last, speakers: before?.speakers ?? [], ended: end.how }];
}

/** What others said in a discussion after who takes part in it, oldest first; where they do not, from where they are mentioned on. */
function saidAfter(me: MemberId, begun: { author: MemberId | undefined; createdAt: string }, said: readonly Said[]) {
  const own = [...(begun.author === me ? [begun] : []), ...said.filter(({ author }) => author === me)];
  const until = own
    .map(({ createdAt }) => createdAt)
    .toSorted()
    .at(-1);
  const called = until === undefined ? said.findIndex(({ body }) => mentionsIn(body).includes(me)) : 0;
  const after =
    called < 0 ? [] : said.slice(called).filter(({ author, createdAt }) => author !== me && createdAt > (until ?? ""));
  const [first, last] = [after[0], after.at(-1)];
  return first && last ? [{ first, last, speakers: said.map(({ author }) => author) }] : [];
}

/** In the discussions of a verdict that its guest may open. */
async function inVerdict(deps: Needs, actor: Actor, id: VerdictId): Promise<Answered[]> {
  const { store } = deps;
  const verdict = await store.verdicts.get(id);
  if (!verdict || !can(actor, "verdict.read", verdict)) return [];
  const { rooms } = await verdictAccess(store, actor, verdict);
  const audiences = rooms.flatMap((room) => (room.kind === "discussion" ? [room.audience] : []));
  if (audiences.length === 0) return [];
  const [threads, comments] = await Promise.all([
    store.passages.threads(id, audiences),
    store.passages.comments(id, audiences),
  ]);
  const said = groupBy(
    comments.filter(({ deleted }) => deleted === null),
    ({ thread }) => thread,
  );
  const { caseNumber, language, script } = verdict;
  const of: Reply["of"] = { kind: "verdict", id, caseNumber, language, script };
  const source = new VerdictSource(store, actor, verdict);
  const mayHaveEnded = threads.some((each) => each.author === actor.id && (each.resolved ?? each.applied) !== null);
  const talk = rooms.find((room) => room.kind === "discussion" && room.audience === "review");
  const ends =
    mayHaveEnded && talk ? await endsIn(deps, talk.room, await sharedTags(store, id)) : new Map<ThreadId, End>();
  const found: Answered[] = [];
  for (const thread of threads) {
    if (thread.deleted !== null || thread.layer !== null) continue;
    for (const answered of toldOf(actor.id, thread, said.get(thread.id) ?? [], ends.get(thread.id)))
      found.push({ of, thread: thread.id, ...(await placeOf(source, thread.anchor)), ...answered });
  }
  return found;
}

/** When tags were made where all tag together: of what is coded blind nothing is told. */
async function sharedTags({ passages, verdicts }: Needs["store"], id: VerdictId): Promise<Map<string, string>> {
  const shared = (await verdicts.layers(id)).filter(({ kind }) => kind === "shared");
  const tags = await passages.annotations(shared.map((layer) => layer.id));
  return new Map(tags.flatMap((tag) => (tag.deleted === null ? [[tag.id, tag.createdAt]] : [])));
}

/** In the discussion of a document that its guest may open. */
async function inOutput(deps: Needs, actor: Actor, id: OutputId): Promise<Answered[]> {
  const { store, realtime } = deps;
  const row = await store.outputs.get(id);
  if (!row) return [];
  const subject = await new OutputSubjects(store).of(actor, row);
  if (!can(actor, "output.read", subject) || !outputRight(actor, { kind: "discussion", audience: "review" }, subject))
    return [];
  const { review } = await store.outputs.rooms(id);
  const authors = new Map(await store.outputs.clientsIn(review));
  const title = (await KeptFromGuests.of(store, actor, row))?.title(row.title) ?? row.title;
  const of: Reply["of"] = { kind: "output", id, title, language: row.language };
  const ends = await endsIn(deps, review, new Map());
  return realtime.look(review, (doc) => {
    const room = new DiscussionRoom(doc);
    const said = new Map<ThreadId, Said[]>();
    for (const { thread, creator, body, createdAt, deleted } of room.comments()) {
      const author = authors.get(creator);
      if (author && deleted === null) said.set(thread, [...(said.get(thread) ?? []), { author, body, createdAt }]);
    }
    return room.threads().flatMap(({ id: thread, creator, createdAt, deleted }) => {
      if (deleted !== null) return [];
      const begun = { author: authors.get(creator), createdAt };
      const told = toldOf(actor.id, begun, said.get(thread) ?? [], ends.get(thread));
      return told.map((answered) => ({ of, thread, ...answered }));
    });
  });
}
