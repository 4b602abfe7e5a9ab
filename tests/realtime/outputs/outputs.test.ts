import { expect, test } from "vitest";
import { AnnotationId, newId, randomId, type ThreadId, type VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { textOf, type OutputDocument } from "../../../schema/editor/output-document.ts";
import { fromQuote, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import { OutputList, OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputVersion, OutputVersionList } from "../../../schema/protocol/http/parts/output-versions.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { approve, append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";

async function started(test: Teardown): Promise<TestServer> {
  const server = await startTestServer(test);
  await freezeWithOutputs(server);
  return server;
}

const view = async (server: TestServer, who: Person, id: string): Promise<OutputView> =>
  OutputView.parse(await (await server.ask(who, "GET", `/api/outputs/${id}`)).json());
const listed = async (server: TestServer, who: Person): Promise<string[]> =>
  OutputList.parse(await (await server.ask(who, "GET", "/api/outputs")).json()).outputs.map(({ id }) => id);
const documentOf = (client: RawClient): OutputDocument => new OutputRoom(client.doc).document();
const quote = (verdict: VerdictId, change: Partial<QuoteAttributes> = {}): Record<string, string | null> => ({
  id: randomId(),
  ...fromQuote({
    verdict,
    anchor: { revision: 1, ranges: [{ start: 0, end: 5 }] },
    annotation: newId(AnnotationId),
    layer: "shared",
    translation: null,
    approved: { revision: 1, category: null, version: null },
    note: "",
    ...change,
  }),
});

test("an output begins with the sections of its template, under its title, and is a draft of who made it", async (context) => {
  const server = await started(context);
  const { people } = server;
  const untitled = { template: "summary", scope: { kind: "all" }, language: "mk", title: " " };
  expect((await server.ask(people.lawyer, "POST", "/api/outputs", untitled)).status).toBe(400);
  const made = await makeOutput(server, people.lawyer, { language: "mk", title: "Кога жртвата мора да чека" });
  expect(made).toMatchObject({
    title: "Кога жртвата мора да чека",
    status: "draft",
    number: 1,
    createdBy: people.lawyer.member.id,
    may: { write: true, comment: true, approve: false, keepCopy: true },
  });
  expect(made.sections.map(({ id }) => id)).toEqual(["facts", "victim", "findings"]);
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const doc = documentOf(client);
  expect(doc.content.map(({ type, attrs }) => [type, attrs?.["section"] ?? null])).toEqual([
    ["heading", "facts"],
    ["paragraph", null],
    ["heading", "victim"],
    ["paragraph", null],
    ["heading", "findings"],
    ["paragraph", null],
  ]);
  expect(textOf(doc)).toContain("Дел victim");
  expect(new Set(doc.content.map(({ attrs }) => attrs?.["id"])).size).toBe(6);
});

test("quotes, figures and recommendations are rows in the transaction of the change that brought them, and rebuild equal", async (context) => {
  const server = await started(context);
  const { people, store } = server;
  const { verdict } = await server.newVerdict("Sud nalazi.");
  const made = await makeOutput(server, people.lawyer);
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const evidence = quote(verdict.id);
  const recommendation = { id: randomId(), addressee: "Courts", verb: "decide", finding: "f" };
  const figure = {
    id: randomId(),
    subject: JSON.stringify({ kind: "category", category: "means", counts: "verdicts" }),
    scope: JSON.stringify("output"),
    approved: JSON.stringify({ n: 2, of: 6 }),
  };
  await append(
    client,
    makeNode("evidence", evidence),
    makeNode("recommendation", recommendation, [{ type: "text", text: "Decide claims." }]),
    makeNode("paragraph", {}, [
      { type: "text", text: "In " },
      makeNode("figure", figure),
      makeNode("evidenceNote", { ...quote(verdict.id), shows: "note" }),
    ]),
  );
  expect(await store.outputs.evidence([made.id])).toMatchObject([
    { block: evidence.id, form: "block", section: "findings", verdict: verdict.id, annotation: evidence["annotation"] },
    { form: "note", section: "findings" },
  ]);
  expect(await store.outputs.figures([made.id])).toMatchObject([{ block: figure.id, approved: { n: 2, of: 6 } }]);
  expect(await store.outputs.recommendations([made.id])).toMatchObject([
    { body: "Decide claims.", addressee: "Courts" },
  ]);
  expect((await view(server, people.reader, made.id)).quotes).toBe(2);

  // What is taken out of the document is out of the rows; typing touches none.
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    room.replace({ ...now, content: now.content.filter(({ type }) => type !== "evidence") });
    room.setTitle("Another title");
  });
  expect(await store.outputs.evidence([made.id])).toMatchObject([{ form: "note" }]);
  expect((await view(server, people.reader, made.id)).title).toBe("Another title");
  expect((await verifyStore(store, { project: projectAll })).differences).toEqual([]);
});

