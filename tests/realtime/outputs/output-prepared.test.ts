import { expect, test } from "vitest";
import { newId, type VerdictId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { OutputList, OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { append, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";
import { quoteOf } from "../../helpers/network/written-output.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";

const TEXT = "Enkeleda was locked in.";

const listOf = async ({ ask }: TestServer, who: Person): Promise<OutputList> =>
  OutputList.parse(await (await ask(who, "GET", "/api/outputs")).json());

const scoped = (verdict: VerdictId): string => JSON.stringify({ kind: "verdicts", verdicts: [verdict] });
const block = (): { id: BlockId } => ({ id: newId(BlockId) });
const inLine = (node: OutputNode): OutputNode => makeNode("paragraph", block(), [node]);

const DRAWN_ON: Record<string, (verdict: VerdictId) => OutputNode> = {
  "a quote": quoteOf,
  "a quote in a sentence": (id) => inLine(makeNode("evidenceNote", { ...quoteOf(id).attrs, shows: "words" })),
  "a timeline": (verdict) => makeNode("timeline", { ...block(), verdict }),
  "a figure": (id) => inLine(makeNode("figure", { ...block(), scope: scoped(id) })),
  "a chart": (id) => makeNode("chart", { ...block(), scope: scoped(id) }),
  "a comparison": (verdicts) => makeNode("comparison", { ...block(), verdicts }),
};

test("nothing gets into a document that draws on a verdict in preparation, and so none is taken away by it", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict(TEXT, { stage: "in-preparation" });
  const { id, rooms } = await makeOutput(server, lawyer);
  const refused: Record<string, boolean> = {};
  for (const [name, node] of Object.entries(DRAWN_ON)) {
    const client = await RawClient.joinAt(server, rooms.content.room, facilitator);
    const closed = append(client, node(verdict.id)).then(
      () => null,
      () => client.closed,
    );
    refused[name] = (await closed) === CLOSE.refused;
  }
  expect(refused).toEqual(Object.fromEntries(Object.keys(DRAWN_ON).map((name) => [name, true])));
  expect((await listOf(server, lawyer)).outputs.map((each) => each.id)).toEqual([id]);
  const about = {
    template: "summary",
    scope: { kind: "verdicts", verdicts: [verdict.id] },
    language: "en",
    title: "A",
  };
  expect((await server.ask(facilitator, "POST", "/api/outputs", about)).status).toBe(403);
});

test("who wrote a document is told that a verdict it quotes went back to preparation, and it opens again without the quote", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, reader } = server.people;
  await freezeWithOutputs(server);
  const { verdict } = await server.newVerdict(TEXT);
  const { id, rooms } = await makeOutput(server, lawyer, { title: "Locked in" });
  await append(await RawClient.joinAt(server, rooms.content.room, lawyer), quoteOf(verdict.id));
  const back = await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "in-preparation" });
  expect(back.ok).toBe(true);

  const organisations = [server.organisations.rs.name];
  const closed = { id, title: "Locked in", language: "en", organisations };
  expect(await listOf(server, lawyer)).toEqual({ outputs: [], closed: [closed] });
  // Whoever had no part in it learns of it only where everybody read it before.
  expect(await listOf(server, reader)).toEqual({ outputs: [] });
  const asked = await server.ask(lawyer, "GET", `/api/outputs/${id}`);
  expect([asked.status, await asked.json()]).toMatchObject([
    404,
    { code: "verdict-in-preparation", params: { organisation: organisations[0], what: "output" } },
  ]);
  const view = async (who: Person): Promise<OutputView> =>
    OutputView.parse(await (await server.ask(who, "GET", `/api/outputs/${id}`)).json());
  expect(await view(facilitator)).toMatchObject({
    inPreparation: [{ verdict: verdict.id, named: "K 12/25" }],
    may: { write: true, export: false },
  });

  const client = await RawClient.joinAt(server, rooms.content.room, facilitator);
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    room.replace({ ...now, content: now.content.filter(({ type }) => type !== "evidence") });
  });
  expect((await listOf(server, lawyer)).closed).toBeUndefined();
  expect((await view(lawyer)).inPreparation).toBeUndefined();
  expect((await view(facilitator)).may.export).toBe(true);
});
