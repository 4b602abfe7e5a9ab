import { can, type Actor } from "../../../schema/domain/can.ts";
import type { MemberId, OutputId, ThreadId, VerdictId } from "../../../schema/domain/ids.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { RepliesView, Reply } from "../../../schema/protocol/http/network.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { mentionsIn, withNames } from "../../../schema/rooms/mentions.ts";
import { outputRight } from "../../../schema/rooms/room-right.ts";
import { shortened } from "../../../schema/text/shortened.ts";
import { verdictAccess } from "../../access/verdict-access.ts";
import type { Deps } from "../../deps.ts";
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
  for (const id of verdicts) found.push(...(await inVerdict(deps.store, actor, id)));
  for (const id of outputs) found.push(...(await inOutput(deps, actor, id)));
  const names = new Map((await deps.store.people.members()).map(({ id, name }) => [id, name]));
  const replies = found.map(({ last, first, speakers, ...reply }): Reply => {
    const from = { id: last.author, name: names.get(last.author) ?? "" };
    // Who is mentioned, as far as the guest knows them from this discussion.
    const known = new Set([actor.id, actor.guest?.invitedBy, ...speakers]);
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
type Answered = Pick<Reply, "of" | "thread" | "paragraph"> & { first: Said; last: Said; speakers: MemberId[] };

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
async function inVerdict(store: Needs["store"], actor: Actor, id: VerdictId): Promise<Answered[]> {
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
  const found: Answered[] = [];
  for (const thread of threads) {
    if (thread.deleted !== null || thread.layer !== null) continue;
    for (const answered of saidAfter(actor.id, thread, said.get(thread.id) ?? []))
      found.push({ of, thread: thread.id, ...(await placeOf(source, thread.anchor)), ...answered });
  }
  return found;
}

/** In the discussion of a document that its guest may open. */
async function inOutput({ store, realtime }: Needs, actor: Actor, id: OutputId): Promise<Answered[]> {
  const row = await store.outputs.get(id);
  if (!row) return [];
  const subject = await new OutputSubjects(store).of(actor, row);
  if (!can(actor, "output.read", subject) || !outputRight(actor, { kind: "discussion", audience: "review" }, subject))
    return [];
  const { review } = await store.outputs.rooms(id);
  const authors = new Map(await store.outputs.clientsIn(review));
  const of: Reply["of"] = { kind: "output", id, title: row.title, language: row.language };
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
      return saidAfter(actor.id, begun, said.get(thread) ?? []).map((answered) => ({ of, thread, ...answered }));
    });
  });
}
