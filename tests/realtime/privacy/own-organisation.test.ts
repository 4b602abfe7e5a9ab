import { expect, test } from "vitest";
import { SettingsView } from "../../../schema/protocol/http/account.ts";
import { HouseChanged, HouseView } from "../../../schema/protocol/http/house.ts";
import { InvitationMade } from "../../../schema/protocol/http/people.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NetworkView, VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { startTestServer, type Person } from "../../helpers/network/test-server.ts";

const said = async (response: Response): Promise<string> =>
  response.ok ? String(response.status) : `${response.status} ${Problem.parse(await response.json()).code}`;

const NO = "403 led-by-others";

test("what an organisation is called, where it is and how documents show it is its own facilitators'", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger } = server.people;
  const { rs, al } = server.organisations;
  const put = async (who: Person, id: string, what: "name" | "country", body: object) =>
    said(await server.ask(who, "PUT", `/api/organisations/${id}/${what}`, body));
  expect(await put(stranger, rs.id, "name", { name: "Below Tirana" })).toBe(NO);
  expect(await put(stranger, rs.id, "country", { country: "al" })).toBe(NO);
  expect(await said(await server.ask(stranger, "DELETE", `/api/organisations/${rs.id}`))).toBe(NO);
  expect(await put(facilitator, rs.id, "name", { name: "Astra, Beograd" })).toBe("204");
  // Nobody leads it.
  expect(await put(stranger, al.id, "name", { name: "Vatra" })).toBe("204");
  const { organisations } = SettingsView.parse(
    await (await server.ask(stranger, "GET", "/api/network/settings")).json(),
  );
  expect(organisations.find(({ id }) => id === rs.id)?.ledBy).toEqual([facilitator.member.name]);
  expect(organisations.find(({ id }) => id === al.id)?.ledBy).toBeUndefined();

  const name = { field: "organisation-name", organisation: rs.id, value: { en: "Astra" } };
  expect(await said(await server.ask(stranger, "PATCH", "/api/house", name))).toBe(NO);
  const { number } = HouseChanged.parse(await (await server.ask(facilitator, "PATCH", "/api/house", name)).json());
  expect(await said(await server.ask(stranger, "POST", `/api/house/versions/${number}/undo`))).toBe(NO);
  const house = HouseView.parse(await (await server.ask(stranger, "GET", "/api/house")).json());
  expect(house.ledBy[rs.id]).toEqual([facilitator.member.name]);
  expect(house.ledBy[al.id]).toBeUndefined();
});

test("each organisation decides whose facilitators run its rounds; all are told, and its facilitators by name", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger, lawyer } = server.people;
  const { rs, mk, al } = server.organisations;
  await server.store.people.changeMember(lawyer.member.id, { role: "facilitator" });
  const decide = async (who: Person, { id }: { id: string }, runners = "owner") =>
    said(await server.ask(who, "PUT", `/api/organisations/${id}/round-runners`, { runners }));
  expect(await decide(stranger, rs)).toBe(NO);
  expect(await decide(facilitator, mk)).toBe(NO);
  // Nobody leads it.
  expect(await decide(stranger, al)).toBe("204");
  expect(await decide(facilitator, rs)).toBe("204");
  const { verdict } = await server.newVerdict("The court finds.");
  const mayRun = async (who: Person) =>
    VerdictView.parse(await (await server.ask(who, "GET", `/api/verdicts/${verdict.id}`)).json()).can.runRounds;
  expect([await mayRun(lawyer), await mayRun(stranger)]).toEqual([true, false]);
  expect(await decide(stranger, mk, "owner")).toBe("204");
  expect(await decide(stranger, mk, "all")).toBe("204");
  expect(await mayRun(stranger)).toBe(false);

  const change = { organisation: rs.id, was: "all", now: "owner" };
  const networkOf = async (who: Person) =>
    NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  const theirs = await networkOf(lawyer);
  const byColleague = { kind: "runners", from: facilitator.member.id, ...change };
  expect(theirs.told).toContainEqual(expect.objectContaining(byColleague));
  // Who leads another organisation may begin its rounds no longer.
  const { told, lately } = await networkOf(stranger);
  expect(told).toMatchObject([byColleague]);
  expect(lately).toContainEqual(
    expect.objectContaining({ kind: "runners", who: [facilitator.member.id], runners: change }),
  );
});

test("all are told what the network is called now, and by whom", async (context) => {
  const server = await startTestServer(context);
  const { otherFacilitator, facilitator } = server.people;
  await server.ask(otherFacilitator, "PUT", "/api/network/name", { name: "Five courts" });
  const { lately = [] } = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
  const renamed = { was: "Test network", now: "Five courts" };
  const who = [otherFacilitator.member.id];
  expect(lately).toContainEqual(expect.objectContaining({ kind: "renamed", who, renamed }));
});

