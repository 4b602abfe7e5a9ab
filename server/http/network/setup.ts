import { newId, MemberId, OrganisationId } from "../../../schema/domain/ids.ts";
import { initialsOf, type Member } from "../../../schema/domain/member.ts";
import { Setup } from "../../../schema/protocol/http/people.ts";
import { hashPassword } from "../../auth/passwords.ts";
import { isSetupToken } from "../../auth/setup-link.ts";
import { hashToken } from "../../auth/tokens.ts";
import { beginMethodology } from "../../methodology/begin-methodology.ts";
import { Refusal } from "../../refusal.ts";
import { addressOf, createRoutes, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { beginSession } from "./session.ts";

/** The first facilitator, by the one-time link that the server printed. */
export function setupRoutes(deps: Pick<Deps, "attempts" | "clock" | "config" | "realtime" | "store">) {
  return createRoutes().post("/", async (c) => {
    const { token, network, organisation: name, country, email, password, ...person } = await readBody(c, Setup);
    // Before the costly hash; only a wrong token counts.
    if (!(await isSetupToken(deps.store, token))) {
      const barred = await deps.attempts.begin({ at: "link", address: addressOf(c, deps.config) });
      throw barred === null ? new Refusal("link-spent") : new Refusal("too-many-attempts", { minutes: 15 });
    }
    const organisation = { id: newId(OrganisationId), name, country };
    const facilitator: Member = {
      id: newId(MemberId),
      name: person.name,
      initials: initialsOf(person.name),
      role: "facilitator",
      organisation: organisation.id,
      country,
      guest: null,
      removedAt: null,
    };
    const credentials = { email, passwordHash: await hashPassword(password) };
    await beginMethodology(deps);
    const at = deps.clock().toISOString();
    await deps.store.people.setUp(hashToken(token), { network, organisation, facilitator, credentials, at });
    await audit(deps, { member: facilitator }, "network.setup", { organisation: organisation.id });
    return c.json(await beginSession(c, deps, facilitator, "setup", credentials.passwordHash));
  });
}
