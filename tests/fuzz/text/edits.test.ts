import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkTiling, contentBlocks, pageMarks } from "../../../schema/text/blocks.ts";
import { applyEdits, rebaseEdits, replaceAll } from "../../../schema/text/edits/edits.ts";
import type { Rebased } from "../../../schema/text/edits/edits.ts";
import { isNormalText, normaliseText } from "../../../schema/text/normalise.ts";
import type { Edit, Revision } from "../../../schema/text/revision.ts";
import { TOKEN_KINDS } from "../../../schema/text/token.ts";
import { widenEdits } from "../../../schema/text/widen.ts";
import { block, revisionOf } from "../../helpers/text/verdict-text.ts";
import { editsFor, noise, share, wishes } from "./arbitraries.ts";
import type { Wish } from "./arbitraries.ts";
import { cellsOf } from "./cells.ts";
import type { Cell } from "./cells.ts";
import { check } from "./seeded.ts";

/** Words by one expression over the whole text: the other way to say what `words.ts` says position by position. */
const WORD = new RegExp(
  `\\[(?:${TOKEN_KINDS.join("|")}) (?:[A-Z]{1,2}|\\d{1,4})\\]|[\\p{L}\\p{M}\\p{N}]+(?:['’.\\-\\u2010\\u2011][\\p{L}\\p{M}\\p{N}]+)*`,
  "gu",
);

function wordsAround(text: string, position: number): string[] {
  return [...text.matchAll(WORD)]
    .filter((word) => word.index < position && position < word.index + word[0].length)
    .map((word) => word[0]);
}

describe("an edit is widened to whole words", () => {
  test("the text becomes what was asked for, and no recorded edge falls inside a word of the old or of the new text", () => {
    check(
      "widening",
      3_000,
      fc.property(noise(50), wishes(5), (text, some) => {
        const edits = editsFor(text, some);
        const recorded = widenEdits(text, edits, "correct");
        const after = replaceAll(text, recorded);
        const asked = replaceAll(
          text,
          edits.map((edit) => ({ ...edit, insert: normaliseText(edit.insert) })),
        );
        expect(after).toBe(edits.some((edit) => splits(text, edit)) ? after : normaliseText(asked));
        let moved = 0;
        for (const edit of recorded) {
          expect(wordsAround(text, edit.start), "old start").toEqual([]);
          expect(wordsAround(text, edit.end), "old end").toEqual([]);
          expect(wordsAround(after, edit.start + moved), "new start").toEqual([]);
          expect(wordsAround(after, edit.start + moved + edit.insert.length), "new end").toEqual([]);
          moved += edit.insert.length - (edit.end - edit.start);
        }
        // Widening is settled: what was recorded would be recorded so again.
        expect(widenEdits(text, recorded, "correct")).toEqual(recorded);
      }),
    );
  });
});

/** Whether an edge falls between surrogates: the halves then join or become U+FFFD, in an order that the plain way does not know. */
function splits(text: string, edit: Edit): boolean {
  return [edit.start, edit.end].some((at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)));
}

