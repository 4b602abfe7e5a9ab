import { expect, test } from "vitest";
import * as Y from "yjs";
import { newId, randomId, VerdictId, type OutputId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES } from "../../../schema/domain/language.ts";
import { nodesOf, textOf } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputVersion } from "../../../schema/protocol/http/parts/output-versions.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { CERTIFICATE_WORDS } from "../../../server/erasure/certificate/certificate-words.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { beginBlind } from "../../helpers/network/blind-round.ts";
import { namesInBytes, namesInFolder } from "../../helpers/files/byte-scan.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { FORMS, NEEDLES, plantNames, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { approve, append, freezeWithOutputs, makeOutput, paragraph, talkOf } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { readPdf } from "../../helpers/files/read-pdf.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";

const bold = [{ type: "strong" }];

const LINK = "https://example.org/Petrović";

/** A draft and an approved output in which the name stands wherever people may write it, with a quote of it. */
async function plantOutputs(server: TestServer, verdict: VerdictId): Promise<OutputView[]> {
  const { people, ask } = server;
  await freezeWithOutputs(server);
  const planted: OutputView[] = [];
  for (const status of ["draft", "approved"] as const) {
    const made = await makeOutput(server, people.lawyer, { title: "O predmetu Petrović" });
    const path = `/api/outputs/${made.id}`;
    const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
    await append(
      client,
      paragraph("Marko Petrović je doveden."),
      makeNode("paragraph", {}, [
        { type: "text", text: "Zvani Marko " },
        { type: "text", text: "Petro", marks: bold },
        { type: "text", text: "vić, a kasnije Kobrica" },
        makeNode("footnote", {}, [{ type: "text", text: "Vidi Petroviću." }]),
        { type: "text", text: ". I to je " },
        { type: "text", text: "sve", marks: [{ type: "link", attrs: { href: LINK } }] },
        { type: "text", text: "." },
      ]),
      makeNode("evidence", { id: randomId(), ...quoteOf(verdict, 37, 59), note: "Petrović se tu pominje." }),
      makeNode("recommendation", { id: randomId(), finding: "Марко Петровић није саслушан", addressee: "Sudovi" }, [
        { type: "text", text: "Saslušati Petrovića." },
      ]),
      makeNode("table", {}, [makeNode("tableRow", {}, [makeNode("tableCell", {}, [paragraph("Kobricu su videli")])])]),
    );
    // One letter a change, and taken out again: the log must not keep it either.
    for (const letter of "Kobrica") await client.write((doc) => lastText(doc).insert(lastText(doc).length, letter));
    await client.write((doc) => lastText(doc).delete(lastText(doc).length - 7, 7));
    const talk = await RawClient.joinAt(server, talkOf(made), people.reviewer);
    await talk.write((doc) => {
      const block = BlockId.parse(new OutputRoom(client.doc).document().content.at(0)?.attrs?.["id"]);
      new DiscussionRoom(doc).open(
        { block, words: "Marko Petrović", ends: [1, 2, 1, 9], wording: "Petrović je saslušan." },
        "Je li to Petrović?",
        new Date().toISOString(),
      );
    });
    const review = await RawClient.joinAt(server, talkOf(made, "review"), people.lawyer);
    await review.write((doc) => {
      new DiscussionRoom(doc).open({}, "Gostu: Kobrica je Marko Petrović.", new Date().toISOString());
    });
    const guest = { kind: "guest", output: made.id, name: "Advokat Petrovića", expiresInDays: 5 };
    expect((await ask(people.facilitator, "POST", "/api/invitations", guest)).status).toBe(201);
    await ask(people.lawyer, "POST", `${path}/versions`, { name: "Za Petrovića" });
    if (status === "approved") await approve(server, people.facilitator, made.id);
    planted.push(made);
  }
  return planted;
}

/** A quote of a passage that nobody tagged. */
function quoteOf(verdict: VerdictId, start: number, end: number): Record<string, unknown> {
  const anchor = { revision: 1, ranges: [{ start, end }] };
  return fromQuote({ verdict, anchor, annotation: null, layer: null, translation: null, approved: null, note: "" });
}

function lastText(doc: Y.Doc): Y.XmlText {
  const texts = new OutputRoom(doc).content
    .toArray()
    .flatMap((block) =>
      block instanceof Y.XmlElement && block.nodeName === "paragraph"
        ? block.toArray().filter((child): child is Y.XmlText => child instanceof Y.XmlText)
        : [],
    );
  const last = texts.at(-1);
  if (!last) throw new Error("no text");
  return last;
}

