import { expect, test } from "vitest";
import { InvitationMade, InvitationView, MembersView, SessionView } from "../../../schema/protocol/http/people.ts";
import { freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

async function invite(server: TestServer, by: Person, output: string): Promise<{ token: string; id: string }> {
  const body = { kind: "guest", name: "Nina Guest", output, expiresInDays: 3 };
  const reply = await server.ask(by, "POST", "/api/invitations", body);
  expect(reply.status).toBe(201);
  const { url, invitation } = InvitationMade.parse(await reply.json());
  return { token: url.split("#")[1] ?? "", id: invitation.id };
}

async function enter(server: TestServer, token: string): Promise<Person> {
  const reply = await server.ask(null, "POST", "/api/links/use", { token });
  const { member } = SessionView.parse(await reply.json());
  if (!member) throw new Error("nobody signed in");
  return { member, email: null, cookie: (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
}

test("who began a document withdraws what a facilitator invites to it, and puts the guest out; a colleague does not", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  const made = await makeOutput(server, lawyer, { title: "When she must wait" });
  const begunFor = async (who: Person) =>
    MembersView.parse(await (await server.ask(who, "GET", "/api/members")).json()).begun;
  const openFor = async (who: Person): Promise<string[]> =>
    InvitationView.array()
      .parse(await (await server.ask(who, "GET", "/api/invitations")).json())
      .map(({ id }) => id);
  const unused = await invite(server, facilitator, made.id);
  expect(await begunFor(lawyer)).toEqual([{ output: made.id, by: lawyer.member.id }]);
  for (const who of [otherLawyer, otherFacilitator]) expect(await begunFor(who)).toBeUndefined();
  expect(await openFor(lawyer)).toEqual([unused.id]);
  expect(await openFor(otherLawyer)).toEqual([]);
  const path = `/api/invitations/${unused.id}`;
  expect((await server.ask(otherLawyer, "DELETE", path)).status).toBe(404);
  expect((await server.ask(otherFacilitator, "DELETE", path)).status).toBe(403);
  expect((await server.ask(lawyer, "DELETE", path)).status).toBe(204);
  const guest = await enter(server, (await invite(server, facilitator, made.id)).token);
  const out = `/api/members/${guest.member.id}`;
  expect((await server.ask(otherLawyer, "DELETE", out)).status).toBe(403);
  expect((await server.ask(lawyer, "DELETE", out)).status).toBe(204);
  expect((await server.ask(guest, "GET", `/api/outputs/${made.id}`)).status).toBe(401);
});
