import { expect, test } from "vitest";
import type * as Y from "yjs";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ERASURE_STEPS, ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { namesInBytes, namesInFolder } from "../../helpers/files/byte-scan.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { FORMS, NEEDLES, plantNames, TOKEN, type NamedVerdict } from "../../helpers/network/verdicts/named-verdict.ts";
import { hears } from "../../helpers/rooms/hears.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, TEST_PASSWORD, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const COMMAND = { kind: "term", forms: FORMS, token: TOKEN };

async function erase(server: TestServer, { made }: NamedVerdict): Promise<ErasureView> {
  const { facilitator } = server.people;
  const answer = await server.ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/erasures`, COMMAND);
  expect(answer.status).toBe(201);
  return ErasureView.parse(await answer.json());
}

async function viewOf(server: TestServer, who: Person, verdict: string): Promise<VerdictView> {
  return VerdictView.parse(await (await server.ask(who, "GET", `/api/verdicts/${verdict}`)).json());
}

async function signInAgain(server: TestServer, person: Person): Promise<Person> {
  const answer = await server.ask(null, "POST", "/api/session", { email: person.email, password: TEST_PASSWORD });
  return { ...person, cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

test("no byte of an erased name stays in the data folder, nor comes to anybody, new or old", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const { made, oldClients } = planted;
  const { people, config } = server;
  // The scan sees what there is to see.
  expect(namesInFolder(config.dataFolder, NEEDLES).length).toBeGreaterThan(8);
  const before = oldClients.map(({ frames }) => frames.length);

  const done = await erase(server, planted);
  expect(done).toMatchObject({ kind: "term", step: "done", token: TOKEN, number: 1 });

  expect(namesInFolder(config.dataFolder, NEEDLES)).toEqual([]);
  for (const [i, client] of oldClients.entries()) {
    expect(await client.closed).toBe(CLOSE.gone);
    for (const frame of client.frames.slice(before[i])) expect(namesInBytes(frame, NEEDLES)).toEqual([]);
  }
  for (const person of Object.values(people)) {
    const paths = [
      `/api/verdicts/${made.verdict.id}`,
      `/api/verdicts/${made.verdict.id}/about`,
      "/api/network",
      "/api/invitations",
      "/api/audit",
      "/api/erasures",
    ];
    for (const path of paths) {
      const answer = await server.ask(person, "GET", path);
      expect(namesInBytes(new Uint8Array(await answer.arrayBuffer()), NEEDLES)).toEqual([]);
    }
    const { rooms } = await viewOf(server, person, made.verdict.id);
    for (const { room } of rooms) {
      const fresh = await RawClient.joinAt(server, room, person);
      for (const frame of fresh.frames) expect(namesInBytes(frame, NEEDLES)).toEqual([]);
    }
  }
});

test("no byte of an erased name stays in the methodology: not in the draft, its discussion, a version or the note on it", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const [form = ""] = FORMS;
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) =>
    room.roots.categories.set(entryOf("means.force"), { "example:mk": `„${form} ја удри.“`, "include:en": form }),
  );
  await server.hub.write(draft.view.discussion.room, server.people.lawyer.member.id, (doc) => {
    new DiscussionRoom(doc).open({ category: idOf("means.force") }, `As with ${form}?`, "2026-11-26T10:00:00.000Z");
  });
  await draft.freeze({ note: `After the talk about ${form}` });
  const untouched = await server.store.methodologies.version(1);
  await erase(server, planted);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  const after = await TestDraft.open(server);
  expect(after.view.draft.room).not.toBe(draft.view.draft.room);
  expect((await after.category("means.force"))?.example).toEqual({ mk: `„${TOKEN} ја удри.“` });
  const second = await server.store.methodologies.current();
  expect(second?.note).toBe(`After the talk about ${TOKEN}`);
  expect(second?.content).toEqual(await after.look(draftContent));
  expect(await server.store.methodologies.version(1)).toEqual(untouched);

  // Nor does a device that was offline bring it back.
  const late = await RawClient.joinAt(server, after.view.draft.room, server.people.lawyer);
  const write = (doc: Y.Doc): void => {
    const { categories } = new DraftRoom(doc).roots;
    for (const id of categories.root.keys()) categories.set(id, { "nearMiss:sr-Latn": `kao kod ${form}` });
  };
  late.sendUpdate(late.edit(write));
  expect(await late.closed).toBe(CLOSE.refused);
  await expect(after.freeze({ note: form })).rejects.toThrow("erased");
});

test("what a preview counts is what is erased, and of layers that are coded blind nothing is said", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const path = `/api/verdicts/${planted.made.verdict.id}/erasures`;
  const asked = await server.ask(server.people.facilitator, "POST", path, { ...COMMAND, preview: true });
  const plan = ErasurePlan.parse(await asked.json());
  expect(plan.counts).toEqual({
    text: 6,
    revisions: 1,
    data: 6,
    notes: 3,
    answers: 0,
    rulings: 0,
    comments: 3,
    translations: 0,
    outputs: 0,
    outputWords: 0,
    outputVersions: 0,
    hiddenOutputs: 0,
    // Not the blind coder's note.
    hidden: 0,
    rooms: 4,
    names: 0,
    scans: 0,
    exports: 1,
  });
  expect(plan.proposed).toContainEqual({ form: "Marka Petrovića", text: 1, given: true });
  expect(namesInFolder(server.config.dataFolder, ["Petrovi"]).length).toBeGreaterThan(0);
  expect((await erase(server, planted)).counts).toEqual(plan.counts);
});

test("a tag keeps to its words, and one whose words were taken says so", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const { made, tags } = planted;
  await erase(server, planted);
  const { facilitator } = server.people;
  const { revision, maps, rooms } = await viewOf(server, facilitator, made.verdict.id);
  expect(revision.text).toContain(`Sud nalazi da je oštećeni ${TOKEN} doveden u Niš.`);
  expect(revision.text).toContain(`Prema iskazu ${TOKEN}, zvanog ${TOKEN}, okrivljeni je uzeo pasoš.`);
  const shared = rooms.find(({ kind }) => kind === "layer");
  const client = await RawClient.joinAt(server, shared?.room ?? "", facilitator);
  const quotes = new Map(
    new LayerRoom(client.doc).annotations().map(({ id, anchor, note }) => {
      const { state, ranges } = resolveAnchor(anchor, maps, revision.number);
      return [id, { state, note, quote: ranges.map(({ start, end }) => revision.text.slice(start, end)).join(" … ") }];
    }),
  );
  const tag = (words: string): unknown => quotes.get(tags.get(words) ?? ("" as never));
  expect(tag("doveden u Niš")).toEqual({
    state: "same",
    quote: "doveden u Niš",
    note: `${TOKEN} je doveden; ${TOKEN}, kaže i svedok`,
  });
  expect(tag("okrivljeni je uzeo pasoš")).toMatchObject({ state: "same", quote: "okrivljeni je uzeo pasoš" });
  expect(tag("Marko Petrović doveden")).toMatchObject({ state: "redacted", quote: `${TOKEN} doveden` });
  expect(tag("Prema iskazu Marka Petrovića, zvanog Kobrica")).toEqual({
    state: "redacted",
    quote: `Prema iskazu ${TOKEN}, zvanog ${TOKEN}`,
    note: `${TOKEN} je oduzet pasoš`,
  });
  expect(tag("Iskaz je jasan")).toEqual({ state: "same", quote: "Iskaz je jasan", note: "nema imena" });
  const rows = await server.store.rooms.rows(shared?.room as never);
  expect(rows.annotations.map(({ author }) => author)).toEqual(
    Array.from({ length: 5 }, () => server.people.lawyer.member.id),
  );
  const report = await verifyStore(server.store, { project: projectAll });
  expect(report).toMatchObject({ auditBrokenAt: null, differences: [] });
});

test("work of a device that was offline can not bring the name back for fourteen days", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const { made } = planted;
  const { people } = server;
  await erase(server, planted);
  const { rooms } = await viewOf(server, people.otherLawyer, made.verdict.id);
  const own = rooms.find(({ kind, right }) => kind === "layer" && right === "write");
  const note = (text: string) => (client: RawClient) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
    return client.edit((doc) =>
      new LayerRoom(doc).add(
        { category: "act.transport" as never, version: 1, anchor, note: text },
        new Date().toISOString(),
      ),
    );
  };
  const late = await RawClient.joinAt(server, own?.room ?? "", people.otherLawyer);
  late.sendUpdate(note("rekao je Петровића и још нешто")(late));
  expect(await late.closed).toBe(CLOSE.refused);
  expect(late.received).toContainEqual({ type: "refused", refused: expect.objectContaining({ code: "erased" }) });

  const texts = ["rekao je Петровића и још нешто", "KOBRICA", "ništa"];
  const screened = await server.ask(people.otherLawyer, "POST", `/api/verdicts/${made.verdict.id}/screen`, { texts });
  expect(await screened.json()).toEqual({ texts: [`rekao je ${TOKEN} и још нешто`, TOKEN, "ništa"] });
  const again = await RawClient.joinAt(server, own?.room ?? "", people.otherLawyer);
  again.sendUpdate(note(`rekao je ${TOKEN}`)(again));
  await again.acknowledged();
  const data = { court: "Sud u predmetu Petrović" };
  const refused = await server.ask(people.facilitator, "PATCH", `/api/verdicts/${made.verdict.id}`, data);
  expect([refused.status, await refused.json()]).toEqual([409, { code: "erased", params: {} }]);
  const edits = [{ start: 0, end: 3, insert: "Petrović i sud" }];
  const command = { baseRevision: 3, kind: "correct", edits };
  const edited = await server.ask(people.facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, command);
  expect([edited.status, await edited.json()]).toEqual([409, { code: "erased", params: {} }]);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);

  server.advance(14 * 86_400_000 + 1);
  const free = await RawClient.joinAt(server, own?.room ?? "", await signInAgain(server, people.otherLawyer));
  free.sendUpdate(note("Petrović, posle roka")(free));
  await free.acknowledged();
});

test("nobody finds an erased name out by asking again and again, and who asked with it is written down", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  await erase(server, planted);
  const { id } = planted.made.verdict;
  const ask = (person: Person): Promise<Response> =>
    server.ask(person, "POST", `/api/verdicts/${id}/screen`, { texts: ["Kobrica", "Zmaj"] });
  const { reader, lawyer } = server.people;
  for (let i = 0; i < 60; i++) expect((await ask(reader)).status).toBe(200);
  expect(await (await ask(reader)).json()).toMatchObject({ code: "too-many-attempts" });
  // Nor by asking for all the names that there are at once.
  const { otherLawyer } = server.people;
  const names = Array.from({ length: 9 }, (_, i) => `Ime${i} `.repeat(4000).slice(0, 20_000));
  const many = (): Promise<Response> =>
    server.ask(otherLawyer, "POST", `/api/verdicts/${id}/screen`, { texts: [...names, "Kobrica"] });
  expect((await many()).status).toBe(200);
  expect(await (await many()).json()).toMatchObject({ code: "too-many-attempts" });
  expect((await ask(lawyer)).status).toBe(200);
  const [last] = await server.store.audit.list(1);
  expect(last).toMatchObject({
    actor: lawyer.member.id,
    action: "erasure.screen",
    subject: { verdict: id, texts: 2, hits: 1 },
  });
});

// P25 of docs/protocol.md.
test("who has the page open hears which paragraphs are concerned before all else, and of comments and notes what is left of them before their room closes", async (context) => {
  const server = await startTestServer(context);
  const planted = await plantNames(server);
  const { id } = planted.made.verdict;
  const { facilitator, lawyer } = server.people;
  const { rooms } = await viewOf(server, lawyer, id);
  const clients = await Promise.all(rooms.map(({ room }) => RawClient.joinAt(server, room, lawyer)));
  const words = (): string =>
    JSON.stringify(clients.map(({ doc }) => [...doc.share.keys()].map((root) => doc.getMap(root))));
  expect(words()).toMatch(/Petrović/);
  const [heard, watched] = [await hears(context, server, lawyer), await hears(context, server, facilitator)];
  await erase(server, planted);
  for (const client of clients) expect(await client.closed).toBe(CLOSE.gone);
  expect(words()).not.toMatch(/Petrović|Kobric/);
  expect(words()).toContain(TOKEN);
  const [first] = heard.filter(({ type }) => type === "revision" || type === "verdict");
  expect(first).toEqual({ type: "revision", verdict: id, revision: 3, erases: "1-3" });
  // Who erases is told of each step, and nobody else.
  const steps = watched.flatMap((event) => (event.type === "erasing" ? [event.step] : []));
  expect(steps).toEqual(ERASURE_STEPS.slice(1, steps.length + 1));
  expect(steps.length).toBeGreaterThan(5);
  expect(heard.some(({ type }) => type === "erasing")).toBe(false);
});
