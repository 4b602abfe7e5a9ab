import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import type { RoomId } from "../../../schema/domain/ids.ts";
import { DEPTH_MAX } from "../../../schema/editor/output-nodes.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { addOutput } from "../../helpers/rooms/output-room.ts";
import { paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import type { Member } from "../../../schema/domain/member.ts";

const PARAMS = { coram: "1", schema: String(SCHEMA_VERSION) };

let server: RoomsServer;
let room: RoomId;
let honest: RawClient;
let hostile: RawClient;

const join = (member: Member): Promise<RawClient> => RawClient.join(server, room, member, PARAMS);

beforeEach(async () => {
  server = await startRoomsServer();
  room = (await addOutput(server)).content;
  honest = await join(server.lawyers[0]);
  await honest.write((doc) => new OutputRoom(doc).replace({ type: "doc", content: [paragraph("honest")] }));
  hostile = await join(server.lawyers[1]);
});
afterEach(async () => {
  await server.stop();
});

const contentOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment("content");
const first = (doc: Y.Doc): Y.XmlElement => contentOf(doc).get(0) as Y.XmlElement;
const words = (doc: Y.Doc): Y.XmlText => first(doc).get(0) as Y.XmlText;
const into = (doc: Y.Doc, ...nodes: (Y.XmlElement | Y.XmlText)[]): void => contentOf(doc).push(nodes);
/** A node in a node, so many deep. */
function nested(depth: number): Y.XmlElement {
  const outer = new Y.XmlElement("blockquote");
  if (depth > 1) outer.insert(0, [nested(depth - 1)]);
  return outer;
}
const withAttribute = (name: string, key: string, value: unknown): Y.XmlElement => {
  const element = new Y.XmlElement(name);
  element.setAttribute(key, value as string);
  return element;
};

test.each<[string, (doc: Y.Doc) => void]>([
  ["a node that the table does not have", (doc) => into(doc, new Y.XmlElement("script"))],
  ["a node named like an object's own", (doc) => into(doc, new Y.XmlElement("__proto__"))],
  ["a document in the document", (doc) => into(doc, new Y.XmlElement("doc"))],
  ["a row outside a table", (doc) => into(doc, new Y.XmlElement("tableRow"))],
  [
    "a paragraph in a row",
    (doc) => contentOf(doc).push([wrap("table", wrap("tableRow", new Y.XmlElement("paragraph")))]),
  ],
  ["an inline node among blocks", (doc) => into(doc, new Y.XmlElement("footnote"))],
  ["words in the root", (doc) => into(doc, new Y.XmlText("words"))],
  ["words in a list", (doc) => into(doc, wrap("bulletList", new Y.XmlText("words")))],
  ["a block in a paragraph", (doc) => first(doc).push([new Y.XmlElement("paragraph")])],
  ["a note in a note", (doc) => first(doc).push([wrap("footnote", new Y.XmlElement("footnote"))])],
  ["an attribute that the node does not have", (doc) => into(doc, withAttribute("paragraph", "onclick", "x"))],
  ["an attribute of another shape", (doc) => into(doc, withAttribute("heading", "level", 9))],
  ["an anchor that runs backwards", (doc) => into(doc, withAttribute("evidence", "anchor", "1 9 5"))],
  ["an approval that is none", (doc) => into(doc, withAttribute("evidence", "approved", '{"revision":0}'))],
  ["an attribute of a text", (doc) => words(doc).setAttribute("id", "x")],
  ["a link that runs a script", (doc) => words(doc).format(0, 3, { link: { href: "javascript:alert(1)" } })],
  ["a mark that nobody knows", (doc) => words(doc).format(0, 3, { blink: {} })],
  ["an embed in a text", (doc) => words(doc).insertEmbed(0, { image: "x" })],
  ["a NUL", (doc) => words(doc).insert(0, "a\0b")],
  ["a map in a node", (doc) => first(doc).push([new Y.Map() as unknown as Y.XmlElement])],
  ["another root", (doc) => void doc.getMap("elsewhere").set("a", 1)],
  ["entries of a discussion", (doc) => void doc.getMap("comments").set("a".repeat(22), new Y.Map())],
  ["a key that is none of meta", (doc) => void doc.getMap("meta").set("output/secret", "x")],
  ["a title that is none", (doc) => void doc.getMap("meta").set("output/title", 5)],
  ["nodes without end within each other", (doc) => into(doc, nested(DEPTH_MAX + 2))],
])("%s is refused, and the document is what it was", async (_, change) => {
  const before = new OutputRoom(honest.doc).document();
  hostile.sendUpdate(hostile.edit((doc) => change(doc)));
  expect(await hostile.closed).toBe(CLOSE.refused);
  await honest.write((doc) => words(doc).insert(0, "still "));
  const joiner = await join(server.reader);
  expect(new OutputRoom(joiner.doc).document()).toEqual(new OutputRoom(honest.doc).document());
  expect(new OutputRoom(joiner.doc).document().content).toHaveLength(before.content.length);
  expect(joiner.doc.store.pendingStructs).toBeNull();
});

function wrap(name: string, child: Y.XmlElement | Y.XmlText): Y.XmlElement {
  const outer = new Y.XmlElement(name);
  outer.insert(0, [child]);
  return outer;
}

test("a colleague's client id cannot be written under, and a reader cannot write", async () => {
  const forged = new Y.Doc();
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(hostile.doc));
  forged.clientID = honest.doc.clientID;
  const before = Y.encodeStateVector(forged);
  words(forged).insert(0, "in your name");
  hostile.sendUpdate(Y.encodeStateAsUpdate(forged, before));
  expect(await hostile.closed).toBe(CLOSE.identityConflict);
  const reader = await join(server.reader);
  reader.sendUpdate(reader.edit((doc) => words(doc).insert(0, "unasked")));
  await reader.until(() => reader.count("refused") > 0);
  expect(new OutputRoom((await join(server.reader)).doc).document()).toEqual(new OutputRoom(honest.doc).document());
});

test("what was written offline into a paragraph that a colleague deleted is taken, and so is what was written and deleted offline", async () => {
  const away = await join(server.lawyers[2]);
  const typed = away.edit((doc) => words(doc).insert(3, " typed on a train"));
  const gone = away.edit((doc) => {
    into(doc, wrap("paragraph", new Y.XmlText("never mind")));
    contentOf(doc).delete(1, 1);
  });
  await honest.write((doc) => contentOf(doc).delete(0, 1));
  // As after a restart, when nothing is left of the paragraph but its length.
  await server.restart();
  const again = await join(server.lawyers[2]);
  again.sendUpdate(Y.mergeUpdates([typed, gone]));
  await again.acknowledged();
  expect(again.count("refused")).toBe(0);
  const joiner = await join(server.reader);
  expect(new OutputRoom(joiner.doc).document().content).toEqual([]);
  expect(joiner.doc.store.pendingStructs).toBeNull();
  outputSchema.nodeFromJSON(new OutputRoom(joiner.doc).document()).check();
});
