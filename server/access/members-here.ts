import { toMemberCard, type Member, type MemberCard } from "../../schema/domain/member.ts";
import { isOpenAt, termOf } from "../../schema/domain/people/guest-terms.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { ErasureJob } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import type { VerdictAccess } from "./verdict-access.ts";

/**
 * Everybody for a member; for a guest only whose tags, words and translations the guest can see, the inviter and the other guests
 * of the verdict, as long as it is open to them (`now`).
 */
export async function membersHere(
  { people, passages, translations }: Pick<Store, "people" | "passages" | "translations">,
  asker: Member,
  verdict: Verdict,
  access: VerdictAccess,
  now: Date,
): Promise<MemberCard[]> {
  const all = await people.members();
  if (!asker.guest) return all.map(toMemberCard);
  const [tags, threads, comments, translated, whole] = await Promise.all([
    passages.annotations(access.layers),
    passages.threads(verdict.id, access.audiences),
    passages.comments(verdict.id, access.audiences),
    passages.translations(verdict.id, access.audiences, access.layers),
    translations.list(verdict.id),
  ]);
  const here = new Set([asker.id, termOf(asker.guest, verdict.id)?.invitedBy ?? asker.guest.invitedBy]);
  const isThere = ({ deleted }: { deleted: string | null }): boolean => deleted === null;
  const talks = threads.filter(isThere);
  const open = new Set(talks.map(({ id }) => id));
  const said = comments.filter((comment) => isThere(comment) && open.has(comment.thread));
  for (const { author, lastWriter } of [...tags, ...translated].filter(isThere)) here.add(author).add(lastWriter);
  for (const { createdBy } of whole) here.add(createdBy);
  for (const { author } of [...talks, ...said]) here.add(author);
  return all.filter((each) => here.has(each.id) || isGuestOf(each, verdict.id, now)).map(toMemberCard);
}

/** Whether somebody is a guest of a text now. */
export const isGuestOf = ({ guest, removedAt }: Member, text: string, now: Date): boolean =>
  guest !== null && removedAt === null && isOpenAt(guest, text, now.toISOString());

/**
 * Members who are here and stay: no guests, nobody who was removed, nor whose erasure has begun (`open`: jobs that are not done). As the store
 * counts them where somebody leaves (`last-facilitator.ts`).
 */
export function stayingMembers(members: readonly Member[], open: readonly Pick<ErasureJob, "member">[]): Member[] {
  const erased = new Set(open.map(({ member }) => member));
  return members.filter((each) => each.guest === null && each.removedAt === null && !erased.has(each.id));
}
