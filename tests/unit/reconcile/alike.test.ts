import { expect, it } from "vitest";
import { alikeOf, sameAgain } from "../../../client/reconcile/alike.ts";
import { newDraft } from "../../../client/reconcile/ruling/ruling-draft.ts";
import { rulingOptions } from "../../../client/reconcile/ruling/ruling-options.ts";
import { mostSay, type ShownDisagreement } from "../../../client/reconcile/shown-disagreement.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";

const [ANA, BEN, CARA] = ["Ana A.", "Ben B.", "Cara C."].map((name) => ({ id: name as MemberId, name }));
if (!ANA || !BEN || !CARA) throw new Error("nobody");

type Coder = typeof ANA;

/** A passage that some coders tagged, each from where to where, and the others missed. */
function tagged(id: string, words: readonly (readonly [Coder, number, number])[], ...missing: Coder[]) {
  const ranges = words.map(([, start, end]) => [{ start, end }]);
  const tags = words.map(([{ id: coder }], i) => ({
    coder,
    category: "force",
    anchor: { revision: 1, ranges: ranges[i] },
  }));
  const sides = words.map(([member], i) => ({ member, answer: null, tag: {}, ranges: ranges[i] }));
  const view = { id, kind: "missed", about: null, tags };
  return { view, sides, missing, categories: [], isOpen: true } as unknown as ShownDisagreement;
}

const same = (id: string): ShownDisagreement =>
  tagged(
    id,
    [
      [ANA, 0, 9],
      [BEN, 0, 9],
    ],
    CARA,
  );

it("finds the open disagreements in which the same coders missed what the others agree on", () => {
  const [one, two, ruled] = [same("1"), same("2"), { ...same("3"), isOpen: false }];
  const only = tagged("4", [[ANA, 0, 9]], BEN, CARA);
  const bens = tagged(
    "5",
    [
      [ANA, 0, 9],
      [CARA, 0, 9],
    ],
    BEN,
  );
  const all = [one, two, ruled, only, bens];
  const ids = (of: ShownDisagreement): string[] => alikeOf(all, of).map(({ view }) => view.id);
  expect([ids(one), ids(two), ids(ruled), ids(only), ids(bens)]).toEqual([["1", "2"], ["1", "2"], [], [], []]);
});

it("offers a passage that several coders tagged to the letter once, for all of them", () => {
  const labels = (one: ShownDisagreement): string[] =>
    rulingOptions(one, newDraft(0, 1)).map(({ label, key }) => `${key} ${label}`);
  expect(labels(same("1"))).toEqual(["1 Ana and Ben’s", "S Another passage", "X Nothing stands"]);
  const stop = tagged("2", [
    [ANA, 0, 9],
    [BEN, 0, 8],
    [CARA, 0, 9],
  ]);
  expect(labels(stop)).toEqual([
    "1 Ana and Cara’s",
    "2 Ben’s",
    "B All passages",
    "S Another passage",
    "X Nothing stands",
  ]);
  expect(mostSay(stop)).toEqual([ANA.id, CARA.id]);
});

it("rules as on the last one where the same coders have something here, and leaves it open where not", () => {
  const one = same("1");
  expect(sameAgain(one, { choice: "none", coders: [] })).toEqual({ choice: "none" });
  expect(sameAgain(one, { choice: "entries", coders: [BEN.id] })).toEqual({
    choice: "entries",
    coders: [ANA.id, BEN.id],
  });
  expect(sameAgain(one, { choice: "entries", coders: [CARA.id] })).toEqual({});
  expect(sameAgain(one, { choice: "span", coders: [] })).toEqual({});
});
