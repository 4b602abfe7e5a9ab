import { expect, test } from "vitest";
import * as Y from "yjs";
import { AnnotationId, newId, type RoomId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { addOutput } from "../../helpers/rooms/output-room.ts";
import { paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import type { Member } from "../../../schema/domain/member.ts";

const PARAMS = { coram: "1", schema: String(SCHEMA_VERSION) };
const LIMITS = { idleMs: 20, renewalStructs: 300, renewalRatio: 3 };

const contentOf = async (
  { store }: RoomsServer,
  id: Parameters<RoomsServer["store"]["outputs"]["rooms"]>[0],
): Promise<RoomId> => (await store.outputs.rooms(id)).content;

const documentOf = (doc: Y.Doc): OutputDocument => new OutputRoom(doc).document();

/** Types words letter by letter into the first paragraph and takes them out again: only what is over remains of it. */
async function typeAndDelete(client: RawClient, times: number): Promise<void> {
  await client.write((doc) => {
    const block = new OutputRoom(doc).content.get(0);
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error("no text");
    for (let i = 0; i < times; i++) {
      // In front of what stands there, then in the middle of what was typed, so that runs do not join into one.
      text.insert(i % 2, "a");
      text.delete(i % 2, 1);
    }
  });
}

/** A title, a section that is checked, and blocks of all sorts, with two quotes. */
function writeSummary(doc: Y.Doc, server: RoomsServer): void {
  const quote = (annotation: AnnotationId | null) =>
    fromQuote({
      verdict: server.verdict.verdict.id,
      anchor: { revision: 1, ranges: [{ start: 0, end: 5 }] },
      annotation,
      layer: annotation && "shared",
      translation: "en",
      approved: { revision: 1, category: null, version: null },
      note: "A remark.",
    });
  const room = new OutputRoom(doc);
  room.setTitle("A summary");
  room.setChecked("facts", 7);
  room.replace({
    type: "doc",
    content: [
      paragraph("kept words"),
      makeNode("evidence", { id: newId(BlockId), ...quote(newId(AnnotationId)) }, []),
      makeNode("paragraph", { id: newId(BlockId) }, [
        { type: "text", text: "In its words ", marks: [{ type: "strong" }] },
        makeNode("evidenceNote", { id: newId(BlockId), ...quote(null), shows: "note" }, []),
      ]),
      makeNode("recommendation", { id: newId(BlockId), addressee: "Courts" }, [{ type: "text", text: "Decide." }]),
    ],
  });
  room.setLeftOut("victim", true);
}

test("an output's document that is mostly deleted words is renewed by itself: words, quotes and rows are what they were", async (context) => {
  const server = await startRoomsServer({ limits: LIMITS });
  context.onTestFinished(() => server.stop());
  const { id, content } = await addOutput(server);
  const join = (room: RoomId, who: Member): Promise<RawClient> => RawClient.join(server, room, who, PARAMS);
  const writer = await join(content, server.lawyers[0]);
  await writer.write((doc) => writeSummary(doc, server));
  const other = await join(content, server.lawyers[1]);
  await typeAndDelete(other, 400);
  await writer.sync();
  const before = documentOf(writer.doc);
  const rows = await server.store.outputs.evidence([id]);
  expect(rows).toHaveLength(2);

  // With somebody in it, it stays: the server that stops under open documents renews it, and they find the next one whole.
  await server.restart();
  expect(await writer.closed).toBe(CLOSE.comeAgain);
  const next = await contentOf(server, id);
  expect(next).not.toBe(content);
  expect(await (await RawClient.open(server, content, server.lawyers[0], PARAMS)).closed).toBe(CLOSE.gone);
  const again = await join(next, server.lawyers[0]);
  expect(documentOf(again.doc)).toEqual(before);
  expect(before.leftOut).toEqual(["victim"]);
  expect([new OutputRoom(again.doc).title(), new OutputRoom(again.doc).checked("facts")]).toEqual(["A summary", 7]);
  expect(await server.store.outputs.evidence([id])).toEqual(rows);

  // And by itself once everybody has left; what was written since is in it.
  await again.write((doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    room.replace({ ...now, content: [...now.content, paragraph("written after")] });
  });
  await typeAndDelete(again, 400);
  const last = documentOf(again.doc);
  again.close();
  await expect.poll(() => contentOf(server, id), { timeout: 20_000 }).not.toBe(next);
  const third = await join(await contentOf(server, id), server.reader);
  expect(documentOf(third.doc)).toEqual(last);
  expect(await server.store.outputs.evidence([id])).toEqual(rows);
  let structs = 0;
  for (const ofClient of third.doc.store.clients.values()) structs += ofClient.length;
  expect(structs).toBeLessThan(300);
  expect((await verifyStore(server.store, { project: projectAll })).differences).toEqual([]);
});
