import { expect, test } from "vitest";
import { z } from "zod";
import { MemberCard } from "../../../schema/domain/member.ts";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { InvitationMade, MembersView, SessionView } from "../../../schema/protocol/http/people.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

const DAY_MS = 86_400_000;
const FOR_GUESTS = { stage: "cleared-for-guests" } as const;

const invite = async (server: TestServer, by: Person, verdict: VerdictId, expiresInDays: number): Promise<string> => {
  const asked = { kind: "guest", name: "Vesna Lukić", verdict, expiresInDays };
  const made = await server.ask(by, "POST", "/api/invitations", asked);
  return InvitationMade.parse(await made.json()).url.split("#")[1] ?? "";
};
const use = (server: TestServer, who: Person | null, body: object) => server.ask(who, "POST", "/api/links/use", body);
const statusOf = async (server: TestServer, who: Person, id: VerdictId): Promise<number> =>
  (await server.ask(who, "GET", `/api/verdicts/${id}`)).status;
const codeOf = async (answer: Response): Promise<string> => Problem.parse(await answer.json()).code;

async function enter(answer: Response): Promise<Person> {
  const { member } = SessionView.parse(await answer.json());
  if (!member) throw new Error("nobody came");
  return { member, email: null, cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

/** Somebody who reads a verdict of rs by its lawyer's invitation for two days, and holds a link to one of mk for ten. */
async function withTwoLinks(test: Teardown) {
  const server = await startTestServer(test);
  const { people, organisations } = server;
  const first = await server.newVerdict("Prva presuda.", FOR_GUESTS);
  const second = await server.newVerdict("Druga presuda.", { ...FOR_GUESTS, owner: organisations.mk.id });
  const guest = await enter(
    await use(server, null, { token: await invite(server, people.lawyer, first.verdict.id, 2) }),
  );
  const token = await invite(server, people.otherLawyer, second.verdict.id, 10);
  return { server, people, guest, token, first, second };
}

test("a guest adds a further invitation to what they read, each text until its own day", async (context) => {
  const { server, people, guest, token, first, second } = await withTwoLinks(context);
  const added = await use(server, guest, { token, adds: true });
  const { member } = SessionView.parse(await added.json());
  expect(member?.id).toBe(guest.member.id);
  expect(await codeOf(await use(server, guest, { token, adds: true }))).toBe("link-spent");
  expect([await statusOf(server, guest, first.verdict.id), await statusOf(server, guest, second.verdict.id)]).toEqual([
    200, 200,
  ]);
  // The second inviter and whoever leads where it belongs read that they came, under that verdict.
  const told = NetworkView.parse(await (await server.ask(people.otherFacilitator, "GET", "/api/network")).json()).told;
  const joined = { kind: "person", how: "joined", member: guest.member.id, verdict: second.verdict.id };
  expect(told).toContainEqual(expect.objectContaining({ ...joined, from: people.otherLawyer.member.id }));

  const room = await RawClient.joinAt(server, first.rooms.review, guest);
  server.advance(3 * DAY_MS);
  await server.hub.recheckMember(guest.member.id);
  expect(await room.closed).toBe(CLOSE.noAccess);
  expect([await statusOf(server, guest, first.verdict.id), await statusOf(server, guest, second.verdict.id)]).toEqual([
    404, 200,
  ]);
  server.advance(8 * DAY_MS);
  expect(await statusOf(server, guest, second.verdict.id)).toBe(401);
});

test("a guest whose term of a text has ended is none of its guests for the others, whatever else they still read", async (context) => {
  const { server, people, guest, token, first } = await withTwoLinks(context);
  await freezeWithOutputs(server);
  const { id: output } = await makeOutput(server, people.lawyer, { title: "When she must wait", template: "summary" });
  const give = async (name: string, expiresInDays: number) => {
    const asked = { kind: "guest", name, output, expiresInDays };
    const made = await server.ask(people.facilitator, "POST", "/api/invitations", asked);
    return InvitationMade.parse(await made.json()).url.split("#")[1];
  };
  await use(server, guest, { token, adds: true });
  await use(server, guest, { token: await give("Vesna Lukić", 2), adds: true });
  const other = await enter(
    await use(server, null, { token: await invite(server, people.lawyer, first.verdict.id, 9) }),
  );
  await use(server, other, { token: await give("Vesna Lukić", 9), adds: true });
  const named = async (path: string): Promise<boolean> =>
    z
      .object({ members: z.array(MemberCard) })
      .parse(await (await server.ask(other, "GET", path)).json())
      .members.some(({ id }) => id === guest.member.id);
  const texts = [`/api/verdicts/${first.verdict.id}`, `/api/outputs/${output}`];
  expect(await Promise.all(texts.map(named))).toEqual([true, true]);
  server.advance(3 * DAY_MS);
  expect(await Promise.all(texts.map(named))).toEqual([false, false]);
});

test("each who invited closes what is theirs, and who invited alone puts the guest out", async (context) => {
  const { server, people, guest, token, first, second } = await withTwoLinks(context);
  await use(server, guest, { token, adds: true });
  const end = (by: Person) => server.ask(by, "DELETE", `/api/members/${guest.member.id}`);
  expect((await end(people.reviewer)).status).toBe(403);
  expect((await end(people.otherFacilitator)).status).toBe(204);
  expect([await statusOf(server, guest, first.verdict.id), await statusOf(server, guest, second.verdict.id)]).toEqual([
    200, 404,
  ]);
  const list = MembersView.parse(await (await server.ask(people.facilitator, "GET", "/api/members")).json());
  expect(list.members.find(({ id }) => id === guest.member.id)?.guest).toMatchObject({
    verdicts: [first.verdict.id],
    invitedBy: people.lawyer.member.id,
    expiresAt: guest.member.guest?.expiresAt,
  });
  // Theirs is nothing any more.
  expect((await end(people.otherLawyer)).status).toBe(403);
  expect((await end(people.lawyer)).status).toBe(204);
  expect(await statusOf(server, guest, first.verdict.id)).toBe(401);
});

const toldOf = async (server: TestServer, who: Person) =>
  NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).told ?? [];

test("who invited a guest is told that somebody else closed what they opened", async (context) => {
  const { server, people, guest, token, second } = await withTwoLinks(context);
  await use(server, guest, { token, adds: true });
  await server.ask(people.otherFacilitator, "DELETE", `/api/members/${guest.member.id}`);
  const closed = { kind: "person", how: "closed", member: guest.member.id, from: people.otherFacilitator.member.id };
  expect(await toldOf(server, people.otherLawyer)).toContainEqual(
    expect.objectContaining({ ...closed, verdict: second.verdict.id }),
  );
  // Neither who did it nor who invited to the rest, which stays open.
  for (const who of [people.otherFacilitator, people.lawyer])
    expect(await toldOf(server, who)).not.toContainEqual(expect.objectContaining({ how: "closed" }));
  // Of a verdict that they may not open any more it is told without saying which.
  await server.store.people.changeMember(people.otherLawyer.member.id, { organisation: server.organisations.rs.id });
  await server.store.verdicts.setStage(second.verdict.id, "in-preparation");
  const [line] = (await toldOf(server, people.otherLawyer)).filter((each) => each.kind === "person");
  expect(line).toMatchObject(closed);
  expect(line).not.toHaveProperty("verdict");
});

test("who invited to what a colleague opened, too, is told that the colleague ended theirs, and until when their own stands", async (context) => {
  const { server, people, guest, first } = await withTwoLinks(context);
  const token = await invite(server, people.facilitator, first.verdict.id, 10);
  expect((await use(server, guest, { token, adds: true })).status).toBe(200);
  const terms = (await server.store.people.member(guest.member.id))?.guest?.terms ?? [];
  const stays = terms.find(({ invitedBy }) => invitedBy === people.facilitator.member.id)?.expiresAt;
  expect(stays).toBeDefined();
  const closedTo = async (who: Person) =>
    (await toldOf(server, who)).filter((each) => each.kind === "person" && each.how === "closed");
  await server.ask(people.lawyer, "DELETE", `/api/members/${guest.member.id}`);
  const line = { member: guest.member.id, from: people.lawyer.member.id, verdict: first.verdict.id };
  expect(await closedTo(people.facilitator)).toMatchObject([{ ...line, stays }]);
  for (const who of [people.lawyer, people.otherFacilitator]) expect(await closedTo(who)).toEqual([]);
  expect(await statusOf(server, guest, first.verdict.id)).toBe(200);
  // Once theirs has run out, too, there is nothing that stands.
  server.advance(11 * DAY_MS);
  expect(await closedTo(people.facilitator)).toEqual([]);
});

test("whoever made a link for one name is told that a guest of another one added it", async (context) => {
  const { server, people, guest, token, second } = await withTwoLinks(context);
  const named = async (name: string, by: Person, verdict: VerdictId) => {
    const asked = { kind: "guest", name, verdict, expiresInDays: 3 };
    const made = await server.ask(by, "POST", "/api/invitations", asked);
    return InvitationMade.parse(await made.json()).url.split("#")[1];
  };
  const ofAna = await named("Ana Marić", people.otherLawyer, second.verdict.id);
  const joined = { kind: "person", how: "joined", member: guest.member.id, from: people.otherLawyer.member.id };
  const other = { ...joined, verdict: second.verdict.id, isOther: true };
  await use(server, guest, { token, adds: true });
  // By a link in their own name the maker reads nothing of it here.
  expect(await toldOf(server, people.otherLawyer)).not.toContainEqual(expect.objectContaining(joined));
  await use(server, guest, { token: ofAna, adds: true });
  for (const who of [people.otherLawyer, people.otherFacilitator])
    expect(await toldOf(server, who)).toContainEqual(expect.objectContaining(other));
  expect(await toldOf(server, people.lawyer)).not.toContainEqual(expect.objectContaining({ isOther: true }));
  // The name that the link bore is kept nowhere.
  expect(JSON.stringify(await toldOf(server, people.otherLawyer))).not.toContain("Ana Marić");
});

test("who began a document is told that a guest of two was put out of it", async (context) => {
  const { server, people, guest, token: ofVerdict } = await withTwoLinks(context);
  await freezeWithOutputs(server);
  const { id } = await makeOutput(server, people.lawyer, { title: "When she must wait", template: "summary" });
  const asked = { kind: "guest", name: "Vesna Lukić", output: id, expiresInDays: 3 };
  const made = await server.ask(people.facilitator, "POST", "/api/invitations", asked);
  const token = InvitationMade.parse(await made.json()).url.split("#")[1];
  for (const each of [ofVerdict, token])
    expect((await use(server, guest, { token: each, adds: true })).status).toBe(200);
  const outsiders = async () => (await toldOf(server, people.lawyer)).filter(({ kind }) => kind === "outsider");
  const line = { document: { id }, name: "Vesna Lukić" };
  expect(await outsiders()).toMatchObject([{ ...line, from: people.facilitator.member.id }]);
  const { facilitator } = people;
  expect((await server.ask(facilitator, "DELETE", `/api/members/${guest.member.id}`)).status).toBe(204);
  expect(await outsiders()).toMatchObject([{ ...line, from: facilitator.member.id, isEnded: true }]);
});

test("a guest of two asks about a text that was closed who opened that one to them", async (context) => {
  const { server, people, guest, token, first, second } = await withTwoLinks(context);
  await use(server, guest, { token, adds: true });
  for (const [by, { verdict }] of [[people.facilitator, first] as const, [people.otherFacilitator, second] as const])
    expect((await server.ask(by, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "cleared" })).status).toBe(200);
  const { guestPlace } = SessionView.parse(await (await server.ask(guest, "GET", "/api/session")).json());
  const { rs, mk } = server.organisations;
  expect(guestPlace).toMatchObject({ inviter: people.lawyer.member.name, organisation: rs.name });
  expect(guestPlace?.closed.map(({ id, asks }) => [id, asks])).toEqual([
    [first.verdict.id, undefined],
    [second.verdict.id, { inviter: people.otherLawyer.member.name, organisation: mk.name }],
  ]);
});

