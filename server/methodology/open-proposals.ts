import type { CategoryId, MemberId } from "../../schema/domain/ids.ts";
import { DUTIES } from "../../schema/domain/member.ts";
import type { OpenProposal, VoteValue } from "../../schema/protocol/http/methodology.ts";
import { DraftRoom, type DraftCategory } from "../../schema/rooms/draft/draft-room.ts";
import { draftTree, flatten } from "../../schema/rooms/draft/draft-tree.ts";
import type { Deps } from "../deps.ts";
import type { OpenDraft } from "./open-draft.ts";
import { putToVote } from "./open-votes.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/**
 * What is proposed in the draft and decided by nobody: new categories by somebody who does not lead, whatever they were made by and
 * whoever has written in them since, until a vote on them is won or one of those who lead builds on them; and whatever else is put to
 * the vote. `takeIn`: new ones that the next version is to have; what they stand under comes with them.
 */
export async function openProposals(
  deps: Needs,
  draft: OpenDraft,
  takeIn: readonly CategoryId[],
): Promise<OpenProposal[]> {
  const all = await putToVote(deps, draft);
  const threads = all.filter(({ ended }) => ended === null);
  const votes = await deps.store.methodologies.votes();
  const countsOf = (thread: OpenProposal["thread"]): OpenProposal["votes"] => {
    const count = (value: VoteValue): number =>
      votes.filter((each) => each.thread === thread && each.vote === value).length;
    return { yes: count("yes"), no: count("no"), abstain: count("abstain") };
  };
  const leads = new Set(
    (await deps.store.people.members()).flatMap(({ id, role }) => (DUTIES[role].leads ? [id] : [])),
  );
  const isWon = ({ thread, ended }: (typeof all)[number]): boolean =>
    ended?.how === "resolved" && isIn(leads, ended.by) && countsOf(thread).yes > countsOf(thread).no;
  const open = new Set(threads.map(({ category }) => category));
  const won = new Set(
    all.flatMap((each) => (each.category && isWon(each) && !open.has(each.category) ? each.category : [])),
  );
  const waiting = await waitingCategories(deps, draft, won, leads);
  const taken = withParents(waiting, takeIn);
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

/**
 * From top to bottom. One under which somebody who leads has put another has been built on, and waits no more. `won`: decided by a vote.
 */
async function waitingCategories(
  { store, realtime }: Needs,
  { inForce, room }: OpenDraft,
  won: ReadonlySet<CategoryId>,
  leads: ReadonlySet<MemberId>,
): Promise<Waiting[]> {
  const writers = new Map(await store.outputs.clientsIn(room));
  const writerOf = ({ writers: of }: DraftCategory, field: string): MemberId | undefined =>
    writers.get(of[field] ?? -1);
  const all = await realtime.look(room, (doc) => new DraftRoom(doc).categories());
  const known = new Set([...inForce.content.categories, ...inForce.gone].map(({ id }) => id));
  // Parts of what was split, and what was merged into, belong to what became of another.
  for (const { fate } of all) if (fate && "into" in fate) for (const id of [fate.into].flat()) known.add(id);
  const waiting = new Map<CategoryId, Waiting>();
  for (const { category, children, parent } of flatten(draftTree(all)).toReversed()) {
    const from = writerOf(category, "createdAt");
    if (!from || leads.has(from) || known.has(category.id) || won.has(category.id)) continue;
    const isBuiltOn = children.some(
      (child) => !waiting.has(child.category.id) && isIn(leads, writerOf(child.category, "parent")),
    );
    if (!isBuiltOn) waiting.set(category.id, { ...category, from, parent });
  }
  return [...waiting.values()].toReversed();
}

function isIn(leads: ReadonlySet<MemberId>, member: MemberId | undefined): boolean {
  return member !== undefined && leads.has(member);
}

/** What is to be taken in, and what it stands under. */
function withParents(waiting: readonly Waiting[], takeIn: readonly CategoryId[]): ReadonlySet<CategoryId> {
  const byId = new Map(waiting.map((each) => [each.id, each]));
  const taken = new Set<CategoryId>();
  for (const id of takeIn)
    for (let at = byId.get(id); at && !taken.has(at.id); at = byId.get(at.parent ?? at.id)) taken.add(at.id);
  return taken;
}
