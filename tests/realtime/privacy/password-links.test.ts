import { expect, test } from "vitest";
import { InvitationMade, SessionView } from "../../../schema/protocol/http/people.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { startTestServer, TEST_PASSWORD, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const told = async (server: TestServer, who: Person) =>
  (NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told ?? [])
    .filter(({ kind }) => kind === "password" || kind === "role")
    .toSorted((a, b) => a.at.localeCompare(b.at));

const session = async (server: TestServer, who: Person | null) =>
  SessionView.parse(await (await server.ask(who, "GET", "/api/session")).json());

test("a link for somebody's password is told to them and to who leads their organisation, who take it back, and so is its use", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: second, lawyer, otherLawyer, reader } = server.people;
  const { organisation } = facilitator.member;
  await server.store.people.changeMember(second.member.id, { organisation });
  const make = async () => {
    const made = await server.ask(facilitator, "POST", `/api/members/${lawyer.member.id}/reset`);
    return InvitationMade.parse(await made.json());
  };
  const [member, from] = [lawyer.member.id, facilitator.member.id];
  const first = await make();
  const line = { kind: "password", member, from, link: first.invitation.id, state: "open" };
  for (const who of [lawyer, second]) expect(await told(server, who)).toMatchObject([line]);
  for (const who of [facilitator, otherLawyer, reader]) expect(await told(server, who)).toEqual([]);
  // Whose password it is takes it back; nobody else does who does not lead.
  const path = `/api/invitations/${first.invitation.id}`;
  expect((await server.ask(otherLawyer, "DELETE", path)).status).toBe(404);
  expect((await server.ask(lawyer, "DELETE", path)).status).toBe(204);
  expect(await told(server, second)).toMatchObject([{ ...line, state: "ended" }]);
  const { url, invitation } = await make();
  const use = { token: url.split("#")[1], password: "the password of a thief" };
  expect((await server.ask(null, "POST", "/api/links/use", use)).status).toBe(200);
  expect((await told(server, second)).at(-1)).toMatchObject({ ...line, link: invitation.id, state: "used" });
  // The browser in which they were signed in says why they are not.
  expect(await session(server, lawyer)).toMatchObject({ member: null, passwordSet: { by: facilitator.member.name } });
  expect((await session(server, null)).passwordSet).toBeUndefined();
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
});

test("of somebody in an organisation that nobody leads every facilitator is told", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  await server.store.people.changeMember(lawyer.member.id, { organisation: server.organisations.al.id });
  await server.ask(otherFacilitator, "POST", `/api/members/${lawyer.member.id}/reset`);
  for (const who of [facilitator, lawyer])
    expect(await told(server, who)).toMatchObject([{ kind: "password", member: lawyer.member.id, state: "open" }]);
});

test("who was let in to an organisation's texts is told of when they are out again, too", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const second = facilitator.member.organisation;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation: second });
  const give = (role: string) => server.ask(otherFacilitator, "PATCH", `/api/members/${lawyer.member.id}`, { role });
  for (const role of ["facilitator", "lawyer"]) expect((await give(role)).status).toBe(200);
  const last = { kind: "role", role: "lawyer", was: "facilitator" };
  expect(await told(server, facilitator)).toMatchObject([{ kind: "role", role: "facilitator", was: "lawyer" }, last]);
  // To whose role it is, as far as it holds.
  expect(await told(server, lawyer)).toMatchObject([last]);
});

test("a browser says who removed whoever was signed in there, or that they left, until they are back", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const path = `/api/members/${lawyer.member.id}`;
  expect((await server.ask(facilitator, "DELETE", path)).status).toBe(204);
  const { removed, member } = await session(server, lawyer);
  expect([member, removed?.by]).toEqual([null, facilitator.member.name]);
  expect((await server.ask(facilitator, "POST", `${path}/back`)).status).toBe(201);
  expect((await session(server, lawyer)).removed).toBeUndefined();
  expect((await session(server, null)).removed).toBeUndefined();
  const left = await server.ask(otherLawyer, "POST", "/api/account/leave", { current: TEST_PASSWORD });
  expect(left.status).toBe(204);
  expect((await session(server, otherLawyer)).removed).toEqual({ at: expect.any(String) });
});
