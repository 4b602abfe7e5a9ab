import { afterEach, expect, test, vi } from "vitest";
import { FollowSurface, type FollowedText, startIn } from "../../../client/workshops/follow/follow-surface.ts";
import { newId, VerdictId, WorkshopId } from "../../../schema/domain/ids.ts";

afterEach(() => vi.unstubAllGlobals());

const VERDICT = newId(VerdictId);

/** A heading, two paragraphs and a heading, each 100 pixels high, of which the first is at `top` of a window of 400. */
function aText(top: number, selected: FollowedText["selected"] = () => null): FollowSurface {
  vi.stubGlobal("innerHeight", 400);
  const blocks = ["", "7", "8", ""].map((number, block) => ({ block, number, isShared: true }));
  const topOf = (block: number) => ({ top: top + block * 100, bottom: top + block * 100 + 100 });
  const still = { isAtWork: false, scrollTo: () => undefined, mark: () => undefined };
  return new FollowSurface(() => [{ verdict: VERDICT, revision: 1, blocks, topOf, selected, ...still }]);
}

const pointer = (block: number) => {
  const of = { workshop: newId(WorkshopId), term: 1, n: 1 };
  return { type: "pointer", ...of, verdict: VERDICT, revision: 1, block } as const;
};

test("one is at the words that one has selected in sight, else in the middle, and beside the words at none", () => {
  expect(aText(0).at).toMatchObject({ number: "8", place: { block: 2 } });
  const selected = () => ({ start: 3, end: 9, block: 1 });
  expect(aText(0, selected).at).toMatchObject({ number: "7", place: { block: 1, start: 3, end: 9 } });
  // Selected words out of sight are not where one is.
  expect(aText(-250, selected).at).toMatchObject({ place: { block: 3 } });
  expect(aText(-400).at).toBeNull();
  expect(aText(400).at).toBeNull();
});

test("in a paragraph that is longer than the window one is so far down it, and comes to what is so far down there", () => {
  vi.stubGlobal("innerHeight", 400);
  const shown: unknown[] = [];
  const long = (top: number): FollowSurface =>
    new FollowSurface(() => [
      {
        verdict: VERDICT,
        revision: 1,
        blocks: [{ block: 0, number: "12", isShared: true }],
        topOf: () => ({ top, bottom: top + 2000 }),
        selected: () => null,
        isAtWork: false,
        scrollTo: (_block, at) => shown.push(startIn({ start: 100, end: 1101 }, at)),
        mark: () => undefined,
      },
    ]);
  expect([0, -800, -1800].map((top) => long(top).at?.place.within)).toEqual([0.1, 0.5, 1]);
  for (const within of [undefined, 0.5, 1])
    long(0).show({ ...pointer(0), ...(within === undefined ? {} : { within }) });
  // Words that are pointed at are where one is.
  long(0).show({ ...pointer(0), start: 300, end: 310, within: 0.9 });
  expect(shown).toEqual([100, 600, 1100, 300]);
});

test("a heading is said by the number of the paragraph behind it, the last one by that before", () => {
  const surface = aText(0);
  expect([0, 1, 2, 3, 9].map((block) => surface.numberOf(pointer(block)))).toEqual(["7", "7", "8", "8", ""]);
  expect(aText(150).at).toMatchObject({ number: "7", place: { block: 0 } });
});
