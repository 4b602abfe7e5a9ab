import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { OutputDocument, printedOf, textOf, type OutputNode } from "../../../schema/editor/output-document.ts";
import { OutputReader } from "../../../schema/rooms/output-reader.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { paragraph } from "../../helpers/network/outputs.ts";
import { anyOutput } from "../../helpers/text/random-output.ts";

/** Every shared node of a document, texts included. */
function nodesIn(parent: Y.XmlFragment): (Y.XmlElement | Y.XmlText)[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child];
    return child instanceof Y.XmlElement ? [child, ...nodesIn(child)] : [];
  });
}

/** A change somewhere: words, an attribute, or a node that goes. */
function change(room: OutputRoom, where: number, what: number): void {
  const all = nodesIn(room.content);
  const node = all[where % Math.max(1, all.length)];
  if (node instanceof Y.XmlText) {
    if (what % 3 === 0) node.delete(0, Math.min(2, node.length));
    else node.insert(node.length, ` ${what}`, what % 3 === 1 ? {} : { strong: {} });
  } else if (node && what % 3 === 0) {
    const { parent } = node;
    if (parent instanceof Y.XmlFragment) parent.delete(parent.toArray().indexOf(node), 1);
  } else node?.setAttribute("section", "facts");
}

test("what is read again after changes of this person and of others is what the document says", () => {
  const step = fc.tuple(fc.nat(), fc.nat(), fc.boolean());
  fc.assert(
    fc.property(anyOutput(), anyOutput(), fc.array(step, { maxLength: 12 }), (first, second, steps) => {
      const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
      const rooms = { mine: new OutputRoom(mine), theirs: new OutputRoom(theirs) };
      const reader = new OutputReader(rooms.mine);
      rooms.mine.replace(first);
      expect(reader.document()).toEqual(rooms.mine.document());
      Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
      for (const [where, what, isMine] of steps) {
        change(isMine ? rooms.mine : rooms.theirs, where, what);
        if (what % 5 === 0) Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
        expect(reader.document()).toEqual(rooms.mine.document());
      }
      Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
      rooms.mine.replace(second);
      expect(reader.document()).toEqual(rooms.mine.document());
    }),
  );
});

test("a block that has not changed is the same object, and so is a document", () => {
  const room = new OutputRoom(new Y.Doc());
  const reader = new OutputReader(room);
  room.replace({ type: "doc", content: ["a", "b", "c"].map((words) => paragraph(words)) });
  const before = reader.document();
  room.setTitle("Another title");
  expect(reader.document()).toBe(before);
  const words = nodesIn(room.content).find((node) => node instanceof Y.XmlText && node.toString() === "b");
  if (words instanceof Y.XmlText) words.insert(1, "!");
  const after = reader.document();
  expect(after.content.map(({ content }) => content?.[0]?.text)).toEqual(["a", "b!", "c"]);
  expect(after.content.map((block, i) => block === before.content[i])).toEqual([true, false, true]);
});

test("a section that is left out keeps what a colleague writes in it offline, and is named in the document and not printed", () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  const rooms = { mine: new OutputRoom(mine), theirs: new OutputRoom(theirs) };
  const reader = new OutputReader(rooms.mine);
  const heading = (section: string): OutputNode => ({
    type: "heading",
    attrs: { level: 1, section },
    content: [{ type: "text", text: section }],
  });
  rooms.mine.replace({
    type: "doc",
    content: [heading("facts"), paragraph("a"), heading("victim"), paragraph("b"), heading("findings"), paragraph("c")],
  });
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  expect(reader.document().leftOut).toBeUndefined();
  rooms.mine.setLeftOut("victim", true);
  const words = nodesIn(rooms.theirs.content).find((node) => node instanceof Y.XmlText && node.toString() === "b");
  if (words instanceof Y.XmlText) words.insert(1, " written on a train");
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
  for (const doc of [reader.document(), rooms.theirs.document()]) {
    expect(doc.leftOut).toEqual(["victim"]);
    expect(doc.content.map(textOf)).toEqual(["facts", "a", "victim", "b written on a train", "findings", "c"]);
    expect(printedOf(doc).content.map(textOf)).toEqual(["facts", "a", "findings", "c"]);
  }
  // A version that is brought back brings back what it left out, too.
  const kept = reader.document();
  rooms.mine.setLeftOut("victim", false);
  expect(reader.document().leftOut).toBeUndefined();
  rooms.mine.replace(kept);
  expect(reader.document()).toEqual(kept);
  expect(OutputDocument.parse(kept)).toEqual(kept);
});
