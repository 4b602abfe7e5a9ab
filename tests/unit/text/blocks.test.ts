import { describe, expect, test } from "vitest";
import { TilingError, assertTiling, blockAt, blocksIn, checkTiling, pageAt } from "../../../schema/text/blocks.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import { insertedNumber, insertionLetters, numberBlocks } from "../../../schema/text/numbers.ts";
import type { Block, Revision } from "../../../schema/text/revision.ts";
import { block, revisionOf } from "../../helpers/text/verdict-text.ts";

const three = revisionOf("Prvi pasus.\nDrugi pasus.\nTreći pasus.");

/** `number:text` of each block, page marks as `|page`. */
function lines({ text, blocks }: Revision): string[] {
  return blocks.map((each) =>
    each.kind === "page" ? `|${each.page}` : `${each.number}:${text.slice(each.start, each.end)}`,
  );
}

/** The revision after replacing the first `was` (an insertion where it is `""` and `at` says where). */
function edited(revision: Revision, was: string, insert: string, at = revision.text.indexOf(was)): Revision {
  return applyEdits(revision, [{ start: at, end: at + was.length, insert }], [], "correct").revision;
}

describe("tiling", () => {
  test("holds when blocks follow each other with one line break between, page marks before their block", () => {
    expect(checkTiling(three)).toEqual([]);
    const mark = block(15, 15, { kind: "page", page: 2 });
    expect(checkTiling({ ...three, blocks: three.blocks.toSpliced(1, 0, mark) })).toEqual([]);
    expect(checkTiling(revisionOf("a\n\nb"))).toEqual([]);
  });

  test.each<[string, (blocks: Block[]) => Block[]]>([
    ["no block at all", () => []],
    ["a gap between blocks", (b) => b.toSpliced(1, 1)],
    ["a last block that ends early", (b) => b.slice(0, 2)],
    ["a block over a line break", (b) => [block(0, 24, { number: "1" }), ...b.slice(2)]],
    ["a number given twice", (b) => b.map((each) => ({ ...each, number: "1" }))],
    ["a block without a number", (b) => b.map((each) => ({ ...each, number: null }))],
    ["a page mark after its block", (b) => [...b, block(3, 3, { kind: "page", page: 1 })]],
    ["a page mark with a length", (b) => [block(0, 3, { kind: "page", page: 1 }), ...b]],
    ["a page mark before another block", (b) => [block(30, 30, { kind: "page", page: 1 }), ...b]],
  ])("is broken by %s", (_what, change) => {
    const broken = { ...three, blocks: change(three.blocks) };
    expect(checkTiling(broken)).not.toEqual([]);
    expect(() => assertTiling(broken)).toThrow(TilingError);
  });
});

describe("finding blocks", () => {
  test("at an offset takes the one that holds it, its closing line break included", () => {
    expect([0, 11, 12, 24, 25, 37].map((at) => blockAt(three.blocks, at)?.number)).toEqual([
      "1",
      "1",
      "2",
      "2",
      "3",
      "3",
    ]);
    expect(blockAt(three.blocks, 38)).toBeNull();
    expect(blockAt(three.blocks, -1)).toBeNull();
  });

  test("is not misled by a page mark that sorts before the block that spans it", () => {
    const blocks = three.blocks.toSpliced(1, 0, block(20, 20, { kind: "page", page: 2 }));
    expect(blockAt(blocks, 14)?.number).toBe("2");
  });

  test("in a range leaves out those that it only touches", () => {
    const numbers = (start: number, end: number) => blocksIn(three.blocks, start, end).map((each) => each.number);
    expect([numbers(0, 11), numbers(0, 12), numbers(5, 13), numbers(12, 37)]).toEqual([
      ["1"],
      ["1"],
      ["1", "2"],
      ["2", "3"],
    ]);
  });

  test("tells the page from marks in the middle of a block, else from the blocks", () => {
    const marks = [block(0, 0, { kind: "page", page: 4 }), block(15, 15, { kind: "page", page: 5 })];
    const [first, second, third] = three.blocks as [Block, Block, Block];
    const marked = [marks[0] as Block, first, marks[1] as Block, second, third];
    expect([0, 14, 15, 30].map((at) => pageAt(marked, at))).toEqual([4, 4, 5, 5]);
    expect(pageAt([first, { ...second, page: 9 }], 13)).toBe(9);
    expect(pageAt(three.blocks, 3)).toBeNull();
  });
});

