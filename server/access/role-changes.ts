import { MemberId, OrganisationId } from "../../schema/domain/ids.ts";
import { DUTIES, Role, type Member } from "../../schema/domain/member.ts";
import type { Actor } from "../../schema/domain/can.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { WrittenEntry } from "../store/audit-store.ts";
import type { ToldStore } from "./told/told-reading.ts";

/** Another role or organisation that somebody was given. */
export interface RoleChange {
  member: MemberId;
  /** Null: whoever runs the server. */
  by: MemberId | null;
  at: string;
  role: Role;
  was: Role;
  organisation: OrganisationId;
  wasOf: OrganisationId;
}

/** Null where an entry is of something else, changed nothing, or was written before it said what was. */
export function roleChangeOf({ action, actor: by, at, subject }: WrittenEntry): RoleChange | null {
  if (action !== "member.change") return null;
  const [role, was] = [Role.safeParse(subject["role"]).data, Role.safeParse(subject["was"]).data];
  const organisation = OrganisationId.safeParse(subject["organisation"]).data;
  const wasOf = OrganisationId.safeParse(subject["was-of"]).data;
  const member = MemberId.safeParse(subject["member"]).data;
  if (!member || !role || !was || !organisation || !wasOf) return null;
  return role === was && organisation === wasOf ? null : { member, by, at, role, was, organisation, wasOf };
}

/** So long after one change another is of one piece with it: what somebody was is what they were before the first. */
const TOGETHER_MS = 24 * 3_600_000;

/** What others made of somebody, if it still holds: of changes that followed one another the last, with what was before the first. */
function ownRole(own: readonly RoleChange[]): RoleChange[] {
  const last = own.at(-1);
  if (!last) return [];
  let first = last;
  for (const each of own.toReversed())
    if (Date.parse(first.at) - Date.parse(each.at) <= TOGETHER_MS) first = each;
    else break;
  const { was, wasOf } = first;
  // Who is again what they were is told of the last of it.
  return [last.role === was && last.organisation === wasOf ? last : { ...last, was, wasOf }];
}

/**
 * What others made of the actor, as far as it holds; and what whoever runs the server made of anybody, and others of whom the actor's
 * organisation has or had while they lead it: each change, for who was let in to an organisation's texts may have read them, whatever was
 * changed back since.
 */
export async function rolesByOthers(
  { audit }: Pick<ToldStore, "audit">,
  actor: Actor,
  members: readonly Member[],
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  const changes = (await audit.since(since, ["member.change"])).flatMap((entry) => roleChangeOf(entry) ?? []);
  const isOwn = ({ member, by }: RoleChange): boolean => member === actor.id && by !== actor.id;
  const told = [...changes.filter((each) => each.member !== actor.id), ...ownRole(changes.filter(isOwn))];
  return told.flatMap(({ by, at, wasOf, ...change }) => {
    const { member: id, role, was, organisation } = change;
    if (by === actor.id || !members.some((each) => each.id === id)) return [];
    const leads = DUTIES[actor.role].leads && (by === null || [organisation, wasOf].includes(actor.organisation));
    if (id !== actor.id && !leads) return [];
    const moved = organisation === wasOf ? {} : { organisation };
    return [{ kind: "role" as const, member: id, from: by, at, role, was, ...moved }];
  });
}
