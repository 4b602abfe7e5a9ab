import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveAnchor, resolveMany } from "../../../schema/text/anchors.ts";
import { replaceAll } from "../../../schema/text/edits/edits.ts";
import type { Anchor, EditKind, EditMap } from "../../../schema/text/revision.ts";
import { widenEdits } from "../../../schema/text/widen.ts";
import { editsFor, noise, places, rangesFor, wishes } from "./arbitraries.ts";
import { cellsOf, passageOf, rangesOf, stateOf, step, textOf } from "./cells.ts";
import type { Passage } from "./cells.ts";
import { check } from "./seeded.ts";

const session = fc.record({
  text: noise(60),
  steps: fc.array(
    fc.record({ wishes: wishes(4), redact: fc.boolean(), anchors: fc.array(places, { maxLength: 4, size: "max" }) }),
    {
      minLength: 1,
      maxLength: 6,
      size: "max",
    },
  ),
});

describe("an anchor is carried by arithmetic, never by a guess", () => {
  test("it ends exactly where its characters are, as a literal oracle that follows every character says", () => {
    const states = new Set<string>();
    check(
      "anchors against the oracle",
      1_500,
      fc.property(session, ({ text, steps }) => {
        let cells = cellsOf(text);
        const maps: EditMap[] = [];
        const anchors: { anchor: Anchor; passage: Passage }[] = [];
        for (const [i, each] of steps.entries()) {
          const now = textOf(cells);
          for (const place of each.anchors) {
            const ranges = rangesFor(now, place);
            if (ranges.length > 0)
              anchors.push({ anchor: { revision: i + 1, ranges }, passage: passageOf(cells, ranges) });
          }
          const kind: EditKind = each.redact ? "redact" : "correct";
          const recorded = record(now, each.wishes, kind);
          maps.push({
            from: i + 1,
            steps: recorded.map((edit) => ({
              start: edit.start,
              removed: edit.end - edit.start,
              inserted: edit.insert.length,
              kind,
            })),
          });
          cells = step(
            cells,
            recorded,
            kind,
            anchors.map(({ passage }) => passage),
          );
          expect(textOf(cells)).toBe(replaceAll(now, recorded));
        }
        const many = resolveMany(
          anchors.map(({ anchor }) => anchor),
          maps,
          steps.length + 1,
        );
        for (const [i, { anchor, passage }] of anchors.entries()) {
          const expected = { state: stateOf(passage), revision: steps.length + 1, ranges: rangesOf(cells, passage) };
          states.add(expected.state);
          expect(resolveAnchor(anchor, maps, steps.length + 1)).toEqual(expected);
          expect(many[i]).toEqual(expected);
        }
      }),
    );
    // The property means something only if it met every state.
    expect([...states].sort()).toEqual(["changed", "redacted", "removed", "same"]);
  });

  test("a formula repeated thirty times never attracts another's anchor", () => {
    const text = Array.from({ length: 30 }, () => FORMULA).join("\n");
    const line = FORMULA.length + 1;
    const states = new Set<string>();
    check(
      "thirty formulas",
      300,
      fc.property(
        fc.array(fc.record({ copy: fc.nat(29), act: fc.constantFrom(...ACTS) }), {
          minLength: 1,
          maxLength: 12,
          size: "max",
        }),
        (acts) => {
          let now = text;
          let cells = cellsOf(text);
          const passages = Array.from({ length: 30 }, (_, i) =>
            passageOf(cells, [{ start: i * line, end: i * line + FORMULA.length }]),
          );
          const own = passages.map((passage) => new Set(passage.parts[0]));
          const maps: EditMap[] = [];
          for (const { copy, act } of acts) {
            const recorded = widenEdits(now, [wishAt(now, copy, act)], "correct");
            maps.push({
              from: maps.length + 1,
              steps: recorded.map((edit) => ({
                start: edit.start,
                removed: edit.end - edit.start,
                inserted: edit.insert.length,
                kind: "correct",
              })),
            });
            cells = step(cells, recorded, "correct", passages);
            now = textOf(cells);
          }
          for (let i = 0; i < 30; i++) {
            const anchor = { revision: 1, ranges: [{ start: i * line, end: i * line + FORMULA.length }] };
            const resolved = resolveAnchor(anchor, maps, maps.length + 1);
            const covered = resolved.ranges.flatMap(({ start, end }) => cells.slice(start, end));
            const strangers = own.filter((others, other) => other !== i && covered.some((cell) => others.has(cell)));
            expect(strangers).toEqual([]);
            const isThere = covered.some((cell) => own[i]?.has(cell));
            expect(isThere).toBe(resolved.state !== "removed");
            states.add(resolved.state);
          }
        },
      ),
    );
    expect([...states].sort()).toEqual(["changed", "removed", "same"]);
  });
});

/** Wishes as they would be recorded; a redaction puts a token in every place. */
function record(text: string, some: Parameters<typeof editsFor>[1], kind: EditKind) {
  const edits = editsFor(text, some);
  if (kind === "correct") return widenEdits(text, edits, kind);
  const tokens = edits.filter((edit) => edit.start < edit.end).map((edit) => ({ ...edit, insert: "[Victim A]" }));
  try {
    return widenEdits(text, tokens, kind);
  } catch {
    // Two tokens inside one word are refused: keep the first of them all.
    return widenEdits(text, tokens.slice(0, 1), kind);
  }
}

const FORMULA = "Sud je ovaj dokaz u celosti prihvatio.";
const ACTS = ["remove", "before", "after", "mend"] as const;

/** A wish about one of the lines that are left: that it goes, that the formula comes once more beside it, or that a letter of it changes. */
function wishAt(text: string, copy: number, act: (typeof ACTS)[number]) {
  const count = text.split("\n").length;
  const start =
    text
      .split("\n")
      .slice(0, copy % count)
      .join("\n").length + (copy % count > 0 ? 1 : 0);
  const end = text.indexOf("\n", start) < 0 ? text.length : text.indexOf("\n", start);
  return {
    remove: { start, end: Math.min(end + 1, text.length), insert: "" },
    before: { start, end: start, insert: `${FORMULA}\n` },
    after: { start: end, end, insert: `\n${FORMULA}` },
    mend: { start, end: Math.min(start + 1, end), insert: "Š" },
  }[act];
}
