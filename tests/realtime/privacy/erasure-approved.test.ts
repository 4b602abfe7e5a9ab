import { expect, test } from "vitest";
import { randomId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { OutputView, SectionStates } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { approve, append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";

async function quotedIn(
  { ask, people }: TestServer,
  { id }: OutputView,
): Promise<OutputParts["parts"][number] | undefined> {
  const answer = OutputParts.parse(await (await ask(people.lawyer, "GET", `/api/outputs/${id}/parts`)).json());
  return answer.parts.find(({ kind }) => kind === "quote");
}

/** A lawyer quotes a passage with its translation, looks at both and approves them, and writes a paragraph. */
async function quoteAsApproved(
  server: TestServer,
  made: OutputView,
  verdict: VerdictId,
  anchor: Anchor,
): Promise<void> {
  const client = await RawClient.joinAt(server, made.rooms.content.room, server.people.lawyer);
  const quote = { verdict, anchor, annotation: null, layer: null, translation: "en", note: "" };
  const id = randomId();
  const write = (approved: Parameters<typeof fromQuote>[0]["approved"]) =>
    append(client, makeNode("evidence", { ...fromQuote({ ...quote, approved }), id }));
  await write(null);
  const seen = await quotedIn(server, made);
  await client.write((doc) => {
    const document = new OutputRoom(doc).document();
    new OutputRoom(doc).replace({ ...document, content: document.content.filter(({ type }) => type !== "evidence") });
  });
  await write(seen?.kind === "quote" ? seen.approval : null);
  await append(client, paragraph("Said by both."));
}

test("an erasure goes through where a document and its partner are approved, and these say the same as before", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, hub, store } = server;
  const { facilitator, lawyer } = people;
  await freezeWithOutputs(server);
  const { verdict, rooms } = await server.newVerdict("Sud veruje oštećenoj.");
  const other = await server.newVerdict("Svedok Olivera Tomić ćuti.");
  const anchor = { revision: 1, ranges: [{ start: 0, end: 10 }] };
  await hub.write(rooms.internal, lawyer.member.id, (doc) => {
    new TranslationsRoom(doc).add({ anchor, language: "en", body: "The court believes" }, new Date().toISOString());
  });
  const made = await makeOutput(server, lawyer);
  const partOf = () => quotedIn(server, made);
  await quoteAsApproved(server, made, verdict.id, anchor);
  const path = `/api/outputs/${made.id}`;
  const partner = OutputView.parse(await (await ask(lawyer, "POST", `${path}/partner`, { language: "mk" })).json());
  const section = async (of: string): Promise<number | undefined> => {
    const { sections } = SectionStates.parse(await (await ask(lawyer, "GET", `/api/outputs/${of}/sections`)).json());
    return sections.find((each) => each.section === "findings")?.fingerprint;
  };
  const checkedIn = async (of: string): Promise<number | null> => {
    const view = OutputView.parse(await (await ask(lawyer, "GET", `/api/outputs/${of}`)).json());
    return hub.look(view.rooms.content.room, (doc) => new OutputRoom(doc).checked("findings"));
  };
  /** Blocks of the first that the second was found to say, or that changed since. */
  const behind = async (): Promise<(number | null)[]> => {
    const { blocks } = SectionStates.parse(await (await ask(lawyer, "GET", `${path}/sections`)).json());
    const now = new Map<string, number>(blocks.map(({ block, fingerprint }) => [block, fingerprint]));
    const { content } = await store.outputs.rooms(partner.id);
    const compared = await hub.look(content, (doc) => new OutputRoom(doc).compared());
    return [...compared].map(([block, { checked }]) => (checked === now.get(block) ? null : checked));
  };
  const partnerRoom = await RawClient.joinAt(server, partner.rooms.content.room, lawyer);
  const same = await section(made.id);
  await partnerRoom.write((doc) => new OutputRoom(doc).setChecked("findings", same ?? 0));
  for (const id of [made.id, partner.id]) {
    await approve(server, facilitator, id);
  }
  const held = await behind();
  expect(held.length).toBeGreaterThan(3);
  expect(new Set(held)).toEqual(new Set([null]));

  const command = { kind: "term", forms: ["Olivera Tomić"], token: "[Witness 1]" };
  const erased = await ask(facilitator, "POST", `/api/verdicts/${other.verdict.id}/erasures`, command);
  expect(ErasureView.parse(await erased.json()).step).toBe("done");

  expect(await partOf()).toMatchObject({
    words: "Sud veruje",
    flags: [],
    translation: { words: "The court believes" },
  });
  expect(await checkedIn(partner.id)).toBe(await section(made.id));
  expect(await section(made.id)).not.toBe(same);
  expect(await behind()).toEqual(held);
  expect((await verifyStore(store, { project: projectAll })).differences).toEqual([]);
});
