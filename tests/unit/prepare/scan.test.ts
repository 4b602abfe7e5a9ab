import { expect, test } from "vitest";
import { wordEdits } from "../../../client/prepare/corrections/block-acts.ts";
import { correctionOf } from "../../../client/prepare/scan/scan-correction.ts";
import { scanActionOf } from "../../../client/prepare/scan/scan-keys.ts";
import { doubtfulWords, ScanText } from "../../../client/prepare/scan/scan-text.ts";
import { isOpen, nextOpen, previousOf } from "../../../client/prepare/scan/scan-walk.ts";
import type { Box, ScanWord, VerdictScan } from "../../../schema/protocol/http/scans.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { applyEdits, replaceAll } from "../../../schema/text/edits/edits.ts";
import type { Edit, Revision } from "../../../schema/text/revision.ts";
import { paragraphsOf } from "../../helpers/network/test-server.ts";

const PARAGRAPHS = ["Sud jc kriv", "Svedok je", "rekao | da"];
const TEXT = paragraphsOf(PARAGRAPHS);
const FIRST: Revision = { number: 1, ...TEXT };

/** Each word of the text on a line of its own, 100 pixels high; doubtful are those named. Page 2 begins at "je". */
function scanOf(...doubtful: string[]): VerdictScan {
  const words = [...TEXT.text.matchAll(/\S+/g)].map(({ 0: word, index }, i) => {
    const box: Box = [200, 100 * i, 80, 40];
    return { start: index, end: index + word.length, box, confidence: doubtful.includes(word) ? 40 : 90 };
  });
  const size = { source: "read" as const, width: 1654, height: 2339 };
  return {
    pages: [
      { number: 1, ...size, words: words.slice(0, 4) },
      { number: 2, ...size, words: words.slice(4) },
    ],
  };
}

function viewAfter(...edits: Edit[]): VerdictView {
  if (edits.length === 0) return { revision: FIRST, maps: [] } as unknown as VerdictView;
  const { revision, map } = applyEdits(FIRST, edits, [], "correct", new Set());
  return { revision, maps: [map] } as unknown as VerdictView;
}

const DOUBTFUL = ["jc", "Svedok", "|"];
const textAt = (view: VerdictView): ScanText => {
  const scan = scanOf(...DOUBTFUL);
  return new ScanText(scan, doubtfulWords(scan), view);
};
const wordOf = (start: number): ScanWord =>
  scanOf()
    .pages.flatMap(({ words }) => words)
    .find((word) => word.start === start) as ScanWord;

test("words and paragraphs are found on their pages from the newest text", () => {
  const text = textAt(viewAfter({ start: 0, end: 3, insert: "Viši sud" }));
  expect(text.doubtful).toEqual([
    { start: 4, end: 6, now: { start: 9, end: 11 }, places: [{ page: 1, box: wordOf(4).box }] },
    { start: 12, end: 18, now: { start: 17, end: 23 }, places: [{ page: 1, box: wordOf(12).box }] },
    { start: 28, end: 29, now: { start: 33, end: 34 }, places: [{ page: 2, box: wordOf(28).box }] },
  ]);
  // "jc kriv": the first word was corrected, and nobody can say where its new words stand.
  expect(text.paragraphAt(0)).toEqual({ page: 1, box: [200, 100, 80, 140] });
  // Of a paragraph over two pages the part on the first.
  expect(text.paragraphAt(25)).toEqual({ page: 1, box: wordOf(12).box });
  expect(text.wordAt(2, 210, 610)).toMatchObject({ now: { start: 33, end: 34 } });
  expect(text.wordAt(1, 210, 610)).toBeNull();
});

test("a corrected word wants no look any more", () => {
  const { doubtful } = textAt(viewAfter({ start: 4, end: 6, insert: "je" }));
  expect(doubtful.map((word) => isOpen(word, new Set([12])))).toEqual([false, false, true]);
});

test("the walk goes on to the next that nobody has looked at, round at the end, and back over all that stand", () => {
  const { doubtful } = textAt(viewAfter());
  const next = (looked: number[], current: number | null, from = 0) =>
    nextOpen(doubtful, new Set(looked), current, from)?.start ?? null;
  expect(next([], null, 5)).toBe(12);
  expect(next([12], 4)).toBe(28);
  expect(next([], 28)).toBe(4);
  expect(next([4, 12], 28)).toBe(28);
  expect(next([4, 12, 28], 28)).toBeNull();
  expect(previousOf(doubtful, 28)?.start).toBe(12);
  expect(previousOf(doubtful, 4)?.start).toBe(28);
});

test("a word that is replaced by nothing takes one space with it", () => {
  const becomes = (start: number, end: number, words: string): string => {
    const edit = correctionOf(FIRST, { start, end }, words);
    return TEXT.text.slice(0, edit.start) + edit.insert + TEXT.text.slice(edit.end);
  };
  expect(becomes(28, 29, "")).toBe("Sud jc kriv\nSvedok je\nrekao da");
  expect(becomes(30, 32, " ")).toBe("Sud jc kriv\nSvedok je\nrekao |");
  expect(becomes(12, 18, "")).toBe("Sud jc kriv\nje\nrekao | da");
  expect(becomes(4, 6, " je \n bio ")).toBe("Sud je bio kriv\nSvedok je\nrekao | da");
});

test("words that are taken out of a paragraph take one space with them, before a comma and at the end of a line too", () => {
  const text = "u stan bez struje i vode, potom u kuću.";
  const revision = { number: 1, text, blocks: [] };
  const becomes = (words: string): string =>
    replaceAll(text, wordEdits(revision, { start: 0, end: text.length }, words));
  expect(becomes("u stan  i vode, potom u kuću.")).toBe("u stan i vode, potom u kuću.");
  expect(becomes("u stan bez struje i , potom u kuću.")).toBe("u stan bez struje i, potom u kuću.");
  expect(becomes("u stan bez struje i vode, potom u .")).toBe("u stan bez struje i vode, potom u.");
  expect(becomes(" stan bez struje i vode, potom u kuću.")).toBe("stan bez struje i vode, potom u kuću.");
  expect(becomes("")).toBe("");
});

test("keys of a Cyrillic keyboard mean what is printed on the key in Latin", () => {
  const press = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  expect(scanActionOf({ ...press, key: "ј", code: "KeyJ" })).toBe("next");
  expect(scanActionOf({ ...press, key: "к", code: "KeyK" })).toBe("previous");
  expect(scanActionOf({ ...press, key: "н", code: "KeyN" })).toBe("correct");
  expect(scanActionOf({ ...press, key: "р", code: "KeyR" })).toBe("correct");
  expect(scanActionOf({ ...press, key: "z", code: "KeyZ", ctrlKey: true })).toBe("take-back");
  expect(scanActionOf({ ...press, key: "n", code: "KeyN", ctrlKey: true })).toBeNull();
  expect(scanActionOf({ ...press, key: "š", code: "BracketLeft", altKey: true })).toBeNull();
});
