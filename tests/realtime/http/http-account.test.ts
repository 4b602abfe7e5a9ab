import { expect, test } from "vitest";
import { newId, OrganisationId } from "../../../schema/domain/ids.ts";
import { Organisation } from "../../../schema/domain/member.ts";
import { AccountView, PasswordChanged, SettingsView } from "../../../schema/protocol/http/account.ts";
import {
  InvitationMade,
  InviteListMade,
  LinkView,
  MembersView,
  SessionView,
} from "../../../schema/protocol/http/people.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { createAttempts } from "../../../server/auth/attempts.ts";
import { comeIn } from "../../helpers/network/come-in.ts";
import { freezeTestMethodology } from "../../helpers/network/test-methodology.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, TEST_PASSWORD, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const problem = async (response: Response): Promise<Problem> => Problem.parse(await response.json());
const signIn = (server: TestServer, email: string | null, password = TEST_PASSWORD) =>
  server.ask(null, "POST", "/api/session", { email, password });
const session = async (server: TestServer, who: Person): Promise<SessionView> =>
  SessionView.parse(await (await server.ask(who, "GET", "/api/session")).json());
const audited = async (server: TestServer): Promise<string[]> =>
  (await server.store.audit.list(50))
    .filter(({ action }) => !action.startsWith("session."))
    .map(({ action, subject }) => `${action} ${String(subject["what"] ?? "")}`.trim())
    .reverse();

test("a member changes name, initials and looks; others see the name, and every change is in the log without a word of it", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, facilitator } = server.people;
  const put = (what: string, body: object) => server.ask(lawyer, "PUT", `/api/account/${what}`, body);
  expect((await put("name", { name: "  Ana Novaković  " })).status).toBe(204);
  expect((await put("initials", { initials: "an" })).status).toBe(204);
  expect((await put("looks", { language: "mk", theme: "dark" })).status).toBe(204);
  expect((await put("looks", { theme: "light" })).status).toBe(204);
  const view = await session(server, lawyer);
  expect(view).toMatchObject({
    member: { name: "Ana Novaković", initials: "AN" },
    looks: { language: "mk", theme: "light" },
    organisation: server.organisations.rs.name,
  });
  const { members } = MembersView.parse(await (await server.ask(facilitator, "GET", "/api/members")).json());
  expect(members.find(({ id }) => id === lawyer.member.id)).toMatchObject({ name: "Ana Novaković", initials: "AN" });
  expect(await problem(await put("initials", { initials: facilitator.member.initials.toLowerCase() }))).toMatchObject({
    code: "initials-taken",
  });
  // A small letter that is two large ones.
  for (const initials of ["A", "ßß"]) expect((await put("initials", { initials })).status).toBe(400);
  for (const name of ["   ", "Ana\u0000", "Ana \ud800"]) expect((await put("name", { name })).status).toBe(400);
  const entries = ["name", "initials", "looks", "looks"].map((what) => `account.change ${what}`);
  expect(await audited(server)).toEqual(entries);
  expect(JSON.stringify(await server.store.audit.list(50))).not.toContain("Novakovi");
});