/** The certificate says in each language how many of each it reached, and none of the names. */
async function expectCounted({ ask, people }: TestServer, { id, counts }: ErasureView): Promise<void> {
  for (const language of UI_LANGUAGES) {
    const certificate = await ask(people.facilitator, "GET", `/api/erasures/${id}/certificate?language=${language}`);
    const said = await readPdf(new Uint8Array(await certificate.arrayBuffer()));
    const { count } = CERTIFICATE_WORDS[language];
    for (const name of ["outputs", "outputWords", "outputVersions"] as const)
      expect(said).toMatch(new RegExp(`${count[name]}\\s+${counts[name]}\\s`));
    expect(namesInBytes(Buffer.from(said), NEEDLES)).toEqual([]);
  }
}

/** The token stands wherever the name stood in a document, its rows, its version and its discussion, and who wrote is who wrote. */
async function expectErased(server: TestServer, verdict: VerdictId, { id, rooms }: OutputView): Promise<void> {
  const { people, ask, store } = server;
  const view = OutputView.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${id}`)).json());
  expect(view.title).toBe(`O predmetu ${TOKEN}`);
  expect(view.rooms.content.room).not.toBe(rooms.content.room);
  const client = await RawClient.joinAt(server, view.rooms.content.room, people.lawyer);
  const doc = new OutputRoom(client.doc).document();
  const words = textOf(doc);
  expect(words).toContain(`${TOKEN} je doveden.`);
  expect(words).toContain(`Zvani ${TOKEN}, a kasnije ${TOKEN}`);
  expect(words).toContain(". I to je sve.");
  const nodes = [...nodesOf(doc)].map(({ node }) => node);
  expect(nodes.flatMap(({ marks }) => marks ?? []).map(({ attrs }) => attrs?.["href"])).toContain(
    `https://example.org/${TOKEN}`,
  );
  expect(nodes.find(({ type }) => type === "evidence")?.attrs).toMatchObject({ note: `${TOKEN} se tu pominje.` });
  expect(await store.outputs.evidence([id])).toMatchObject([{ verdict, anchor: { revision: 1 } }]);
  expect(words).toContain(`Saslušati ${TOKEN}.`);
  expect(doc.content.map(({ type }) => type)).toContain("table");
  expect(await store.outputs.recommendations([id])).toMatchObject([
    { body: `Saslušati ${TOKEN}.`, finding: `${TOKEN} није саслушан`, addressee: "Sudovi" },
  ]);
  const version = OutputVersion.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${id}/versions/1`)).json());
  expect(version.name).toBe(`Za ${TOKEN}`);
  expect(textOf(version.document)).toContain(`Zvani ${TOKEN}, a kasnije ${TOKEN}`);
  const talk = await RawClient.joinAt(server, talkOf(view), people.reviewer);
  const [thread] = new DiscussionRoom(talk.doc).threads();
  expect(thread).toMatchObject({ words: TOKEN, ends: [1, 2, 1, 9], wording: `${TOKEN} je saslušan.` });
  // Who wrote is who wrote.
  const state = await store.rooms.load(view.rooms.content.room);
  expect(new Set(state?.clients.map(([, member]) => member))).toEqual(new Set([people.lawyer.member.id]));
}

/** What was erased does not come back, pasted, typed, or by taking out what stands between its halves. */
async function expectNoWayBack(server: TestServer, output: OutputId): Promise<void> {
  const { lawyer } = server.people;
  const answer = await server.ask(lawyer, "GET", `/api/outputs/${output}`);
  const { room } = OutputView.parse(await answer.json()).rooms.content;
  const late = await RawClient.joinAt(server, room, lawyer);
  late.sendUpdate(late.edit((doc) => lastText(doc).insert(0, "Marko Petrović ")));
  expect(await late.closed).toBe(CLOSE.refused);
  const typing = await RawClient.joinAt(server, room, lawyer);
  for (const letter of "Kobric") await typing.write((doc) => lastText(doc).insert(lastText(doc).length, letter));
  typing.sendUpdate(typing.edit((doc) => lastText(doc).insert(lastText(doc).length, "a")));
  expect(await typing.closed).toBe(CLOSE.refused);
  expect(typing.received).toContainEqual({ type: "refused", refused: expect.objectContaining({ code: "erased" }) });
  const cutting = await RawClient.joinAt(server, room, lawyer);
  await cutting.write((doc) => lastText(doc).insert(lastText(doc).length, " Petr--ović"));
  await cutting.write((doc) => lastText(doc).delete(lastText(doc).length - 6, 1));
  cutting.sendUpdate(cutting.edit((doc) => lastText(doc).delete(lastText(doc).length - 5, 1)));
  expect(await cutting.closed).toBe(CLOSE.refused);
  expect(cutting.received).toContainEqual({ type: "refused", refused: expect.objectContaining({ code: "erased" }) });
}

test("an erased name goes from drafts, approved outputs, their versions, titles and comments, down to the byte, and the rest stays", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store, config } = server;
  const { made } = await plantNames(server);
  const planted = await plantOutputs(server, made.verdict.id);
  const [draft] = planted;
  // What is made of it, the words of one that quotes nothing too.
  const plain = await makeOutput(server, people.lawyer);
  const writing = await RawClient.joinAt(server, plain.rooms.content.room, people.lawyer);
  await append(writing, paragraph("O drugom predmetu, u kojem se pominje Kobrica."));
  for (const { id } of [...planted, plain])
    await mustExport(server, people.facilitator, { format: "output-html", output: { output: id } });
  await mustExport(server, people.facilitator, { format: "recommendations-xlsx" });
  const watching = await RawClient.joinAt(server, (draft as OutputView).rooms.content.room, people.reader);

  const command = { kind: "term", forms: FORMS, token: TOKEN };
  const path = `/api/verdicts/${made.verdict.id}/erasures`;
  const preview = await ask(people.facilitator, "POST", path, { ...command, preview: true });
  const { counts } = ErasurePlan.parse(await preview.json());
  // Of the two: title, two sentences, a note, a link, what is said under a quote, a recommendation and its finding, a cell.
  expect(counts).toMatchObject({ outputs: 3, outputWords: 2 * 9 + 1, outputVersions: 3, hiddenOutputs: 0 });
  // Beside those of the verdict: two comments, a wording and words that are spoken of, the document and both discussions, an invitation, each.
  expect(counts).toMatchObject({ comments: 3 + 2 * 4, rooms: 4 + 2 * 3 + 1, data: 6 + 2, exports: 1 + 4 });
  const answer = await ask(people.facilitator, "POST", path, command);
  const done = ErasureView.parse(await answer.json());
  expect([done.step, done.counts]).toEqual(["done", counts]);
  expect(await watching.closed).toBe(CLOSE.gone);
  expect(namesInFolder(config.dataFolder, NEEDLES)).toEqual([]);
  await expectCounted(server, done);

  for (const output of planted) await expectErased(server, made.verdict.id, output);
  expect(
    (await verifyStore(store, { project: (doc, row, clients) => projectAll(doc, row, clients) })).differences,
  ).toEqual([]);

  await expectNoWayBack(server, (draft as OutputView).id);
});

test("of documents that the asker may not read one total is told, and none while something is coded blind", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store, organisations } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("Marko Petrović je doveden.");
  const others = await server.newVerdict("Друг.", { owner: organisations.mk.id });
  const scope = { kind: "verdicts" as const, verdicts: [others.verdict.id] };
  const hidden = await makeOutput(server, people.otherFacilitator, { scope, title: "Petrović" });
  await ask(people.otherFacilitator, "POST", `/api/outputs/${hidden.id}/versions`, { name: "Kobrica" });
  await store.verdicts.setStage(others.verdict.id, "in-preparation");
  const command = { kind: "term", forms: FORMS, token: TOKEN };
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const preview = async () => {
    const answer = await ask(people.facilitator, "POST", path, { ...command, preview: true });
    const [last] = await store.audit.list(1);
    return { ...ErasurePlan.parse(await answer.json()).counts, audited: last?.action === "erasure.preview" };
  };
  // Its title and its version.
  expect(await preview()).toMatchObject({ outputs: 0, outputVersions: 0, hiddenOutputs: 2, audited: true });
  const elsewhere = await server.newVerdict("Treći.");
  await beginBlind(server, elsewhere.verdict.id, [people.otherLawyer]);
  expect(await preview()).toMatchObject({ hiddenOutputs: 0, rooms: 3, audited: false });
  const done = ErasureView.parse(await (await ask(people.facilitator, "POST", path, command)).json());
  expect(done.counts.hiddenOutputs).toBe(0);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  const [last] = (await store.audit.list(5)).filter(({ action }) => action === "erasure.done");
  expect(last?.subject).toMatchObject({ text: 1, typed: 0 });
});

test("an erased passage takes the translations along that approved documents keep under their quotes", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store, config } = server;
  await freezeWithOutputs(server);
  const { verdict, rooms } = await server.newVerdict(["Ona je rekla gde stanuje.", "Sud joj veruje."]);
  const places = [
    { start: 7, end: 24, body: "said where she lives" },
    { start: 26, end: 41, body: "The court believes her." },
  ];
  const talk = await RawClient.joinAt(server, rooms.internal, people.lawyer);
  await talk.write((doc) => {
    for (const { start, end, body } of places) {
      const anchor = { revision: 1, ranges: [{ start, end }] };
      new TranslationsRoom(doc).add({ anchor, language: "en", body }, new Date().toISOString());
    }
  });
  const made = await makeOutput(server, people.lawyer);
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const quotes = places.map(({ start, end }) => ({
    ...quoteOf(verdict.id, start, end),
    id: randomId(),
    translation: "en",
  }));
  await append(client, ...quotes.map((quote) => makeNode("evidence", quote)));
  await approve(server, people.facilitator, made.id);
  const kept = async () => (await store.outputs.frozenTables(made.id, 1)).map(({ content }) => content);
  expect(await kept()).toEqual(
    expect.arrayContaining(places.map(({ body }) => expect.objectContaining({ kind: "translation", words: body }))),
  );
  const command = { kind: "passage", revision: 1, ranges: [{ start: 7, end: 24 }] };
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const preview = await ask(people.facilitator, "POST", path, { ...command, preview: true });
  expect(ErasurePlan.parse(await preview.json()).counts).toMatchObject({ translations: 1, outputVersions: 1 });
  const done = ErasureView.parse(await (await ask(people.facilitator, "POST", path, command)).json());
  expect(done.counts).toMatchObject({ translations: 1, outputVersions: 1 });
  expect(namesInFolder(config.dataFolder, ["where she", "stanuje"])).toEqual([]);
  expect(await kept()).toEqual(
    expect.arrayContaining(
      ["[Passage 1]", "The court believes her."].map((words) => expect.objectContaining({ words })),
    ),
  );
});

test("a verdict that is erased leaves the outputs that quote it, with quotes that say of what is gone", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store, config } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("Kanarinac nalazi.");
  const made = await makeOutput(server, people.lawyer, { scope: { kind: "verdicts", verdicts: [verdict.id] } });
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const quote = { id: randomId(), ...quoteOf(verdict.id, 0, 9) };
  await append(client, makeNode("evidence", quote));
  // Approved, it keeps the words of that text; a file has them too.
  await approve(server, people.facilitator, made.id);
  await mustExport(server, people.facilitator, { format: "output-html", output: { output: made.id } });
  expect(namesInFolder(config.dataFolder, ["Kanarinac"])).not.toEqual([]);
  const gone = await ask(people.facilitator, "DELETE", `/api/verdicts/${verdict.id}`, {
    caseNumber: verdict.caseNumber,
  });
  expect(ErasureView.parse(await gone.json()).step).toBe("done");
  expect(namesInFolder(config.dataFolder, ["Kanarinac"])).toEqual([]);
  const view = OutputView.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${made.id}`)).json());
  expect(view.verdicts).toEqual([]);
  expect(await store.outputs.quotesOf(verdict.id)).toMatchObject([{ output: made.id, block: quote.id }]);
  expect(await store.verdicts.get(verdict.id)).toBeNull();
  expect(await store.outputs.quotesOf(newId(VerdictId))).toEqual([]);
});

test("what an erasure takes names a document that only quotes the place, to who may read it", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict("Kanarinac nalazi. Zatim odlazi.");
  const scope = { kind: "verdicts" as const, verdicts: [verdict.id] };
  for (const [title, start, end] of [
    ["Navod", 0, 16],
    ["Drugo mesto", 18, 30],
  ] as const) {
    const made = await makeOutput(server, people.lawyer, { scope, title });
    const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
    await append(client, makeNode("evidence", { id: randomId(), ...quoteOf(verdict.id, start, end) }));
  }
  const path = `/api/verdicts/${verdict.id}/erasures`;
  const command = { kind: "passage", revision: 1, ranges: [{ start: 0, end: 9 }] };
  const preview = await ask(people.facilitator, "POST", path, { ...command, preview: true });
  const plan = ErasurePlan.parse(await preview.json());
  expect(plan.documents).toMatchObject([{ title: "Navod" }]);
  expect(plan.counts).toMatchObject({ outputs: 1, outputWords: 0 });
  const done = ErasureView.parse(await (await ask(people.facilitator, "POST", path, command)).json());
  expect(done.counts.outputs).toBe(1);
});