test("an output that names or quotes a verdict is not even listed for who may not read that verdict, and its rooms close", async (context) => {
  const server = await started(context);
  const { people, store } = server;
  const open = await server.newVerdict("Sud nalazi.");
  const { verdict: hidden } = await server.newVerdict("Još se priprema.");
  const about = await makeOutput(server, people.facilitator, {
    scope: { kind: "verdicts", verdicts: [open.verdict.id, hidden.id] },
  });
  const quoting = await makeOutput(server, people.lawyer);
  const lawyer = await RawClient.joinAt(server, quoting.rooms.content.room, people.lawyer);
  await append(lawyer, makeNode("evidence", quote(hidden.id)));
  const back = { stage: "in-preparation" };
  expect((await server.ask(people.facilitator, "POST", `/api/verdicts/${hidden.id}/stage`, back)).ok).toBe(true);
  expect(new Set(await listed(server, people.facilitator))).toEqual(new Set([about.id, quoting.id]));
  expect(await listed(server, people.lawyer)).toEqual([]);
  for (const path of ["", "/sections", "/versions"])
    expect((await server.ask(people.lawyer, "GET", `/api/outputs/${about.id}${path}`)).status).toBe(404);
  const refused = await RawClient.openAt(server, about.rooms.content.room, people.lawyer);
  expect(await refused.closed).toBe(CLOSE.noAccess);

  expect(await lawyer.closed).toBe(CLOSE.noAccess);

  // A blind coder reads nothing that was written of what they code.
  const other = await makeOutput(server, people.lawyer, { scope: { kind: "verdicts", verdicts: [open.verdict.id] } });
  const { id: round } = await store.verdicts.currentRound(open.verdict.id);
  const coders = [{ member: people.otherLawyer.member.id, due: null }];
  const begun = { round, mode: "blind", coders };
  await server.ask(people.facilitator, "POST", `/api/verdicts/${open.verdict.id}/rounds`, begun);
  expect(await listed(server, people.otherLawyer)).toEqual([]);
  expect(await listed(server, people.lawyer)).toEqual([other.id]);
});

test("approving keeps a version of what stands there and closes the document for everybody until it is opened again", async (context) => {
  const server = await started(context);
  const { people, ask } = server;
  const made = await makeOutput(server, people.lawyer);
  const path = `/api/outputs/${made.id}`;
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  await append(client, paragraph("The words that were approved."));
  const status = (who: Person, body: unknown) => ask(who, "POST", `${path}/status`, body);

  expect((await status(people.lawyer, { status: "in-review", number: 1 })).status).toBe(200);
  // Of a draft a file is for who writes.
  const takenBy = async (who: Person): Promise<[boolean | undefined, number]> => {
    const seen = OutputView.parse(await (await server.ask(who, "GET", `/api/outputs/${made.id}`)).json());
    const file = { format: "output-html", output: { output: made.id } };
    return [seen.may.export, (await server.ask(who, "POST", "/api/exports", file)).status];
  };
  expect(await takenBy(people.lawyer)).toEqual([true, 202]);
  expect(await takenBy(people.reader)).toEqual([false, 403]);
  // Only signatures approve it.
  expect((await status(people.facilitator, { status: "approved", number: 2 })).status).toBe(400);
  await approve(server, people.facilitator, made.id);
  const approved = OutputView.parse(await (await ask(people.facilitator, "GET", path)).json());
  expect(approved).toMatchObject({ status: "approved", approvedVersion: 1, may: { write: false, approve: true } });
  // What is approved is there to be taken by every member who reads it.
  for (const who of [people.lawyer, people.reader]) expect(await takenBy(who)).toEqual([true, 202]);
  expect(approved.history.map(({ status: each, version }) => [each, version])).toEqual([
    ["approved", 1],
    ["in-review", null],
    ["draft", null],
  ]);
  // The right has changed: the socket is told to come again, and then reads.
  expect(await client.closed).toBe(CLOSE.comeAgain);
  const late = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  late.sendUpdate(late.edit((doc) => new OutputRoom(doc).setTitle("Changed in secret")));
  await late.until(() => late.count("refused") > 0);
  const version = await ask(people.reader, "GET", `${path}/versions/1`);
  expect(textOf(OutputVersion.parse(await version.json()).document)).toContain("The words that were approved.");
  for (const [who, sub, body] of [
    [people.facilitator, "/versions", { name: "Too late" }],
    [people.lawyer, "/versions/1/restore", undefined],
  ] as const)
    expect((await ask(who, "POST", path + sub, body)).status).toBe(409);

  expect((await status(people.facilitator, { status: "draft", number: 3 })).status).toBe(409);
  const openAgain = (who: Person, why: string): Promise<Response> =>
    ask(who, "POST", `${path}/open-again`, { number: 3, why });
  expect((await openAgain(people.lawyer, "A word is wrong.")).status).toBe(403);
  expect((await openAgain(people.facilitator, " ")).status).toBe(400);
  expect((await openAgain(people.facilitator, "A word is wrong.")).status).toBe(200);
  expect((await view(server, people.reader, made.id)).history[0]).toMatchObject({
    status: "draft",
    why: "A word is wrong.",
  });
  const again = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  await append(again, paragraph("Written after."));
  expect((await view(server, people.lawyer, made.id)).title).toBe("Summary");
});

