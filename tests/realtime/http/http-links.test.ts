import { expect, test } from "vitest";
import { InvitationId, newId } from "../../../schema/domain/ids.ts";
import { AccountView } from "../../../schema/protocol/http/account.ts";
import { InvitationMade, LinkView, SessionView } from "../../../schema/protocol/http/people.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { issueSetupToken } from "../../../server/auth/setup-link.ts";
import { hashToken } from "../../../server/auth/tokens.ts";
import { createConfig } from "../../../server/config.ts";
import { startServer } from "../../../server/main.ts";
import { asPerson, clearVerdict } from "../../helpers/network/clear-verdict.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
const DAY_MS = 86_400_000;

async function invite(server: TestServer, by: Person, invitation: object): Promise<{ token: string; id: string }> {
  const response = await server.ask(by, "POST", "/api/invitations", invitation);
  expect(response.status).toBe(201);
  const { url, invitation: view } = InvitationMade.parse(await response.json());
  expect(url.startsWith(`${server.url}/join#`)).toBe(true);
  return { token: url.split("#")[1] ?? "", id: view.id };
}

async function enter(response: Response): Promise<Person> {
  expect(response.status).toBe(200);
  const { member } = SessionView.parse(await response.json());
  if (!member) throw new Error("nobody signed in");
  return { member, email: null, cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
}

const codeOf = async (response: Response): Promise<string> => Problem.parse(await response.json()).code;
const use = (server: TestServer, body: object) => server.ask(null, "POST", "/api/links/use", body);
async function passwordSetAt(server: TestServer, who: Person): Promise<number> {
  const account = AccountView.parse(await (await server.ask(who, "GET", "/api/account")).json());
  return Date.parse(account.passwordSetAt ?? "1970-01-01T00:00:00.000Z");
}

const newMember = { name: "New Lawyer", email: "New@Example.org", password: "long enough it is" };

test("the setup link makes one facilitator, once, also when two people press at once", async (context) => {
  const dataFolder = await mkdtemp(join(tmpdir(), "coram-test-"));
  const server = await startServer(createConfig({ dataFolder, port: 0, logLevel: "error" }));
  context.onTestFinished(async () => {
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });
  const earlier = await issueSetupToken(server.store);
  const token = await issueSetupToken(server.store);
  const setUp = (with_: string | null, email: string) =>
    fetch(`${server.url}/api/setup`, {
      method: "POST",
      headers: { origin: server.url, "content-type": "application/json" },
      body: JSON.stringify({
        token: with_,
        network: "N",
        organisation: "O",
        country: "mk",
        name: "First Person",
        email,
        password: "long enough it is",
      }),
    });
  expect(await (await fetch(`${server.url}/api/session`)).json()).toMatchObject({ setup: true, member: null });
  // A restart prints a new link; the one before is dead.
  expect((await setUp(earlier, "a@example.org")).status).toBe(410);
  const both = await Promise.all([setUp(token, "a@example.org"), setUp(token, "b@example.org")]);
  expect(both.map((response) => response.status).sort((a, b) => Number(a) - Number(b))).toEqual([200, 410]);
  expect((await setUp(token, "c@example.org")).status).toBe(410);
  expect(await server.store.people.members()).toHaveLength(1);
  expect((await server.store.people.members())[0]).toMatchObject({ role: "facilitator", country: "mk" });
  expect(await issueSetupToken(server.store)).toBeNull();
  expect(await (await fetch(`${server.url}/api/session`)).json()).toMatchObject({
    setup: false,
    network: { name: "N" },
  });
});

test("a link looked at a hundred times is not spent, and is then spent exactly once", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const organisation = server.organisations.al.id;
  const { token } = await invite(server, facilitator, { kind: "member", role: "lawyer", organisation });
  const looks: unknown[] = [];
  for (let i = 0; i < 100; i++) {
    const look = await server.ask(null, "POST", "/api/links/look", { token });
    expect(look.status).toBe(200);
    looks.push(await look.json());
  }
  expect(LinkView.parse(looks.at(-1))).toMatchObject({
    kind: "member",
    network: "Test network",
    organisation: "Organisation al",
    invitedBy: "Mira Facilitator",
    name: null,
    role: "lawyer",
  });
  // A preview only ever GETs the page's address, whose fragment it does not send.
  expect((await server.ask(null, "GET", "/api/links/use")).status).toBe(404);
  const both = await Promise.all([
    use(server, { token, ...newMember }),
    use(server, { token, ...newMember, email: "other@example.org" }),
  ]);
  expect(both.map((response) => response.status).sort((a, b) => Number(a) - Number(b))).toEqual([200, 410]);
  expect(await codeOf(await use(server, { token, ...newMember }))).toBe("link-spent");
  expect(await codeOf(await server.ask(null, "POST", "/api/links/look", { token }))).toBe("link-spent");
});

