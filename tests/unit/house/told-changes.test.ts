import { expect, it } from "vitest";
import { EMPTY_HOUSE, HouseEntry } from "../../../schema/domain/house.ts";
import { MemberId } from "../../../schema/domain/ids.ts";
import { around, readHouseOnce } from "../../../server/house/told-changes.ts";

it("shows where two wordings differ, also in a long word without a blank, and parts no letter", () => {
  const address = `https://example.org/${"a".repeat(120)}`;
  const cut = around(`${address}/old`, `${address}/new`);
  expect(cut.was).toMatch(/^… a+\/old$/);
  expect(cut.now).toMatch(/^… a+\/new$/);
  const sentence = "The disclaimer begins with words that nobody changed at all, and goes on with ";
  expect(around(`${sentence}these.`, `${sentence}those.`)).toEqual({
    was: "… all, and goes on with these.",
    now: "… all, and goes on with those.",
  });
  // A letter of two units at the place of each cut, whichever of them falls on it.
  for (const lead of ["", "a"]) {
    const [was, now] = ["x", "y"].map((end) => `${lead}${"𝒜".repeat(80)}${end}${"𝒜".repeat(80)}`);
    for (const side of Object.values(around(was ?? "", now ?? ""))) expect(side).not.toMatch(/\p{Surrogate}/u);
  }
});

it("reads the changes of the house once, and each version once", async () => {
  const asked: (number | "changes")[] = [];
  const by = MemberId.parse("m".repeat(22));
  const change = (number: number) => ({ number, entry: HouseEntry.parse("name"), by, at: "2026-11-30T10:00:00.000Z" });
  const house = readHouseOnce({
    changes: async () => (asked.push("changes"), [change(2), change(1)]),
    version: async (number) => (asked.push(number), { ...change(number), house: EMPTY_HOUSE }),
  });
  expect(await Promise.all([house.version(1), house.version(2), house.version(1)])).toMatchObject([
    { number: 1 },
    { number: 2 },
    { number: 1 },
  ]);
  expect((await house.changes(1)).map(({ number }) => number)).toEqual([2]);
  expect(await house.changes(20)).toHaveLength(2);
  expect(asked).toEqual([1, 2, "changes"]);
});
