import { expect, it } from "vitest";
import { KeptList } from "../../../client/verdict/model/kept-list.ts";

it("a list that says the same stays the same object, an empty one too", () => {
  const kept = new KeptList<{ id: string; words: string }>();
  const none = kept.take([]);
  expect(kept.take([])).toBe(none);
  const first = kept.take([{ id: "a", words: "one" }]);
  expect(kept.take([{ id: "a", words: "one" }])).toBe(first);
  const changed = kept.take([{ id: "a", words: "two" }]);
  expect(changed).not.toBe(first);
  expect(changed).toEqual([{ id: "a", words: "two" }]);
  expect(kept.take([])).toEqual([]);
});