test("a new member has the role and organisation of the invitation and signs in with the own password", async (context) => {
  const server = await startTestServer(context);
  const organisation = server.organisations.al.id;
  const { token } = await invite(server, server.people.facilitator, { kind: "member", role: "reader", organisation });
  const person = await enter(await use(server, { token, ...newMember, role: "facilitator" }));
  const { member } = person;
  expect(member).toMatchObject({ name: "New Lawyer", initials: "NL", role: "reader", organisation, country: "al" });
  expect(await passwordSetAt(server, person)).toBeGreaterThan(Date.now() - 60_000);
  const again = { email: "new@example.org", password: newMember.password };
  expect((await server.ask(null, "POST", "/api/session", again)).status).toBe(200);
});

test("an invitation of one's own making may name the address, as a list does, but none that somebody has", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const asked = { kind: "member", role: "lawyer", organisation: server.organisations.al.id, name: "Fatmir Leka" };
  const made = (email: string | null) => server.ask(facilitator, "POST", "/api/invitations", { ...asked, email });
  expect(await codeOf(await made(lawyer.email))).toBe("email-taken");
  const { invitation, url } = InvitationMade.parse(await (await made("Fatmir@Example.org")).json());
  expect(invitation).toMatchObject({ email: "fatmir@example.org" });
  const look = await server.ask(null, "POST", "/api/links/look", { token: url.split("#")[1] });
  expect(await look.json()).toMatchObject({ name: "Fatmir Leka", email: "fatmir@example.org" });
});

test("a link with a short password, a taken address or nothing at all says so and is not spent", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const organisation = server.organisations.al.id;
  const { token } = await invite(server, facilitator, { kind: "member", role: "lawyer", organisation });
  expect(await codeOf(await use(server, { token, ...newMember, password: "short" }))).toBe("password-too-short");
  expect(await codeOf(await use(server, { token, ...newMember, email: lawyer.email }))).toBe("email-taken");
  expect(await codeOf(await use(server, { token }))).toBe("bad-request");
  expect((await use(server, { token, ...newMember })).status).toBe(200);
});

test("a removed member whom an invitation names comes back by it as who they were, and nobody else does with their address", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { id, name } = lawyer.member;
  await server.store.people.setPassword(id, "one of before", "2020-02-02T09:00:00.000Z");
  expect((await server.ask(facilitator, "DELETE", `/api/members/${id}`)).status).toBe(204);
  const organisation = server.organisations.al.id;
  const come = { email: lawyer.email?.toUpperCase(), name: "As Typed", password: newMember.password };
  for (const other of [{}, { name: "Somebody Else" }]) {
    const asked = { kind: "member", role: "facilitator", organisation, ...other };
    const { token } = await invite(server, facilitator, asked);
    expect(await codeOf(await use(server, { token, ...come, name }))).toBe("email-former");
  }
  const { token } = await invite(server, facilitator, { kind: "member", role: "reviewer", organisation, name });
  const { member, cookie } = await enter(await use(server, { token, ...come }));
  expect(member).toEqual({ ...lawyer.member, role: "reviewer", organisation, country: "al" });
  expect((await server.ask({ ...lawyer, cookie }, "GET", "/api/network")).status).toBe(200);
  expect(await passwordSetAt(server, { ...lawyer, cookie })).toBeGreaterThan(Date.now() - 60_000);
  expect((await server.store.people.members()).filter((each) => each.name === name)).toHaveLength(1);
  expect((await server.store.audit.list(5)).map(({ action }) => action)).toContain("member.back");
});