describe("numbers", () => {
  test("count every block that is no page mark, from 1", () => {
    const blocks = numberBlocks([block(0, 0, { kind: "page" }), block(0, 1, { kind: "heading" }), block(2, 3)]);
    expect(blocks.map((each) => each.number)).toEqual([null, "1", "2"]);
  });

  test("of insertions go a to z, then aa", () => {
    expect([1, 2, 26, 27, 28, 52, 53, 702, 703].map(insertionLetters)).toEqual([
      "a",
      "b",
      "z",
      "aa",
      "ab",
      "az",
      "ba",
      "zz",
      "aaa",
    ]);
  });

  test("of insertions after 41 and after 41a are both the next free letter of 41, and never given twice", () => {
    const used = new Set(["41", "41a", "42"]);
    const letters = new Map<string, number>();
    expect([insertedNumber("41", used, letters), insertedNumber("41a", used, letters)]).toEqual(["41b", "41c"]);
    expect(insertedNumber(null, used, letters)).toBe("0a");
  });
});

describe("blocks after an edit", () => {
  test("a paragraph split keeps its number in the first half", () => {
    expect(lines(edited(three, " pasus.\nT", ".\nPasus.\nT"))).toEqual([
      "1:Prvi pasus.",
      "2:Drugi.",
      "2a:Pasus.",
      "3:Treći pasus.",
    ]);
    expect(lines(edited(three, "", "\n", 17))).toEqual(["1:Prvi pasus.", "2:Drugi", "2a: pasus.", "3:Treći pasus."]);
  });

  test("paragraphs merged keep the first's number", () => {
    expect(lines(edited(three, "\nD", " d"))).toEqual(["1:Prvi pasus. drugi pasus.", "3:Treći pasus."]);
  });

  test("a paragraph inserted before another leaves that one its number", () => {
    expect(lines(edited(three, "", "Novi.\n", 12))).toEqual([
      "1:Prvi pasus.",
      "1a:Novi.",
      "2:Drugi pasus.",
      "3:Treći pasus.",
    ]);
    expect(lines(edited(three, "", "\nNovi.", 11))).toEqual([
      "1:Prvi pasus.",
      "1a:Novi.",
      "2:Drugi pasus.",
      "3:Treći pasus.",
    ]);
    expect(lines(edited(three, "", "Novi.\n", 0))).toEqual([
      "0a:Novi.",
      "1:Prvi pasus.",
      "2:Drugi pasus.",
      "3:Treći pasus.",
    ]);
    expect(lines(edited(three, "", "\nNovi.", 37)).at(-1)).toBe("3a:Novi.");
  });

  test("a paragraph removed leaves its neighbours their numbers, whichever line break goes with it", () => {
    const left = ["1:Prvi pasus.", "3:Treći pasus."];
    expect(lines(edited(three, "Drugi pasus.\n", ""))).toEqual(left);
    expect(lines(edited(three, "\nDrugi pasus.", ""))).toEqual(left);
    expect(lines(edited(three, "Prvi pasus.\n", ""))).toEqual(["2:Drugi pasus.", "3:Treći pasus."]);
    expect(lines(edited(three, "\nTreći pasus.", ""))).toEqual(["1:Prvi pasus.", "2:Drugi pasus."]);
  });

  test("whole paragraphs replaced line by line keep their numbers, further lines get letters", () => {
    expect(lines(edited(three, "Prvi pasus.\nDrugi pasus.\n", "A.\nB.\nC.\n"))).toEqual([
      "1:A.",
      "2:B.",
      "2a:C.",
      "3:Treći pasus.",
    ]);
    expect(lines(edited(three, "Prvi pasus.\nDrugi pasus.\nTreći", "A.\nB.\nČetvrti"))).toEqual([
      "1:A.",
      "2:B.",
      "3:Četvrti pasus.",
    ]);
  });

  test("a paragraph of which only the end is left keeps its number, not that of the one removed before it", () => {
    expect(lines(edited(three, "Prvi pasus.\nDrugi ", ""))).toEqual(["2:pasus.", "3:Treći pasus."]);
    expect(lines(edited(three, "Prvi pasus.\nDrugi", "Oba"))).toEqual(["1:Oba pasus.", "3:Treći pasus."]);
  });

  test("abutting replacements that end and begin lines leave the next paragraph its number", () => {
    const split = { start: 4, end: 5, insert: "\n" };
    const after = (insert: string) =>
      lines(applyEdits(three, [split, { start: 5, end: 12, insert }], [], "correct").revision);
    expect(after("")).toEqual(["1:Prvi", "2:Drugi pasus.", "3:Treći pasus."]);
    expect(after("Novo.\n")).toEqual(["1:Prvi", "1a:Novo.", "2:Drugi pasus.", "3:Treći pasus."]);
  });

  test("text put at a paragraph's start without a line break is its own", () => {
    expect(lines(edited(three, "", "Ne: ", 12))[1]).toBe("2:Ne: Drugi pasus.");
  });

  test("numbers of earlier revisions are never given again", () => {
    const split = edited(three, "", "\nNovi.", 11);
    const gone = edited(split, "\nNovi.", "");
    const edits = [{ start: 11, end: 11, insert: "\nDrugi novi." }];
    expect(lines(applyEdits(gone, edits, [], "correct", ["1a"]).revision)[1]).toBe("1b:Drugi novi.");
  });

  test("what is new takes section and page from its place, and is a paragraph after a heading", () => {
    const revision = revisionOf("Dug naslov\n- stavka\nkraj", [
      { kind: "heading", level: 1, section: "reasoning", page: 2 },
      { kind: "list-item", level: 1, section: "reasoning", page: 2, printed: "a" },
    ]);
    expect(edited(revision, "", "\nUvod", 10).blocks[1]).toMatchObject({
      kind: "paragraph",
      section: "reasoning",
      page: 2,
    });
    expect(edited(revision, "", "\n- nova", 19).blocks[2]).toMatchObject({
      kind: "list-item",
      level: 1,
      printed: null,
    });
    expect(edited(revision, "", "\n", 3).blocks[1]).toMatchObject({ kind: "heading", level: 1 });
  });

  test("page marks move with the text and out of what is removed, and none is lost", () => {
    const marks = [block(0, 0, { kind: "page", page: 1 }), block(17, 17, { kind: "page", page: 2 })];
    const [first, second, third] = three.blocks as [Block, Block, Block];
    const paged = { ...three, blocks: [marks[0] as Block, first, marks[1] as Block, second, third] };
    expect(lines(edited(paged, "Drugi pasus.\n", ""))).toEqual(["|1", "1:Prvi pasus.", "|2", "3:Treći pasus."]);
    const later = edited(paged, "Prvi", "Sasvim prvi");
    expect(later.blocks[2]).toMatchObject({ page: 2, start: 24, end: 24 });
    expect(later.text.slice(24)).toBe(" pasus.\nTreći pasus.");
  });

  test("a block edit changes what a block is; a place without a block is refused", () => {
    const next = applyEdits(three, [], [{ start: 12, set: { kind: "heading", level: 2, printed: "II" } }], "correct");
    expect(next.revision.blocks[1]).toMatchObject({ kind: "heading", level: 2, printed: "II", number: "2" });
    expect(() => applyEdits(three, [], [{ start: 13, set: { kind: "heading" } }], "correct")).toThrow("block");
    expect(() => applyEdits(three, [], [{ start: 12, set: { kind: "page" } }], "correct")).toThrow("block");
  });
});
