import { expect, test } from "vitest";
import type * as Y from "yjs";
import { CategoryId, newId, type VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { textOf, type OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { InvitationMade, LinkView, MembersView, SessionView } from "../../../schema/protocol/http/people.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";

const TEXT = "Sud je utvrdio da joj je okrivljeni oduzeo pasoš. Ostalo se gostiju ne tiče.";
const QUOTED = "oduzeo pasoš";
const NOT_QUOTED = "ne tiče";
const INTERNAL = "canary-internal-2207";
const place = { start: TEXT.indexOf(QUOTED), end: TEXT.indexOf(QUOTED) + QUOTED.length };
const anchor = { revision: 1, ranges: [place] };

const viewOf = async ({ ask }: TestServer, who: Person, id: string): Promise<OutputView> =>
  OutputView.parse(await (await ask(who, "GET", `/api/outputs/${id}`)).json());
const codeOf = async (response: Response): Promise<Problem> => Problem.parse(await response.json());
const at = (): string => new Date().toISOString();
const say = (doc: Y.Doc, body: string): void => void new DiscussionRoom(doc).open({}, body, at());

interface Drafted {
  server: TestServer;
  made: OutputView;
  verdict: VerdictId;
  rooms: Record<"layer" | "internal" | "review", string>;
}

/** A draft that quotes a tagged verdict, with something said of it among members. */
async function drafted(test: Teardown, template: "summary" | "case-study" = "summary"): Promise<Drafted> {
  const server = await startTestServer(test);
  await freezeWithOutputs(server);
  if (template === "case-study") await withCaseStudies(server);
  const { people, hub } = server;
  const {
    verdict: { id: verdict },
    rooms,
  } = await server.newVerdict(TEXT, { stage: "cleared-for-guests" });
  let annotation: ReturnType<LayerRoom["add"]> | null = null;
  await hub.write(rooms.layer, people.lawyer.member.id, (doc) => {
    annotation = new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, at());
  });
  await hub.write(rooms.internal, people.lawyer.member.id, (doc) => {
    new TranslationsRoom(doc).add({ anchor, language: "en", body: "took her passport" }, at());
  });
  const scope = template === "summary" ? {} : { scope: { kind: "verdicts" as const, verdicts: [verdict] } };
  const made = await makeOutput(server, people.lawyer, { title: "When she must wait", template, ...scope });
  const quoted = fromQuote({
    verdict,
    anchor,
    annotation,
    layer: "shared",
    translation: "en",
    approved: null,
    note: "",
  });
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  await append(client, makeNode("evidence", { ...quoted, id: newId(BlockId) }));
  const talk = await RawClient.joinAt(server, talkOf(made), people.otherLawyer);
  await talk.write((doc) => say(doc, INTERNAL));
  return { server, made, verdict, rooms };
}

async function withCaseStudies({ store }: TestServer): Promise<void> {
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology in force");
  const outputs = [{ id: "case-study", title: { en: "Case study" }, sections: [] }];
  await store.methodologies.freeze({ ...inForce.content, outputs }, "With case studies", null, at());
}

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

/** A guest is let into no other room, page, part or file than those of the document. */
async function expectShutTo(
  server: TestServer,
  guest: Person,
  { made, verdict, rooms }: Drafted,
  hidden: OutputView,
): Promise<void> {
  const closed = [talkOf(made), hidden.rooms.content.room, talkOf(hidden, "review"), ...Object.values(rooms)];
  for (const room of closed) {
    const socket = await RawClient.openAt(server, room, guest);
    expect(await socket.closed).toBe(CLOSE.noAccess);
    expect(socket.count("step2")).toBe(0);
  }
  const paths = ["/sections", "/tray", "/versions", "/versions/1", "/parts?version=1"];
  for (const path of [...paths.map((sub) => `/api/outputs/${made.id}${sub}`), "/api/outputs", "/api/network"])
    expect([path, (await server.ask(guest, "GET", path)).status]).toEqual([path, 403]);
  for (const path of [`/api/outputs/${hidden.id}`, `/api/verdicts/${verdict}`, `/api/verdicts/${verdict}/quoted`])
    expect([path, (await server.ask(guest, "GET", path)).status]).toEqual([path, 404]);
  const file = { format: "output-docx", output: { output: made.id } };
  expect((await server.ask(guest, "POST", "/api/exports", file)).status).toBe(403);
}

/** What is said for review goes both ways; the members' own room has none of it. */
async function talkInReview(server: TestServer, guest: Person, made: OutputView): Promise<RawClient> {
  const mine = await RawClient.joinAt(server, talkOf(made, "review"), guest);
  await mine.write((doc) => say(doc, "What of the others?"));
  const theirs = await RawClient.joinAt(server, talkOf(made, "review"), server.people.otherLawyer);
  const room = new DiscussionRoom(theirs.doc);
  const [thread] = room.threads();
  expect(room.comments().map(({ body }) => body)).toEqual(["What of the others?"]);
  await theirs.write(
    (doc) => void new DiscussionRoom(doc).reply(thread?.id ?? ("" as never), "They waited too.", at()),
  );
  await mine.until(() => new DiscussionRoom(mine.doc).comments().length === 2);
  // A member's comment is not the guest's to change, nor their thread's end anybody's but theirs and a facilitator's.
  const [, reply] = new DiscussionRoom(mine.doc).comments();
  mine.sendUpdate(mine.edit((doc) => new DiscussionRoom(doc).edit(reply?.id ?? ("" as never), "forged", at())));
  await mine.until(() => mine.count("refused") > 0);
  await speakOfWords(server, guest, made);
  return mine;
}

/** A guest says something of words, too; where they stand is two letters of the shared text, and nothing else. */
async function speakOfWords(server: TestServer, guest: Person, made: OutputView): Promise<void> {
  const mine = await RawClient.joinAt(server, talkOf(made, "review"), guest);
  const about = (doc: Y.Doc, more: object): void =>
    void new DiscussionRoom(doc).open({ block: newId(BlockId), words: "she must wait", ...more }, "How long?", at());
  await mine.write((doc) => about(doc, { ends: [7, 0, 7, 12] }));
  const said = new DiscussionRoom(mine.doc).threads().find(({ words }) => words !== null);
  expect(said).toMatchObject({ words: "she must wait", ends: [7, 0, 7, 12] });
  for (const ends of [[7, 0, 7], [7, -1, 7, 2], "7 0 7 12"]) {
    const hostile = await RawClient.joinAt(server, talkOf(made, "review"), guest);
    hostile.sendUpdate(hostile.edit((doc) => about(doc, { ends })));
    expect(await hostile.closed).toBe(CLOSE.refused);
  }
}

test("who began an output, and who leads their organisation, invite guests to it once every verdict that it draws on is cleared for guests", async (context) => {
  const { server, made, verdict } = await drafted(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer, reader } = server.people;
  const body = { kind: "guest", name: "Nina Guest", output: made.id };
  for (const who of [otherLawyer, otherFacilitator, reviewer, reader])
    expect((await server.ask(who, "POST", "/api/invitations", body)).status).toBe(403);
  for (const wrong of [
    { ...body, verdict },
    { ...body, output: undefined },
    { ...body, expiresInDays: 31 },
  ])
    expect((await server.ask(lawyer, "POST", "/api/invitations", wrong)).status).toBe(400);

  await server.store.verdicts.setStage(verdict, "cleared");
  expect(await viewOf(server, lawyer, made.id)).toMatchObject({
    may: { inviteGuests: true },
    closedToGuests: [{ verdict, stage: "cleared" }],
  });
  for (const who of [otherLawyer, otherFacilitator, reader])
    expect(await viewOf(server, who, made.id)).toMatchObject({ may: { inviteGuests: false }, closedToGuests: [] });
  expect(await codeOf(await server.ask(lawyer, "POST", "/api/invitations", body))).toEqual({
    code: "output-not-open-to-guests",
    params: { count: 1 },
  });

  await server.store.verdicts.setStage(verdict, "cleared-for-guests");
  const { token } = await invite(server, lawyer, made.id);
  const late = await invite(server, facilitator, made.id);
  const look = await server.ask(null, "POST", "/api/links/look", { token });
  expect(LinkView.parse(await look.json())).toMatchObject({ kind: "guest", to: "output", name: "Nina Guest" });
  const guest = await enter(server, token);
  expect(guest.member.guest).toMatchObject({ verdicts: [], outputs: [made.id], invitedBy: lawyer.member.id });
  expect((await server.ask(guest, "GET", `/api/outputs/${made.id}`)).status).toBe(200);
  server.advance(3 * 86_400_000 + 1000);
  expect((await server.ask(guest, "GET", `/api/outputs/${made.id}`)).status).toBe(401);
  // A link that is used when a verdict is not open any more lets nobody in, and says why.
  server.advance(-3 * 86_400_000);
  await server.store.verdicts.setStage(verdict, "cleared");
  const used = await server.ask(null, "POST", "/api/links/use", { token: late.token });
  expect((await codeOf(used)).code).toBe("output-not-open-to-guests");
});

test("a guest reads the document, its quotes' words and the discussion for review, and nothing else of the network", async (context) => {
  const scene = await drafted(context);
  const { server, made } = scene;
  const { lawyer, otherLawyer } = server.people;
  const hidden = await makeOutput(server, lawyer, { title: "Another document" });
  await server.ask(lawyer, "POST", `/api/outputs/${made.id}/partner`, { language: "mk" });
  await server.ask(lawyer, "POST", `/api/outputs/${made.id}/versions`, { name: "First" });
  const guest = await server.guestOfOutput(made.id);

  const view = await viewOf(server, guest, made.id);
  expect(view).toMatchObject({
    title: "When she must wait",
    partner: null,
    leader: null,
    history: [],
    verdicts: [],
    closedToGuests: [],
    may: { write: false, comment: true, approve: false, keepCopy: false, inviteGuests: false },
  });
  expect(view.rooms.discussions.map(({ audience, right }) => [audience, right])).toEqual([["review", "write"]]);
  // Who wrote what the guest reads, the inviter and the guest: not who spoke among members.
  const named = view.members.map(({ name }) => name).sort();
  expect(named).toEqual(["Ana Lawyer", "Mira Facilitator", "Nina Guest"]);

  const answer = await server.ask(guest, "GET", `/api/outputs/${made.id}/parts`);
  const told = await answer.clone().text();
  expect(told).not.toContain(NOT_QUOTED);
  const { parts, sources } = OutputParts.parse(await answer.json());
  // Nothing for a device, and no rooms of the verdicts behind it.
  expect(sources).toBeNull();
  const [part] = parts;
  expect(part).toMatchObject({
    kind: "quote",
    words: QUOTED,
    translation: { words: "took her passport" },
    at: null,
    annotation: null,
    approval: null,
    before: null,
    flags: [],
  });
  expect((part?.kind === "quote" && part.category?.label) || "").not.toBe("");
  // Whose words the translation is is told to members alone.
  expect(told).not.toContain('"by"');

  const content = await RawClient.joinAt(server, made.rooms.content.room, guest);
  expect(textOf(new OutputRoom(content.doc).document())).toContain("Section facts");
  content.sendUpdate(content.edit((doc) => new OutputRoom(doc).replace({ type: "doc", content: [paragraph("mine")] })));
  await content.until(() => content.count("refused") > 0);
  await expectShutTo(server, guest, scene, hidden);

  const talk = await talkInReview(server, guest, made);
  expect(Buffer.concat([...content.frames, ...talk.frames]).toString("latin1")).not.toContain(INTERNAL);
  expect((await viewOf(server, guest, made.id)).members.map(({ name }) => name)).toContain(otherLawyer.member.name);
});

test("a figure shows a guest what its writer approved, or counts what is cleared for guests", async (context) => {
  const { server, made } = await drafted(context);
  const { lawyer } = server.people;
  // Tagged, and not as what is counted.
  const other = await server.newVerdict("Drugi sud nalazi.", { stage: "cleared" });
  await server.hub.write(other.rooms.layer, lawyer.member.id, (doc) => {
    new LayerRoom(doc).add({ category: CategoryId.parse("means.other"), version: 2, anchor, note: "" }, at());
  });
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const subject = JSON.stringify({ kind: "category", category: CATEGORY, counts: "verdicts" });
  const figure = (approved: object | null) =>
    makeNode("figure", { id: newId(BlockId), subject, approved: approved && JSON.stringify(approved) });
  await append(client, makeNode("paragraph", {}, [figure({ n: 4, of: 9 }), figure(null)]));
  const guest = await server.guestOfOutput(made.id);
  const figures = async (who: Person) => {
    const answer = await server.ask(who, "GET", `/api/outputs/${made.id}/parts`);
    const { parts } = OutputParts.parse(await answer.json());
    return parts.flatMap((part) => (part.kind === "figure" ? [[part.n, part.of, part.flags, part.before]] : []));
  };
  expect(await figures(lawyer)).toEqual([
    [1, 2, ["value"], { n: 4, of: 9 }],
    [1, 2, [], null],
  ]);
  expect(await figures(guest)).toEqual([
    [4, 9, [], null],
    [1, 1, [], null],
  ]);
});

/** Whom a quote shuts out of a document, as somebody is told. */
async function shutOutOf({ ask }: TestServer, who: Person, output: string): Promise<OutputParts["shutOut"]> {
  return OutputParts.parse(await (await ask(who, "GET", `/api/outputs/${output}/parts`)).json()).shutOut;
}

/** A quote of the first letters of a verdict, untagged. */
function quoteOf(verdict: VerdictId): OutputNode {
  const start = { revision: 1, ranges: [{ start: 0, end: 4 }] };
  const quote = { verdict, anchor: start, annotation: null, layer: null, translation: null, approved: null, note: "" };
  return makeNode("evidence", { ...fromQuote(quote), id: newId(BlockId) });
}

test("a guest is out at once when a verdict is no longer for guests, when one that is not is quoted, and when they are removed", async (context) => {
  const { server, made, verdict } = await drafted(context);
  const { facilitator, lawyer, otherLawyer, reader } = server.people;
  const { token } = await invite(server, lawyer, made.id);
  const guest = await enter(server, token);
  const sockets = () =>
    Promise.all([made.rooms.content.room, talkOf(made, "review")].map((room) => RawClient.joinAt(server, room, guest)));
  const areOut = async (open: RawClient[]): Promise<void> => {
    expect(await Promise.all(open.map((socket) => socket.closed))).toEqual([CLOSE.noAccess, CLOSE.noAccess]);
    expect((await server.ask(guest, "GET", `/api/outputs/${made.id}`)).status).toBe(404);
    expect((await server.ask(guest, "GET", `/api/outputs/${made.id}/parts`)).status).toBe(404);
  };
  const first = await sockets();
  const back = await server.ask(facilitator, "POST", `/api/verdicts/${verdict}/stage`, { stage: "cleared" });
  expect(back.status).toBe(200);
  await areOut(first);

  await server.store.verdicts.setStage(verdict, "cleared-for-guests");
  const second = await sockets();
  const { verdict: closed } = await server.newVerdict("Nije za goste.", { stage: "cleared" });
  const writer = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  await append(writer, quoteOf(closed.id), paragraph("canary-after"));
  await areOut(second);
  expect(Buffer.concat(second[0]?.frames ?? []).toString("latin1")).not.toContain("canary-after");

  // Who writes, or invites, is told whom it shuts out and by which verdict; who only reads is not, and another document is not meant.
  const shutOutFor = (who: Person, id = made.id) => shutOutOf(server, who, id);
  const told = { guests: ["Nina Guest"], verdicts: [{ verdict: closed.id, caseNumber: closed.caseNumber }] };
  expect(await shutOutFor(lawyer)).toMatchObject(told);
  expect(await shutOutFor(facilitator)).toMatchObject(told);
  expect(await shutOutFor(reader)).toBeUndefined();
  const other = await makeOutput(server, lawyer, { title: "No guests" });
  await append(await RawClient.joinAt(server, other.rooms.content.room, lawyer), quoteOf(closed.id));
  expect(await shutOutFor(lawyer, other.id)).toBeUndefined();

  await server.store.verdicts.setStage(closed.id, "cleared-for-guests");
  expect(await shutOutFor(lawyer)).toBeUndefined();
  const third = await sockets();
  // Who invited them puts them out; another lawyer does not.
  expect((await server.ask(otherLawyer, "DELETE", `/api/members/${guest.member.id}`)).status).toBe(403);
  expect((await server.ask(lawyer, "DELETE", `/api/members/${guest.member.id}`)).status).toBe(204);
  expect(await Promise.all(third.map((socket) => socket.closed))).toEqual([CLOSE.noAccess, CLOSE.noAccess]);
  expect((await server.ask(guest, "GET", `/api/outputs/${made.id}`)).status).toBe(401);

  // A link that is withdrawn lets nobody in.
  const unused = await invite(server, lawyer, made.id);
  expect((await server.ask(lawyer, "DELETE", `/api/invitations/${unused.id}`)).status).toBe(204);
  expect((await server.ask(null, "POST", "/api/links/use", { token: unused.token })).status).toBe(404);
});

test("a guest of a case study is told of its verdict what its files tell: no case number, court or date", async (context) => {
  const { server, made, verdict } = await drafted(context, "case-study");
  const { lawyer } = server.people;
  const guest = await enter(server, (await invite(server, lawyer, made.id)).token);
  const told = async (who: Person): Promise<string> =>
    (await server.ask(who, "GET", `/api/outputs/${made.id}/parts`)).text();
  const known = await server.store.verdicts.get(verdict);
  if (!known) throw new Error("no verdict");
  for (const name of [known.caseNumber, known.court]) {
    expect(await told(lawyer)).toContain(name);
    expect(await told(guest)).not.toContain(name);
  }
  expect(OutputParts.parse(JSON.parse(await told(guest))).parts).toMatchObject([
    { words: QUOTED, source: { caseNumber: "RS-1", date: null } },
  ]);
});

test("who began a document, and who leads their organisation, is told of a guest whom somebody else invites to it", async (context) => {
  const { server, made } = await drafted(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator } = server.people;
  const invite = { kind: "guest", output: made.id, name: "Carla Bianchi" };
  const answer = await server.ask(facilitator, "POST", "/api/invitations", invite);
  expect(answer.status).toBe(201);
  const toldTo = async (who: Person): Promise<object[]> => {
    const { told = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return told.filter(({ kind }) => kind === "outsider");
  };
  const line = { kind: "outsider", document: { id: made.id }, from: facilitator.member.id, name: "Carla Bianchi" };
  expect(await toldTo(lawyer)).toMatchObject([line]);
  for (const who of [facilitator, otherLawyer, otherFacilitator]) expect(await toldTo(who)).toEqual([]);
  // What is withdrawn keeps the name of whom it was for.
  const paolo = { ...invite, name: "Paolo Verdi" };
  const made2 = InvitationMade.parse(await (await server.ask(facilitator, "POST", "/api/invitations", paolo)).json());
  const path = `/api/invitations/${made2.invitation.id}`;
  expect((await server.ask(facilitator, "DELETE", path)).status).toBe(204);
  const ended = { ...line, name: "Paolo Verdi", isEnded: true };
  expect(await toldTo(lawyer)).toMatchObject([ended, line]);
  // Once they have come they are told of still.
  const token = InvitationMade.parse(await answer.json()).url.split("#")[1];
  expect((await server.ask(null, "POST", "/api/links/use", { token })).status).toBe(200);
  expect(await toldTo(lawyer)).toMatchObject([ended, line]);
  const { members } = MembersView.parse(await (await server.ask(lawyer, "GET", "/api/members")).json());
  const carla = members.find(({ name }) => name === "Carla Bianchi");
  expect((await server.ask(facilitator, "DELETE", `/api/members/${carla?.id}`)).status).toBe(204);
  expect(await toldTo(lawyer)).toMatchObject([{ ...line, isEnded: true }, ended]);
});
