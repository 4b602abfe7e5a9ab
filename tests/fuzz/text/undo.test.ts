import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkTiling } from "../../../schema/text/blocks.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import type { BlockEdit, EditMap, Revision } from "../../../schema/text/revision.ts";
import { undoCorrection } from "../../../schema/text/edits/undo.ts";
import { block, revisionOf } from "../../helpers/text/verdict-text.ts";
import { editsFor, noise, share, wishes } from "./arbitraries.ts";
import { check } from "./seeded.ts";

const sets: BlockEdit["set"][] = [
  { kind: "heading", level: 2 },
  { kind: "list-item", level: 1 },
  { kind: "table-cell", cell: { table: 0, row: 1, column: 2 } },
  { section: "remedy" },
  { printed: "(7)" },
  { kind: "paragraph" },
];
const blockWishes = fc.array(fc.record({ at: share, set: fc.constantFrom(...sets) }), { maxLength: 2, size: "max" });

function blockEditsFor({ blocks }: Revision, some: readonly { at: number; set: BlockEdit["set"] }[]): BlockEdit[] {
  const content = blocks.filter(({ kind }) => kind !== "page");
  return some.flatMap(({ at, set }) => {
    const one = content[Math.floor(at * (content.length - 1))];
    return one ? [{ start: one.start, set }] : [];
  });
}

/** A revision whose blocks differ and which has page marks. */
function paged(text: string, shares: readonly number[]): Revision {
  const base = revisionOf(
    text,
    text
      .split("\n")
      .map((_, i) => ({ section: i % 3 === 0 ? "reasoning" : "operative", printed: i % 4 ? null : `${i}.` })),
  );
  const marks = shares
    .map((each) => Math.round(each * text.length))
    .sort((a, b) => a - b)
    .map((at, i) => block(at, at, { kind: "page", page: i + 1 }));
  const blocks = base.blocks.flatMap((each) => [
    ...marks.filter((mark) => mark.start >= each.start && mark.start <= each.end),
    each,
  ]);
  return { ...base, blocks };
}

const marks = fc.array(share, { maxLength: 3, size: "max" });

describe("a correction taken back", () => {
  test("leaves text, blocks, numbers and page marks as they were", () => {
    check(
      "undo at once",
      3_000,
      fc.property(noise(50), marks, wishes(4), blockWishes, (text, shares, some, others) => {
        const before = paged(text, shares);
        const done = applyEdits(before, editsFor(text, some), blockEditsFor(before, others), "correct");
        const undone = undoCorrection({ before, after: done.revision, map: done.map }, done.revision, []);
        if (undone.conflict) throw new Error(`a conflict with nobody (${undone.of})`);
        expect(undone.revision.text).toBe(before.text);
        expect(undone.revision.blocks).toEqual(before.blocks);
        expect(undone.map).toMatchObject({ from: 2, undoes: 1 });
      }),
    );
  });

  test("leaves what came since, and taken back itself it stands again", () => {
    let conflicts = 0;
    let undone = 0;
    check(
      "undo over others' changes",
      3_000,
      fc.property(noise(60), marks, wishes(2), blockWishes, wishes(2), (text, shares, mine, others, theirs) => {
        const before = paged(text, shares);
        const done = applyEdits(before, editsFor(text, mine), blockEditsFor(before, others), "correct");
        const since = applyEdits(done.revision, editsFor(done.revision.text, theirs), [], "correct");
        const correction = { before, after: done.revision, map: done.map };
        const back = undoCorrection(correction, since.revision, [since.map]);
        if (back.conflict) {
          conflicts++;
          return;
        }
        undone++;
        expect(checkTiling(back.revision)).toEqual([]);
        const again = undoCorrection(
          { before: since.revision, after: back.revision, map: back.map },
          back.revision,
          [],
        );
        if (again.conflict) throw new Error("a conflict with nobody");
        expect(again.revision.text).toBe(since.revision.text);
        expect(again.revision.blocks).toEqual(since.revision.blocks);
      }),
    );
    expect(conflicts).toBeGreaterThan(0);
    expect(undone).toBeGreaterThan(0);
  });

  test("standing again gives a block that it had made its number and kind back, and no new block takes them", () => {
    const before = paged("presuda\n a. \n", []);
    const some = [
      { start: 0, end: 8, insert: "𝒜" },
      { start: 9, end: 10, insert: "\n" },
    ];
    const done = applyEdits(before, some, [{ start: 8, set: { kind: "heading", level: 2 } }], "correct");
    const back = undoCorrection({ before, after: done.revision, map: done.map }, done.revision, []);
    if (back.conflict) throw new Error("a conflict with nobody");
    const again = undoCorrection({ before: done.revision, after: back.revision, map: back.map }, back.revision, []);
    if (again.conflict) throw new Error("a conflict with nobody");
    expect(again.revision.blocks).toEqual(done.revision.blocks);
  });

  test("is refused where a later change met its words: nothing is half undone", () => {
    const before = revisionOf("Sud je doneo presudu.");
    const map = (revision: Revision, start: number, end: number, insert: string) =>
      applyEdits(revision, [{ start, end, insert }], [], "correct");
    const done = map(before, 7, 12, "izrekao");
    const since = map(done.revision, 7, 14, "objavio");
    const maps: EditMap[] = [since.map];
    expect(undoCorrection({ before, after: done.revision, map: done.map }, since.revision, maps)).toEqual({
      conflict: true,
      of: "edit",
    });
  });
});