/** A revision with page marks at some places. */
function paged(text: string, shares: readonly number[]): Revision {
  const base = revisionOf(text);
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

describe("blocks follow the text", () => {
  test("they tile it after any edits, page marks are all there in order, and a block's number never changes", () => {
    check(
      "tiling and numbers",
      1_500,
      fc.property(
        noise(50),
        fc.array(share, { maxLength: 3, size: "max" }),
        fc.array(wishes(4), { minLength: 1, maxLength: 5, size: "max" }),
        (text, shares, steps) => {
          let revision = paged(text, shares);
          let cells = cellsOf(text);
          const used = new Set<string>();
          expect(checkTiling(revision)).toEqual([]);
          for (const some of steps) {
            for (const { number } of revision.blocks) if (number !== null) used.add(number);
            const edits = editsFor(revision.text, some);
            const recorded = widenEdits(revision.text, edits, "correct");
            const next = applyEdits(revision, edits, [], "correct", used).revision;
            expect(checkTiling(next)).toEqual([]);
            expect(isNormalText(next.text)).toBe(true);
            expect(pageMarks(next.blocks).map((mark) => mark.page)).toEqual(
              pageMarks(revision.blocks).map((mark) => mark.page),
            );
            const nextCells = applied(cells, recorded);
            for (const [was, is] of wholeBlocks(revision, cells, next, nextCells)) expect(is).toBe(was);
            const given = contentBlocks(next.blocks).flatMap((each) => each.number ?? []);
            const old = new Set(contentBlocks(revision.blocks).map((each) => each.number));
            expect(given.filter((number) => !old.has(number) && used.has(number))).toEqual([]);
            cells = nextCells;
            revision = next;
          }
        },
      ),
    );
  });
});

function applied(cells: readonly Cell[], edits: readonly Edit[]): Cell[] {
  const out: Cell[] = [];
  let at = 0;
  for (const edit of edits) {
    out.push(...cells.slice(at, edit.start), ...cellsOf(edit.insert));
    at = edit.end;
  }
  return [...out, ...cells.slice(at)];
}

/** Blocks of which every character is still there, alone in its line, are the same blocks: theirs is the pair [number before, number now]. */
function wholeBlocks(before: Revision, cells: readonly Cell[], after: Revision, nextCells: readonly Cell[]) {
  const byFirst = new Map(contentBlocks(before.blocks).map((each) => [cells[each.start], each]));
  const pairs: [string | null, string | null][] = [];
  for (const line of contentBlocks(after.blocks)) {
    const old = byFirst.get(nextCells[line.start] ?? { unit: "" });
    if (!old || old.start === old.end || line.start === line.end) continue;
    const own = cells.slice(old.start, old.end);
    const now = nextCells.slice(line.start, line.end);
    if (own.length === now.length && own.every((cell, i) => cell === now[i])) pairs.push([old.number, line.number]);
  }
  return pairs;
}

describe("edits of two people on one base", () => {
  const two = fc.tuple(noise(60), wishes(3), wishes(3));

  test("come out the same whoever was first, and the same as one command of both; those that touch are refused", () => {
    let conflicts = 0;
    let merged = 0;
    check(
      "rebase",
      3_000,
      fc.property(two, ([text, one, other]: [string, Wish[], Wish[]]) => {
        const revision = revisionOf(text);
        const a = widenEdits(text, editsFor(text, one), "correct");
        const b = widenEdits(text, editsFor(text, other), "correct");
        const afterA = applyEdits(revision, a, [], "correct");
        const afterB = applyEdits(revision, b, [], "correct");
        const bOnA = rebaseEdits(b, [afterA.map]);
        const aOnB = rebaseEdits(a, [afterB.map]);
        const touch = a.some((x) => b.some((y) => x.start <= y.end && y.start <= x.end));
        expect(bOnA.conflict).toBe(touch);
        expect(aOnB.conflict).toBe(touch);
        if (bOnA.conflict || aOnB.conflict) {
          conflicts++;
          return;
        }
        merged++;
        const both = replaceAll(
          text,
          [...a, ...b].sort((x, y) => x.start - y.start),
        );
        expect(replaceAll(afterA.revision.text, bOnA.edits)).toBe(both);
        expect(replaceAll(afterB.revision.text, aOnB.edits)).toBe(both);
        expect(applyEdits(afterA.revision, bOnA.edits, [], "correct").revision.text).toBe(normaliseText(both));
      }),
    );
    expect(conflicts).toBeGreaterThan(0);
    expect(merged).toBeGreaterThan(0);
  });

  test("are rebased over many revisions as over one after another", () => {
    check(
      "rebase over several",
      1_000,
      fc.property(
        noise(60),
        fc.array(wishes(2), { minLength: 2, maxLength: 4, size: "max" }),
        wishes(2),
        (text, others, mine) => {
          let revision = revisionOf(text);
          const maps = [];
          const own = widenEdits(text, editsFor(text, mine), "correct");
          let edits: Edit[] | null = own;
          for (const some of others) {
            const { revision: next, map } = applyEdits(revision, editsFor(revision.text, some), [], "correct");
            maps.push(map);
            const moved: Rebased | null = edits && rebaseEdits(edits, [map]);
            edits = moved && !moved.conflict ? moved.edits : null;
            revision = next;
          }
          const atOnce = rebaseEdits(own, maps.toReversed());
          expect(atOnce.conflict ? null : atOnce.edits).toEqual(edits);
        },
      ),
    );
  });
});
