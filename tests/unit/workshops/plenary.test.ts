import { expect, test } from "vitest";
import { CategoryId, newId, PassageId } from "../../../schema/domain/ids.ts";
import { type Crossed, plenaryRows } from "../../../schema/domain/workshop/plenary.ts";

const [FORCE, FRAUD] = ["means.force", "means.fraud"].map((id) => CategoryId.parse(id)) as [CategoryId, CategoryId];
const PASSAGES = Array.from({ length: 4 }, () => newId(PassageId));
const [first, second, third, fourth] = PASSAGES as [PassageId, PassageId, PassageId, PassageId];
const said = (passage: PassageId, categories: CategoryId[], isOpen = false): Crossed => ({
  passage,
  categories,
  isOpen,
  words: null,
});

test("passages on which tables differ, or which one left open, come first, then those that not each has decided on", () => {
  const all = new Set(PASSAGES);
  const tables = [
    { given: all, decisions: [said(first, [FORCE, FRAUD]), said(second, [FORCE]), said(third, [], true)] },
    { given: all, decisions: [said(first, [FRAUD, FORCE]), said(second, []), said(third, [FORCE])] },
    { given: new Set([second]), decisions: [] },
  ];
  const rows = plenaryRows(PASSAGES, tables);
  expect(rows.map(({ passage, part }) => [passage, part])).toEqual([
    [second, "differ"],
    [third, "differ"],
    [fourth, "undecided"],
    [first, "alike"],
  ]);
  // A table that was not given a passage differs from none, and is not waited for.
  expect(rows.map(({ cells }) => cells.map((cell) => cell?.categories.length ?? null))).toEqual([
    [1, 0, null],
    [0, 1, null],
    [null, null, null],
    [2, 2, null],
  ]);
});
