import type { Role } from "../../../schema/domain/member.ts";
import { InvitationMade, SessionView } from "../../../schema/protocol/http/people.ts";
import type { Person, TestServer } from "./test-server.ts";

/** Somebody who joins now, by an invitation of the facilitator to their own organisation. */
export async function comeIn(server: TestServer, name: string, role: Role): Promise<Person> {
  const { facilitator } = server.people;
  const { organisation } = facilitator.member;
  const invite = { kind: "member", role, organisation, name };
  const made = await server.ask(facilitator, "POST", "/api/invitations", invite);
  const token = InvitationMade.parse(await made.json()).url.split("#")[1];
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.org`;
  const password = "another horse battery";
  const come = await server.ask(null, "POST", "/api/links/use", { token, name, email, password });
  const { member } = SessionView.parse(await come.json());
  if (!member) throw new Error("nobody came");
  return { member, email, cookie: come.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}
