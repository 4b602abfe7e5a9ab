import type { Actor } from "../../../schema/domain/can.ts";
import { InvitationId, MemberId, OrganisationId } from "../../../schema/domain/ids.ts";
import { isFacilitator, Role, type Member } from "../../../schema/domain/member.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { WrittenEntry } from "../../store/audit-store.ts";
import type { ToldStore } from "./told-reading.ts";

type Told = NonNullable<NetworkView["told"]>;
type ToldLink = Extract<Told[number], { kind: "link" }>;

/** Whom links were for, who is a member, and what organisations were called that are there no longer. */
interface Names {
  members: readonly Member[];
  links: ReadonlyMap<string, { name: string | null; email: string | null; role?: Role; organisation?: OrganisationId }>;
  cameBy: ReadonlyMap<string, string>;
  gone: ReadonlyMap<OrganisationId, string>;
}

/**
 * Links of the actor's that somebody else withdrew, or that ended since somebody else invited the same person or made another; and, to who
 * leads an organisation, invitations into it that somebody else withdrew or that were another organisation's.
 */
export async function linksEndedByOthers(
  store: ToldStore,
  actor: Actor,
  members: readonly Member[],
  { since, now }: { since: string; now: string },
): Promise<Told> {
  const entries = await store.audit.since(since, ["invitation.make", "invitation.withdraw", "link.use"]);
  const made = new Map(
    entries.flatMap((entry) =>
      entry.action === "invitation.make" ? [[String(entry.subject["invitation"]), entry] as const] : [],
    ),
  );
  const names = await namesOf(store, entries, members, now);
  return entries.flatMap((ended): Told => {
    const making = made.get(String(ended.subject["invitation"]));
    if (ended.action !== "invitation.withdraw" || !making || !concerns(actor, members, making, ended)) return [];
    const told = toldOf(making, ended, names);
    return told ? [making.actor === actor.id ? told : { ...told, maker: making.actor ?? undefined }] : [];
  });
}

/** Who made it; and who leads where it led to, where that was not all between two who made it, or of one who is not theirs. */
function concerns(actor: Actor, members: readonly Member[], making: WrittenEntry, ended: WrittenEntry): boolean {
  if (ended.actor === null || ended.actor === actor.id) return false;
  if (making.actor === actor.id) return true;
  const { kind, organisation } = making.subject;
  if (kind !== "member" || !isFacilitator(actor) || organisation !== actor.organisation) return false;
  if (ended.subject["anew"] !== undefined) return false;
  const isOurs = members.some((each) => each.id === ended.actor && each.organisation === actor.organisation);
  return ended.actor !== making.actor || !isOurs;
}

function toldOf(
  { subject: made }: WrittenEntry,
  { actor: from, at, subject }: WrittenEntry,
  { members, links, cameBy, gone }: Names,
): ToldLink | null {
  const link = InvitationId.safeParse(subject["invitation"]).data;
  const role = Role.safeParse(made["role"]).data;
  const of = made["kind"];
  if (!link || !role || from === null) return null;
  if (of !== "member" && of !== "guest" && of !== "reset") return null;
  const member = MemberId.safeParse(made["member"]).data;
  const organisation = OrganisationId.safeParse(made["organisation"]).data;
  const anew = subject["anew"] === undefined ? null : String(subject["anew"]);
  const next = of === "reset" || anew === null ? undefined : links.get(anew);
  // Of what was withdrawn, whom it was for is known as long as it would have lasted.
  const whose = anew === null ? links.get(link) : next;
  const name = whose?.name ?? whose?.email ?? (next && anew !== null ? cameBy.get(anew) : undefined);
  const was = organisation && gone.get(organisation);
  const back = members.find(({ id }) => id === subject["back"]);
  const instead =
    back ?? (next?.role && next.organisation ? { role: next.role, organisation: next.organisation } : null);
  return {
    kind: "link",
    how: back ? "back" : anew === null ? "withdrawn" : "replaced",
    link,
    of,
    role,
    from,
    at,
    ...(member ? { member } : {}),
    ...(organisation ? { organisation } : {}),
    ...(was ? { gone: was } : {}),
    ...(name ? { name } : {}),
    ...(instead ? { anew: { role: instead.role, organisation: instead.organisation } } : {}),
  };
}

async function namesOf(
  { people }: Pick<ToldStore, "people">,
  entries: readonly WrittenEntry[],
  members: readonly Member[],
  now: string,
): Promise<Names> {
  const [open, withdrawn, changes] = await Promise.all([
    people.invitations(),
    people.withdrawnLinks(now),
    people.organisationChanges(""),
  ]);
  return {
    members,
    links: new Map<string, (typeof open)[number] | (typeof withdrawn)[number]>(
      [...open, ...withdrawn].map((row) => [row.id, row]),
    ),
    cameBy: new Map(
      entries.flatMap(({ action, actor: by, subject }) => {
        const name = action === "link.use" ? members.find(({ id }) => id === by)?.name : undefined;
        return name === undefined ? [] : [[String(subject["invitation"]), name] as const];
      }),
    ),
    gone: new Map(
      changes.flatMap(({ organisation, how, was }) => (how === "removed" && was ? [[organisation, was]] : [])),
    ),
  };
}
