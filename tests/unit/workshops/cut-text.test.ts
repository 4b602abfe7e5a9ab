import { expect, test } from "vitest";
import { type CodingText, numberOf } from "../../../client/workshops/slip/coding-texts.ts";
import { cutTo } from "../../../client/workshops/slip/cut-text.ts";
import { followedCut } from "../../../client/workshops/slip/followed-cut.ts";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Block, Revision } from "../../../schema/text/revision.ts";

const LINES = [
  "The reasons",
  "She could go out to a shop.",
  "That does not mean that she was free.",
  "The court agrees.",
];

function aText(): Revision {
  let start = 0;
  const blocks = LINES.map((line, i): Block => {
    const block = { kind: "paragraph" as const, start, end: start + line.length, number: String(i + 1) };
    start += line.length + 1;
    return { ...block, section: null, page: null, printed: null, level: null, cell: null };
  });
  return { number: 3, text: LINES.join("\n"), blocks };
}

test("a text cut to its passages keeps their paragraphs whole, and leads to the whole text and back", () => {
  const whole = aText();
  const at = whole.text.indexOf("does not mean");
  const words = { start: at, end: at + "does not mean".length };
  const cut = cutTo(whole, [words, { start: 0, end: 3 }]);
  expect(cut.revision.text).toBe(`${LINES[0] ?? ""}\n${LINES[2] ?? ""}`);
  expect(cut.revision.blocks.map(({ number, start, end }) => [number, cut.revision.text.slice(start, end)])).toEqual([
    ["1", LINES[0]],
    ["3", LINES[2]],
  ]);
  const inCut = cut.toCut([words]);
  expect(inCut.map(({ start, end }) => cut.revision.text.slice(start, end))).toEqual(["does not mean"]);
  expect(cut.toWhole(inCut)).toEqual([words]);
  // Across the cut there are two passages, for what lies between was never seen.
  expect(cut.toWhole([{ start: 4, end: 20 }])).toHaveLength(2);
  expect(cut.toCut([{ start: 15, end: 20 }])).toEqual([]);
  expect([cut.offsetOf(2), cut.offsetOf(1), cut.blockAt(14)]).toEqual([12, null, 2]);
});

test("a passage is named by the first and the last of its paragraphs", () => {
  const [, second, third] = aText().blocks;
  const ranges = [{ start: second?.start ?? 0, end: third?.end ?? 0 }];
  const text = { cut: cutTo(aText(), ranges) } as CodingText;
  expect(numberOf(text, ranges)).toBe("2–3");
  expect(numberOf(text, [{ start: 0, end: second?.end ?? 0 }])).toBe("2");
});

test("where one is within a paragraph longer than the window is known by the whole of it", () => {
  const cut = cutTo(aText(), [{ start: 0, end: 20 }]);
  const asked: unknown[] = [];
  const drawn = { rectOf: (ranges: unknown) => void asked.push(ranges) };
  const text = { id: newId(VerdictId), revision: 3, cut };
  const followed = followedCut(text as never, drawn as never, { isAtWork: false, mark: () => undefined });
  for (const { block } of followed.blocks) followed.topOf(block);
  expect(asked).toEqual(cut.revision.blocks.map(({ start, end }) => [{ start, end }]));
});
