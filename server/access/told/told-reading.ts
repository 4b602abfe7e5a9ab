import { type HouseVersions, readHouseOnce } from "../../house/told-changes.ts";
import type { AuditStore, WrittenEntry } from "../../store/audit-store.ts";
import type { PeopleStore } from "../../store/people-store.ts";
import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import type { Store } from "../../store/store.ts";

type People = Pick<
  PeopleStore,
  "invitations" | "members" | "nameChanges" | "organisationChanges" | "organisations" | "withdrawnLinks"
>;

/** What notices are read from. */
export interface ToldStore {
  audit: Pick<AuditStore, "since">;
  people: People;
}

/** So many days it is told who was let in to names or to an account, and who is no longer: to members it stays until it is put away. */
export const ACCESS_DAYS = 92;

/** What each kind of notice looks for in the log. */
const ACTIONS: readonly AuditAction[] = [
  "account.change",
  "clearing.second-reader",
  "erasure.begin",
  "guest.close",
  "house.change",
  "house.undo",
  "invitation.make",
  "invitation.withdraw",
  "link.use",
  "member.back",
  "member.change",
  "member.remove",
  "network.second-reader",
  "organisation.round-runners",
  "round.begin",
  "verdict.stage",
];
const KNOWN: ReadonlySet<string> = new Set(ACTIONS);

/** The store of one request: every kind of notice asks it for itself, and the log, links, people and versions of the house are read once. */
export function readOnce<S extends Pick<Store, "audit" | "house" | "people" | "setting">>(
  store: S,
  from: string,
): Omit<S, "audit" | "house" | "people"> & ToldStore & Pick<Store, "setting"> & { house: HouseVersions } {
  const { audit, house, people } = store;
  let entries: Promise<WrittenEntry[]> | null = null;
  const since: AuditStore["since"] = async (at, actions) => {
    if (at < from || !actions.every((each) => KNOWN.has(each))) return audit.since(at, actions);
    const wanted = new Set<string>(actions);
    return (await (entries ??= audit.since(from, ACTIONS))).filter((each) => each.at >= at && wanted.has(each.action));
  };
  return {
    ...store,
    setting: (key) => store.setting(key),
    audit: { since },
    house: readHouseOnce(house),
    people: {
      invitations: once(() => people.invitations()),
      members: once(() => people.members()),
      organisations: once(() => people.organisations()),
      nameChanges: once((at: string) => people.nameChanges(at)),
      organisationChanges: once((at: string) => people.organisationChanges(at)),
      withdrawnLinks: once((now: string) => people.withdrawnLinks(now)),
    },
  };
}

/** Asked for the same again, it gives what it gave. */
function once<Asked extends string[], Answer>(
  read: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (...asked) => {
    const key = asked.join(" ");
    const answer = known.get(key) ?? read(...asked);
    known.set(key, answer);
    return answer;
  };
}
