import { can, type Actor } from "../../schema/domain/can.ts";
import type { OpenVote } from "../../schema/protocol/http/network.ts";
import { DiscussionRoom, type Thread } from "../../schema/rooms/discussion-room.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import type { Deps } from "../deps.ts";

/**
 * Proposals that the actor may vote on and has not: of others, on a category or question that the draft has, until the proposal is
 * resolved. Nothing of what is said in them is told, and no passage: only what they are about.
 */
export async function openVotes(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  actor: Actor,
): Promise<OpenVote[]> {
  const draft = can(actor, "methodology.edit", null) ? await store.methodologies.draft() : null;
  if (!draft) return [];
  const open = await realtime.look(draft.discussion, (doc) => new DiscussionRoom(doc).threads().filter(asksForVotes));
  if (open.length === 0) return [];
  const writers = new Map(await store.outputs.clientsIn(draft.discussion));
  const voted = new Set(
    (await store.methodologies.votes()).flatMap((each) => (each.member === actor.id ? each.thread : [])),
  );
  const mine = open.filter(({ id, creator }) => !voted.has(id) && writers.get(creator) !== actor.id);
  if (mine.length === 0) return [];
  const { categories, questions } = await realtime.look(draft.room, (doc) => {
    const room = new DraftRoom(doc);
    return {
      categories: new Map(room.categories().flatMap((each) => (each.deleted === null ? [[each.id, each]] : []))),
      questions: new Map(room.questions().flatMap((each) => (each.deleted === null ? [[each.id, each]] : []))),
    };
  });
  return mine.flatMap(({ id: thread, category, question, creator, createdAt: at }) => {
    const from = writers.get(creator);
    const of = category && categories.get(category);
    const asked = question && questions.get(question);
    if (!from) return [];
    if (of) return { thread, from, at, category: of.id, code: of.code, label: of.label };
    return asked ? { thread, from, at, question: asked.id, label: asked.label } : [];
  });
}

function asksForVotes({ proposal, deleted, resolved }: Thread): boolean {
  return proposal && deleted === null && resolved === null;
}