test("who was removed is brought back with their work and chooses a new password; who was erased is not", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const path = `/api/members/${lawyer.member.id}`;
  expect((await server.ask(facilitator, "DELETE", path)).status).toBe(204);
  expect((await server.ask(otherLawyer, "POST", `${path}/back`)).status).toBe(403);
  const back = await server.ask(facilitator, "POST", `${path}/back`);
  expect(back.status).toBe(201);
  expect(await server.store.people.member(lawyer.member.id)).toEqual(lawyer.member);
  // The cookie of before stays dead.
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
  const token = InvitationMade.parse(await back.json()).url.split("#")[1];
  const { member, cookie } = await enter(await use(server, { token, password: newMember.password }));
  expect(member).toEqual(lawyer.member);

  // A colleague pressed as well, or the page is an old one: nothing is done, and nothing is said to have been.
  const twice = await server.ask(otherFacilitator, "POST", `${path}/back`);
  expect([twice.status, await codeOf(twice)]).toEqual([409, "member-present"]);
  expect((await server.ask({ ...lawyer, cookie }, "GET", "/api/network")).status).toBe(200);
  const log = (await server.store.audit.list(50)).map(({ action }) => action);
  expect(log.filter((action) => action === "member.back" || action === "invitation.make")).toHaveLength(2);

  const { name } = lawyer.member;
  expect((await server.ask(facilitator, "POST", `${path}/erase`, { name })).ok).toBe(true);
  expect((await server.ask(facilitator, "POST", `${path}/back`)).status).toBe(404);
});

test("a link dies at its hour, and when it is withdrawn", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const organisation = server.organisations.al.id;
  const first = await invite(server, facilitator, { kind: "member", role: "lawyer", organisation, expiresInDays: 1 });
  const second = await invite(server, facilitator, { kind: "member", role: "lawyer", organisation, expiresInDays: 7 });
  expect((await server.ask(facilitator, "DELETE", `/api/invitations/${second.id}`)).status).toBe(204);
  expect((await use(server, { token: second.token, ...newMember })).status).toBe(404);
  // As one from a list: a fortnight, where nobody said how long.
  const plain = await invite(server, facilitator, { kind: "member", role: "lawyer", organisation });
  server.advance(DAY_MS + 1000);
  expect(await codeOf(await use(server, { token: first.token, ...newMember }))).toBe("link-expired");
  server.advance(12 * DAY_MS);
  expect((await use(server, { token: plain.token, ...newMember })).status).toBe(200);
});

test("a guest has the name that the inviter gave, sees the one verdict and is out when the stay ends", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const { verdict: other } = await server.newVerdict("Another one.", { stage: "cleared-for-guests" });
  const invitation = { kind: "guest", name: "Vera Rossi", verdict: verdict.id, expiresInDays: 3 };
  const { token } = await invite(server, facilitator, invitation);
  const guest = await enter(await use(server, { token, name: "Somebody Else", email: "x@example.org" }));
  expect(guest.member).toMatchObject({ name: "Vera Rossi", role: "reviewer", country: "rs" });
  expect(guest.member.guest).toMatchObject({ verdicts: [verdict.id], invitedBy: facilitator.member.id });
  // A guest's unsent words are kept on their device; that copies are not is the device's to see to.
  expect(await (await server.ask(guest, "GET", "/api/session")).json()).toMatchObject({ offlineCopies: true });

  expect((await server.ask(guest, "GET", `/api/verdicts/${verdict.id}`)).status).toBe(200);
  expect((await server.ask(guest, "GET", `/api/verdicts/${other.id}`)).status).toBe(404);
  expect((await server.ask(guest, "GET", "/api/network")).status).toBe(403);
  expect((await server.ask(guest, "GET", "/api/members")).status).toBe(403);

  server.advance(3 * DAY_MS - 60_000);
  expect((await server.ask(guest, "GET", `/api/verdicts/${verdict.id}`)).status).toBe(200);
  server.advance(120_000);
  expect((await server.ask(guest, "GET", `/api/verdicts/${verdict.id}`)).status).toBe(401);
});

test("a guest who comes back by a link is said to be a guest, until their invitation ends", async (context) => {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const first = await invite(server, facilitator, { kind: "guest", name: "Vera Rossi", verdict: verdict.id });
  const row = await server.store.people.invitationByToken(hashToken(first.token));
  if (!row) throw new Error("no link");
  const { member } = await enter(await use(server, { token: first.token }));
  const expiresAt = new Date(Date.parse(row.expiresAt) + DAY_MS).toISOString();
  const back = { ...row, id: newId(InvitationId), verdict: null, invitedBy: null, spentAt: null, expiresAt };
  await server.store.people.addInvitation({ ...back, kind: "sign-in", member: member.id }, hashToken("x".repeat(43)));
  const look = await server.ask(null, "POST", "/api/links/look", { token: "x".repeat(43) });
  expect(LinkView.parse(await look.json())).toMatchObject({
    kind: "sign-in",
    to: "verdict",
    name: "Vera Rossi",
    expiresAt: member.guest?.expiresAt,
  });
});

