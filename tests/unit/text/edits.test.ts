import { describe, expect, test } from "vitest";
import { applyEdits, rebaseEdits } from "../../../schema/text/edits/edits.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import type { BlockEdit, Edit, EditMap } from "../../../schema/text/revision.ts";
import { EditError, widenEdits, widenToWords } from "../../../schema/text/widen.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";

/** The edit of `was` (its first place in the text, or an insertion after `after`) as it is recorded: what is removed → what comes in. */
function widened(text: string, was: string, insert: string): string {
  const start = text.indexOf(was);
  const edit = widenToWords(text, { start, end: start + was.length, insert });
  return `${text.slice(edit.start, edit.end)}→${edit.insert}`;
}

function inserted(text: string, after: string, insert: string): string {
  const at = text.indexOf(after) + after.length;
  const edit = widenToWords(text, { start: at, end: at, insert });
  return `${text.slice(edit.start, edit.end)}→${edit.insert}`;
}

describe("widening", () => {
  test("makes a letter mended, added or taken away a replacement of the word", () => {
    expect(widened("sud je cenio", "ni", "n")).toBe("cenio→ceno");
    expect(inserted("sud je cenio", "cen", "j")).toBe("cenio→cenjio");
    expect(inserted("sud je cenio", "sud ", "ni")).toBe("je→nije");
    expect(inserted("sud je cenio", "sud", "u")).toBe("sud→sudu");
    expect(inserted("sud", "", "o")).toBe("sud→osud");
  });

  test("leaves whole new words and punctuation between words an insertion", () => {
    expect(inserted("sud je cenio", "sud ", "ni ")).toBe("→ni ");
    expect(inserted("sud je cenio", "sud", " ni")).toBe("→ ni");
    expect(inserted("sud je cenio", "sud", ",")).toBe("→,");
    expect(inserted("sud je cenio", "cenio", ".")).toBe("→.");
    expect(inserted("sud je cenio", "sud", "\n")).toBe("→\n");
  });

  test("leaves whole words removed or replaced as they are", () => {
    expect(widened("sud je cenio", "je", "nije")).toBe("je→nije");
    expect(widened("sud je cenio", "je ", "")).toBe("je →");
    expect(widened("sud je cenio", " je", "")).toBe(" je→");
  });

  test("leaves spaces that are put back where they were, so that passages in what is taken out go with it", () => {
    expect(widened("sud je cenio", " je ", " ")).toBe("je →");
    expect(widened("sud je cenio", " je ", "  ")).toBe("je→");
    expect(widened("sud je cenio", " je ", " nije ")).toBe("je→nije");
    const text = "kafe përballë, me kohë të kufizuar. Aty";
    const removed = applyEdits(revisionOf(text), [{ start: 4, end: 14, insert: " " }], [], "correct");
    const anchor = { revision: removed.map.from, ranges: [{ start: 5, end: 13 }] };
    expect(resolveAnchor(anchor, [removed.map], removed.revision.number)).toMatchObject({ state: "removed" });
  });

  test("takes both words when they are joined, and the whole word when it is split", () => {
    expect(widened("na pad je", " ", "")).toBe("na pad→napad");
    expect(inserted("napad je", "na", " ")).toBe("napad→na pad");
    expect(widened("na\npad", "\n", "")).toBe("na\npad→napad");
  });

  test("knows inner dots, hyphens and apostrophes as parts of a word", () => {
    expect(widened("čl. 418-а i", "418", "388")).toBe("418-а→388-а");
    expect(widened("dana 12.03.2020. je", "03", "04")).toBe("12.03.2020→12.04.2020");
    expect(widened("od d’Arc je", "d’", "D’")).toBe("d’Arc→D’Arc");
    expect(widened("sud. Je", " ", "")).toBe("sud. Je→sud.Je");
  });

  test("treats a typed token as one word", () => {
    expect(widened("za [Victim A] je", "A", "B")).toBe("[Victim A]→[Victim B]");
    expect(widened("za [Date of birth 1] je", "of", "xx")).toBe("[Date of birth 1]→[Date xx birth 1]");
    expect(inserted("za [Victim A] je", "za ", "[Person 1] ")).toBe("→[Person 1] ");
  });

  test("never splits a surrogate pair or parts a mark from its letter, and records NFC", () => {
    expect(widened("a 𝒜 b", "\udc9c", "")).toBe("𝒜→\ufffd");
    expect(inserted("a = b", "=", "\u0338")).toBe("=→≠");
    expect(inserted("c b", "c", "\u030c")).toBe("c→č");
    expect(inserted("a b", "a ", "e\r\n\u0000")).toBe("→e\n");
  });

  test("of several edits makes one of those that meet in a word, and keeps abutting replacements apart", () => {
    const text = "presuda je doneta";
    const edit = (start: number, end: number, insert: string): Edit => ({ start, end, insert });
    expect(widenEdits(text, [edit(0, 1, "P"), edit(6, 7, "e")], "correct")).toEqual([edit(0, 7, "Presude")]);
    expect(widenEdits(text, [edit(0, 7, "odluka"), edit(7, 8, "\t")], "correct")).toEqual([
      edit(0, 7, "odluka"),
      edit(7, 8, "\t"),
    ]);
    expect(widenEdits(text, [edit(0, 7, "odluka"), edit(7, 7, ",")], "correct")).toEqual([edit(0, 7, "odluka,")]);
    expect(widenEdits(text, [edit(0, 7, "presuda"), edit(8, 8, "")], "correct")).toEqual([]);
  });

  test("of a redaction takes the rest of the word away and leaves what a hyphen joins", () => {
    const text = "kod Lukovca-starijeg";
    expect(widenToWords(text, { start: 4, end: 9, insert: "[Defendant 1]" }, "redact")).toEqual({
      start: 4,
      end: 11,
      insert: "[Defendant 1]",
    });
  });
});

