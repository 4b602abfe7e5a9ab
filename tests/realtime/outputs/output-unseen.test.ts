import { expect, test } from "vitest";
import * as Y from "yjs";
import { randomId } from "../../../schema/domain/ids.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

// P26 of docs/protocol.md.
test("letters that whoever takes their paragraph away has not seen are not named as taken out, though the server has them", async (context) => {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const { lawyer, otherLawyer } = server.people;
  const made = await makeOutput(server, lawyer);
  const author = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  await append(author, paragraph("Seen", randomId()));
  const other = await RawClient.joinAt(server, made.rooms.content.room, otherLawyer);
  const lastText = (doc: Y.Doc): Y.XmlText => {
    const block = new OutputRoom(doc).content.toArray().at(-1) as Y.XmlElement;
    return block.toArray().at(-1) as Y.XmlText;
  };

  // As it stood before the author's next letters came.
  const behind = new Y.Doc();
  Y.applyUpdate(behind, Y.encodeStateAsUpdate(other.doc));
  const seen = lastText(author.doc)._start?.id ?? null;
  const clock = Y.getState(author.doc.store, author.doc.clientID);
  await author.write((doc) => lastText(doc).insert("Seen".length, " unseen"));
  const taken = Y.encodeStateVector(behind);
  const { content } = new OutputRoom(behind);
  content.delete(content.length - 1, 1);
  other.sendUpdate(Y.encodeStateAsUpdate(behind, taken));

  const before = author.count("update");
  await author.until(() => author.count("update") > before);
  const told = author.received.findLast((frame) => frame.type === "update");
  const { ds } = Y.decodeUpdate(told && "bytes" in told ? told.bytes : new Uint8Array());
  expect(seen && Y.isDeleted(ds, seen)).toBe(true);
  expect(Y.isDeleted(ds, Y.createID(author.doc.clientID, clock))).toBe(false);
  const fresh = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  expect(new OutputRoom(fresh.doc).document()).toEqual(new OutputRoom(behind).document());
  expect(new OutputRoom(author.doc).document()).toEqual(new OutputRoom(behind).document());
});