test("address and password are changed by who knows the password, and the other devices are signed out", async (context) => {
  const server = await startTestServer(context, { attempts: createAttempts({ perAccount: 3, perAddress: 100 }) });
  const { facilitator, lawyer, otherLawyer } = server.people;
  const put = (what: string, body: object) => server.ask(lawyer, "PUT", `/api/account/${what}`, body);
  const email = "ana.new@example.org";
  expect(await problem(await put("address", { email, current: "guess" }))).toMatchObject({
    code: "wrong-current-password",
  });
  expect(await problem(await put("address", { email: otherLawyer.email, current: TEST_PASSWORD }))).toMatchObject({
    code: "email-taken",
  });
  expect((await put("address", { email: "Ana.New@Example.org", current: TEST_PASSWORD })).status).toBe(204);
  expect((await signIn(server, lawyer.email)).status).toBe(401);
  const elsewhere = await signIn(server, email);
  const cookie = (elsewhere.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const there = { ...lawyer, cookie };
  const account = async (): Promise<AccountView> =>
    AccountView.parse(await (await server.ask(lawyer, "GET", "/api/account")).json());
  expect(await account()).toMatchObject({ email, passwordSetAt: null });

  const password = "another horse battery";
  expect(await problem(await put("password", { password: "short", current: TEST_PASSWORD }))).toMatchObject({
    code: "password-too-short",
  });
  const { rooms } = await server.newVerdict("The court finds.");
  const clientThere = await RawClient.joinAt(server, rooms.layer, there);
  const reset = await server.ask(facilitator, "POST", `/api/members/${lawyer.member.id}/reset`);
  const token = InvitationMade.parse(await reset.json()).url.split("#")[1];
  const changed = await put("password", { password, current: TEST_PASSWORD });
  expect(PasswordChanged.parse(await changed.json())).toEqual({ signedOut: 1 });
  expect((await session(server, there)).member).toBeNull();
  expect(await clientThere.closed).toBe(CLOSE.sessionEnded);
  // Nor does a link that lies about somewhere let anybody in.
  const use = { token, password: "the password of a thief" };
  expect((await server.ask(null, "POST", "/api/links/use", use)).status).toBe(404);
  expect((await session(server, lawyer)).member?.id).toBe(lawyer.member.id);
  expect((await account()).passwordSetAt).not.toBeNull();
  expect((await signIn(server, email)).status).toBe(401);
  expect((await signIn(server, email, password)).status).toBe(200);
  // Guesses at an open page are counted as those at the door.
  const codes: string[] = [];
  for (let i = 0; i < 4; i++)
    codes.push((await problem(await put("password", { password, current: `guess ${i}` }))).code);
  expect(codes).toEqual([...Array.from({ length: 3 }, () => "wrong-current-password"), "too-many-attempts"]);
  expect(await audited(server)).toEqual(["account.change address", "invitation.make", "account.change password"]);
});

test("an organisation that nobody leads is told as that, with how many of its verdicts nobody sees", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  await server.newVerdict("It finds again.", { stage: "cleared" });
  const settings = async () =>
    SettingsView.parse(await (await server.ask(otherFacilitator, "GET", "/api/network/settings")).json());
  const { rs } = server.organisations;
  const own = async () => (await settings()).organisations.find(({ id }) => id === rs.id);
  expect(await own()).not.toHaveProperty("unled");
  const facilitators = Object.values(server.people).filter(
    ({ member }) => member.organisation === rs.id && member.role === "facilitator",
  );
  expect(facilitators.map(({ member }) => member.id)).toContain(facilitator.member.id);
  for (const { member } of facilitators) await server.store.people.changeMember(member.id, { role: "lawyer" });
  // As of a network that is older than the rule by which somebody stays.
  await server.newVerdict("The court finds.", { stage: "in-preparation" });
  expect(await own()).toMatchObject({ unled: 1, verdicts: 1 });
});

test("a facilitator names the network and its organisations; verdicts are counted as far as one may know of them", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  await server.newVerdict("The court finds.", { stage: "in-preparation" });
  const settings = async (who: Person): Promise<SettingsView> =>
    SettingsView.parse(await (await server.ask(who, "GET", "/api/network/settings")).json());
  const own = async (who: Person) =>
    (await settings(who)).organisations.find(({ id }) => id === server.organisations.rs.id);
  const counts = [(await own(facilitator))?.verdicts, (await own(otherFacilitator))?.verdicts];
  expect(counts).toEqual([1, 0]);
  expect((await own(facilitator))?.members).toBe(
    Object.values(server.people).filter(
      ({ member }) => member.organisation === server.organisations.rs.id && !member.guest,
    ).length,
  );
  const rename = (path: string, name: string) => server.ask(facilitator, "PUT", path, { name });
  expect((await rename("/api/network/name", "Five courts")).status).toBe(204);
  const at = `/api/organisations/${server.organisations.rs.id}/name`;
  expect((await rename(at, "Pravna linija, Niš")).status).toBe(204);
  expect(await problem(await rename(at, server.organisations.al.name.toUpperCase()))).toMatchObject({
    code: "organisation-taken",
  });
  expect(await session(server, lawyer)).toMatchObject({
    network: { name: "Five courts" },
    organisation: "Pravna linija, Niš",
  });
  const country = (id: string, to: string) =>
    server.ask(facilitator, "PUT", `/api/organisations/${id}/country`, { country: to });
  expect((await country(server.organisations.rs.id, "mk")).status).toBe(204);
  expect((await own(facilitator))?.country).toBe("mk");
  // Whoever adds a verdict begins with the country of their organisation.
  expect((await session(server, lawyer)).member?.country).toBe("mk");
  expect((await country(server.organisations.rs.id, "fr")).status).toBe(400);
  expect((await country(newId(OrganisationId), "mk")).status).toBe(404);
  expect(await audited(server)).toEqual(["network.rename", "organisation.rename", "organisation.country"]);
});

