import { expect, test } from "vitest";
import * as Y from "yjs";
import { CategoryId, newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { textOf } from "../../../schema/editor/output-document.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { eachTagWord } from "../../../schema/rooms/tag-words.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { approve, append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { askQuestions, SHEET } from "../../helpers/network/case-sheet.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

const TOKEN = "[Victim A]";
const COMMAND = { kind: "term", forms: ["Marko Petrović"], token: TOKEN };
const SAID = "Sud nalazi da je Marko Petrović doveden.";

/** The text of a paragraph of a document, by what stands in it. */
function sentence(doc: Y.Doc, words: string): Y.XmlText {
  for (const block of new OutputRoom(doc).content.toArray()) {
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    if (text instanceof Y.XmlText && text.toString().includes(words)) return text;
  }
  throw new Error(`no ${words}`);
}

/** Letter by letter, as the editor tells of it: a letter before the same one is put behind that. */
async function type(client: RawClient, words: string, at: number, letters: string): Promise<void> {
  let now = words;
  for (const letter of letters) {
    const caret = at + now.length - words.length;
    let place = caret;
    while (now[place] === letter) place++;
    const before = now;
    await client.write((doc) => sentence(doc, before).insert(place, letter));
    now = now.slice(0, caret) + letter + now.slice(caret);
  }
}

async function erase(server: TestServer, verdict: string): Promise<ErasureView> {
  const { ask, people } = server;
  const path = `/api/verdicts/${verdict}/erasures`;
  const plan = ErasurePlan.parse(
    await (await ask(people.facilitator, "POST", path, { ...COMMAND, preview: true })).json(),
  );
  const done = ErasureView.parse(await (await ask(people.facilitator, "POST", path, COMMAND)).json());
  expect([done.step, done.counts]).toEqual(["done", plan.counts]);
  return done;
}

/** The paragraphs of a document as they are now. */
async function paragraphs(server: TestServer, id: string): Promise<string[]> {
  const view = OutputView.parse(await (await server.ask(server.people.lawyer, "GET", `/api/outputs/${id}`)).json());
  const { doc } = await RawClient.joinAt(server, view.rooms.content.room, server.people.lawyer);
  return textOf(new OutputRoom(doc).document())
    .split("\n")
    .filter((line) => /Victim|arko|арко/.test(line));
}

test("a name to which somebody is adding letters goes from a document in which people write, in both scripts", async (context) => {
  const server = await startTestServer(context);
  const { people } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict(SAID);
  const made = await makeOutput(server, people.lawyer);
  const approved = await makeOutput(server, people.lawyer);
  const words = ["Latinica: Marko Petrović kaže.", "Ћирилица: Марко Петровић каже.", "Ispred: Marko Petrović."];
  const one = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  await append(one, ...words.map((text) => paragraph(text, newId(BlockId))));
  const two = await RawClient.joinAt(server, made.rooms.content.room, people.facilitator);
  await type(two, "Latinica: Marko Petrović kaže.", 24, "kojoj");
  await type(two, "Ћирилица: Марко Петровић каже.", 24, "којој");
  await type(two, "Ispred: Marko Petrović.", 8, "kojoj");
  // Kept as somebody was typing, beside the one from before they sat down.
  const kept = await server.ask(people.lawyer, "POST", `/api/outputs/${made.id}/versions`, { name: "Tada" });
  expect(kept.ok).toBe(true);
  const other = await RawClient.joinAt(server, approved.rooms.content.room, people.lawyer);
  await append(other, paragraph("Marko Petrovićevski je drugi.", newId(BlockId)));
  await approve(server, people.facilitator, approved.id);

  const { counts } = await erase(server, verdict.id);
  expect(counts).toMatchObject({ outputs: 1, outputWords: 3, outputVersions: 2, rooms: 3 + 1 });
  const after = [`Latinica: ${TOKEN}kojoj kaže.`, `Ћирилица: ${TOKEN}којој каже.`, `Ispred: kojoj${TOKEN}.`];
  expect(await paragraphs(server, made.id)).toEqual(after);
  const versions = await server.store.outputs.versions(made.id);
  const then = versions.find(({ name }) => name === "Tada")?.number ?? 0;
  const version = await server.store.outputs.version(made.id, then);
  expect(version && textOf(version.document)).toContain(after[0]);
  // Where nobody types a longer word is another word.
  expect(await paragraphs(server, approved.id)).toEqual(["Marko Petrovićevski je drugi."]);
  expect((await verifyStore(server.store, { project: projectAll })).differences).toEqual([]);
});

test("a name into which somebody types goes from a document, in both scripts, and no letter that they type", async (context) => {
  const server = await startTestServer(context);
  const { people, config } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict(SAID);
  const made = await makeOutput(server, people.lawyer);
  const one = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const two = await RawClient.joinAt(server, made.rooms.content.room, people.facilitator);
  const spread = "Marko je Petru dao; ović je nastavak, [Victim A] nije.";
  await append(
    one,
    ...["Latinica: .", "Ћирилица: .", "Između: .", spread].map((text) => paragraph(text, newId(BlockId))),
  );
  await one.write((doc) => sentence(doc, "Latinica").insert(10, "Marko Petrović"));
  await type(one, "Ћирилица: .", 10, "Марко Петровић");
  await type(one, "Između: .", 8, "Marko Petrović");
  await two.sync();
  await type(two, "Latinica: Marko Petrović.", 20, "od jedne kuće");
  await type(two, "Ћирилица: Марко Петровић.", 20, "од једне куће");
  await type(two, "Između: Marko Petrović.", 13, " kojoj");
  // Kept in the log and in memory alike: by now each letter is a row of its own, and nothing whole stands anywhere.
  const { counts } = await erase(server, verdict.id);
  expect(counts).toMatchObject({ outputs: 1, outputWords: 3, outputVersions: 1, rooms: 3 + 1 });
  expect(await paragraphs(server, made.id)).toEqual([
    `Latinica: ${TOKEN} od jedne kuće.`,
    `Ћирилица: ${TOKEN} од једне куће.`,
    `Između: ${TOKEN} kojoj.`,
    spread,
  ]);
  expect(namesInFolder(config.dataFolder, ["Petrovi", "Marko P", "Петр", "Марко"])).toEqual([]);
  expect((await verifyStore(server.store, { project: projectAll })).differences).toEqual([]);
  const [audit] = (await server.store.audit.list(5)).filter(({ action }) => action === "erasure.done");
  expect(audit?.subject).toMatchObject({ text: 1, typed: 3 + 1, rooms: 3 + 1 });
});

test("a name to which somebody is adding letters goes from notes, answers, comments and discussions", async (context) => {
  const server = await startTestServer(context);
  const { people, hub, store } = server;
  await freezeWithOutputs(server);
  await askQuestions(server);
  const { verdict, rooms } = await server.newVerdict(SAID);
  const made = await makeOutput(server, people.lawyer);
  const typed = "Kaže Marko Petrovićkojoj, Марко Петровићкојој.";
  const by = people.lawyer.member.id;
  const at = new Date().toISOString();
  await hub.write(rooms.layer, by, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
    const category = CategoryId.parse("act.transport");
    new LayerRoom(doc).add({ category, version: 1, anchor, ...eachTagWord(() => typed) }, at);
    new AnswersRoom(doc).change(SHEET.summary.id, "verdict", { value: typed, version: 1, note: typed });
  });
  await hub.write(rooms.internal, by, (doc) => void new DiscussionRoom(doc).open({}, typed, at));
  await hub.write(talkOf(made), by, (doc) => void new DiscussionRoom(doc).open({}, typed, at));
  const { counts } = await erase(server, verdict.id);
  expect(counts).toMatchObject({ notes: 1, answers: 2, comments: 2 });
  expect(namesInFolder(server.config.dataFolder, ["Petrović", "Петровић"])).toEqual([]);
  const gone = `Kaže ${TOKEN}kojoj, ${TOKEN}којој.`;
  const rows = await Promise.all((await store.verdicts.rooms(verdict.id)).map(({ id }) => store.rooms.rows(id)));
  expect(rows.flatMap(({ comments }) => comments)).toMatchObject([{ body: gone }]);
  expect(rows.flatMap(({ answers }) => answers)).toMatchObject([{ value: gone, note: gone }]);
  expect(rows.flatMap(({ annotations }) => annotations)).toMatchObject([eachTagWord(() => gone)]);
});

test("a name into which its writer typed before they sent it goes from what is kept as a value, and comes into none again", async (context) => {
  const server = await startTestServer(context);
  const { people, hub, store, config } = server;
  await freezeWithOutputs(server);
  await askQuestions(server);
  const { verdict, rooms } = await server.newVerdict(SAID);
  const made = await makeOutput(server, people.lawyer);
  const words = "Kaže Marobične reči ko Petrović, i Марко Петробичне речиовић.";
  const by = people.lawyer.member.id;
  const at = new Date().toISOString();
  await hub.write(rooms.layer, by, (doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
    const category = CategoryId.parse("act.transport");
    new LayerRoom(doc).add({ category, version: 1, anchor, ...eachTagWord(() => words) }, at);
    new AnswersRoom(doc).change(SHEET.summary.id, "verdict", { value: words, version: 1, note: words });
  });
  await hub.write(rooms.internal, by, (doc) => void new DiscussionRoom(doc).open({}, words, at));
  await hub.write(talkOf(made), by, (doc) => void new DiscussionRoom(doc).open({}, words, at));
  // In a version of a document no letter says when it was typed.
  const one = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  await append(one, paragraph(words, newId(BlockId)));
  expect((await server.ask(people.lawyer, "POST", `/api/outputs/${made.id}/versions`, { name: "Tada" })).ok).toBe(true);
  const { counts } = await erase(server, verdict.id);
  expect(counts).toMatchObject({ notes: 1, answers: 2, comments: 2, outputWords: 1 });
  expect(namesInFolder(config.dataFolder, ["ko Petrović", "Петробичне", "Marobične"])).toEqual([]);
  const gone = `Kaže ${TOKEN} obične reči, i ${TOKEN} обичне речи.`;
  const kept = await Promise.all((await store.verdicts.rooms(verdict.id)).map(({ id }) => store.rooms.rows(id)));
  expect(kept.flatMap(({ comments }) => comments)).toMatchObject([{ body: gone }]);
  expect(kept.flatMap(({ answers }) => answers)).toMatchObject([{ value: gone, note: gone }]);
  expect(kept.flatMap(({ annotations }) => annotations)).toMatchObject([eachTagWord(() => gone)]);
  expect(await paragraphs(server, made.id)).toEqual([gone]);
  // Nobody brings it again, whole or parted.
  const room = (await store.verdicts.rooms(verdict.id)).find(({ audience }) => audience === "internal")?.id;
  const late = await RawClient.joinAt(server, room ?? rooms.internal, people.lawyer);
  late.sendUpdate(late.edit((doc) => void new DiscussionRoom(doc).open({}, words, at)));
  expect(await late.closed).toBe(CLOSE.refused);
  expect(late.received).toContainEqual({ type: "refused", refused: expect.objectContaining({ code: "erased" }) });
  const path = `/api/verdicts/${verdict.id}/screen`;
  const screened = await server.ask(people.lawyer, "POST", path, { texts: [words] });
  expect(await screened.json()).toEqual({ texts: [gone] });
});
