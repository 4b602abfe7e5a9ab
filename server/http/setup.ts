import { newId, MemberId, OrganisationId } from "../../schema/domain/ids.ts";
import { initialsOf, type Member } from "../../schema/domain/member.ts";
import { Setup } from "../../schema/protocol/http/people.ts";
import { hashPassword } from "../auth/passwords.ts";
import { dropSetupToken, isSetupToken } from "../auth/setup-link.ts";
import { Refusal } from "./problems.ts";
import { addressOf, createRoutes, readBody, type Deps } from "./route.ts";
import { beginSession } from "./session.ts";

/** The first facilitator, by the one-time link that the server printed. */
export function setupRoutes(deps: Deps) {
  // One at a time: of two people with the link the second finds it spent.
  let turn: Promise<unknown> = Promise.resolve();

  async function setUp({ token, network, organisation, country, name, email, password }: Setup): Promise<Member> {
    if (!(await isSetupToken(deps.store, token))) throw new Refusal("link-spent");
    const owner = { id: newId(OrganisationId), name: organisation, country };
    const member: Member = {
      id: newId(MemberId),
      name,
      initials: initialsOf(name),
      role: "facilitator",
      organisation: owner.id,
      country,
      guest: null,
      removedAt: null,
    };
    const passwordHash = await hashPassword(password);
    await deps.store.people.addOrganisation(owner);
    await deps.store.people.addMember(member, { email, passwordHash });
    await deps.store.setSetting("network-name", network);
    await dropSetupToken(deps.store);
    return member;
  }

  return createRoutes().post("/", async (c) => {
    const command = await readBody(c, Setup);
    if ((await deps.attempts.begin(addressOf(c, deps.config))) !== null)
      throw new Refusal("too-many-attempts", { minutes: 15 });
    const mine = turn.then(() => setUp(command));
    turn = mine.catch(() => null);
    return c.json(await beginSession(c, deps, await mine, "setup"));
  });
}
