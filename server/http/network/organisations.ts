import { newId, OrganisationId } from "../../../schema/domain/ids.ts";
import { OrganisationNew } from "../../../schema/protocol/http/people.ts";
import { withNamesApart } from "./must-place.ts";
import { createRoutes, mustBeAllowed, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { actOf, audit } from "../../actions/audit.ts";

export function organisationRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  return createRoutes().post("/", async (c) => {
    const by = mustBeAllowed(c, "network.manage", null);
    const organisation = { id: newId(OrganisationId), ...(await readBody(c, OrganisationNew)) };
    await withNamesApart(deps, by, () => deps.store.people.addOrganisation(organisation, actOf(deps, by)));
    await audit(deps, by, "organisation.add", { organisation: organisation.id });
    deps.realtime.publish({ type: "members" });
    return c.json(organisation, 201);
  });
}
