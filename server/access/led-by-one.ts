import type { OrganisationId } from "../../schema/domain/ids.ts";
import { isFacilitator, type Organisation } from "../../schema/domain/member.ts";
import type { Store } from "../store/store.ts";

/** Organisations that have one facilitator: nobody can sign their verdicts as the second. By name. */
export async function ledByOne({ people }: Pick<Store, "people">): Promise<Organisation[]> {
  const [organisations, members] = await Promise.all([people.organisations(), people.members()]);
  const leads = new Map<OrganisationId, number>();
  for (const member of members)
    if (member.removedAt === null && isFacilitator(member))
      leads.set(member.organisation, (leads.get(member.organisation) ?? 0) + 1);
  return organisations.filter(({ id }) => leads.get(id) === 1).toSorted((a, b) => a.name.localeCompare(b.name));
}
