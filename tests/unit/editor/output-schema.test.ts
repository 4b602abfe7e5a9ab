import * as fc from "fast-check";
import { expect, test } from "vitest";
import { yXmlFragmentToProseMirrorRootNode } from "y-prosemirror";
import * as Y from "yjs";
import { OutputDocument } from "../../../schema/editor/output-document.ts";
import { outputSchema } from "../../../schema/editor/output-schema.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { anyOutput } from "../../helpers/text/random-output.ts";

/** Deletes some of a tree, as peers may do at once: any child and any attribute. */
function thinOut(parent: Y.XmlFragment, picks: readonly number[], at = { next: 0 }): void {
  const pick = (): number => picks[at.next++ % picks.length] ?? 0;
  for (let i = parent.length - 1; i >= 0; i--) {
    const child: unknown = parent.get(i);
    if (pick() === 0) parent.delete(i, 1);
    else if (child instanceof Y.XmlElement) {
      for (const name of Object.keys(child.getAttributes())) if (pick() === 1) child.removeAttribute(name);
      thinOut(child, picks, at);
    }
  }
}

test("any tree that the gate lets in is a document, whatever of it is deleted, and loses nothing on the way into an editor", () => {
  fc.assert(
    fc.property(anyOutput(), fc.array(fc.nat(5), { minLength: 3, maxLength: 40 }), (tree, picks) => {
      const doc = new Y.Doc();
      const room = new OutputRoom(doc);
      room.replace(tree);
      for (let round = 0; round < 2; round++) {
        const plain = room.document();
        expect(OutputDocument.safeParse(plain).error).toBeUndefined();
        const node = yXmlFragmentToProseMirrorRootNode(room.content, outputSchema);
        node.check();
        expect(OutputDocument.parse(plainOf(node.toJSON()))).toEqual(plain);
        expect(outputSchema.nodeFromJSON(plain).toJSON()).toEqual(node.toJSON());
        doc.transact(() => thinOut(room.content, picks));
      }
    }),
    { numRuns: 150 },
  );
});

test("replacing a document by another gives exactly that one, and keeps the blocks that both have", () => {
  fc.assert(
    fc.property(anyOutput(), anyOutput(), (before, after) => {
      const room = new OutputRoom(new Y.Doc());
      room.replace(before);
      const kept = new Set(room.content.toArray());
      const mixed = { type: "doc" as const, content: [...after.content, ...room.document().content.slice(1)] };
      room.replace(mixed);
      const asked = new OutputRoom(new Y.Doc());
      asked.replace(mixed);
      expect(room.document()).toEqual(asked.document());
      const still = room.content.toArray().filter((node) => kept.has(node)).length;
      expect(still).toBeGreaterThanOrEqual(Math.max(0, kept.size - 1));
    }),
    { numRuns: 100 },
  );
});

/** ProseMirror leaves out empty contents and gives `{}` for attributes that there are none of. */
function plainOf(json: unknown): unknown {
  const { content = [], ...rest } = json as { content?: unknown[] };
  return { ...rest, content };
}
