import { expect, test } from "vitest";
import { numbersOf, Numbering, PLAIN } from "../../../schema/editor/numbering.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { COVER, node, paragraph, SOURCE, words } from "../../helpers/network/an-output.ts";

const heading = (level: number, text: string, section: string | null = null): OutputNode =>
  node("heading", { level, section }, ...(text === "" ? [] : [words(text)]));
const evidence = (): OutputNode => node("evidence", {});
const note = (shows: "words" | "note" = "words"): OutputNode => node("evidenceNote", { shows });
const footnote = (...content: OutputNode[]): OutputNode => node("footnote", {}, ...content);
const item = (...content: OutputNode[]): OutputNode => node("listItem", {}, ...content);

/** Each block's kind and number, with the section and paragraph that it is found at. */
function labels(content: OutputNode[], leftOut?: ReadonlySet<string>): string[] {
  return new Numbering(PLAIN)
    .of(content, leftOut)
    .map(({ own, section, paragraph: last }) => `${own ? `${own.kind} ${own.label}` : "-"} in ${section}/${last}`);
}

test("sections count by their levels, none of which is skipped, and paragraphs through the whole document", () => {
  const content = [
    paragraph(words("Before any section.")),
    heading(1, "One"),
    evidence(),
    paragraph(words("A")),
    heading(3, "Two levels down"),
    evidence(),
    heading(2, "Beside it"),
    paragraph(words("B")),
    heading(1, "Two"),
    heading(2, "Within"),
    paragraph(words("C")),
  ];
  expect(labels(content)).toEqual([
    "paragraph 1 in /1",
    "section 1 in 1/",
    "note 1 in 1/",
    "paragraph 2 in 1/2",
    "section 1.1 in 1.1/",
    "note 2 in 1.1/",
    "section 1.2 in 1.2/",
    "paragraph 3 in 1.2/3",
    "section 2 in 2/",
    "section 2.1 in 2.1/",
    "paragraph 4 in 2.1/4",
  ]);
});

test("what is not printed has no number: empty paragraphs and headings, notes without words, a table of no verdict or without a word", () => {
  const content = [
    heading(1, ""),
    heading(1, " \u00ad"),
    paragraph(),
    paragraph(words("\u00a0 "), node("hardBreak", {}), footnote()),
    node("timeline", {}),
    node("table", {}, node("tableRow", {})),
    node("table", {}, node("tableRow", {}, node("tableCell", {}, paragraph()))),
    paragraph(footnote(words("A note alone."))),
    node("timeline", { verdict: SOURCE.verdict }),
  ];
  expect(labels(content)).toEqual([
    "- in /",
    "- in /",
    "- in /",
    "- in /",
    "- in /",
    "- in /",
    "- in /",
    "paragraph 1 in /1",
    "table 1 in /1",
  ]);
});

test("a section below which nothing stands is not printed, and has no number in the editor and in files", () => {
  const content = [
    heading(1, "Empty", "empty"),
    paragraph(),
    node("timeline", {}),
    heading(1, "Facts", "facts"),
    paragraph(words("A")),
    heading(2, "Nothing below"),
    heading(2, "Something below"),
    node("bulletList", {}, item(paragraph()), item(paragraph(words("B")))),
    heading(1, "Only blanks", "blanks"),
    node("bulletList", {}, item(paragraph())),
    heading(1, "A note of its own", "note"),
  ];
  content.push(node("heading", { level: 1, section: "noted" }, words("With a note"), footnote(words("Here."))));
  expect(labels(content)).toEqual([
    ...Array<string>(3).fill("- in /"),
    "section 1 in 1/",
    "paragraph 1 in 1/1",
    "- in /",
    "section 1.1 in 1.1/",
    "- in 1.1/",
    ...Array<string>(3).fill("- in /"),
    "section 2 in 2/",
  ]);
  const of = { title: "T", language: "en", parts: [], facts: COVER, withoutCaseNumbers: false } as const;
  const { blocks } = toManuscript({ ...of, document: { type: "doc", content } });
  const printed = blocks.flatMap((block) =>
    block.kind === "heading" && /^[\d.]+$/u.test(block.number) ? [block.number] : [],
  );
  expect(printed).toEqual(["1", "1.1", "2"]);
});

