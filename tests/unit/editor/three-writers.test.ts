import { expect, test } from "vitest";
import * as Y from "yjs";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { act } from "../../helpers/editor/random-writer.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const SECTIONS = ["facts", "victim", "sanction", "findings"];
const heading = (section: string): OutputNode => node("heading", { level: 1, section }, words(section));

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
    const merge = (from: Y.Doc, to: Y.Doc): void =>
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
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
