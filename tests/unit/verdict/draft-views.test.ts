import { expect, test } from "vitest";
import type { TagView } from "../../../client/reader/text-views.ts";
import type { Draft } from "../../../client/sync/draft.ts";
import { actPlace } from "../../../client/typed/typed-on.ts";
import { newId, StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { slipPlace } from "../../../schema/rooms/room-place.ts";
import { draftView, type DraftContext } from "../../../client/verdict/model/draft-views.ts";

const TAG = "0198c000-0000-7000-8000-000000000001";

const context = (note: string): DraftContext => ({
  revision: { text: "", blocks: [] } as unknown as DraftContext["revision"],
  resolve: () => null,
  tag: (id) => (id === TAG ? ({ ranges: [], code: "B1", note } as unknown as TagView) : null),
  thread: () => null,
  code: () => null,
  audience: () => null,
  question: () => null,
  value: () => null,
  mayWrite: () => true,
  closing: () => null,
  choice: () => null,
});

const draft = (fields: Record<string, unknown>): Draft => ({
  id: "draft",
  place: "layer",
  entries: [{ root: "annotations", id: TAG, made: false, fields }],
  why: "typed",
  late: false,
  tab: "tab",
  at: "2026-11-29T10:00:00.000Z",
});

test("a kept note says which other one it would replace, and nothing where it replaces none", () => {
  expect(draftView(draft({ note: "mine" }), context("theirs")).replaces).toBe("theirs");
  expect(draftView(draft({ note: "mine" }), context("")).replaces).toBe("");
  expect(draftView(draft({ note: "mine" }), context("mine")).replaces).toBe("");
  expect(draftView(draft({ category: "c" }), context("theirs")).replaces).toBe("");
});

test.each([
  ["no-access", null, false, "no-access"],
  ["no-access", null, true, "read-only"],
  ["no-access", "begun", false, "begun"],
  ["read-only", "late", false, "late"],
  ["typed", "closed", false, "typed"],
] as const)(
  "why a draft could not go (%s, its layer now %s, may write %s) is said as it is now",
  (why, closing, may, said) => {
    const kept = { ...draft({ category: "c" }), why };
    const view = draftView(kept, { ...context(""), closing: () => closing, mayWrite: () => may });
    // Nothing is to be tried where it cannot go.
    expect([view.why, view.canRetry]).toEqual([said, closing === null]);
  },
);

test("what was for a slip whose silence is over says so, and is not tried again on the verdict", () => {
  const place = slipPlace({ workshop: newId(WorkshopId), step: newId(StepId), pass: 1 });
  const view = draftView({ ...draft({ category: "c" }), place, why: "no-access", late: true }, context(""));
  expect([view.why, view.canRetry]).toEqual(["slip", false]);
});

test("who codes blind reads no draft of an answer in which a colleague's words may be, and what is theirs alone", () => {
  const answer = (fields: Record<string, unknown>, more: Partial<Draft> = {}): Draft => {
    return {
      ...draft({}),
      why: "no-access",
      entries: [{ root: "answers", id: "q/verdict", made: false, fields }],
      ...more,
    };
  };
  const drafts = [
    answer({ value: "She was not paid, and nobody asked why", version: 2 }),
    answer({ note: "see page 4" }),
    answer({ value: "and more", was: "She was not paid", part: "value" }, { why: "typed" }),
    answer({}, { entries: [{ root: "annotations", id: "tag", made: false, fields: { note: "hers and mine" } }] }),
    answer({ value: "Mine alone", version: 2 }, { own: true }),
    answer({ note: "mine alone", was: "", part: "note" }, { why: "typed" }),
  ];
  const read = (now: "begun" | "late" | "closed") =>
    drafts.map(
      (each) => draftView(each, { ...context(""), closing: () => now, value: (_, value) => value as string }).words,
    );
  const joint = ["She was not paid, and nobody asked why", "see page 4", "and more", "hers and mine"];
  const all = [...joint, "Mine alone", "mine alone"];
  expect(read("begun")).toEqual(["", "", "", "", "Mine alone", "mine alone"]);
  // After the reveal, and of a layer that is their own, they read all.
  expect(read("closed")).toEqual(all);
  expect(read("late")).toEqual(all);
});

test("the words of a translation that was not sent are listed with the passage that they translate", () => {
  const of = { ...draft({}), place: actPlace("verdict", "translation 1 4 9"), entries: [] };
  const { place } = draftView(of, {
    ...context(""),
    revision: { number: 2, text: "Sud. Pasoš.", blocks: [] },
    resolve: ({ ranges }) => ({
      revision: 2,
      ranges: ranges.map(({ start, end }) => ({ start: start + 1, end: end + 1 })),
      state: "same",
    }),
  });
  expect(place?.quote).toBe("Pasoš");
});

test.each([
  ["gone with all beside them", [], null],
  ["gone, and a space is left between what stood around them", [{ start: 4, end: 5 }], { paragraph: "", quote: "" }],
])("a draft on words that are %s says that they are gone", (_, ranges, place) => {
  const of = { ...draft({}), place: actPlace("verdict", "translation 1 4 9"), entries: [] };
  const revision = { number: 2, text: "Sud. Pasoš.", blocks: [] };
  const resolve = () => ({ revision: 2, ranges, state: "removed" as const });
  expect(draftView(of, { ...context(""), revision, resolve })).toMatchObject({ place, isGone: true });
  expect(draftView({ ...draft({}), entries: [] }, { ...context(""), revision, resolve }).isGone).toBe(false);
});
