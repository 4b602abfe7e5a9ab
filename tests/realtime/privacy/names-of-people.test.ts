import { expect, test } from "vitest";
import { InvitationMade, SessionView } from "../../../schema/protocol/http/people.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const problem = async (response: Response): Promise<Problem> => Problem.parse(await response.json());
const network = async (server: TestServer, who: Person): Promise<NetworkView> =>
  NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
const toldTo = async (server: TestServer, who: Person): Promise<object[]> =>
  ((await network(server, who)).told ?? []).filter(({ kind }) => kind === "person");
const invite = (server: TestServer, name: string, more: object = {}): Promise<Response> => {
  const { facilitator } = server.people;
  const { organisation } = facilitator.member;
  return server.ask(facilitator, "POST", "/api/invitations", {
    kind: "member",
    role: "lawyer",
    organisation,
    name,
    ...more,
  });
};

test("nobody joins under a colleague's name; who came under another than they were invited as is told so to all", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { organisation } = facilitator.member;
  const made = InvitationMade.parse(await (await invite(server, "Petra Pap")).json());
  const token = made.url.split("#")[1];
  const use = (name: string, more: object = {}) =>
    server.ask(null, "POST", "/api/links/use", {
      token,
      name,
      email: "petra@example.org",
      password: "another horse battery",
      ...more,
    });
  const here = server.organisations.rs.name;
  for (const name of [facilitator.member.name, `  ${facilitator.member.name.toUpperCase()}.`])
    expect(await problem(await use(name, { keepsName: true }))).toEqual({
      code: "name-taken",
      params: { organisation: here },
    });
  const elsewhere = { organisation: server.organisations.mk.name, what: "elsewhere" };
  expect(otherLawyer.member.organisation).toBe(server.organisations.mk.id);
  expect(await problem(await use(otherLawyer.member.name))).toEqual({ code: "name-taken", params: elsewhere });
  const come = await use(otherLawyer.member.name, { keepsName: true });
  expect(come.status).toBe(200);
  const was = "Petra Pap";
  // Who invited her is told, and with the others reads both names.
  expect(await toldTo(server, facilitator)).toMatchObject([{ how: "joined", from: facilitator.member.id, was }]);
  const { lately = [] } = await network(server, lawyer);
  const to = { by: facilitator.member.id, role: "lawyer", organisation };
  const named = { was, now: otherLawyer.member.name };
  expect(lately).toContainEqual(expect.objectContaining({ kind: "joined", to, named }));
});

test("nobody takes a colleague's name, and a name of one's own is told to who leads them, who invited them and all", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherFacilitator, otherLawyer } = server.people;
  const rename = (who: Person, name: string, more: object = {}) =>
    server.ask(who, "PUT", "/api/account/name", { name, ...more });
  const { name: was, id: member } = lawyer.member;
  expect(await problem(await rename(lawyer, facilitator.member.name, { keepsName: true }))).toMatchObject({
    code: "name-taken",
  });
  expect(await problem(await rename(lawyer, otherLawyer.member.name))).toMatchObject({ params: { what: "elsewhere" } });
  expect((await rename(lawyer, was)).status).toBe(204);
  expect(await toldTo(server, facilitator)).toEqual([]);
  expect((await rename(lawyer, "Ana Novaković")).status).toBe(204);
  const told = { kind: "person", how: "renamed", member, from: member, was };
  expect(await toldTo(server, facilitator)).toMatchObject([told]);
  for (const who of [lawyer, otherFacilitator]) expect(await toldTo(server, who)).toEqual([]);
  const { lately = [] } = await network(server, otherFacilitator);
  const named = { was, now: "Ana Novaković" };
  expect(lately).toContainEqual(expect.objectContaining({ kind: "named", who: [member], named }));
  // Whom one invited, wherever one has gone since.
  const nela = await comeIn(server, "Nela Velkov", "lawyer");
  const next = { organisation: otherLawyer.member.organisation };
  await server.store.people.changeMember(nela.member.id, next);
  expect((await rename(nela, "Nela Stan")).status).toBe(204);
  for (const who of [facilitator, otherFacilitator])
    expect(await toldTo(server, who)).toContainEqual(expect.objectContaining({ how: "renamed", was: "Nela Velkov" }));
  // What they were called goes with the erasure of the person, and after a time.
  const erased = await server.ask(facilitator, "POST", `/api/members/${member}/erase`, { name: "Ana Novaković" });
  expect(erased.ok).toBe(true);
  expect((await server.store.people.nameChanges("")).map((each) => each.was)).toEqual(["Nela Velkov"]);
  expect(await server.store.people.purgeNameChanges("9999")).toBe(1);
});

