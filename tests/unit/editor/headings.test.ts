import { expect, test } from "vitest";
import { toVerdictDoc } from "../../../schema/editor/verdict-schema.ts";
import { revisionOf } from "./verdict-builder.ts";

test.for<[given: number[], shown: number[]]>([
  [
    [1, 3, 3, 2, 4],
    [1, 2, 2, 2, 3],
  ],
  [
    [3, 1, 2],
    [1, 1, 2],
  ],
  [
    [2, 5, 4, 1],
    [1, 2, 2, 1],
  ],
  [
    [1, 2, 3, 2, 3],
    [1, 2, 3, 2, 3],
  ],
])("headings of the levels %j are shown without a missing step, as %j", ([given, shown]) => {
  const parts = given.map((level) => ({ kind: "heading" as const, level, text: "Heading" }));
  const levels: unknown[] = [];
  toVerdictDoc(revisionOf(parts)).descendants((node) => {
    if (node.type.name === "heading") levels.push(node.attrs["level"]);
  });
  expect(levels).toEqual(shown);
});
