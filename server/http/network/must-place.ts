import { can, type Actor } from "../../../schema/domain/can.ts";
import type { MemberId, OrganisationId } from "../../../schema/domain/ids.ts";
import type { Member, Organisation } from "../../../schema/domain/member.ts";
import { leadersIn, placeHindrance, type LinkSubject, type Place } from "../../../schema/domain/people/place-rights.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { Store } from "../../store/store.ts";
import { StoreError, type StoreErrorCode } from "../../store/store-error.ts";
import { Refusal } from "../../refusal.ts";

/** Refuses, with the reason, who may not give somebody (null: whoever comes by a link) another place in the network. */
export async function mustPlace(
  { store }: { store: Pick<Store, "people" | "verdicts"> },
  { actor }: SignedIn,
  member: MemberId | null,
  was: Place | null,
  now: Place | null,
): Promise<void> {
  const { people } = store;
  const leaders = leadersIn(await people.members());
  const preparing = (await preparedBy(store)).map(({ organisation }) => organisation);
  const hindrance = placeHindrance(actor, { member, was, now, leaders, preparing });
  if (!hindrance) return;
  if (hindrance.why === "no-facilitator") throw new Refusal("not-allowed");
  if (hindrance.why === "own") throw new Refusal("own-place");
  if (hindrance.why === "strands") throw new Refusal("leaves-preparing");
  const of = (await people.organisations()).find(({ id }) => id === hindrance.organisation);
  const code = hindrance.why === "led" ? "led-by-others" : "operator-decides";
  throw new Refusal(code, { organisation: of?.name ?? "" });
}

/** Refuses, with whom to ask, who may not say what an organisation is called or where it is; not-found where there is none. */
export async function mustManage(
  { store }: { store: Pick<Store, "people"> },
  { actor }: SignedIn,
  organisation: OrganisationId,
): Promise<void> {
  const of = (await store.people.organisations()).find(({ id }) => id === organisation);
  if (!of) throw new Refusal("not-found");
  const leaders = leadersIn(await store.people.members());
  if (!can(actor, "organisation.manage", { organisation, leaders }))
    throw new Refusal("led-by-others", { organisation: of.name });
}

/** Refuses, with whom to ask, who may not withdraw a link or put out the guest who came by it; `code` where they may not know of it; *invited*: it is to end by a new one. */
export async function mustManageLink(
  { store }: { store: Pick<Store, "people"> },
  { actor }: SignedIn,
  link: LinkSubject,
  code: "not-found" | "not-allowed" | "invited",
): Promise<void> {
  if (can(actor, "invitation.manage", link)) return;
  if (!can(actor, "invitation.read", link)) throw new Refusal(code === "invited" ? "not-found" : code);
  const of = (await store.people.organisations()).find(({ id }) => id === link.place.organisation);
  const names = of && ledByOthers(actor, [of], await store.people.members())[of.id]?.join(", ");
  throw new Refusal("led-by-others", {
    organisation: of?.name ?? "",
    ...(code === "invited" && names ? { what: "invited", names } : {}),
  });
}

/** Does what may be refused since an organisation is called so: the refusal names it, and whom to ask where it is not the asker's to choose. */
export async function withNamesApart<T>(
  { store }: { store: Pick<Store, "people"> },
  { actor }: Pick<SignedIn, "actor">,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof StoreError) || error.organisation === null) throw error;
    const [organisations, members] = await Promise.all([store.people.organisations(), store.people.members()]);
    const of = organisations.find(({ id }) => id === error.organisation);
    const names = of && ledByOthers(actor, [of], members)[of.id]?.join(", ");
    throw new Refusal("organisation-taken", {
      organisation: of?.name ?? "",
      ...(names ? { what: "ask", names } : {}),
    });
  }
}

const NAMES: ReadonlySet<StoreErrorCode> = new Set(["name-taken", "name-elsewhere"]);

/** Does what may be refused since somebody of that name is here: the refusal names where, and says whether they may keep it all the same. */
export async function withPeopleApart<T>(
  { store }: { store: Pick<Store, "people"> },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof StoreError) || !NAMES.has(error.code)) throw error;
    const of = (await store.people.organisations()).find(({ id }) => id === error.organisation);
    const refused = { organisation: of?.name ?? "" };
    throw new Refusal("name-taken", error.code === "name-elsewhere" ? { ...refused, what: "elsewhere" } : refused);
  }
}

/** Of each organisation that somebody may not manage, names of those who do. */
export function ledByOthers(
  actor: Actor,
  organisations: readonly Pick<Organisation, "id">[],
  members: readonly Member[],
): Partial<Record<OrganisationId, string[]>> {
  const leaders = leadersIn(members);
  const others = organisations.filter(
    ({ id: organisation }) => !can(actor, "organisation.manage", { organisation, leaders }),
  );
  return Object.fromEntries(
    others.map(({ id }) => [id, leaders.flatMap(({ organisation, name }) => (organisation === id ? [name] : []))]),
  );
}

/** Organisations that have verdicts with all names, and how many: that there are some, and nothing of which. */
export async function preparedBy({
  verdicts,
}: Pick<Store, "verdicts">): Promise<{ organisation: OrganisationId; count: number }[]> {
  const all = (await verdicts.all()).filter(({ stage }) => stage === "in-preparation");
  return [...groupBy(all, ({ owner }) => owner)].map(([organisation, { length: count }]) => ({ organisation, count }));
}

/** The place of somebody who is here. */
export function placeOf({ role, organisation }: Pick<Member, "role" | "organisation">): Place {
  return { role, organisation };
}