test("a guest whose access to a text ended is told by whom, and whom to ask, as long as it is not opened anew; and so is one who is put out", async (context) => {
  const { server, people, guest, token, first, second } = await withTwoLinks(context);
  await use(server, guest, { token, adds: true });
  const look = async () => SessionView.parse(await (await server.ask(guest, "GET", "/api/session")).json());
  const end = async (by: Person) =>
    expect((await server.ask(by, "DELETE", `/api/members/${guest.member.id}`)).status).toBe(204);
  await end(people.otherFacilitator);
  const { rs, mk } = server.organisations;
  const by = { name: people.otherFacilitator.member.name, organisation: mk.name };
  const asks = { inviter: people.otherLawyer.member.name, organisation: mk.name };
  const place = (await look()).guestPlace;
  expect(place?.closed).toEqual([{ kind: "verdict", id: second.verdict.id, isEnded: true, by, asks }]);
  expect(place?.inviter).toBe(people.lawyer.member.name);
  // Opened anew it is closed no more.
  await use(server, guest, { token: await invite(server, people.otherLawyer, second.verdict.id, 5), adds: true });
  expect((await look()).guestPlace?.closed).toEqual([]);
  await end(people.otherLawyer);
  await end(people.facilitator);
  expect(await statusOf(server, guest, first.verdict.id)).toBe(401);
  const { member, guestEnded, removed } = await look();
  expect({ member, guestEnded, removed }).toEqual({
    member: null,
    guestEnded: { name: people.facilitator.member.name, organisation: rs.name },
    removed: undefined,
  });
});