test("a file prints the paragraphs that have a number, and no other", () => {
  const blank = [paragraph(), paragraph(words(" \u00a0")), paragraph(node("hardBreak", {}))];
  const content = [...blank, paragraph(words("A")), ...blank, paragraph(note("note"))];
  const of = { title: "T", language: "en", parts: [], facts: COVER, withoutCaseNumbers: false } as const;
  const { blocks } = toManuscript({ ...of, document: { type: "doc", content } });
  // Between what the product sets around them: how it begins, and annex A with its table.
  const around = ["opening", "box", "heading", "paragraph", "table", "imprint"];
  expect(blocks.map(({ kind }) => kind)).toEqual([...around.slice(0, 2), "paragraph", "paragraph", ...around.slice(2)]);
  expect(labels(content).filter((each) => each.startsWith("paragraph"))).toHaveLength(2);
});

test("notes, tables and recommendations count wherever they stand; paragraphs of lists and cells are part of theirs", () => {
  const [first, second, third, fourth] = [note(), evidence(), footnote(words("n")), note("note")];
  const recommendation = node("recommendation", {}, words("Decide."));
  const cell = node("tableCell", {}, paragraph(words("x"), third));
  const table = node("table", {}, node("tableRow", {}, cell));
  const content = [
    paragraph(words("A"), first),
    node("bulletList", {}, item(paragraph(words("In a list.")), second), item(recommendation)),
    table,
    node("blockquote", {}, paragraph(words("Quoted."))),
    paragraph(words("B"), fourth),
  ];
  const numbers = numbersOf({ type: "doc", content });
  const labelOf = (each: OutputNode): string => `${numbers.get(each)?.kind} ${numbers.get(each)?.label}`;
  expect([first, second, third, fourth].map(labelOf)).toEqual(["note 1", "note 2", "note 3", "note 4"]);
  expect([recommendation, table, ...content.filter(({ type }) => type === "paragraph")].map(labelOf)).toEqual([
    "recommendation 1",
    "table 1",
    "paragraph 1",
    "paragraph 2",
  ]);
  expect(numbers.size).toBe(8);
});

test("a section that is left out counts for nothing, up to the next section of the template", () => {
  const content = [
    heading(1, "Facts", "facts"),
    paragraph(words("A")),
    heading(1, "Victim", "victim"),
    heading(2, "Of the section that is left out"),
    paragraph(words("B"), note()),
    heading(1, "Findings", "findings"),
    paragraph(words("C"), note()),
  ];
  expect(labels(content, new Set(["victim"]))).toEqual([
    "section 1 in 1/",
    "paragraph 1 in 1/1",
    "- in /",
    "- in /",
    "- in /",
    "section 2 in 2/",
    "paragraph 2 in 2/2",
  ]);
  expect([...numbersOf({ type: "doc", content }, new Set(["victim"])).values()].at(-1)).toMatchObject({
    kind: "note",
    label: "1",
  });
  // In the kinds whose files number no paragraphs they are passed over.
  const kinds = [...numbersOf({ type: "doc", content }, undefined, false).values()].map(({ kind }) => kind);
  expect(kinds).toEqual(["section", "section", "section", "note", "section", "note"]);
});

test("a change counts only what has changed, and a document of 1,500 blocks is numbered in a moment", () => {
  let looked = 0;
  const reading = {
    ...PLAIN,
    content(of: OutputNode) {
      looked++;
      return PLAIN.content(of);
    },
  };
  const content = Array.from({ length: 1500 }, (_, i) =>
    i % 50 === 0 ? heading(1, `S${i}`) : paragraph(words("A"), note()),
  );
  const numbering = new Numbering(reading);
  const before = numbering.of(content);
  looked = 0;
  const after = numbering.of(content.with(7, paragraph(words("Other"), note(), note())));
  expect(looked).toBeLessThan(20);
  expect([before.at(-1)?.own?.label, after.at(-1)?.own?.label]).toEqual(["1470", "1470"]);
  expect([before, after].map((all) => all.at(-1)?.numbers.at(-1)?.label)).toEqual(["1470", "1471"]);
});
