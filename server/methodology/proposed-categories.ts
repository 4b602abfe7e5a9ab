import type { Actor } from "../../schema/domain/can.ts";
import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import { DUTIES, type Member } from "../../schema/domain/member.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { ProposedCategory } from "../../schema/protocol/http/network.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import type { Deps } from "../deps.ts";
import type { VerdictSources } from "../quotes/verdict-source.ts";

/**
 * Categories that somebody who does not lead has put into the draft, with a passage or as a name alone, for whoever leads, until one of
 * those who lead has written in it or about it: it is taken up then. The passage is told of where the actor reads it; one that is
 * proposed while its verdict is coded blind has none. Those that a file brings come defined.
 */
export async function proposedCategories(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  actor: Actor,
  { members, methodology }: { members: readonly Member[]; methodology: MethodologyVersion | null },
  sources: VerdictSources,
): Promise<ProposedCategory[]> {
  const draft = DUTIES[actor.role].leads ? await store.methodologies.draft() : null;
  if (!draft || !methodology) return [];
  const leads = new Set(members.filter(({ role }) => DUTIES[role].leads).map(({ id }) => id));
  const writers = new Map(await store.outputs.clientsIn(draft.room));
  if ([...writers.values()].every((member) => leads.has(member))) return [];
  const known = new Set([...methodology.content.categories, ...methodology.gone].map(({ id }) => id));
  const made = await realtime.look(draft.room, (doc) =>
    new DraftRoom(doc).categories().filter(({ id, deleted }) => deleted === null && !known.has(id)),
  );
  if (made.length === 0) return [];
  const isLed = (by: MemberId | undefined): boolean => by !== undefined && leads.has(by);
  const talkers = new Map(await store.outputs.clientsIn(draft.discussion));
  const taken = await realtime.look(draft.discussion, (doc) => {
    const room = new DiscussionRoom(doc);
    // What is put to the vote waits as that, of everybody who may vote.
    const voted = room.threads().filter(({ proposal, deleted, resolved }) => proposal && !deleted && !resolved);
    const led = new Set(room.comments().flatMap((each) => (isLed(talkers.get(each.creator)) ? [each.thread] : [])));
    for (const { id } of voted) led.add(id);
    return new Set(room.threads().flatMap(({ id, category }) => (led.has(id) && category ? [category] : [])));
  });
  const proposed: ProposedCategory[] = [];
  for (const { id: category, code, label, definition, writers: of, exampleFrom, createdAt: at } of made) {
    const from = of["createdAt"] === undefined ? undefined : writers.get(of["createdAt"]);
    const isTaken = taken.has(category) || Object.values(of).some((client) => isLed(writers.get(client)));
    const isBare = Object.values(definition).every((text) => text.trim() === "");
    if (from && (exampleFrom || isBare) && !isTaken)
      proposed.push({ category, code, label, from, at, ...(await placeOf(exampleFrom, sources)) });
  }
  return proposed;
}

/** Where the passage stands, as far as the actor reads it. */
async function placeOf(
  from: ReturnType<DraftRoom["categories"]>[number]["exampleFrom"],
  sources: VerdictSources,
): Promise<{ verdict: VerdictId; paragraph?: string } | { verdict: null }> {
  const source = from && (await sources.of(from.verdict));
  if (!source) return { verdict: null };
  const { verdict, anchor } = from;
  const { revision, maps } = await source.text();
  const [range] = anchor.revision > revision.number ? [] : resolveAnchor(anchor, maps, revision.number).ranges;
  const number = range && blockAt(revision.blocks, range.start)?.number;
  return { verdict, ...(number ? { paragraph: number } : {}) };
}