test("what was opened to a guest anew and ran out by its day was ended by nobody", async (context) => {
  const { server, people, guest, token, first } = await withTwoLinks(context);
  await use(server, guest, { token, adds: true });
  const closed = async () =>
    SessionView.parse(await (await server.ask(guest, "GET", "/api/session")).json()).guestPlace?.closed.map(
      ({ id }) => id,
    );
  await server.ask(people.facilitator, "DELETE", `/api/members/${guest.member.id}`);
  expect(await closed()).toEqual([first.verdict.id]);
  await use(server, guest, { token: await invite(server, people.lawyer, first.verdict.id, 2), adds: true });
  server.advance(3 * DAY_MS);
  expect(await statusOf(server, guest, first.verdict.id)).toBe(404);
  expect(await closed()).toEqual([]);
});

test("what is erased goes from a guest of two, with who invited to it", async (context) => {
  const { server, guest, token, first, second } = await withTwoLinks(context);
  await use(server, guest, { token, adds: true });
  await server.store.erasures.dropVerdict(first.verdict.id, new Date().toISOString());
  const left = (await server.store.people.member(guest.member.id))?.guest;
  expect(left?.verdicts).toEqual([second.verdict.id]);
  expect(JSON.stringify(left)).not.toContain(first.verdict.id);
});

test("nobody but a guest of verdicts or documents adds by a link, and it is not spent", async (context) => {
  const { server, people, guest, token, second } = await withTwoLinks(context);
  expect((await use(server, null, { token, adds: true })).status).toBe(401);
  expect(await codeOf(await use(server, people.reader, { token, adds: true }))).toBe("not-allowed");
  const rs = { kind: "member", role: "lawyer", organisation: server.organisations.rs.id };
  const made = await server.ask(people.facilitator, "POST", "/api/invitations", rs);
  const ofMember = InvitationMade.parse(await made.json()).url.split("#")[1];
  expect(await codeOf(await use(server, guest, { token: ofMember, adds: true }))).toBe("not-allowed");
  await server.store.verdicts.setStage(second.verdict.id, "cleared");
  expect(await codeOf(await use(server, guest, { token, adds: true }))).toBe("verdict-not-open-to-guests");
  await server.store.verdicts.setStage(second.verdict.id, "cleared-for-guests");
  // Without it, as ever: somebody else.
  const other = await enter(await use(server, guest, { token }));
  expect(other.member.id).not.toBe(guest.member.id);
  expect(await statusOf(server, guest, second.verdict.id)).toBe(401);
});
