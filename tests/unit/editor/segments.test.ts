import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnnotationId, CategoryId, MemberId, OrganisationId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { isPainted, layOutSpans, marksOf, segmentsOf, toPieces } from "../../../client/reader/segments.ts";
import type { Segment, Span } from "../../../client/reader/segments.ts";
import type { TagView } from "../../../client/reader/text-views.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

const seed = Number(process.env["SEED"] ?? 20261125);
console.log(`segments: SEED=${seed}`);

function tag(id: string, code: string, ranges: [number, number][], more: Partial<TagView> = {}): TagView {
  return {
    id: id as AnnotationId,
    category: "means.threat" as CategoryId,
    code,
    label: "Threat",
    ranges: ranges.map(([start, end]) => ({ start, end })),
    state: "same",
    ...tagWords({}),
    author: {
      id: "m" as MemberId,
      name: "Mirjana Jović",
      initials: "MJ",
      role: "lawyer",
      organisation: "o" as OrganisationId,
      isGuest: false,
      isRemoved: false,
    },
    changedBy: null,
    mine: true,
    canChange: true,
    pending: false,
    deleted: false,
    createdAt: "2026-11-25T10:00:00Z",
    version: 1,
    ...more,
  };
}

const spansOf = (...tags: TagView[]): Span[] => layOutSpans(tags.flatMap(toPieces));
const paint = (spans: Span[], block: Range, active: string[] = []): Segment[] =>
  segmentsOf(spans, block, new Set(active as AnnotationId[]));
const look = (segments: Segment[]): string[] =>
  segments.map(
    ({ start, end, tint, lines }) =>
      `${start}-${end} ${tint ? (tint.active ? tint.hue.toUpperCase() : tint.hue) : "-"} ${lines.map((line) => (line ? line.hue + (line.pending ? "~" : "") : ".")).join("")}`,
  );
const all = { start: 0, end: 100 };

