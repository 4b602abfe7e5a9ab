import { expect, test } from "vitest";
import * as Y from "yjs";
import { wordsAbout } from "../../../server/rooms/gate/words-around.ts";

const LONG = "riječi koje su ovdje stajale prije i ne kazuju ništa ";

/** What is read with the letters that a change brings, and about what it takes out. */
function read(doc: Y.Doc, change: () => void): string[] {
  const words: string[] = [];
  doc.once("afterTransaction", (transaction: Y.Transaction) => {
    const { afterState, beforeState, deleteSet } = transaction;
    const letters: Y.Item[] = [];
    Y.iterateDeletedStructs(transaction, deleteSet, (struct) => {
      const isInline = struct instanceof Y.Item && (struct.parent as Y.XmlElement).nodeName !== undefined;
      if (isInline || (struct as Y.Item).parent instanceof Y.XmlText) letters.push(struct as Y.Item);
    });
    for (const [client, after] of afterState)
      for (const struct of doc.store.clients.get(client) ?? [])
        if (struct instanceof Y.Item && struct.id.clock >= (beforeState.get(client) ?? 0) && struct.id.clock < after)
          if (struct.content instanceof Y.ContentString) letters.push(struct);
    words.push(...wordsAbout(letters));
  });
  doc.transact(change);
  return words;
}

function paragraph(doc: Y.Doc, ...parts: (string | Y.XmlElement)[]): Y.XmlElement {
  const block = new Y.XmlElement("paragraph");
  doc.getXmlFragment("content").push([block]);
  block.insert(
    0,
    parts.map((part) => (typeof part === "string" ? new Y.XmlText(part) : part)),
  );
  return block;
}

test("a letter is read with the words that it joins, typed or not, and over a break in the line", () => {
  const doc = new Y.Doc();
  const block = paragraph(doc, "Mil Petr", new Y.XmlElement("hardBreak"), "ović");
  const text = block.get(0) as Y.XmlText;
  expect(read(doc, () => text.insert(3, "ica"))).toEqual(["Milica Petrović"]);
  text.delete(0, 3);
  expect(read(doc, () => text.insert(0, "Z"))).toEqual(["Zica Petrović"]);
  paragraph(doc, "another block");
  expect(read(doc, () => (block.get(2) as Y.XmlText).insert(4, "eva"))).toEqual(["Zica Petrovićeva"]);
});

test("what is taken out is read as the words that met there, once a stretch, and not at all where the block goes", () => {
  const doc = new Y.Doc();
  const block = paragraph(doc, "Petr", new Y.XmlElement("hardBreak"), "x, yović");
  const text = block.get(2) as Y.XmlText;
  // Of several items, as a word is that was typed letter by letter.
  text.insert(2, "a");
  text.insert(0, "b");
  expect(read(doc, () => text.delete(0, 6))).toEqual(["Petrović"]);
  text.insert(0, "-");
  paragraph(doc, "another block");
  expect(read(doc, () => block.delete(1, 1))).toEqual(["Petr-ović"]);
  expect(read(doc, () => doc.getXmlFragment("content").delete(0, 1))).toEqual([]);
});

test("of a long block no more is read than a name can be long, in whole words", () => {
  const doc = new Y.Doc();
  const block = paragraph(doc, LONG.repeat(500));
  const text = block.get(0) as Y.XmlText;
  const at = LONG.length * 250;
  const [words = ""] = read(doc, () => text.insert(at, "Milica "));
  expect(words.length).toBeLessThan(260);
  expect(words).toContain("ništa Milica riječi koje");
  expect(LONG.repeat(4).split(" ")).toEqual(expect.arrayContaining(words.replace("Milica ", "").split(" ")));
  const everywhere = (): void => {
    for (let i = 0; i < 20; i++) text.insert(i * 100, "x");
  };
  expect(read(doc, everywhere)).toEqual([text.toString()]);
  const thinOut = (): void => {
    for (let i = 0; i < 20; i++) text.delete(i * 100, 1);
  };
  expect(read(doc, thinOut)).toEqual([text.toString()]);
});