test("an organisation is removed whose invitations have ended, as Members lists none of them", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const made = await server.ask(facilitator, "POST", "/api/organisations", { name: "Vatra", country: "al" });
  const { id } = Organisation.parse(await made.json());
  const invite = { kind: "member", role: "lawyer", organisation: id, name: "Fatmir Leka", expiresInDays: 1 };
  expect((await server.ask(facilitator, "POST", "/api/invitations", invite)).status).toBe(201);
  const remove = () => server.ask(facilitator, "DELETE", `/api/organisations/${id}`);
  expect((await remove()).status).toBe(409);
  server.advance(25 * 3_600_000);
  expect((await remove()).status).toBe(204);
});

test("an organisation that nobody and nothing is of is removed; any other stays", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const ask = async (method: string, path: string, body?: unknown) =>
    await (await server.ask(facilitator, method, path, body)).json();
  const add = async (name: string): Promise<Organisation> =>
    Organisation.parse(await ask("POST", "/api/organisations", { name, country: "al" }));
  const { id } = await add("fatmir.vatra.example, Vatra Vlorë");
  const remove = (each: string) => server.ask(facilitator, "DELETE", `/api/organisations/${each}`);
  const refused = { code: "organisation-in-use" };
  const { rs, mk } = server.organisations;
  expect(await problem(await remove(rs.id))).toMatchObject(refused);
  expect(await problem(await remove(mk.id))).toMatchObject({ code: "led-by-others" });
  // An invitation to it, who came by it, and, of another, who was removed.
  const invite = { kind: "member", role: "lawyer", organisation: id, name: "Fatmir Leka" };
  const made = InvitationMade.parse(await ask("POST", "/api/invitations", invite));
  expect(await problem(await remove(id))).toMatchObject(refused);
  const shown = async (each: string) =>
    SettingsView.parse(await ask("GET", "/api/network/settings")).organisations.find((one) => one.id === each);
  expect(await shown(id)).toMatchObject({ members: 0, invited: 1, former: 0 });
  const use = {
    token: made.url.split("#")[1],
    name: "Fatmir Leka",
    email: "f@example.org",
    password: "a horse battery",
  };
  const { member } = SessionView.parse(await (await server.ask(null, "POST", "/api/links/use", use)).json());
  expect(await problem(await remove(id))).toMatchObject(refused);
  const other = await add("Vatra");
  await ask("PATCH", `/api/members/${member?.id}`, { organisation: other.id });
  expect((await server.ask(facilitator, "DELETE", `/api/members/${member?.id}`)).status).toBe(204);
  expect(await problem(await remove(other.id))).toMatchObject(refused);
  expect(await shown(other.id)).toMatchObject({ members: 0, invited: 0, former: 1 });
  expect((await remove(id)).status).toBe(204);
  expect((await remove(id)).status).toBe(404);
  const { organisations } = MembersView.parse(await ask("GET", "/api/members"));
  expect(organisations.map((each) => each.id)).not.toContain(id);
  expect((await audited(server)).at(-1)).toBe("organisation.remove");
  // Its name is free again.
  await add("fatmir.vatra.example, Vatra Vlorë");
});