test("guests are invited only to a verdict that is cleared for guests, and taking it back puts them out", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared" });
  const invitation = { kind: "guest", name: "Vera Rossi", verdict: verdict.id };
  expect(await codeOf(await server.ask(lawyer, "POST", "/api/invitations", invitation))).toBe(
    "verdict-not-open-to-guests",
  );
  await clearVerdict(asPerson(server, facilitator), verdict.id);
  const { token } = await invite(server, lawyer, invitation);
  const late = await invite(server, lawyer, { ...invitation, name: "Nina Bianchi" });
  const guest = await enter(await use(server, { token }));
  const back = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" });
  expect(back.status).toBe(200);
  expect((await server.ask(guest, "GET", `/api/verdicts/${verdict.id}`)).status).toBe(404);
  expect(await codeOf(await use(server, { token: late.token }))).toBe("verdict-not-open-to-guests");
  const tooLong = await server.ask(lawyer, "POST", "/api/invitations", { ...invitation, expiresInDays: 31 });
  expect(tooLong.status).toBe(400);
});

test("lawyers see and withdraw their own links only; facilitators all; nobody sees a token again", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, otherLawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const vera = { kind: "guest", name: "Vera Rossi", verdict: verdict.id };
  const { token, id } = await invite(server, lawyer, vera);
  const listed = async (who: Person) => (await server.ask(who, "GET", "/api/invitations")).text();
  expect(await listed(lawyer)).toContain(id);
  expect(await listed(facilitator)).toContain(id);
  expect(await listed(facilitator)).not.toContain(token);
  expect(await listed(otherLawyer)).toBe("[]");
  expect((await server.ask(otherLawyer, "DELETE", `/api/invitations/${id}`)).status).toBe(404);
  const own = await invite(server, lawyer, { ...vera, name: "Nina Bianchi" });
  expect((await server.ask(lawyer, "DELETE", `/api/invitations/${own.id}`)).status).toBe(204);
  // Nobody of another organisation than the verdict's invites to it; a guest is the inviter's, and of the facilitators of theirs.
  const others = (method: string, path: string, body?: object) => server.ask(otherFacilitator, method, path, body);
  expect(await codeOf(await others("DELETE", `/api/invitations/${id}`))).toBe("led-by-others");
  expect(await codeOf(await others("POST", "/api/invitations", { ...vera, replaces: id }))).toBe("not-allowed");
  const { member: guest } = await enter(await use(server, { token }));
  expect(await codeOf(await others("DELETE", `/api/members/${guest.id}`))).toBe("led-by-others");
  expect(await codeOf(await others("POST", `/api/members/${guest.id}/erase`, guest))).toBe("led-by-others");
  expect((await server.ask(facilitator, "DELETE", `/api/members/${guest.id}`)).status).toBe(204);
});

test("links rest while their maker leads no longer: they stay listed, open nothing, and work again with the role", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const organisation = server.organisations.rs.id;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation: organisation });
  const { token, id } = await invite(server, facilitator, { kind: "member", role: "lawyer", organisation });
  const reset = await server.ask(facilitator, "POST", `/api/members/${lawyer.member.id}/reset`);
  const ofReset = InvitationMade.parse(await reset.json()).url.split("#")[1] ?? "";
  const become = (role: string) =>
    server.ask(otherFacilitator, "PATCH", `/api/members/${facilitator.member.id}`, { role });
  expect((await become("lawyer")).status).toBe(200);
  expect(await (await server.ask(otherFacilitator, "GET", "/api/invitations")).text()).toContain(id);
  const look = (which: string) => server.ask(null, "POST", "/api/links/look", { token: which });
  expect(await codeOf(await look(token))).toBe("link-expired");
  expect(await codeOf(await use(server, { token, ...newMember }))).toBe("link-expired");
  expect(await codeOf(await use(server, { token: ofReset, password: "a new long password" }))).toBe("link-expired");
  expect((await become("facilitator")).status).toBe(200);
  expect((await look(ofReset)).status).toBe(200);
  expect((await enter(await use(server, { token, ...newMember }))).member.name).toBe(newMember.name);
});