describe("a command's own edits", () => {
  const refused = (edits: Edit[], kind: "correct" | "redact" = "correct"): unknown => {
    try {
      widenEdits("sud je cenio", edits, kind);
      return null;
    } catch (error) {
      return error instanceof EditError ? error.reason : error;
    }
  };

  test("are sorted, apart or abutting, and inside the text", () => {
    expect(refused([{ start: 4, end: 13, insert: "" }])).toBe("bounds");
    expect(refused([{ start: 4, end: 3, insert: "" }])).toBe("bounds");
    expect(
      refused([
        { start: 4, end: 6, insert: "" },
        { start: 0, end: 3, insert: "" },
      ]),
    ).toBe("order");
    expect(
      refused([
        { start: 0, end: 5, insert: "" },
        { start: 4, end: 6, insert: "" },
      ]),
    ).toBe("overlap");
    expect(
      refused([
        { start: 4, end: 4, insert: "a " },
        { start: 4, end: 4, insert: "b " },
      ]),
    ).toBe("overlap");
    expect(
      refused([
        { start: 0, end: 3, insert: "vi" },
        { start: 3, end: 6, insert: " ne" },
      ]),
    ).toBeNull();
  });

  test("that redact put exactly one typed token for something", () => {
    expect(refused([{ start: 0, end: 3, insert: "Goran" }], "redact")).toBe("token");
    expect(refused([{ start: 0, end: 3, insert: "" }], "redact")).toBe("token");
    expect(refused([{ start: 0, end: 3, insert: "[Victim A] i [Victim B]" }], "redact")).toBe("token");
    expect(refused([{ start: 3, end: 3, insert: "[Victim A]" }], "redact")).toBe("empty");
    expect(refused([{ start: 0, end: 3, insert: "[Victim A]" }], "redact")).toBeNull();
  });

  test("may not give two tokens to one word", () => {
    const two = [
      { start: 0, end: 2, insert: "[Victim A]" },
      { start: 2, end: 3, insert: "[Victim B]" },
    ];
    expect(refused(two, "redact")).toBe("overlap");
  });
});

describe("rebaseEdits", () => {
  const map = (from: number, start: number, removed: number, inserted: number): EditMap => ({
    from,
    steps: [{ start, removed, inserted, kind: "correct" }],
  });
  const edit: Edit = { start: 10, end: 15, insert: "x" };

  test("moves what stands apart, over every map since", () => {
    expect(rebaseEdits([edit], [map(1, 0, 2, 5), map(2, 20, 1, 0), map(3, 12, 0, 1)])).toEqual({
      conflict: false,
      edits: [{ start: 14, end: 19, insert: "x" }],
      blockEdits: [],
    });
  });

  test("refuses what overlaps or touches, same-point insertions included", () => {
    for (const other of [map(1, 5, 5, 1), map(1, 15, 3, 0), map(1, 10, 0, 4), map(1, 15, 0, 4), map(1, 0, 40, 0)])
      expect(rebaseEdits([edit], [other])).toEqual({ conflict: true, of: "edit", index: 0 });
    const point: Edit = { start: 7, end: 7, insert: "a " };
    expect(rebaseEdits([edit, point].reverse(), [map(1, 7, 0, 2)])).toEqual({ conflict: true, of: "edit", index: 0 });
  });

  test("moves block edits with their block, and refuses one whose start another's edit touched", () => {
    const set: BlockEdit = { start: 10, set: { kind: "heading" } };
    expect(rebaseEdits([], [map(1, 0, 0, 3)], [set])).toMatchObject({ blockEdits: [{ start: 13 }] });
    expect(rebaseEdits([], [map(1, 9, 1, 0)], [set])).toEqual({ conflict: true, of: "block", index: 0 });
  });
});

describe("applyEdits", () => {
  test("records the widened edits, and an edit map without steps when only blocks changed", () => {
    const { revision, map } = applyEdits(
      revisionOf("sud je cenio"),
      [{ start: 11, end: 12, insert: "e" }],
      [],
      "correct",
    );
    expect(revision.text).toBe("sud je cenie");
    expect(map).toEqual({ from: 1, steps: [{ start: 7, removed: 5, inserted: 5, kind: "correct" }] });
    const blocksOnly = applyEdits(revisionOf("I. Dokazi"), [], [{ start: 0, set: { kind: "heading" } }], "correct");
    expect(blocksOnly.map.steps).toEqual([]);
    expect(blocksOnly.revision.blocks[0]).toMatchObject({ kind: "heading", level: 1, number: "1" });
  });
});