test("a lawyer leaves by their password, is signed out everywhere, and their facilitators are told", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const { id, name } = lawyer.member;
  const leave = (who: Person, current: string) => server.ask(who, "POST", "/api/account/leave", { current });
  expect(await problem(await leave(lawyer, "a wrong guess"))).toMatchObject({ code: "wrong-current-password" });
  expect((await session(server, lawyer)).member?.id).toBe(id);
  expect((await leave(lawyer, TEST_PASSWORD)).status).toBe(204);
  expect((await session(server, lawyer)).member).toBeNull();
  expect((await signIn(server, lawyer.email)).ok).toBe(false);
  expect((await server.store.people.members()).find((each) => each.id === id)).toMatchObject({ name });
  const home = async (who: Person) => NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  expect((await home(facilitator)).told).toMatchObject([{ kind: "person", how: "left", member: id }]);
  const { told, lately } = await home(otherLawyer);
  expect(told).toBeUndefined();
  expect(lately).toContainEqual(expect.objectContaining({ kind: "left", who: [id] }));
  expect((await server.ask(facilitator, "POST", `/api/members/${id}/back`)).status).toBe(201);
  // Who alone leads what holds texts with all names is needed.
  await server.newVerdict("The court finds.", { stage: "in-preparation" });
  expect(await problem(await leave(facilitator, TEST_PASSWORD))).toMatchObject({ code: "leaves-preparing" });
});

test("a facilitator who comes later begins with their own steps, and those of their own that are open have their way", async (context) => {
  const server = await startTestServer(context);
  await freezeTestMethodology(server.store);
  const { verdict } = await server.newVerdict("The court finds.");
  // Newer, and of courts whose language is not theirs.
  await server.newVerdict("Gjykata konstaton.", { country: "al", language: "sq" });
  const biljana = await comeIn(server, "Biljana Trajkovska", "facilitator");
  const view = NetworkView.parse(await (await server.ask(biljana, "GET", "/api/network")).json());
  const steps = view.firstSteps?.steps ?? [];
  expect(steps.slice(0, 2)).toEqual([
    { step: "join", state: "done" },
    { step: "learn", state: "next" },
  ]);
  expect(steps.filter(({ isOpen }) => isOpen)).toMatchObject([{ step: "tag", verdict: verdict.id }, { step: "write" }]);
});

test("a list of people is invited with the organisations that are new, all or nobody, and each stands in the log", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const rs = server.organisations.rs.id;
  const nela = { name: "Nela Velkov", email: "Nela@Example.org", role: "lawyer", organisation: 0 };
  const nenad = { name: "Nenad Radulović", email: "nenad@example.org", role: "facilitator", organisation: rs };
  const organisations = [{ name: "Отворен круг", country: "mk" }];
  const invite = (people: object[]) =>
    server.ask(facilitator, "POST", "/api/invitations/list", { organisations, people });
  const refused = [
    [nela, { ...nenad, email: lawyer.email }],
    [nela, { ...nenad, email: "nela@example.org" }],
    [nela, { ...nenad, organisation: 7 }],
  ];
  const why: unknown[] = [];
  for (const people of refused) why.push(await problem(await invite(people)));
  expect(why).toMatchObject([
    { code: "email-taken", params: { field: "people.1.email" } },
    { code: "email-taken", params: { field: "people.1.email" } },
    { code: "bad-request", params: { field: "people.1.organisation" } },
  ]);
  expect(await server.store.people.organisations()).toHaveLength(3);
  expect(await server.store.people.invitations()).toEqual([]);
  expect(await audited(server)).toEqual([]);

  const { made } = InviteListMade.parse(await (await invite([nela, nenad])).json());
  const [first, second] = made;
  const krug = (await server.store.people.organisations()).find(({ name }) => name === "Отворен круг");
  expect(krug?.country).toBe("mk");
  expect(first).toMatchObject({ invitation: { name: "Nela Velkov", organisation: krug?.id, role: "lawyer" } });
  expect(second).toMatchObject({ invitation: { organisation: rs, role: "facilitator" }, replaced: false });
  expect(await audited(server)).toEqual(["organisation.add", "invitation.make", "invitation.make"]);
  const days = made.map(({ invitation: { createdAt, expiresAt } }) => Date.parse(expiresAt) - Date.parse(createdAt));
  expect(days).toEqual([14, 14].map((each) => each * 86_400_000));
  const look = async (url: string): Promise<Response> =>
    server.ask(null, "POST", "/api/links/look", { token: url.split("#")[1] });
  expect(LinkView.parse(await (await look(first?.url ?? "")).json())).toMatchObject({ email: "nela@example.org" });

  // An organisation of that name is there now; whoever is invited again at the same address has one link.
  expect(await problem(await invite([nela]))).toMatchObject({ code: "organisation-taken" });
  const again = await server.ask(facilitator, "POST", "/api/invitations/list", {
    people: [{ ...nela, name: "Nela V.", organisation: krug?.id, replaces: first?.invitation.id }],
  });
  expect(InviteListMade.parse(await again.json()).made).toMatchObject([{ replaced: true }]);
  expect((await look(first?.url ?? "")).status).toBe(404);
  const [{ id: lost } = { id: "" }] = await server.store.people.invitations();
  const anew = { kind: "member", role: "lawyer", organisation: krug?.id, replaces: lost };
  expect(await (await server.ask(facilitator, "POST", "/api/invitations", anew)).json()).toMatchObject({
    invitation: { email: (await server.store.people.invitations())[0]?.email },
    replaced: true,
  });
  expect((await server.ask(lawyer, "POST", "/api/invitations/list", { people: [nela] })).status).toBe(403);
});