test("an erasure takes the name that somebody was invited by, too, from links that were withdrawn before they came by another name and address", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const made = InvitationMade.parse(await (await invite(server, "Petra Pap")).json());
  const withdrawn = await server.ask(facilitator, "DELETE", `/api/invitations/${made.invitation.id}`);
  expect(withdrawn.status).toBe(204);
  const byAddress = InvitationMade.parse(await (await invite(server, "P.", { email: "petra@example.org" })).json());
  await server.ask(facilitator, "DELETE", `/api/invitations/${byAddress.invitation.id}`);
  const again = InvitationMade.parse(await (await invite(server, "Petra Pap", { email: "petra@example.org" })).json());
  const come = await server.ask(null, "POST", "/api/links/use", {
    token: again.url.split("#")[1],
    name: "Nela Stan",
    email: "nela@example.org",
    password: "another horse battery",
  });
  const { member } = SessionView.parse(await come.json());
  const names = async (): Promise<unknown[]> => (await server.store.people.withdrawnLinks("")).map(({ name }) => name);
  expect(await names()).toEqual(["Petra Pap"]);
  const erased = await server.ask(facilitator, "POST", `/api/members/${member?.id}/erase`, { name: "Nela Stan" });
  expect(erased.ok).toBe(true);
  expect(await names()).toEqual([]);
});

test("inviting somebody who is called as a member asks whether it is that one, and a taken address says whose it is", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  const { name, organisation } = lawyer.member;
  const of = Object.values(server.organisations).find(({ id }) => id === organisation)?.name;
  const asked = { code: "name-taken", params: { what: "invite", names: name, organisation: of } };
  expect(await problem(await invite(server, `${name}.`))).toEqual(asked);
  expect((await invite(server, name, { isAnother: true })).status).toBe(201);
  // In a list too, whichever of their names stands first.
  const listed = (more: object): Promise<Response> => {
    const reversed = name.split(" ").toReversed().join(" ");
    const person = { name: reversed, email: "p@example.org", role: "lawyer", organisation, ...more };
    return server.ask(server.people.facilitator, "POST", "/api/invitations/list", { people: [person] });
  };
  expect(await problem(await listed({}))).toEqual({ ...asked, params: { ...asked.params, field: "people.0" } });
  expect((await listed({ isAnother: true })).status).toBe(201);
  const taken = { code: "email-taken", params: { field: "email", what: "invite", names: name } };
  expect(await problem(await invite(server, "Petra Pap", { email: lawyer.email }))).toEqual(taken);
});

test("who was removed, is back, and was removed again is told in that order", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const nela = await comeIn(server, "Nela Velkov", "lawyer");
  const path = (who: Person): string => `/api/members/${who.member.id}`;
  for (const [method, at] of [
    ["DELETE", path(nela)],
    ["POST", `${path(nela)}/back`],
    ["DELETE", path(lawyer)],
  ] as const)
    expect((await server.ask(facilitator, method, at)).ok).toBe(true);
  const { lately = [] } = await network(server, facilitator);
  const told = lately.flatMap(({ kind, who }) => (["removed", "returned"].includes(kind) ? [[kind, ...who]] : []));
  expect(told.map((each) => each.join(" ")).toSorted()).toEqual(
    [`removed ${lawyer.member.id}`, `removed ${nela.member.id}`, `returned ${nela.member.id}`].toSorted(),
  );
});

test("an address at which somebody else has an open invitation takes no other, in a correction either", async (context) => {
  const server = await startTestServer(context);
  const at = (email: string) => ({ email: `${email}@example.org` });
  const zora = InvitationMade.parse(await (await invite(server, "Zora Ilić", at("zora"))).json());
  const pavle = InvitationMade.parse(await (await invite(server, "Pavle Jovanović", at("pavle"))).json());
  const refused = { code: "email-taken", params: { what: "open-invitation", names: "Zora Ilić" } };
  const corrected = { ...at("zora"), replaces: pavle.invitation.id };
  for (const response of [
    await invite(server, "Rada Pešić", at("zora")),
    await invite(server, "Pavle Jovanović", corrected),
  ])
    expect(await problem(response)).toMatchObject(refused);
  // Nor by a list, whose row is named, unless it says whose it ends.
  const { organisation } = server.people.facilitator.member;
  const list = (more: object): Promise<Response> => {
    const people = [
      { name: "Milan Cvetković", ...at("milan") },
      { name: "Rada Pešić", ...at("zora"), ...more },
    ];
    return server.ask(server.people.facilitator, "POST", "/api/invitations/list", {
      people: people.map((each) => ({ ...each, role: "lawyer", organisation })),
    });
  };
  for (const more of [{}, { isAnother: true }, { replaces: pavle.invitation.id }])
    expect(await problem(await list(more))).toMatchObject({
      ...refused,
      params: { ...refused.params, field: "people.1.email" },
    });
  // The same person once more ends their own link, whichever way their name is written.
  expect(await (await invite(server, "Zora Ilic", at("zora"))).json()).toMatchObject({ replaced: true });
  expect(await (await invite(server, "Pavle Jovanović", { ...corrected, ...at("pavle.j") })).json()).toMatchObject({
    invitation: at("pavle.j"),
    replaced: true,
  });
  const look = (url: string) => server.ask(null, "POST", "/api/links/look", { token: url.split("#")[1] });
  expect([(await look(zora.url)).status, (await look(pavle.url)).status]).toEqual([404, 404]);
  const now = (await server.store.people.invitations()).find(({ email }) => email === at("zora").email);
  expect((await list({ replaces: now?.id })).status).toBe(201);
});