test("a version is brought back as a change of the member who asked, and what stood before it is a version too", async (context) => {
  const server = await started(context);
  const { people, ask } = server;
  const made = await makeOutput(server, people.lawyer);
  const path = `/api/outputs/${made.id}/versions`;
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  await append(client, paragraph("First words."));
  const asked = documentOf(client);
  await ask(people.lawyer, "POST", path, { name: "For the workshop" });
  await append(client, paragraph("Second words."));
  const restored = await ask(people.otherLawyer, "POST", `${path}/1/restore`);
  const { versions } = OutputVersionList.parse(await restored.json());
  expect(versions.map(({ number, name, kind, by }) => [number, name, kind, by])).toEqual([
    [2, "", "before-restore", people.otherLawyer.member.id],
    [1, "For the workshop", "named", people.lawyer.member.id],
  ]);
  await client.until(() => !textOf(documentOf(client)).includes("Second words."));
  expect(documentOf(client)).toEqual(asked);
  const before = OutputVersion.parse(await (await ask(people.reader, "GET", `${path}/2`)).json());
  expect(textOf(before.document)).toContain("Second words.");
});

test("an old tab and a stock client that says no version are not let into a draft, and harm nothing", async (context) => {
  const server = await started(context);
  const { people } = server;
  const made = await makeOutput(server, people.lawyer);
  for (const schema of [SCHEMA_VERSION - 1, null]) {
    const old = await RawClient.openAt(server, made.rooms.content.room, people.lawyer, schema);
    expect(await old.closed).toBe(CLOSE.oldClient);
    expect(old.received).toEqual([]);
  }
  await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
});