test("of one member's reset links only the newest works, and using one ends every other way in by link", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer, reader } = server.people;
  const { organisation } = facilitator.member;
  for (const { member } of [otherFacilitator, reader])
    await server.store.people.changeMember(member.id, { organisation });
  const reset = async (by: Person, whom: Person): Promise<string> => {
    const made = await server.ask(by, "POST", `/api/members/${whom.member.id}/reset`);
    return InvitationMade.parse(await made.json()).url.split("#")[1] ?? "";
  };
  const first = await reset(facilitator, lawyer);
  const ofReader = await reset(facilitator, reader);
  const second = await reset(otherFacilitator, lawyer);
  expect(await codeOf(await server.ask(null, "POST", "/api/links/look", { token: first }))).toBe("not-found");
  expect(await codeOf(await use(server, { token: first, password: "the password of a thief" }))).toBe("not-found");
  // One that is older than this rule.
  const row = await server.store.people.invitationByToken(hashToken(second));
  if (!row) throw new Error("no link");
  await server.store.people.addInvitation(
    { ...row, id: newId(InvitationId), kind: "sign-in" },
    hashToken("x".repeat(43)),
  );
  await enter(await use(server, { token: second, password: "a new long password" }));
  expect(await codeOf(await use(server, { token: "x".repeat(43) }))).toBe("not-found");
  expect(await codeOf(await use(server, { token: first, password: "the password of a thief" }))).toBe("not-found");
  const signIn = { email: lawyer.email, password: "a new long password" };
  expect((await server.ask(null, "POST", "/api/session", signIn)).status).toBe(200);
  expect((await use(server, { token: ofReader, password: "a new long password" })).status).toBe(200);
});

test("an invitation made anew ends the one that it replaces, and no other", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const { verdict } = await server.newVerdict("The court finds.", { stage: "cleared-for-guests" });
  const { verdict: other } = await server.newVerdict("Another one.", { stage: "cleared-for-guests" });
  const guest = { kind: "guest", name: "Vera Rossi", verdict: verdict.id };
  const isOpen = async ({ token }: { token: string }): Promise<boolean> =>
    (await server.ask(null, "POST", "/api/links/look", { token })).status === 200;

  const lost = await invite(server, lawyer, guest);
  const kept = [
    await invite(server, lawyer, { ...guest, verdict: other.id }),
    await invite(server, lawyer, { ...guest, name: "Nina Bianchi" }),
    // Whom somebody else invites is not this lawyer's to put out.
    await invite(server, facilitator, guest),
  ];
  const anew = await server.ask(lawyer, "POST", "/api/invitations", { ...guest, name: " vera  ROSSI" });
  expect(await anew.json()).toMatchObject({ replaced: true });
  expect(await isOpen(lost)).toBe(false);
  expect(await Promise.all(kept.map(isOpen))).toEqual([true, true, true]);

  // An invitation without a name is replaced by the one that says so.
  const member = { kind: "member", role: "lawyer", organisation: server.organisations.al.id };
  const [one, two] = [await invite(server, facilitator, member), await invite(server, facilitator, member)];
  expect(await isOpen(one)).toBe(true);
  const three = await invite(server, facilitator, { ...member, replaces: one.id });
  expect(await Promise.all([one, two, three].map(isOpen))).toEqual([false, true, true]);
  // Of a link that is used, withdrawn or not one's own there is nothing to replace.
  await enter(await use(server, { token: two.token, ...newMember }));
  for (const replaces of [one.id, two.id])
    expect((await server.ask(facilitator, "POST", "/api/invitations", { ...member, replaces })).status).toBe(404);
  const notMine = { ...guest, replaces: kept[2]?.id };
  expect((await server.ask(lawyer, "POST", "/api/invitations", notMine)).status).toBe(404);
});

test("a reset link sets a new password once and ends every session of the member", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  const made = await server.ask(facilitator, "POST", `/api/members/${lawyer.member.id}/reset`);
  const { url } = InvitationMade.parse(await made.json());
  const token = url.split("#")[1];
  // Whose account it is, and with what they sign in then.
  const shown: unknown = await (await server.ask(null, "POST", "/api/links/look", { token })).json();
  expect(shown).toMatchObject({ name: lawyer.member.name, email: lawyer.email });
  expect(await codeOf(await use(server, { token: token ?? "" }))).toBe("bad-request");
  const fresh = await enter(await use(server, { token, password: "a new long password" }));
  expect(fresh.member.id).toBe(lawyer.member.id);
  expect((await server.ask(lawyer, "GET", "/api/network")).status).toBe(401);
  expect((await server.ask(fresh, "GET", "/api/network")).status).toBe(200);
  const signIn = { email: lawyer.email, password: "a new long password" };
  expect((await server.ask(null, "POST", "/api/session", signIn)).status).toBe(200);
  expect((await use(server, { token, password: "yet another password" })).status).toBe(410);
});
