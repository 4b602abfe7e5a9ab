import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Offsets } from "../../../schema/editor/offsets.ts";
import { GROUP_SIZE, toVerdictDoc, verdictSchema } from "../../../schema/editor/verdict-schema.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { revisionOf } from "./verdict-builder.ts";

const seed = Number(process.env["SEED"] ?? 20261125);
console.log(`offsets: SEED=${seed}`);

const part = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => ({ text: clean(text) })),
  fc.string({ maxLength: 12 }).map((text) => ({ kind: "heading" as const, level: 2, text: clean(text) })),
  fc
    .record({ table: fc.nat(2), row: fc.nat(3), column: fc.nat(3) })
    .map((cell) => ({ kind: "table-cell" as const, cell, text: "ćelija" })),
  fc.constant({ kind: "page" as const, page: 2, text: "" }),
);
const revisions = fc
  .array(part, { minLength: 1, maxLength: 70 })
  .map((parts): Revision => revisionOf([...parts, { text: "kraj" }]));

/** The letter at an offset; "" at the end of a block. */
function lineRest(text: string, offset: number): string {
  const letter = text[offset] ?? "";
  return letter === "\n" ? "" : letter;
}

function clean(text: string): string {
  return text.replaceAll(/[\n\0]/g, " ");
}

describe("toVerdictDoc", () => {
  test("[text] a document holds exactly the letters of the revision, blocks parted by line breaks", () => {
    fc.assert(
      fc.property(revisions, (revision) => {
        const doc = toVerdictDoc(revision);
        doc.check();
        expect(doc.textBetween(0, doc.content.size, "\n")).toBe(revision.text);
      }),
      { seed, numRuns: 150 },
    );
  });

  test("[groups] no group has more than its share of blocks", () => {
    const doc = toVerdictDoc(revisionOf(Array.from({ length: 100 }, (_, i) => `odlomak ${i}`)));
    expect(doc.children.map((group) => group.childCount)).toEqual([15, 15, 15, 15, 15, 15, 10]);
    expect(GROUP_SIZE).toBe(15);
  });

  test("[tables] cells of one table stand in rows of one table, in their columns", () => {
    const cell = (row: number, column: number) => ({
      kind: "table-cell" as const,
      text: `${row}.${column}`,
      cell: { table: 0, row, column },
    });
    const doc = toVerdictDoc(revisionOf(["pre", cell(0, 0), cell(0, 1), cell(1, 1), "posle"]));
    const [group] = doc.children;
    expect(group?.children.map((node) => node.type.name)).toEqual(["paragraph", "table", "paragraph"]);
    expect(group?.child(1).children.map((row) => row.children.map((each) => each.attrs["column"]))).toEqual([
      [0, 1],
      [1],
    ]);
  });

  test("[numbers] Coram's number stands in the gutter, and the court's before the words where it is not in them", () => {
    const doc = toVerdictDoc(
      revisionOf(["prvi", { text: "drugi", printed: "II.3" }, { text: "41. treći", printed: "41" }]),
    );
    expect(doc.child(0).children.map(({ attrs }) => [attrs["number"], attrs["court"]])).toEqual([
      ["1", ""],
      ["2", "II.3"],
      ["3", ""],
    ]);
  });

  test("[revision] groups before and after a change are the very same nodes", () => {
    const before = Array.from({ length: 60 }, (_, i) => `odlomak ${i}`);
    const first = revisionOf(before);
    const doc = toVerdictDoc(first);
    const changed = { ...first, text: first.text.replace("odlomak 20", "odlomak DVADESET") };
    const grown = "DVADESET".length - "20".length;
    changed.blocks = first.blocks.map((block, i) => ({
      ...block,
      start: block.start + (i > 20 ? grown : 0),
      end: block.end + (i >= 20 ? grown : 0),
    }));
    const next = toVerdictDoc(changed, doc);
    expect(next.children.map((group, i) => group === doc.child(i))).toEqual([true, false, true, true]);
    expect(next.textBetween(0, next.content.size, "\n")).toBe(changed.text);
  });

  test("[revision] any revision after any other is the document of its own text", () => {
    fc.assert(
      fc.property(revisions, revisions, (a, b) => {
        const doc = toVerdictDoc(b, toVerdictDoc(a));
        doc.check();
        expect(doc.textBetween(0, doc.content.size, "\n")).toBe(b.text);
      }),
      { seed, numRuns: 100 },
    );
  });
});

describe("Offsets", () => {
  test("[round trip] every offset has a position in its block, and the way back is the same offset", () => {
    fc.assert(
      fc.property(revisions, (revision) => {
        const doc = toVerdictDoc(revision);
        const offsets = new Offsets(doc);
        expect(offsets.length).toBe(revision.text.length);
        for (let offset = 0; offset <= revision.text.length; offset++) {
          const position = offsets.toPosition(offset);
          const resolved = doc.resolve(position);
          expect(resolved.parent.isTextblock).toBe(true);
          const start = offsets.startOf(offsets.blockAt(offset));
          expect(resolved.parentOffset).toBe(offset - start);
          expect(offsets.toOffset(position)).toBe(offset);
          expect(doc.textBetween(position, Math.min(position + 1, doc.content.size))).toBe(
            lineRest(revision.text, offset),
          );
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  test("[round trip] every position has the offset of the place nearest before it, and they never go backward", () => {
    fc.assert(
      fc.property(revisions, (revision) => {
        const doc = toVerdictDoc(revision);
        const offsets = new Offsets(doc);
        let last = 0;
        for (let position = 0; position <= doc.content.size; position++) {
          const offset = offsets.toOffset(position);
          expect(offset).toBeGreaterThanOrEqual(last);
          expect(offset).toBeLessThanOrEqual(revision.text.length);
          expect(doc.resolve(position).parent.isTextblock ? offsets.toPosition(offset) : position).toBe(position);
          last = offset;
        }
        expect(last).toBe(revision.text.length);
      }),
      { seed, numRuns: 150 },
    );
  });

  test("[bounds] offsets outside the text are brought inside", () => {
    const offsets = new Offsets(verdictSchema.node("doc", null, [toVerdictDoc(revisionOf(["ab", "c"])).child(0)]));
    expect([-5, 0, 4, 99].map((offset) => offsets.toOffset(offsets.toPosition(offset)))).toEqual([0, 0, 4, 4]);
  });
});
