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

test("passages on which tables differ, or which one left open, come first, each in the order of the step", () => {
  const tables = [
    { decisions: [said(first, [FORCE, FRAUD]), said(second, [FORCE]), said(third, [], true)] },
    { decisions: [said(first, [FRAUD, FORCE]), said(second, []), said(third, [FORCE])] },
    { decisions: [] },
  ];
  const rows = plenaryRows(PASSAGES, tables);
  expect(rows.map(({ passage, isAlike }) => [passage, isAlike])).toEqual([
    [second, false],
    [third, false],
    [first, true],
    [fourth, true],
  ]);
  // A table that decided nothing, or was not given the passage, differs from none.
  expect(rows.map(({ cells }) => cells.map((cell) => cell?.categories.length ?? null))).toEqual([
    [1, 0, null],
    [0, 1, null],
    [2, 2, null],
    [null, null, null],
  ]);
});
