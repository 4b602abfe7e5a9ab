import type * as Y from "yjs";
import type { Actor } from "../../schema/domain/can.ts";
import type { CommentId, MemberId, OutputId, RoomId, VerdictId } from "../../schema/domain/ids.ts";
import { groupBy } from "../../schema/group-by.ts";
import { saidPlaces } from "../../schema/editor/references/said-places.ts";
import type { Mention } from "../../schema/protocol/http/network.ts";
import { DiscussionRoom, type Comment, type Thread } from "../../schema/rooms/discussion-room.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import { mentionsIn } from "../../schema/rooms/mentions.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { scopeOf } from "../../schema/rooms/room-scope.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import { shortened } from "../../schema/text/shortened.ts";
import type { Deps } from "../deps.ts";
import { roomAccess } from "../rooms/access.ts";
import type { RoomRow } from "../store/room-store.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/** A mention that waits, with all comments of its thread in which the same person is mentioned: they are put away together. */
export interface WaitingMention {
  mention: Mention;
  comments: CommentId[];
}

/** As much of what was said as a line shows. */
const WORDS_MAX = 160;

/**
 * Where somebody is mentioned by others in open discussions that they may read now, and has neither said anything after it nor put it
 * away: a line a thread, the newest. The rows that this begins with hold ids alone, so what may not be read is not there.
 */
export async function mentionsOf(deps: Needs, actor: Actor): Promise<WaitingMention[]> {
  const rows = groupBy(await deps.store.rooms.mentions(actor.id), ({ room }) => room);
  const waiting: WaitingMention[] = [];
  for (const [room, mentioned] of rows) {
    const access = await roomAccess(deps.store, room, actor);
    if ("close" in access || access.row.kind !== "discussion") continue;
    const found = await standing(deps, actor.id, room, new Set(mentioned.map(({ comment }) => comment)));
    for (const each of found) {
      const where = await placeOf(deps, access.row, each.thread);
      const { id: comment, body, createdAt: at } = each.newest;
      if (where)
        waiting.push({
          comments: each.comments,
          mention: {
            comment,
            thread: each.thread.id,
            from: each.from,
            at,
            audience: access.row.audience,
            words: shortened(body, WORDS_MAX),
            ...(access.right === "write" ? { canReply: true } : {}),
            ...where,
          },
        });
    }
  }
  return waiting;
}

interface Standing {
  thread: Thread;
  newest: Comment;
  from: MemberId;
  comments: CommentId[];
}

async function standing(
  { store, realtime }: Needs,
  me: MemberId,
  room: RoomId,
  mentioned: ReadonlySet<CommentId>,
): Promise<Standing[]> {
  const authors = new Map(await store.outputs.clientsIn(room));
  return realtime.look(room, (doc) => standingIn(new DiscussionRoom(doc), authors, me, mentioned));
}

function standingIn(
  room: DiscussionRoom,
  authors: ReadonlyMap<number, MemberId>,
  me: MemberId,
  mentioned: ReadonlySet<CommentId>,
): Standing[] {
  const threads = new Set([...mentioned].flatMap((id) => room.comment(id)?.thread ?? []));
  return [...threads].flatMap((id): Standing[] => {
    const thread = room.thread(id);
    if (!thread || thread.taken !== null || thread.deleted !== null || thread.resolved !== null) return [];
    const said = room.comments(id).filter(({ deleted }) => deleted === null);
    const own = said.findLastIndex(({ creator }) => authors.get(creator) === me);
    const after = said
      .slice(own + 1)
      .filter((each) => mentioned.has(each.id) && mentionsIn(each.body).includes(me) && authors.has(each.creator));
    const newest = after.at(-1);
    const from = newest && authors.get(newest.creator);
    return newest && from ? [{ thread, newest, from, comments: after.map((each) => each.id) }] : [];
  });
}

type Where = Pick<Mention, "verdict" | "paragraph" | "output" | "place" | "about">;

/** What it is said of; null where that is gone. */
async function placeOf(deps: Needs, row: RoomRow, thread: Thread): Promise<Where | null> {
  const scope = scopeOf(row);
  switch (scope?.kind) {
    case "verdict":
      return ofVerdict(deps, scope.id, thread);
    case "output":
      return ofOutput(deps, scope.id, thread);
    case "methodology":
      return ofDraft(deps, thread);
    case undefined:
      return null;
  }
}

async function ofVerdict({ store }: Needs, verdict: VerdictId, { anchor }: Thread): Promise<Where | null> {
  if (!anchor) return { verdict };
  const [revision, maps] = await Promise.all([store.verdicts.revision(verdict), store.verdicts.maps(verdict)]);
  const [range] = revision ? resolveAnchor(anchor, maps, revision.number).ranges : [];
  const paragraph = range && revision && blockAt(revision.blocks, range.start)?.number;
  return { verdict, ...(paragraph ? { paragraph } : {}) };
}

async function ofOutput({ store, realtime }: Needs, id: OutputId, { block }: Thread): Promise<Where | null> {
  const row = await store.outputs.get(id);
  if (!row) return null;
  const { title, language, template } = row;
  const content = block && (await store.outputs.rooms(id)).content;
  const places = content
    ? await realtime.look(content, (doc) => saidPlaces(new OutputRoom(doc).document(), template))
    : null;
  const place = places?.get(block ?? "");
  return { output: { id, title, language }, ...(place ? { place } : {}) };
}

/** A category or question of the draft; of what is gone there is no way to it. */
async function ofDraft({ store, realtime }: Needs, { category, question }: Thread): Promise<Where | null> {
  const draft = await store.methodologies.draft();
  const about = draft && (await realtime.look(draft.room, (doc) => aboutIn(doc, { category, question })));
  return about ? { about } : null;
}

function aboutIn(doc: Y.Doc, { category, question }: Pick<Thread, "category" | "question">): Mention["about"] | null {
  const room = new DraftRoom(doc);
  const of = category && room.categories().find(({ id, deleted }) => id === category && deleted === null);
  if (of) return { category: of.id, code: of.code, label: of.label };
  const asked = question && room.questions().find(({ id, deleted }) => id === question && deleted === null);
  return asked ? { question: asked.id, label: asked.label } : null;
}