test("the only facilitator of an organisation makes somebody else one before they leave; the last of it says so, and others are told", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, otherLawyer, reader } = server.people;
  const { organisation } = otherFacilitator.member;
  await server.newVerdict("The court finds.", { owner: organisation, caseNumber: "Nr. 214" });
  const leave = (who: Person, more = {}) =>
    server.ask(who, "POST", "/api/account/leave", { current: TEST_PASSWORD, ...more });
  const lead = async (who: Person) =>
    AccountView.parse(await (await server.ask(who, "GET", "/api/account")).json()).onlyLead;
  const unled = async (who: Person) =>
    (NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told ?? []).filter(
      (each) => each.kind === "organisation",
    );
  const known = { organisation: "Organisation mk", verdicts: ["Nr. 214"], isNeeded: false };
  expect(await lead(otherFacilitator)).toEqual({ ...known, others: 2 });
  expect(await problem(await leave(otherFacilitator))).toMatchObject({ code: "leaves-unled" });
  // Nor by saying that nobody is there.
  expect(await problem(await leave(otherFacilitator, { leavesNobody: true }))).toMatchObject({ code: "leaves-unled" });
  expect(await lead(reader)).toBeUndefined();

  for (const { member } of [otherLawyer, reader])
    expect((await server.ask(otherFacilitator, "DELETE", `/api/members/${member.id}`)).status).toBe(204);
  expect(await lead(otherFacilitator)).toEqual({ ...known, others: 0 });
  expect(await problem(await leave(otherFacilitator))).toMatchObject({ code: "leaves-nobody" });
  expect(await unled(facilitator)).toEqual([]);
  expect((await leave(otherFacilitator, { leavesNobody: true })).status).toBe(204);
  const told = { kind: "organisation", how: "unled", organisation, from: otherFacilitator.member.id };
  expect(await unled(facilitator)).toMatchObject([told]);
  expect(await unled(server.people.lawyer)).toEqual([]);
  // It is led again.
  const back = await server.ask(facilitator, "POST", `/api/members/${otherFacilitator.member.id}/back`);
  expect(back.status).toBe(201);
  expect(await unled(facilitator)).toEqual([]);
  // The network's last facilitator is needed.
  expect(await lead(facilitator)).toMatchObject({ isNeeded: false });
});

test("an organisation whose last facilitator was given another role is told of as one that nobody leads, with who led it last", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, otherLawyer } = server.people;
  const { id, organisation } = otherFacilitator.member;
  const told = async (): Promise<unknown[]> =>
    (NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json()).told ?? []).flatMap(
      (each) => (each.kind === "organisation" ? [[each.how, each.organisation, each.from]] : []),
    );
  const path = `/api/members/${otherLawyer.member.id}`;
  expect((await server.ask(otherFacilitator, "PATCH", path, { role: "facilitator" })).ok).toBe(true);
  expect((await server.ask(otherFacilitator, "DELETE", path)).status).toBe(204);
  expect(await told()).toEqual([]);
  // As whoever runs the server does it.
  await server.store.people.changeMember(id, { role: "lawyer" });
  const subject = { member: id, role: "lawyer", organisation, was: "facilitator", "was-of": organisation };
  const at = new Date(Date.now() + 1000).toISOString();
  await server.store.audit.append({ at, actor: null, action: "member.change", subject });
  expect(await told()).toEqual([["unled", organisation, id]]);
});
