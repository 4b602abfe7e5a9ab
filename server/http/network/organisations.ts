import { newId, OrganisationId } from "../../../schema/domain/ids.ts";
import { OrganisationNew } from "../../../schema/protocol/http/people.ts";
import { audit, createRoutes, mustBeAllowed, readBody, type Deps } from "../route.ts";

export function organisationRoutes(deps: Deps) {
  return createRoutes().post("/", async (c) => {
    const by = mustBeAllowed(c, "network.manage", null);
    const organisation = { id: newId(OrganisationId), ...(await readBody(c, OrganisationNew)) };
    await deps.store.people.addOrganisation(organisation);
    await audit(deps, by, "organisation.add", { organisation: organisation.id });
    deps.realtime.publish({ type: "members" });
    return c.json(organisation, 201);
  });
}