describe("segments", () => {
  test("[one tint] a segment takes the tint of its shortest passage and one line a span", () => {
    expect(look(paint(spansOf(tag("1", "F1", [[0, 30]]), tag("2", "J1", [[10, 20]])), all))).toEqual([
      "0-10 f f..",
      "10-20 j fj.",
      "20-30 f f..",
    ]);
  });

  test("[slots] a span keeps its slot for its whole length, also after the one above it ended", () => {
    const spans = spansOf(tag("1", "A1", [[0, 10]]), tag("2", "B1", [[5, 30]]), tag("3", "C1", [[12, 20]]));
    expect(look(paint(spans, all))).toEqual(["0-5 a a..", "5-10 a ab.", "10-12 b .b.", "12-20 c cb.", "20-30 b .b."]);
  });

  test("[slots] a fourth span has no line and shows as +1 where it ends", () => {
    const spans = spansOf(
      tag("1", "A1", [[0, 20]]),
      tag("2", "B1", [[1, 20]]),
      tag("3", "C1", [[2, 20]]),
      tag("4", "D1", [[3, 20]]),
    );
    expect(look(paint(spans, all)).at(-1)).toBe("3-20 d abc");
    const [mark] = marksOf(spans, all);
    expect(mark?.spans.map((span) => span.code)).toEqual(["A1", "B1", "C1"]);
    expect(mark?.more.map((span) => span.code)).toEqual(["D1"]);
  });

  test("[one line a code] two coders with one code share the line and the mark, and each is found by a click", () => {
    const spans = spansOf(tag("1", "F3", [[0, 20]]), tag("2", "F3", [[10, 25]]));
    expect(spans).toHaveLength(1);
    expect(paint(spans, all).map(({ start, end, ids }) => [start, end, ids])).toEqual([
      [0, 10, ["1"]],
      [10, 20, ["2", "1"]],
      [20, 25, ["2"]],
    ]);
    expect(marksOf(spans, all).map(({ at }) => at)).toEqual([25]);
  });

  test("[one line a code] a tag that is to be sorted says so in its mark, beside one of a part that goes by the same code", () => {
    const candidates = ["b8", "b9"] as CategoryId[];
    const review = { state: "review", reviewSince: 2, candidates } as const;
    const spans = spansOf(tag("1", "B2", [[0, 20]], { review }), tag("2", "B2", [[5, 20]]));
    expect(marksOf(spans, all).flatMap((mark) => mark.spans.map(({ code }) => code))).toEqual(["B2?", "B2"]);
  });

  test("[one line a code] two passages of one code that only touch stay two", () => {
    expect(
      spansOf(tag("1", "F3", [[0, 10]]), tag("2", "F3", [[10, 20]])).map(({ start, end }) => [start, end]),
    ).toEqual([
      [0, 10],
      [10, 20],
    ]);
  });

  test("[blocks] a span over two blocks is cut at the block's edge and has its mark in the last", () => {
    const spans = spansOf(tag("1", "A1", [[5, 30]]));
    const first = { start: 0, end: 12 };
    const second = { start: 13, end: 40 };
    expect(look(paint(spans, first))).toEqual(["5-12 a a.."]);
    expect(look(paint(spans, second))).toEqual(["13-30 a a.."]);
    expect(marksOf(spans, first)).toEqual([]);
    expect(marksOf(spans, second).map(({ at }) => at)).toEqual([30]);
  });

  test("[discontinuous] every part is painted, and all but the last say that more follows", () => {
    const spans = spansOf(
      tag("1", "A1", [
        [0, 5],
        [10, 15],
      ]),
    );
    expect(look(paint(spans, all))).toEqual(["0-5 a a..", "10-15 a a.."]);
    expect(spans.map((span) => span.pieces.map((piece) => piece.goesOn))).toEqual([[true], [false]]);
  });

  test("[active] an active passage gives the strong tint to all of it, also under a shorter one", () => {
    const spans = spansOf(tag("1", "F1", [[0, 30]]), tag("2", "G5", [[10, 20]]));
    expect(look(paint(spans, all, ["1"]))).toEqual(["0-10 F f..", "10-20 F fg.", "20-30 F f.."]);
  });

  test("[pending] what is not sent yet has a hollow line and no tint; what is durable keeps its tint", () => {
    const spans = spansOf(tag("1", "A1", [[0, 20]]), tag("2", "B1", [[5, 10]], { pending: true }));
    expect(look(paint(spans, all))).toEqual(["0-5 a a..", "5-10 a ab~.", "10-20 a a.."]);
    expect(look(paint(spansOf(tag("2", "B1", [[5, 10]], { pending: true })), all))).toEqual(["5-10 - b~.."]);
  });

  test("[orphans] deleted and removed tags are not painted", () => {
    expect(isPainted(tag("1", "A1", [[0, 5]]))).toBe(true);
    expect(isPainted(tag("1", "A1", [[0, 5]], { deleted: true }))).toBe(false);
    expect(isPainted(tag("1", "A1", [], { state: "removed" }))).toBe(false);
  });

  test("[letters] segments and click targets agree with a letter-by-letter oracle", () => {
    const tags = fc.array(
      fc.record({
        code: fc.constantFrom("A1", "A2", "B1", "C1", "D1"),
        start: fc.nat(40),
        length: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(tags, fc.nat(20), fc.nat(40), (given, from, length) => {
        const made = given.map(({ code, start, length: n }, i) => tag(`t${i}`, code, [[start, start + n]]));
        const spans = spansOf(...made);
        const block = { start: from, end: from + length };
        const segments = paint(spans, block);
        for (let at = block.start; at < block.end; at++) {
          const here = segments.filter(({ start, end }) => start <= at && at < end);
          const covering = made.filter(({ ranges: [range] }) => range && range.start <= at && at < range.end);
          expect(here.length).toBe(covering.length > 0 ? 1 : 0);
          expect(new Set(here[0]?.ids ?? [])).toEqual(new Set(covering.map(({ id }) => id)));
          // Lines: one a code, three at most, each where its span says.
          const codes = new Set(covering.map(({ code }) => code));
          expect(here[0]?.lines.filter((line) => line !== null).length ?? 0).toBe(
            spans.filter((span) => span.slot >= 0 && span.start <= at && at < span.end).length,
          );
          expect(spans.filter((span) => span.start <= at && at < span.end).length).toBe(codes.size);
        }
        const clashes = spans.flatMap((a, i) =>
          spans.slice(i + 1).filter((b) => a.slot >= 0 && a.slot === b.slot && a.start < b.end && b.start < a.end),
        );
        expect(clashes).toEqual([]);
      }),
      { seed, numRuns: 300 },
    );
  });
});
