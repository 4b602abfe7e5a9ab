import { expect, it } from "vitest";
import { cutOf, withCuts, type Cut } from "../../../schema/text/cut-quote.ts";
import type { RevisionText } from "../../../schema/text/revision.ts";

const LINES = [
  "1. Sud nalazi da je kriv. Uzeo joj je pasoš, rekao je „ćuti“ i otišao.",
  "Drugi pasus",
  "– na kaznu zatvora;",
];
const TEXT = LINES.join("\n");
const [first = "", second = "", third = ""] = LINES;
const block = { kind: "paragraph", number: null, printed: null, page: null, section: null };
const REVISION = {
  number: 1,
  text: TEXT,
  blocks: [
    { ...block, start: 0, end: first.length },
    { ...block, start: first.length + 1, end: first.length + 1 + second.length },
    { ...block, start: TEXT.length - third.length, end: TEXT.length },
  ],
} as unknown as RevisionText;

const cut = (words: string): Cut | null => {
  const start = TEXT.indexOf(words);
  return cutOf(REVISION, [{ start, end: start + words.length }]);
};

it.each<[string, Cut | null]>([
  ["Sud nalazi da je kriv.", null],
  ["Sud nalazi da je kriv", null],
  ["Uzeo joj je pasoš, rekao je „ćuti“ i otišao.", null],
  ["nalazi da je kriv. Uzeo joj je pasoš", { before: true, after: true }],
  ["Uzeo joj je pasoš", { before: false, after: true }],
  ["rekao je „ćuti“ i otišao", { before: true, after: false }],
  ["Drugi pasus", null],
  ["na kaznu zatvora", null],
  ["na kaznu", { before: false, after: true }],
  ["pasus", { before: true, after: false }],
])("tells where a sentence goes on beyond %j", (words, expected) => {
  expect(cut(words)).toEqual(expected);
});

it("looks at the first and the last part of a passage that leaves words out, and says nothing of none", () => {
  const [from, to] = [TEXT.indexOf("Uzeo"), TEXT.indexOf("otišao")];
  const ranges = [
    { start: from, end: from + 4 },
    { start: to, end: to + 6 },
  ];
  expect(cutOf(REVISION, ranges)).toBeNull();
  expect(cutOf(REVISION, [])).toBeNull();
  expect(withCuts("", { before: true, after: true })).toBe("");
  expect(withCuts("„ćuti“", { before: true, after: true })).toBe("„ćuti“");
});
