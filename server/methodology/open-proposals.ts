import type { CategoryId, MemberId } from "../../schema/domain/ids.ts";
import { DUTIES } from "../../schema/domain/member.ts";
import type { OpenProposal, VoteValue } from "../../schema/protocol/http/methodology.ts";
import { DraftRoom, type DraftCategory } from "../../schema/rooms/draft/draft-room.ts";
import { draftTree, flatten } from "../../schema/rooms/draft/draft-tree.ts";
import { becomes } from "../../schema/rooms/draft/draft-without.ts";
import type { Deps } from "../deps.ts";
import type { OpenDraft } from "./open-draft.ts";
import { putToVote } from "./open-votes.ts";

type Needs = Pick<Deps, "realtime" | "store">;

/**
 * What is proposed in the draft and decided by nobody: new categories by somebody who does not lead, whatever they were made by and
 * whoever has written in them since, until a vote on them is won or one of those who lead builds on them; and whatever else is put to
 * the vote. `takeIn`: new ones that the next version is to have; what they stand under, and the other parts of what was split, come with
 * them.
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
  const taken = withOthers(waiting, takeIn);
  const shown = new Set<unknown>();
  const made = waiting.map(({ id, code, label, createdAt: at, from, instead }): OpenProposal => {
    const thread = threads.find(({ category }) => category === id)?.thread ?? null;
    shown.add(thread);
    return { category: id, code, label, from, at, thread, votes: countsOf(thread), instead, isTaken: taken.has(id) };
  });
  const others = threads.filter(({ thread }) => !shown.has(thread));
  return [
    ...made,
    ...others.map(({ thread, from, createdAt: at, category, question, code, label }) => {
      const about = category ? { category, ...(code ? { code } : {}) } : question ? { question } : {};
      return { ...about, label, from, at, thread, votes: countsOf(thread), instead: [], isTaken: null };
    }),
  ];
}

interface Waiting extends DraftCategory {
  from: MemberId;
  parent: CategoryId | null;
  /** In force, and to become this one. */
  instead: CategoryId[];
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
  // What somebody who leads had others become was decided by that.
  const ruled = all.filter((each) => each.deleted === null && isIn(leads, writerOf(each, "fate")));
  const decided = new Set([...won, ...ruled.flatMap(({ fate }) => becomes(fate))]);
  const instead = insteadOf(all, known);
  const waiting = new Map<CategoryId, Waiting>();
  for (const { category, children, parent } of flatten(draftTree(all)).toReversed()) {
    const from = writerOf(category, "createdAt");
    if (!from || leads.has(from) || known.has(category.id) || decided.has(category.id)) continue;
    const isBuiltOn = children.some(
      (child) => !waiting.has(child.category.id) && isIn(leads, writerOf(child.category, "parent")),
    );
    if (!isBuiltOn) waiting.set(category.id, { ...category, from, parent, instead: instead.get(category.id) ?? [] });
  }
  return [...waiting.values()].toReversed();
}

/** Of each new category what is in force and is to become it, by way of other new ones, too. `known`: whatever a version has or had. */
function insteadOf(
  all: readonly DraftCategory[],
  known: ReadonlySet<CategoryId>,
): ReadonlyMap<CategoryId, CategoryId[]> {
  const fates = new Map(all.map(({ id, fate, deleted }) => [id, deleted === null ? becomes(fate) : []]));
  const found = new Map<CategoryId, CategoryId[]>();
  for (const of of known) {
    const seen = new Set<CategoryId>();
    const next = [...(fates.get(of) ?? [])];
    for (let id = next.pop(); id; id = next.pop()) {
      if (known.has(id) || seen.has(id)) continue;
      seen.add(id);
      found.set(id, [...(found.get(id) ?? []), of]);
      next.push(...(fates.get(id) ?? []));
    }
  }
  return found;
}

function isIn(leads: ReadonlySet<MemberId>, member: MemberId | undefined): boolean {
  return member !== undefined && leads.has(member);
}

/** What is to be taken in, with what it stands under, and whatever else what is in force is to become at once. */
function withOthers(waiting: readonly Waiting[], takeIn: readonly CategoryId[]): ReadonlySet<CategoryId> {
  const byId = new Map(waiting.map((each) => [each.id, each]));
  const become = new Map<CategoryId, CategoryId[]>();
  for (const { id, instead } of waiting) for (const of of instead) become.set(of, [...(become.get(of) ?? []), id]);
  const taken = new Set<CategoryId>();
  const next = [...takeIn];
  for (let id = next.pop(); id; id = next.pop()) {
    const each = byId.get(id);
    if (!each || taken.has(id)) continue;
    taken.add(id);
    if (each.parent) next.push(each.parent);
    for (const of of each.instead) {
      next.push(...(become.get(of) ?? []));
      become.delete(of);
    }
  }
  return taken;
}
