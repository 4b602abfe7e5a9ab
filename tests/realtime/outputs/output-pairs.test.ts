import { expect, test } from "vitest";
import { randomId, type VerdictId } from "../../../schema/domain/ids.ts";
import { nodesOf, textOf, type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { frameOf } from "../../../schema/editor/pairs/pair-frame.ts";
import { behindOf, idsIn, type PairState } from "../../../schema/editor/pairs/pair-rows.ts";
import { HouseChanged } from "../../../schema/protocol/http/house.ts";
import { OutputView, SectionStates } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { mustExport, textOfHtml } from "../../helpers/network/export-file.ts";
import { append, approve, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Person, type TestServer, type Teardown } from "../../helpers/network/test-server.ts";

async function started(test: Teardown): Promise<TestServer> {
  const server = await startTestServer(test);
  await freezeWithOutputs(server);
  return server;
}

const documentOf = (client: RawClient): OutputDocument => new OutputRoom(client.doc).document();
const idOf = ({ attrs }: OutputNode): string => String(attrs?.["id"]);

async function makeIn(server: TestServer, by: Person, of: string, language: string): Promise<OutputView> {
  const answer = await server.ask(by, "POST", `/api/outputs/${of}/partner`, { language });
  expect(answer.status).toBe(201);
  return OutputView.parse(await answer.json());
}

/** What of the leading document another does not say as it is now, as a page that shows both finds it. */
async function stateOf(server: TestServer, leading: RawClient, of: string, other: RawClient): Promise<PairState> {
  const answer = await server.ask(server.people.reader, "GET", `/api/outputs/${of}/sections`);
  const { blocks } = SectionStates.parse(await answer.json());
  const now = new Map<string, number>(blocks.map(({ block, fingerprint }) => [block, fingerprint]));
  return behindOf(documentOf(leading), documentOf(other), new OutputRoom(other.doc).compared(), now);
}

const quoteOf = (verdict: VerdictId) => ({
  id: randomId(),
  ...fromQuote({
    verdict,
    anchor: { revision: 1, ranges: [{ start: 0, end: 5 }] },
    annotation: null,
    layer: null,
    translation: null,
    approved: null,
    note: "",
  }),
});

const FRAME = [
  "heading",
  "paragraph",
  "heading",
  "paragraph",
  "heading",
  "paragraph",
  "evidence",
  "paragraph",
  "table",
];

test("a document comes into other languages with its frame and without its words, each names the one that leads", async (context) => {
  const server = await started(context);
  const { people, ask } = server;
  const { verdict } = await server.newVerdict("Sud nalazi.");
  const made = await makeOutput(server, people.lawyer);
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const cell = makeNode("tableCell", {}, [paragraph("In a cell")]);
  await append(
    client,
    paragraph("Words alone", randomId()),
    makeNode("evidence", quoteOf(verdict.id)),
    makeNode("paragraph", { id: randomId() }, [
      { type: "text", text: "Words" },
      makeNode("evidenceNote", quoteOf(verdict.id)),
    ]),
    makeNode("table", { id: randomId() }, [makeNode("tableRow", {}, [cell, cell])]),
  );
  // What is approved is left as it is.
  await approve(server, people.facilitator, made.id);
  const second = await makeIn(server, people.otherLawyer, made.id, "mk");
  expect(second).toMatchObject({ title: "Резиме", language: "mk", status: "draft", leader: made.id, quotes: 2 });
  const third = await makeIn(server, people.lawyer, second.id, "sq");
  expect(third).toMatchObject({ leader: made.id, partner: made.id });
  for (const { id } of [made, second, third]) {
    const view = OutputView.parse(await (await ask(people.reader, "GET", `/api/outputs/${id}`)).json());
    expect(view.languages.map(({ language, output }) => [language, output])).toEqual([
      ["en", made.id],
      ["mk", second.id],
      ["sq", third.id],
    ]);
    for (const language of ["en", "mk", "sq"])
      expect((await ask(people.lawyer, "POST", `/api/outputs/${id}/partner`, { language })).status).toBe(409);
  }
  const leading = documentOf(client);
  const { content } = documentOf(await RawClient.joinAt(server, second.rooms.content.room, people.otherLawyer));
  expect(content.map(({ type }) => type)).toEqual(FRAME);
  // Section headings are the template's; of all else only what needs no words is there.
  expect(
    content
      .filter(({ type }) => type !== "heading")
      .map(textOf)
      .join("")
      .trim(),
  ).toBe("");
  const known = new Set(leading.content.map(idOf));
  const unpaired = content.filter(
    ({ attrs }) => !idsIn(attrs?.["pair"]).every((id) => known.has(id)) || !attrs?.["pair"],
  );
  expect(unpaired.map(({ type }) => type)).toEqual([]);
  expect(new Set([...content, ...leading.content].map(idOf)).size).toBe(content.length + leading.content.length);
  // The verdict is in Serbian: in Macedonian a quote of it shows its translation, in Serbian it would show none.
  expect([...nodesOf({ type: "doc", content })].flatMap(({ node }) => node.attrs?.["translation"] ?? [])).toEqual([
    "mk",
    "mk",
  ]);
});

test("a block is behind once the leading one changes, until it is found still right; typing marks nothing", async (context) => {
  const server = await started(context);
  const { people } = server;
  const made = await makeOutput(server, people.lawyer);
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const [one, two] = [paragraph("The first thought.", randomId()), paragraph("The second.", randomId())];
  await append(client, one, two);
  const second = await makeIn(server, people.otherLawyer, made.id, "mk");
  const other = await RawClient.joinAt(server, second.rooms.content.room, people.otherLawyer);
  const state = () => stateOf(server, client, made.id, other);
  // What it was made of is kept, so that it can be said what changed.
  const { document: kept } = (await server.store.outputs.version(made.id, 1)) ?? {};
  expect([(await server.store.outputs.versions(made.id))[0]?.kind, kept]).toEqual(["paired", documentOf(client)]);
  expect(await state()).toEqual({ behind: [], missing: [idOf(one), idOf(two)], without: [] });
  const write = async (room: RawClient, change: (content: OutputNode[]) => OutputNode[]): Promise<void> =>
    room.write((doc) => {
      const now = new OutputRoom(doc).document();
      new OutputRoom(doc).replace({ ...now, content: change(now.content) });
    });
  const said = (of: OutputNode, text: string): OutputNode => ({
    ...frameOf(of, "mk", () => null),
    content: [{ type: "text", text }],
  });
  // The line under the heading stands beside the first; the second is begun.
  await write(other, (content) => [
    ...content.map((block) =>
      idsIn(block.attrs?.["pair"]).includes(idOf(one))
        ? { ...block, content: said(one, "Прва мисла.").content }
        : block,
    ),
    { ...said(two, "Втора."), attrs: { ...said(two, "").attrs, id: randomId() } },
  ]);
  expect(await state()).toEqual({ behind: [], missing: [], without: [] });
  await write(client, (content) =>
    content.map((block) => (idOf(block) === idOf(one) ? paragraph("The first thought, better.", idOf(one)) : block)),
  );
  expect(await state()).toEqual({ behind: [idOf(one)], missing: [], without: [] });
  await write(other, (content) => [...content, paragraph("Нешто свое.")]);
  expect((await state()).behind).toEqual([idOf(one)]);
  const answer = await server.ask(people.reader, "GET", `/api/outputs/${made.id}/sections`);
  const { blocks } = SectionStates.parse(await answer.json());
  const now = blocks.find(({ block }) => block === idOf(one))?.fingerprint ?? 0;
  await other.write((doc) => new OutputRoom(doc).setCompared(idOf(one), now, "2026-11-29T10:00:00.000Z"));
  expect(await state()).toEqual({ behind: [], missing: [], without: [] });
  // What was there and is gone is missing, unless the other language does without it.
  await write(other, (content) => content.filter(({ attrs }) => attrs?.["pair"] !== idOf(two)));
  expect((await state()).missing).toEqual([idOf(two)]);
  await other.write((doc) => new OutputRoom(doc).setWithout(idOf(two), true));
  expect(await state()).toMatchObject({ missing: [], without: [idOf(two)] });
});

test("files of a language read to whom, by when and under which number from the leading document, and keep it once approved", async (context) => {
  const server = await started(context);
  const { people, ask } = server;
  const change = async (addressee: string | null, value: object): Promise<string> => {
    const what = { field: "addressee-name", addressee, value };
    const answer = await ask(people.facilitator, "PATCH", "/api/house", what);
    return Object.keys(HouseChanged.parse(await answer.json()).view.house.addressees)[0] ?? "";
  };
  const key = await change(null, { en: "Courts", mk: "Судови" });
  const recommend = (attrs: Record<string, unknown>, text: string): OutputNode =>
    makeNode("recommendation", { id: randomId(), ...attrs }, [{ type: "text", text }]);
  const made = await makeOutput(server, people.lawyer, { template: "recommendations" });
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const one = recommend({ addressee: "Police" }, "Train.");
  const two = recommend({ addressee: "Courts", addresseeKey: key, deadline: "2027" }, "Decide.");
  await append(client, one, two);
  const second = await makeIn(server, people.otherLawyer, made.id, "mk");
  const other = await RawClient.joinAt(server, second.rooms.content.room, people.otherLawyer);
  // It says the second alone, and has the copy of when it was begun. Of a table nothing is printed but what is written.
  const grid = makeNode("table", { id: randomId(), pair: randomId() }, [
    makeNode("tableRow", {}, [makeNode("tableCell", {}, [paragraph("")])]),
  ]);
  await append(other, grid, recommend({ pair: idOf(two), addressee: "Courts", deadline: "2026" }, "Да се одлучи."));
  const file = async (): Promise<string> =>
    textOfHtml(await mustExport(server, people.facilitator, { format: "output-html", output: { output: second.id } }));
  const said = await file();
  expect(said).toMatch(/Препорака 2\b/);
  expect(said).toContain("Судови");
  expect(said).toContain("2027");
  expect(said).not.toMatch(/Courts|Рок 2026|Табела/);
  for (const { id } of [made, second]) await approve(server, people.facilitator, id);
  server.advance(60_000);
  await change(key, { en: "Courts", mk: "Судии" });
  const approved = await file();
  expect(approved).toContain("Судови");
  expect(approved).not.toContain("Судии");
});
