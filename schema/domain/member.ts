import { z } from "zod";
import { MemberId, OrganisationId, OutputId, VerdictId, WorkshopId } from "./ids.ts";
import { Country } from "./language.ts";

export const ROLES = ["facilitator", "lawyer", "reviewer", "reader"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/**
 * What a role is there for. The rules of `can` are made of it, and whoever proposes or lists people for a task asks it; no other
 * place names a role to decide on something.
 */
export const DUTIES: Record<Role, { leads: boolean; codes: boolean; discusses: boolean }> = {
  /** Leads the network: members, stages, rounds, versions. */
  facilitator: { leads: true, codes: true, discusses: true },
  /** Codes: tags, answers, rules, and writes documents. */
  lawyer: { leads: false, codes: true, discusses: true },
  /** Discusses what others wrote. */
  reviewer: { leads: false, codes: false, discusses: true },
  reader: { leads: false, codes: false, discusses: false },
};

/** Whether who has a role now may do less than with the one before. */
export const isLess = (role: Role, was: Role): boolean =>
  (["leads", "codes", "discusses"] as const).some((duty) => DUTIES[was][duty] && !DUTIES[role][duty]);

/** What somebody new is invited as, where nothing else is chosen. */
export const USUAL_ROLE: Role = "lawyer";

/** What every guest is. */
export const GUEST_ROLE: Role = "reviewer";

export const Organisation = z.object({ id: OrganisationId, name: z.string().min(1).max(200), country: Country });
export type Organisation = z.infer<typeof Organisation>;

/** Until when a text is open to a guest, by whose invitation. */
export const GuestTerm = z.object({
  of: z.union([VerdictId, OutputId]),
  invitedBy: MemberId,
  expiresAt: z.iso.datetime(),
});
export type GuestTerm = z.infer<typeof GuestTerm>;

/** What binds a guest: a reviewer of named verdicts or outputs, or who came by the door of a workshop, until a day. */
export const GuestBinding = z.object({
  verdicts: z.array(VerdictId),
  outputs: z.array(OutputId),
  /** Whoever has one is a guest of nothing else. */
  workshop: WorkshopId.optional(),
  /** Who invited them first, of those whose invitation lasts. */
  invitedBy: MemberId,
  /** The stay ends then, and with it what is open last. */
  expiresAt: z.iso.datetime(),
  /** By more than one invitation: what each opens (`guest-terms.ts`). */
  terms: z.array(GuestTerm).optional(),
});
export type GuestBinding = z.infer<typeof GuestBinding>;

/** A guest may stay this long at most. */
export const GUEST_DAYS_MAX = 30;

export const Member = z.object({
  id: MemberId,
  /** As the person is called in the network; for a guest the name that the inviter gave. */
  name: z.string().min(1).max(120),
  /** Two to four letters shown in lanes and on chips. */
  initials: z.string().min(1).max(4),
  role: Role,
  /** The organisation; for a guest that of the inviter. */
  organisation: OrganisationId,
  /** That of the organisation. */
  country: Country,
  /** null for members of the network; a guest's role is always reviewer. */
  guest: GuestBinding.nullable(),
  removedAt: z.iso.datetime().nullable(),
});
export type Member = z.infer<typeof Member>;

/** What others see of a member: no e-mail address, no dates. */
export const MemberCard = Member.pick({ id: true, name: true, initials: true, role: true, organisation: true }).extend({
  isGuest: z.boolean(),
  isRemoved: z.boolean(),
});
export type MemberCard = z.infer<typeof MemberCard>;

/** A member as others see them. */
export function toMemberCard(member: Member): MemberCard {
  return {
    id: member.id,
    name: member.name,
    initials: member.initials,
    role: member.role,
    organisation: member.organisation,
    isGuest: member.guest !== null,
    isRemoved: member.removedAt !== null,
  };
}

/** What stands before a name and is none of it: "prof. dr Vesna Lukić", "Д-р Елена". */
const TITLE = /^(?:\p{L}[\p{L}-]+\.|prof|doc|dr|mr|mag|adv|av|проф|доц|др|д-р|мр|м-р|m-r|адв)$/iu;

/** First letters of the first and last word, upper case, without what stands before a name: "Ana Gashi" → "AG", "prof. Ana Gashi" → "AG". */
export function initialsOf(name: string): string {
  const all = name
    .trim()
    .split(/[\s,]+/u)
    .filter(Boolean);
  const first = all.findIndex((word) => !TITLE.test(word));
  const words = first < 0 ? all : all.slice(first);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return (firstLetter(words[0] ?? "?") + (last ? firstLetter(last) : "")).toLocaleUpperCase();
}

function firstLetter(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 63);
}

/** Who asks. Made on the server from the session, never from what a client says. */
export interface Actor {
  id: MemberId;
  role: Role;
  organisation: OrganisationId;
  guest: GuestBinding | null;
}

/** Whether somebody is of the network, and no guest. */
export const isMember = (actor: Actor): boolean => actor.guest === null;
/** Whether somebody leads: runs methodology, rounds and people. */
export const isFacilitator = (actor: Actor): boolean => isMember(actor) && DUTIES[actor.role].leads;
/** Whether somebody tags and writes. */
export const isLawyerOrFacilitator = (actor: Actor): boolean => isMember(actor) && DUTIES[actor.role].codes;
