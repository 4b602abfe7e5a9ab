import { expect, test } from "vitest";
import { randomId } from "../../../../schema/domain/ids.ts";
import {
  nodesOf,
  sectionsOf,
  type OutputDocument,
  type OutputNode,
} from "../../../../schema/editor/output-document.ts";
import { ApprovalView, OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { FileStates } from "../../../../schema/protocol/http/parts/file-state.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { revealedRound } from "../../../helpers/network/revealed-round.ts";
import { mustExport, textOfHtml } from "../../../helpers/network/export-file.ts";
import { freezeWithOutputs, makeOutput, paragraph } from "../../../helpers/network/outputs.ts";
import { startTestServer, type TestServer } from "../../../helpers/network/test-server.ts";
import { RawClient } from "../../../helpers/rooms/raw-client.ts";
import { CATEGORY } from "../../../helpers/rooms/room-edits.ts";

const documentOf = (client: RawClient): OutputDocument => new OutputRoom(client.doc).document();
const idOf = ({ attrs }: OutputNode): string => String(attrs?.["id"]);
const withContent = (client: RawClient, change: (content: OutputNode[]) => OutputNode[]): Promise<void> =>
  client.write((doc) => {
    const now = new OutputRoom(doc).document();
    new OutputRoom(doc).replace({ ...now, content: change(now.content) });
  });
const table = (...texts: string[]): OutputNode =>
  makeNode("table", { id: randomId() }, [
    makeNode(
      "tableRow",
      {},
      texts.map((text) => makeNode("tableCell", {}, [paragraph(text, randomId())])),
    ),
  ]);

/** A document of which the second section is a table alone, in three languages. */
async function written(server: TestServer) {
  const { people, ask } = server;
  const made = await makeOutput(server, people.lawyer);
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const [first, second] = sectionsOf(documentOf(client)).flatMap(({ section, blocks: [heading] }) =>
    section !== null && heading ? [{ section, heading: idOf(heading) }] : [],
  );
  if (!first || !second) throw new Error("no sections");
  const grid = table("Position", "Sum");
  await withContent(client, (content) =>
    content.flatMap((block) => {
      if (idOf(block) === first.heading) return [block, paragraph("The claim was granted.", randomId())];
      return idOf(block) === second.heading ? [block, grid] : [block];
    }),
  );
  const inLanguage = async (language: string): Promise<OutputView> =>
    OutputView.parse(await (await ask(people.lawyer, "POST", `/api/outputs/${made.id}/partner`, { language })).json());
  const [albanian, macedonian] = [await inLanguage("sq"), await inLanguage("mk")];
  const other = await RawClient.joinAt(server, albanian.rooms.content.room, people.lawyer);
  return { ids: [made.id, albanian.id, macedonian.id] as const, other, grid, second: second.section };
}

test("what a file has of each language is said alike wherever it is asked, and as approval has it", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { people, ask } = server;
  const { ids, other, grid, second } = await written(server);
  const [english, albanian] = ids;
  const asked = async (of: string) =>
    FileStates.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${of}/file`)).json()).languages;
  const states = await asked(english);
  expect(states.map(({ language }) => language)).toEqual(["en", "sq", "mk"]);
  for (const id of ids) expect(await asked(id)).toEqual(states);
  const inAlbanian = async () => (await asked(english)).find(({ output }) => output === albanian);
  const emptyInApproval = async (): Promise<unknown[]> => {
    const view = ApprovalView.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${english}/approval`)).json());
    return view.points.flatMap(({ kind, output, at }) =>
      kind === "section-empty" && output === albanian && at && "section" in at ? [at.section] : [],
    );
  };
  expect(await inAlbanian()).toMatchObject({
    hasTemplatesTitle: true,
    missing: 1,
    missingWhole: { table: 1, list: 0, chart: 0, quote: 0 },
    emptyTables: 1,
    onlyInLeading: 0,
  });
  expect(await emptyInApproval()).toContain(second);
  // Chosen to be only in English, it is no empty section that waits for words.
  await other.write((doc) => new OutputRoom(doc).setWithout(idOf(grid), true));
  const before = (await inAlbanian())?.emptySections.length ?? 0;
  expect(await inAlbanian()).toMatchObject({
    missing: 1,
    onlyInLeading: 1,
    sectionsOnlyInLeading: [expect.any(String)],
  });
  expect((await emptyInApproval()).length).toBe(before);
  expect(await emptyInApproval()).not.toContain(second);
  // With a cell written it is printed, and partly there.
  await withContent(other, (content) => {
    const said = content.find(({ attrs }) => attrs?.["pair"] === idOf(grid));
    const cell = said && [...nodesOf(said)].find(({ node }) => node.type === "paragraph")?.node;
    if (cell) cell.content = [{ type: "text", text: "Pozita" }];
    return content;
  });
  expect(await inAlbanian()).toMatchObject({ missing: 2, emptyTables: 0, onlyInLeading: 0, sectionsOnlyInLeading: [] });
});

test("a file holds any of the languages in any order, each once, and none of another document", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { people } = server;
  const { ids, other } = await written(server);
  const [english, albanian, macedonian] = ids;
  await withContent(other, (content) => [...content, paragraph("Pretendimi u pranua.", randomId())]);
  const foreign = await makeOutput(server, people.lawyer);
  const languagesOf = async (output: string, ...also: string[]): Promise<string[]> => {
    const choice = { format: "output-html", output: { output: output as never, also: also as never } } as const;
    const file = await mustExport(server, people.facilitator, choice);
    expect(textOfHtml(file).includes("Pretendimi u pranua.")).toBe([output, ...also].includes(albanian));
    return [
      ...Buffer.from(file)
        .toString()
        .matchAll(/<article lang="([^"]+)"/gu),
    ].map(([, lang]) => lang ?? "");
  };
  expect(await languagesOf(macedonian, english, albanian)).toEqual(["mk", "en", "sq"]);
  expect(await languagesOf(albanian)).toEqual(["sq"]);
  expect(await languagesOf(english, macedonian, macedonian, english, foreign.id)).toEqual(["en", "mk"]);
});

test("a verdict whose round is revealed and not settled is named: its answers are not in the file", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { lawyer, otherLawyer, facilitator } = server.people;
  const created = await server.newVerdict("Sud je utvrdio da joj je oduzeo pasoš.");
  const { verdict } = created;
  const made = await makeOutput(server, facilitator);
  const client = await RawClient.joinAt(server, made.rooms.content.room, facilitator);
  const dates = makeNode("timeline", { id: randomId(), verdict: verdict.id }, []);
  await withContent(client, (content) => [...content, dates]);
  const named = async () => {
    const answer = await server.ask(facilitator, "GET", `/api/outputs/${made.id}/file`);
    return FileStates.parse(await answer.json()).languages.map(({ notShown }) => notShown);
  };
  expect(await named()).toEqual([[]]);
  await revealedRound(
    server,
    created,
    [lawyer, otherLawyer].map((who) => ({ who, tags: [{ words: "oduzeo pasoš", category: CATEGORY }] })),
  );
  expect(await named()).toEqual([[verdict.caseNumber || verdict.court]]);
});
