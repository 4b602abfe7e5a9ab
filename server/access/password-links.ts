import type { Actor } from "../../schema/domain/can.ts";
import { InvitationId, MemberId } from "../../schema/domain/ids.ts";
import { isFacilitator, type Member } from "../../schema/domain/member.ts";
import { isGoodByMaker, leadersIn } from "../../schema/domain/people/place-rights.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { ToldStore } from "./told/told-reading.ts";

/**
 * Links for a new password that others made: for the actor's own, and as a facilitator for that of anybody of their organisation, or
 * of one that nobody else leads; what the command line made, for every facilitator. Whoever has such a link reads what that person reads.
 */
export async function passwordLinks(
  { audit, people }: ToldStore,
  actor: Actor,
  members: readonly Member[],
  since: string,
  now: Date,
): Promise<NonNullable<NetworkView["told"]>> {
  const entries = await audit.since(since, ["invitation.make", "link.use"]);
  const idOf = (subject: (typeof entries)[number]["subject"]) => InvitationId.safeParse(subject["invitation"]).data;
  const used = new Map(
    entries.flatMap(({ action, subject, at }) => (action === "link.use" ? [[idOf(subject), at] as const] : [])),
  );
  const open = (await people.invitations()).filter(
    (each) =>
      each.spentAt === null &&
      Date.parse(each.expiresAt) > now.getTime() &&
      isGoodByMaker(each, each.invitedBy && members.find(({ id }) => id === each.invitedBy), members),
  );
  return entries.flatMap(({ action, actor: from, subject, at: made }) => {
    const link = idOf(subject);
    const member = MemberId.safeParse(subject["member"]).data;
    const whose = members.find(({ id }) => id === member);
    if (action !== "invitation.make" || !link || !whose || from === actor.id) return [];
    if (whose.id !== actor.id && !isTold(actor, whose, from, members)) return [];
    const usedAt = used.get(link);
    const state = usedAt ? "used" : open.some(({ id }) => id === link) ? "open" : "ended";
    return [{ kind: "password" as const, member: whose.id, from, link, state, made, at: usedAt ?? made }];
  });
}

function isTold(
  actor: Actor,
  { id, organisation }: Member,
  from: MemberId | null,
  members: readonly Member[],
): boolean {
  if (!isFacilitator(actor)) return false;
  const isLed = leadersIn(members).some((each) => each.id !== id && each.organisation === organisation);
  return from === null || actor.organisation === organisation || !isLed;
}
