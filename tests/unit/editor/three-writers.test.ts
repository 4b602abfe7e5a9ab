import { expect, test } from "vitest";
import * as Y from "yjs";
import { printedOf, type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { act } from "../../helpers/editor/random-writer.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const SECTIONS = ["facts", "victim", "sanction", "findings"];
const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(section));

const merge = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

const sectionsIn = (doc: Y.Doc): string[] =>
  new OutputRoom(doc)
    .document()
    .content.flatMap(({ attrs }) => (attrs?.["section"] ? [attrs["section"] as string] : []));

test.each(seeds([7, 8]))(
  "of three who write offline and merge 100 times no section's heading is lost, doubled or out of order (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const;
    new OutputRoom(docs[0]).replace({
      type: "doc",
      content: SECTIONS.flatMap((section) => [
        heading(section),
        paragraph(words(`On ${section}.`)),
        node("evidence", {}),
      ]),
    });
    for (const doc of docs.slice(1)) merge(docs[0], doc);
    for (let merges = 0; merges < 100; merges++) {
      for (let acts = random.below(6); acts > 0; acts--) act(random, random.pick(docs));
      const [from, to] = [random.pick(docs), random.pick(docs)];
      merge(from, to);
      expect(sectionsIn(to), `seed ${seed}, merge ${merges}`).toEqual(SECTIONS);
    }
    for (const from of docs) for (const to of docs) merge(from, to);
    const said = docs.map((doc) => JSON.stringify(new OutputRoom(doc).document()));
    expect(new Set(said).size).toBe(1);
  },
);

test("a section that one leaves out keeps what two others write in it offline, and has it when it is put back", () => {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const;
  const [leaving, writing, quoting] = docs.map((doc) => new OutputRoom(doc)) as [OutputRoom, OutputRoom, OutputRoom];
  leaving.replace({
    type: "doc",
    content: SECTIONS.flatMap((section) => [heading(section), paragraph(words(`On ${section}.`))]),
  });
  for (const doc of docs.slice(1)) merge(docs[0], doc);
  leaving.setLeftOut("victim", true);
  // What stands behind the second heading.
  const line = writing.content.get(3);
  if (!(line instanceof Y.XmlElement) || !(line.firstChild instanceof Y.XmlText)) throw new Error("no line");
  line.firstChild.insert(line.firstChild.length, " She was heard twice.");
  const added = new Y.XmlElement("evidence");
  quoting.content.insert(4, [added]);
  for (const from of docs) for (const to of docs) merge(from, to);
  const inVictim = (document: OutputDocument): unknown[] => {
    const at = document.content.findIndex(({ attrs }) => attrs?.["section"] === "victim");
    return at < 0 ? [] : document.content.slice(at + 1, at + 3).map(({ type, content }) => content?.[0]?.text ?? type);
  };
  for (const room of [leaving, writing, quoting]) {
    const document = room.document();
    expect(document.leftOut).toEqual(["victim"]);
    expect(inVictim(document)).toEqual(["On victim. She was heard twice.", "evidence"]);
    expect(inVictim(printedOf(document))).toEqual([]);
  }
  for (const doc of docs) expect(sectionsIn(doc)).toEqual(SECTIONS);
  writing.setLeftOut("victim", false);
  expect(inVictim(printedOf(writing.document()))).toEqual(["On victim. She was heard twice.", "evidence"]);
});