test("a link into an organisation is withdrawn and made anew by who made it, whom it is for, and who leads there", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger, lawyer } = server.people;
  const { id, organisation } = lawyer.member;
  const linkOf = async (answer: Response) => InvitationMade.parse(await answer.json()).invitation.id;
  const withdraw = async (who: Person, link: string) =>
    said(await server.ask(who, "DELETE", `/api/invitations/${link}`));
  const reset = async () => linkOf(await server.ask(facilitator, "POST", `/api/members/${id}/reset`));
  const first = await reset();
  expect(await withdraw(stranger, first)).toBe(NO);
  expect(await withdraw(lawyer, first)).toBe("204");
  expect(await withdraw(facilitator, await reset())).toBe("204");
  const of = { kind: "member", role: "lawyer", organisation, name: "N" };
  const invite = (who: Person, more = {}) => server.ask(who, "POST", "/api/invitations", { ...of, ...more });
  const theirs = await linkOf(await invite(facilitator));
  expect(await said(await invite(stranger, { replaces: theirs }))).toBe(NO);
  expect(await withdraw(stranger, theirs)).toBe(NO);
  // Who leads an organisation takes back what others made into it while nobody did, as do those others.
  const into = { organisation: server.organisations.al.id };
  const made: string[] = [];
  for (const name of ["A", "B"]) made.push(await linkOf(await invite(stranger, { ...into, name })));
  await server.store.people.changeMember(id, { role: "facilitator", ...into });
  expect(await said(await invite(stranger, into))).toBe(NO);
  expect(await Promise.all([lawyer, stranger].map((who, at) => withdraw(who, made[at] ?? "")))).toEqual(["204", "204"]);
});

test("who is invited by an organisation is not taken over by inviting them again", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger, lawyer } = server.people;
  const { rs, mk } = server.organisations;
  const person = { name: "Petar", email: "petar@example.org" };
  const invite = (who: Person, place: object) =>
    server.ask(who, "POST", "/api/invitations", { kind: "member", ...person, ...place });
  const list = (who: Person, place: object) =>
    server.ask(who, "POST", "/api/invitations/list", { organisations: [], people: [{ ...person, ...place }] });
  const theirs = { role: "lawyer", organisation: rs.id };
  const { url, invitation } = InvitationMade.parse(await (await invite(facilitator, theirs)).json());
  const own = { role: "facilitator", organisation: mk.id };
  expect(await said(await list(stranger, own))).toBe(NO);
  expect(await said(await invite(stranger, own))).toBe(NO);
  expect(await said(await invite(stranger, { ...own, replaces: invitation.id }))).toBe(NO);
  const token = url.split("#")[1];
  expect(await said(await server.ask(null, "POST", "/api/links/look", { token }))).toBe("200");
  // Those who lead there end it, and who had made it reads whom it was for, and as what they are invited now.
  await server.store.people.changeMember(lawyer.member.id, { role: "facilitator" });
  const anew = { role: "reader", organisation: rs.id };
  expect(await said(await list(lawyer, anew))).toBe("201");
  const { told } = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
  expect(told).toMatchObject([{ kind: "link", how: "replaced", ...theirs, name: "Petar", anew }]);
});

test("a name that is taken for another organisation's is refused with that one's, and whom to ask where it is not the asker's", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger } = server.people;
  const { rs } = server.organisations;
  const add = async (who: Person, name: string) =>
    Problem.parse(await (await server.ask(who, "POST", "/api/organisations", { name, country: "rs" })).json());
  await server.ask(facilitator, "PUT", `/api/organisations/${rs.id}/name`, { name: "Pravna linija" });
  const taken = { organisation: "Pravna linija" };
  for (const name of ["pravna  Linija.", "Pravna Iinija", "Правна линија"])
    expect(await add(facilitator, name)).toEqual({ code: "organisation-taken", params: taken });
  const ask = { ...taken, what: "ask", names: facilitator.member.name };
  expect(await add(stranger, "Prаvna linija")).toEqual({ code: "organisation-taken", params: ask });
});

test("the single form says of an address that another organisation has invited whose it is and whom to ask", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator: stranger } = server.people;
  const { rs, mk } = server.organisations;
  const invite = (who: Person, organisation: string) =>
    server.ask(who, "POST", "/api/invitations", {
      kind: "member",
      role: "lawyer",
      organisation,
      email: "m@example.org",
    });
  expect((await invite(facilitator, rs.id)).status).toBe(201);
  const params = { organisation: rs.name, what: "invited", names: facilitator.member.name };
  const refused = await invite(stranger, mk.id);
  expect(Problem.parse(await refused.json())).toEqual({ code: "led-by-others", params });
});