/** What people do about a document, each a second after what was done before, and what of it waits for them. */
function aroundDocument(server: TestServer, made: OutputView, nina: Person) {
  let ahead = 0;
  const later = (): string => {
    server.advance(1000);
    return new Date(Date.now() + (ahead += 1000)).toISOString();
  };
  const waits = async (who: Person): Promise<string[]> => {
    const { documents = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    return documents.map(({ kind, output, title }) => `${kind} ${output === made.id ? title : "?"}`);
  };
  const waitsForNina = async (): Promise<string[]> =>
    (await view(server, nina, made.id)).waiting?.map(({ kind }) => kind) ?? [];
  const open = async (who: Person): Promise<void> => {
    later();
    expect((await server.ask(who, "GET", `/api/outputs/${made.id}?opened`)).status).toBe(200);
  };
  const say = (who: Person, act: (room: DiscussionRoom, at: string) => void, audience: Audience = "internal") => {
    const at = later();
    const room = talkOf(made, audience);
    return server.hub.write(room, who.member.id, (doc) => act(new DiscussionRoom(doc), at));
  };
  return { later, waits, waitsForNina, open, say };
}

test("a document waits for who may comment on it while it is in review, and its discussion for who is in it, until they open it", async (context) => {
  const server = await started(context);
  const { lawyer, otherLawyer, reviewer, reader } = server.people;
  const made = await makeOutput(server, lawyer, { title: "When she must wait" });
  const nina = await server.guestOfOutput(made.id);
  const { later, waits, waitsForNina, open, say } = aroundDocument(server, made, nina);

  later();
  const status = { status: "in-review", number: made.number };
  expect((await server.ask(lawyer, "POST", `/api/outputs/${made.id}/status`, status)).status).toBe(200);
  const review = "review When she must wait";
  expect(await waits(lawyer)).toEqual([]);
  expect(await waits(reader)).toEqual([]);
  for (const who of [otherLawyer, reviewer]) expect(await waits(who)).toEqual([review]);
  expect(await waitsForNina()).toEqual(["review"]);
  // What only keeps a copy of it, or lists it, opens nothing.
  await view(server, reviewer, made.id);
  expect(await waits(reviewer)).toEqual([review]);
  for (const who of [reviewer, nina]) await open(who);
  expect(await waits(reviewer)).toEqual([]);
  expect(await waitsForNina()).toEqual([]);

  // A comment waits for the writer, an answer for who is in the discussion, and neither for others.
  const thread = "thread When she must wait";
  await say(reviewer, (room, at) => room.open({}, "Is this all?", at));
  expect(await waits(lawyer)).toEqual([thread]);
  expect(await waits(reviewer)).toEqual([]);
  expect(await waits(otherLawyer)).toEqual([review]);
  await say(lawyer, (room, at) => room.reply(room.threads()[0]?.id as ThreadId, "It is.", at));
  expect(await waits(lawyer)).toEqual([]);
  expect(await waits(reviewer)).toEqual([thread]);
  await open(reviewer);
  expect(await waits(reviewer)).toEqual([]);
  // A guest is answered, and told of nothing that is said among members.
  await say(nina, (room, at) => room.open({}, "May I ask?", at), "review");
  expect(await waits(lawyer)).toEqual([thread]);
  await say(lawyer, (room, at) => room.reply(room.threads()[0]?.id as ThreadId, "You may.", at), "review");
  expect(await waitsForNina()).toEqual(["thread"]);
  await say(nina, (room, at) => room.resolve(room.threads()[0]?.id as ThreadId, at), "review");
  expect(await waitsForNina()).toEqual([]);

  // All that was said of it is one line of what happened lately, for who reads it.
  const { lately = [] } = NetworkView.parse(await (await server.ask(otherLawyer, "GET", "/api/network")).json());
  const said = lately.filter(({ kind }) => kind === "said");
  expect(said.map(({ output, count }) => [output?.id, count])).toEqual([[made.id, 4]]);

  // What leaves review asks nobody any more.
  const { number } = await view(server, lawyer, made.id);
  const back = { status: "draft", number };
  expect((await server.ask(lawyer, "POST", `/api/outputs/${made.id}/status`, back)).status).toBe(200);
  expect(await waits(otherLawyer)).toEqual([]);
});

test("what is said of a document waits with its words and the place that it is about, a wording as one that is proposed", async (context) => {
  const server = await started(context);
  const { lawyer, reviewer } = server.people;
  const made = await makeOutput(server, lawyer, { title: "When she must wait" });
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const block = BlockId.parse(randomId());
  await append(client, paragraph("He waited two year.", block));
  const { say } = aroundDocument(server, made, await server.guestOfOutput(made.id));
  const waits = async (who: Person) => {
    const { documents = [] } = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
    const told = documents.map(({ words, place, proposes, thread }) => ({ words, place, proposes, thread }));
    return told.sort((a, b) => (b.words ?? "").localeCompare(a.words ?? ""));
  };
  await say(reviewer, (room, at) => room.open({}, "Is this all?", at));
  await say(reviewer, (room, at) => room.open({ block, wording: "He waited two years." }, "A slip.", at));
  const threads = await server.hub.look(talkOf(made), (doc) => new DiscussionRoom(doc).threads());
  const [whole, slip] = [null, block].map((of) => threads.find((thread) => thread.block === of)?.id);
  const place = "§\u00a01";
  expect(await waits(lawyer)).toEqual([
    { words: "Is this all?", place: undefined, proposes: undefined, thread: whole },
    { words: "A slip.", place, proposes: true, thread: slip },
  ]);
  // Once it is talked about, what was said last is told.
  await say(lawyer, (room, at) => room.reply(slip as ThreadId, "Two or three?", at));
  expect(await waits(reviewer)).toEqual([{ words: "Two or three?", place, proposes: undefined, thread: slip }]);
});
