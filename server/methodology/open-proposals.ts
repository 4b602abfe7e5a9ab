import type { CategoryId, MemberId } from "../../schema/domain/ids.ts";
import { DUTIES } from "../../schema/domain/member.ts";
import type { OpenProposal, VoteValue } from "../../schema/protocol/http/methodology.ts";
import { DraftRoom, type DraftCategory } from "../../schema/rooms/draft/draft-room.ts";
import { draftTree, flatten } from "../../schema/rooms/draft/draft-tree.ts";
import type { Deps } from "../deps.ts";
import type { OpenDraft } from "./open-draft.ts";
import { openThreads } from "./open-votes.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/**
 * What is proposed in the draft and decided by nobody: new categories by somebody who does not lead, until one of those who lead has
 * written in them and no vote on them is open; and whatever else is put to the vote. `takeIn`: new ones that the next version is to have;
 * what they stand under comes with them.
 */
export async function openProposals(
  deps: Needs,
  draft: OpenDraft,
  takeIn: readonly CategoryId[],
): Promise<OpenProposal[]> {
  const threads = await openThreads(deps, draft);
  const voted = new Set(threads.flatMap(({ category }) => category ?? []));
  const waiting = await waitingCategories(deps, draft, voted);
  const taken = withParents(waiting, takeIn);
  const votes = await deps.store.methodologies.votes();
  const countsOf = (thread: OpenProposal["thread"]): OpenProposal["votes"] => {
    const count = (value: VoteValue): number =>
      votes.filter((each) => each.thread === thread && each.vote === value).length;
    return { yes: count("yes"), no: count("no"), abstain: count("abstain") };
  };
  const shown = new Set<unknown>();
  const made = waiting.map(({ id, code, label, createdAt: at, from }): OpenProposal => {
    const thread = threads.find(({ category }) => category === id)?.thread ?? null;
    shown.add(thread);
    return { category: id, code, label, from, at, thread, votes: countsOf(thread), isTaken: taken.has(id) };
  });
  const others = threads.filter(({ thread }) => !shown.has(thread));
  return [
    ...made,
    ...others.map(({ thread, from, createdAt: at, category, question, code, label }) => {
      const about = category ? { category, ...(code ? { code } : {}) } : question ? { question } : {};
      return { ...about, label, from, at, thread, votes: countsOf(thread), isTaken: null };
    }),
  ];
}

interface Waiting extends DraftCategory {
  from: MemberId;
  parent: CategoryId | null;
}

/** From top to bottom. One that something else stands under has been built on, and waits no more. */
async function waitingCategories(
  { store, realtime }: Needs,
  { inForce, room }: OpenDraft,
  voted: ReadonlySet<CategoryId>,
): Promise<Waiting[]> {
  const writers = new Map(await store.outputs.clientsIn(room));
  const leads = new Set((await store.people.members()).flatMap(({ id, role }) => (DUTIES[role].leads ? [id] : [])));
  const isLed = (client: number): boolean => {
    const member = writers.get(client);
    return member !== undefined && leads.has(member);
  };
  const all = await realtime.look(room, (doc) => new DraftRoom(doc).categories());
  const known = new Set([...inForce.content.categories, ...inForce.gone].map(({ id }) => id));
  // Parts of what was split, and what was merged into, belong to what became of another.
  for (const { fate } of all) if (fate && "into" in fate) for (const id of [fate.into].flat()) known.add(id);
  const waiting = new Map<CategoryId, Waiting>();
  for (const { category, children, parent } of flatten(draftTree(all)).toReversed()) {
    const { id, writers: of, exampleFrom, definition } = category;
    const from = writers.get(of["createdAt"] ?? -1);
    if (!from || leads.has(from) || known.has(id)) continue;
    const isBare = Object.values(definition).every((text) => text.trim() === "");
    const isOpen = voted.has(id) || ((exampleFrom !== null || isBare) && !Object.values(of).some(isLed));
    const isBuiltOn = children.some((child) => !waiting.has(child.category.id));
    if (isOpen && !isBuiltOn) waiting.set(id, { ...category, from, parent });
  }
  return [...waiting.values()].toReversed();
}

/** What is to be taken in, and what it stands under. */
function withParents(waiting: readonly Waiting[], takeIn: readonly CategoryId[]): ReadonlySet<CategoryId> {
  const byId = new Map(waiting.map((each) => [each.id, each]));
  const taken = new Set<CategoryId>();
  for (const id of takeIn)
    for (let at = byId.get(id); at && !taken.has(at.id); at = byId.get(at.parent ?? at.id)) taken.add(at.id);
  return taken;
}
