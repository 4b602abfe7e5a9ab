import { can, type Actor } from "../../schema/domain/can.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import type { Deps } from "../deps.ts";
import type { FrozenProposal } from "../store/methodology-store.ts";
import type { OpenDraft } from "./open-draft.ts";

type Needs = Pick<Deps, "realtime" | "store">;
type Told = NonNullable<NetworkView["told"]>[number];

/** New categories of a draft that others than who freezes it (`by`) put there, and whether a version of this content has them. */
export async function othersProposals(
  { store, realtime }: Needs,
  { inForce, room }: Pick<OpenDraft, "inForce" | "room">,
  { categories }: Pick<MethodologyContent, "categories">,
  by: MemberId,
): Promise<FrozenProposal[]> {
  const makers = new Map(await store.outputs.clientsIn(room));
  const known = new Set([...inForce.content.categories, ...inForce.gone].map(({ id }) => id));
  const taken = new Set(categories.map(({ id }) => id));
  const made = await realtime.look(room, (doc) => new DraftRoom(doc).categories());
  return made.flatMap(({ id: category, deleted, fate, writers }) => {
    const member = makers.get(writers["createdAt"] ?? -1);
    const isTaken = taken.has(category);
    // What was given up in the draft was proposed to nobody.
    const isThere = isTaken || (deleted === null && fate === null);
    if (member === undefined || member === by || known.has(category) || !isThere) return [];
    return [{ category, member, isTaken }];
  });
}

/**
 * What versions that others put in force since a time did with categories that the actor had proposed: the last that was decided of each,
 * with the name that the version gave it, or that it has in the draft, where it goes on waiting.
 */
export async function proposalsFrozen({ store, realtime }: Needs, actor: Actor, since: string): Promise<Told[]> {
  if (!can(actor, "methodology.draft", null)) return [];
  const rows = await store.methodologies.frozenProposals(actor.id);
  if (rows.length === 0) return [];
  const draft = await store.methodologies.draft();
  const waiting = draft
    ? await realtime.look(draft.room, (doc) =>
        new DraftRoom(doc).categories().filter(({ deleted }) => deleted === null),
      )
    : [];
  const newest = new Map(rows.map((row) => [row.category, row.version]));
  const told: Told[] = [];
  for (const version of await store.methodologies.versions()) {
    const { number, frozenAt: at, by: from } = version;
    if (from === null || at < since) continue;
    const content = (await store.methodologies.version(number))?.content;
    for (const isTaken of [true, false]) {
      const named = isTaken ? (content?.categories ?? []) : waiting;
      const of = rows.filter((each) => each.version === number && each.isTaken === isTaken);
      const categories = of
        .filter(({ category, version: last }) => newest.get(category) === last)
        .flatMap(({ category }) => named.find(({ id }) => id === category) ?? [])
        .map(({ id, code, label }) => ({ id, code, label }));
      if (categories.length > 0) told.push({ kind: "frozen", from, at, version: number, isTaken, categories });
    }
  }
  return told;
}
