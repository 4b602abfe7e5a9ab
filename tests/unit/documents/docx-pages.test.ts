import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { drawKey, drawRow } from "../../../schema/figures/drawing.ts";
import { outputDocx } from "../../../server/export/document/docx/output-docx.ts";
import { outputHtml } from "../../../server/export/document/html/output-html.ts";
import { paragraphOf } from "../../../server/export/document/manuscript/blocks.ts";
import { run } from "../../../server/export/document/manuscript/words-of-nodes.ts";
import { balancedWidth } from "../../../server/export/document/typography/front-matter.ts";
import { factWidths, gridOf } from "../../../server/export/document/typography/table-grid.ts";
import type { Block, Cell, Inline } from "../../../server/export/document/manuscript/manuscript.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import { inlinesOf, textOf } from "../../../server/export/document/typography/lengths.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { anOutput, COVER, node, words } from "../../helpers/network/an-output.ts";
import { aPaper } from "../../helpers/network/a-paper.ts";
import { named, readXml, textOfXml, type XmlElement } from "../../helpers/files/read-xml.ts";

let part: (name: string) => XmlElement;
/** Paragraphs and tables of the text, in their order. */
let children: XmlElement[] = [];

beforeAll(async () => {
  const parts = unzipSync(await outputDocx([aPaper("position-paper", "en")]));
  part = (name) => readXml(strFromU8(parts[name] ?? new Uint8Array()));
  children = (named(part("word/document.xml"), "w:body")[0]?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== "string",
  );
});

const wordsOf = (element: XmlElement | undefined): string =>
  element ? named(element, "w:t").map(textOfXml).join("") : "";
const at = (text: string): number => children.findLastIndex((each) => wordsOf(each) === text);
const has = (element: XmlElement | undefined, name: string): boolean =>
  element !== undefined && named(element, name).length > 0;
const styleOf = (element: XmlElement | undefined): string | undefined =>
  element && named(element, "w:pStyle")[0]?.attributes["w:val"];

it("leaves the room of a table of facts to the sentences in it", () => {
  const rows = [
    ["Person", "Role", "What is known"],
    ["[Defendant 1]", "defendant", "Offences charged: Trafficking in human beings. ".repeat(4)],
  ];
  const [person = 0, role = 0, said = 0] = factWidths(rows, 7597);
  expect(person + role).toBeLessThan(7597 / 3);
  expect(person + role + said).toBe(7597);
});

it("does not break a word behind the key of a chart", () => {
  const key = { kind: "drawing", drawing: drawKey(1), isKey: true } as const;
  const cell = (text: string, isKeyed = false): Cell => ({
    isHeader: true,
    colspan: 1,
    rowspan: 1,
    blocks: [isKeyed ? paragraphOf(key, run(text)) : paragraphOf(run(text))],
  });
  const long = "Износ на конфискуваната корист од делото";
  const [plain, keyed] = [false, true].map(
    (isKeyed) => gridOf([[cell("Пресуда"), cell(long), cell("Досуден износ", isKeyed)]]).widths.at(-1) ?? 0,
  );
  expect(keyed).toBeGreaterThan((plain ?? 0) + 300);
});

it("gives names and numbers beside what is drawn what they need, and the rest to that", () => {
  const cell = (text: string, isDrawn = false): Cell => ({
    isHeader: false,
    colspan: 1,
    rowspan: 1,
    blocks: [paragraphOf(isDrawn ? { kind: "drawing", drawing: drawRow("bars", [1], { from: 0, to: 2 }) } : run(text))],
  });
  const rows = [
    [cell("Verdict"), cell(""), cell("Time from indictment to first-instance verdict")],
    [cell("RS-1"), cell("", true), cell("12 months")],
  ];
  const [name = 0, drawn = 0, number = 0] = gridOf(rows).widths;
  expect(name).toBeLessThan(1100);
  expect(drawn).toBeGreaterThan(4000);
  expect(name + drawn + number).toBe(7597);
});

it("does not break the first word behind a key beside what is drawn", () => {
  const cell = (...content: Inline[]): Cell => ({
    isHeader: true,
    colspan: 1,
    rowspan: 1,
    blocks: [paragraphOf(...content)],
  });
  const key = { kind: "drawing", drawing: drawKey(0), isKey: true } as const;
  const bar = { kind: "drawing", drawing: drawRow("bars", [1], { from: 0, to: 2 }) } as const;
  const rows = [
    [cell(run("Verdict")), cell(), cell(key, run("Amount of proceeds confiscated")), cell(key, run("Amount awarded"))],
    [cell(run("MK-1")), cell(bar), cell(run("612,000 MKD")), cell(run("–"))],
  ];
  // The key, the word and what stands around them.
  const [, , taken = 0, awarded = 0] = gridOf(rows).widths;
  expect(Math.min(taken, awarded)).toBeGreaterThan(1500);
});

it("sets the heads of two columns of numbers in two lines, and no broader than that", () => {
  const cell = (...content: Inline[]): Cell => ({
    isHeader: true,
    colspan: 1,
    rowspan: 1,
    blocks: [paragraphOf(...content)],
  });
  const [first, second] = [0, 1].map((i) => ({ kind: "drawing", drawing: drawKey(i), isKey: true }) as const);
  const bar = { kind: "drawing", drawing: drawRow("bars", [1], { from: 0, to: 2 }) } as const;
  const heads = ["Amount of proceeds confiscated", "Amount awarded"].map((text) => run(text));
  const rows = [
    [
      cell(run("Verdict")),
      cell(),
      ...heads.map((head, i) => cell(...[first, second].slice(i, i + 1).flatMap((key) => key ?? []), head)),
    ],
    [cell(run("MK-1")), cell(bar), cell(run("612,000 MKD")), cell(run("–"))],
  ];
  const [, drawn = 0, taken = 0, awarded = 0] = gridOf(rows).widths;
  // "proceeds confiscated" in one line.
  expect(taken).toBeGreaterThan(1850);
  expect(awarded).toBeLessThan(taken);
  expect(drawn).toBeGreaterThan(7597 * 0.4);
});

it("leaves the name of a verdict the room of its longest word", () => {
  const cell = (text: string): Cell => ({ isHeader: false, colspan: 1, rowspan: 1, blocks: [paragraphOf(run(text))] });
  const rows = [
    ["Verdict", "Place", "Read as"],
    ["RS-1", "para. 12, operative part", "B3 Abuse of a position of vulnerability"],
  ].map((row) => row.map(cell));
  expect(gridOf(rows).widths[0]).toBe(7 * 125 + 180);
});

it("sets the title of a cover in lines of about one length", () => {
  // At 43 points in 380: as many lines as without, of which none is a word alone.
  expect(balancedWidth("One claim, two trials", 8.8)).toBeLessThan(6.5);
  expect(balancedWidth("One claim, two trials", 8.8)).toBeGreaterThan(4.5);
  expect(balancedWidth("Two outcomes", 8.8)).toBe(8.8);
});

it("has what a chart shows above it, and a key that tells its two bars apart, in all three files", async () => {
  const [caption, other] = ["Victims were awarded a fifth", "of what was taken"].map((text) =>
    node("entry", { cell: "caption" }, words(text)),
  );
  const { document, parts } = anOutput();
  const content = document.content.map((each) =>
    each.type === "chart" ? { ...each, content: [caption, other] as OutputNode[] } : each,
  );
  const of = parts.map((each) => (each.kind === "chart" ? { ...each, total: ["148,300 EUR", ""] } : each));
  const paper = {
    document: { ...document, content },
    parts: of,
    title: "One",
    facts: COVER,
    withoutCaseNumbers: false,
  };
  const manuscript = toManuscript({ ...paper, language: "en" });
  const said = "Victims were awarded a fifth / of what was taken";
  const table = manuscript.blocks.find((each) => each.kind === "table" && each.caption === said);
  const rows = table?.kind === "table" ? table.rows.map((row) => row.map(({ blocks }) => textOf(blocks).trim())) : [];
  expect(rows[0]).toEqual(["Verdict", "", "Confiscated", "Awarded"]);
  expect(rows.at(-1)).toEqual(["Together", "", "148,300 EUR", ""]);
  const drawn = [...inlinesOf([table as Block])].flatMap((each) =>
    each.kind === "drawing" ? [each.isKey ?? false] : [],
  );
  expect(drawn).toEqual([true, true, false]);
  const word = strFromU8(unzipSync(await outputDocx([manuscript]))["word/document.xml"] ?? new Uint8Array());
  const html = new TextDecoder().decode(outputHtml([manuscript]));
  expect([word, html].map((file) => file.replaceAll("\u00a0", " ").includes(said))).toEqual([true, true]);
  expect(html.match(/class="key"/g)).toHaveLength(2);
});

it("says what a chart does not show below its table, in all files", async () => {
  const { document, parts } = anOutput();
  const of = parts.map((each) =>
    each.kind === "chart"
      ? {
          ...each,
          isCount: true,
          heads: ["Decision"],
          rows: [{ source: null, unit: null, label: "not in the verdict", values: [1, 3], words: ["1 of 3 victims"] }],
          beside: "bars show EUR alone",
          uncounted: 1,
        }
      : each,
  );
  const paper = { document, parts: of, title: "One", facts: COVER, withoutCaseNumbers: false };
  const manuscript = toManuscript({ ...paper, language: "en" });
  const said = "Bars show EUR alone. Verdicts that are not counted, since their answers are not shown yet: 1.";
  const table = manuscript.blocks.find((each) => each.kind === "table" && each.remark === said);
  const rows = table?.kind === "table" ? table.rows.map((row) => row.map(({ blocks }) => textOf(blocks).trim())) : [];
  expect(rows).toEqual([
    ["", "", "Decision"],
    ["Not in the verdict", "", "1 of 3 victims"],
  ]);
  const word = strFromU8(unzipSync(await outputDocx([manuscript]))["word/document.xml"] ?? new Uint8Array());
  const html = new TextDecoder().decode(outputHtml([manuscript]));
  const files = [word, html].map((file) => file.replaceAll("\u00a0", " "));
  expect(files.map((file) => file.split(said).length)).toEqual([2, 2]);
});

it("has the whole letter before an item of a Cyrillic list: of a bullet LibreOffice shows the first sign alone", async () => {
  const paper = { ...anOutput(), title: "Еден", facts: COVER, withoutCaseNumbers: false };
  const parts = unzipSync(await outputDocx([toManuscript({ ...paper, language: "mk" })]));
  const levels = named(readXml(strFromU8(parts["word/numbering.xml"] ?? new Uint8Array())), "w:lvl");
  const formats = levels.flatMap((level) => {
    const [text, format] = ["w:lvlText", "w:numFmt"].map((name) => named(level, name)[0]?.attributes["w:val"]);
    return text === "в)" ? [format] : [];
  });
  expect(new Set(formats)).toEqual(new Set(["none"]));
  // Of bullets a sign of the text's own font, no larger than its letters.
  const bullets = levels.filter((level) => named(level, "w:lvlText")[0]?.attributes["w:val"] === "\u2022");
  const used = new Set(named(readXml(strFromU8(parts["word/document.xml"] ?? new Uint8Array())), "w:numId"));
  expect([bullets.length > 0, used.size > 0]).toEqual([true, true]);
});

describe("the pages of a paper in Word", () => {
  it("have a hair's breadth behind a table: a line of its own would fall over on to an empty page", () => {
    const tables = children.flatMap(({ name }, i) => (name === "w:tbl" ? [i] : []));
    const behind = tables.map((i) => children[i + 1]).filter((next) => next && wordsOf(next) === "");
    expect(behind.length).toBeGreaterThan(5);
    const lines = behind.map((next) => next && named(next, "w:spacing")[0]?.attributes);
    expect(lines).toEqual(behind.map(() => expect.objectContaining({ "w:line": "20", "w:lineRule": "exact" })));
  });

  it("keep the last lines of contents together", () => {
    const lines = children.filter((each) => styleOf(each)?.startsWith("TOC"));
    expect(lines.slice(-4).map((each) => has(each, "w:keepNext"))).toEqual([false, true, true, false]);
  });

  it("have the title of a cover as large as in PDF, and no line above the head of a table", () => {
    const [cover] = children;
    const titled = cover && named(cover, "w:p").find((each) => styleOf(each) === "Title");
    expect(titled && named(titled, "w:sz")[0]?.attributes["w:val"]).toBe("86");
    // One line has all the room there is.
    expect(titled && Number(named(titled, "w:ind")[0]?.attributes["w:right"])).toBe(0);
    const tables = children.filter((each) => each.name === "w:tbl" && has(each, "w:tblHeader"));
    expect(tables.length).toBeGreaterThan(2);
    const above = tables.map((each) => named(each, "w:tblBorders").map((lines) => named(lines, "w:top")));
    expect(above.flat(2).map(({ attributes }) => attributes["w:val"])).toEqual(tables.map(() => "none"));
  });

  it("name in bold what each row of annex B is of", () => {
    const table = children[at("Every quotation of this document, with its place in the verdict.") + 2];
    const [, ...rows] = table ? named(table, "w:tr") : [];
    expect(rows.length).toBeGreaterThan(0);
    const bold = rows.map((row) => named(row, "w:tc").map((cell) => has(cell, "w:b")));
    expect(bold).toEqual(rows.map(() => [true, false, false, false]));
  });

  it("have numbers at the right edge of their column", () => {
    const table = children[at("Every quotation of this document, with its place in the verdict.") + 2];
    const rows = table ? named(table, "w:tr") : [];
    const places = rows.map((row) => named(row, "w:tc").map((cell) => named(cell, "w:jc")[0]?.attributes["w:val"]));
    expect(places).toEqual(rows.map(() => [undefined, undefined, undefined, "right"]));
  });

  it("have the numbers of pages in contents in the font that they have in PDF, and what is named there in the text's", () => {
    const style = named(part("word/styles.xml"), "w:style").find((each) => each.attributes["w:styleId"] === "TOC1");
    expect(style && [named(style, "w:rFonts")[0]?.attributes["w:ascii"], has(style, "w:b")]).toEqual(["Arial", true]);
    const entry = children.find((each) => styleOf(each) === "TOC1");
    const link = entry && named(entry, "w:hyperlink")[0];
    expect(link && named(link, "w:rFonts")[0]?.attributes["w:ascii"]).toBe("Times New Roman");
  });

  it("keep annex B with its table", () => {
    const said = at("Every quotation of this document, with its place in the verdict.");
    // Between them there is room, and nothing to read.
    expect([said, said + 1].map((i) => has(children[i], "w:keepNext"))).toEqual([true, true]);
    expect(wordsOf(children[said + 1])).toBe("");
    expect(children[said + 2]?.name).toBe("w:tbl");
  });

  it("hold a heading to the first lines under it, and not these to a quote below, of which LibreOffice keeps neither", async () => {
    const said = (text: string): Block => ({ ...paragraphOf(run(text)), role: "introduces" }) as Block;
    const of = { level: 1, number: "1", range: "", startsPage: false };
    const quote: Block = { kind: "evidence", content: [run("Quoted.")], lang: "en", verdict: "", remark: "" };
    const heading: Block = { kind: "heading", ...of, content: [run("Facts")] };
    const paper = aPaper("summary", "en");
    const parts = unzipSync(
      await outputDocx([{ ...paper, blocks: [heading, said("Under it."), quote, said("Further down."), quote] }]),
    );
    const lines = named(readXml(strFromU8(parts["word/document.xml"] ?? new Uint8Array())), "w:p");
    const held = ["Under it.", "Further down."].map((text) =>
      has(
        lines.find((line) => wordsOf(line) === text),
        "w:keepNext",
      ),
    );
    expect(held).toEqual([false, true]);
  });

  it("keep a quote whole without counting its single lines: LibreOffice parts one of which these are counted", () => {
    const quotes = children.filter((each) => styleOf(each) === "CoramQuote");
    expect(quotes.length).toBeGreaterThan(2);
    for (const quote of quotes) {
      expect(has(quote, "w:keepLines")).toBe(true);
      expect(named(quote, "w:widowControl").map(({ attributes }) => attributes["w:val"])).toEqual(["false"]);
    }
  });

  it("have the imprint at the foot of the contents, and names of organisations beside their marks", () => {
    const imprint = children.find((each) => each.name === "w:tbl" && wordsOf(each).startsWith("Published by"));
    const place = imprint && named(imprint, "w:tblpPr")[0]?.attributes;
    expect(place).toMatchObject({ "w:vertAnchor": "margin", "w:tblpYSpec": "bottom" });
    const [cover] = children;
    const marks = cover && named(cover, "w:tbl")[1];
    const cells = marks ? named(marks, "w:tc") : [];
    expect(cells.map((cell) => [has(cell, "w:drawing"), wordsOf(cell)])).toEqual([
      [true, ""],
      [false, "Zzz zzz"],
    ]);
  });

  it("have the imprint of a paper without a cover behind the text, on the page of what stands before it, clear of the notes", async () => {
    const parts = unzipSync(await outputDocx([aPaper("case-study", "en")]));
    const [body] = named(readXml(strFromU8(parts["word/document.xml"] ?? new Uint8Array())), "w:body");
    const all = (body?.children ?? []).filter((child): child is XmlElement => typeof child !== "string");
    const imprint = all.findLastIndex((each) => each.name === "w:tbl");
    expect(wordsOf(all[imprint])).toMatch(/^Published by/);
    // One that floats is printed over the notes.
    expect(has(all[imprint], "w:tblpPr")).toBe(false);
    const before = all.slice(imprint - 2, imprint);
    expect(before.map((each) => has(each, "w:keepNext"))).toEqual([true, true]);
  });

  it("have the number of a note left of the text", () => {
    const style = named(part("word/styles.xml"), "w:style").find(
      (each) => each.attributes["w:styleId"] === "FootnoteText",
    );
    expect(style && named(style, "w:ind")[0]?.attributes).toMatchObject({ "w:left": "0", "w:hanging": "340" });
    const notes = named(part("word/footnotes.xml"), "w:footnote").filter((each) => wordsOf(each) !== "");
    // LibreOffice leaves out the first.
    expect(notes.map((each) => named(each, "w:tab").length)).toEqual(notes.map(() => 2));
    const hidden = notes.map((each) => named(each, "w:r").filter((run) => has(run, "w:vanish")));
    expect(hidden.map((runs) => runs.map((run) => has(run, "w:tab")))).toEqual(notes.map(() => [true]));
  });

  it("have a table reach over the axis where its words ask for more room than the text has, and ink under heads alone", () => {
    const agreement = children.find((each) => each.name === "w:tbl" && wordsOf(each).startsWith("Figure"));
    // Five columns of short words.
    expect(has(agreement, "w:tblInd")).toBe(false);
    const head = { isHeader: true, colspan: 1, rowspan: 1 };
    const cell = (text: string): Cell => ({ ...head, blocks: [paragraphOf(run(text))] });
    const long = Array.from({ length: 5 }, () => cell("Compensationclaims"));
    expect([gridOf([long]).isWide, gridOf([long.slice(1)]).isWide]).toEqual([true, false]);
    const high = Array.from({ length: 5 }, () => cell("one two three four five six seven eight"));
    expect(gridOf([high]).isWide).toBe(true);
    const [, ...body] = agreement ? named(agreement, "w:tr") : [];
    expect(body.map((row) => has(row, "w:tcBorders"))).toEqual(body.map(() => false));
  });

  it("have what a recommendation is called beside it, and a summary's first sentences in larger letters", () => {
    const recommendation = children.find((each) => wordsOf(each).startsWith("Recommendation\u00a01"));
    expect(recommendation && named(recommendation, "w:ind")[0]?.attributes).toMatchObject({
      "w:left": "0",
      "w:hanging": "2381",
    });
    expect(wordsOf(recommendation)).toBe("Recommendation\u00a01Zzz zzz.");
    expect(styleOf(children[at("Summary") + 1])).toBe("CoramLead");
  });

  it("say at their top which section they are in, by the style of its words", () => {
    const heads = [1, 2, 3, 4].map((i) => part(`word/header${i}.xml`));
    const fields = heads.flatMap((head) => named(head, "w:fldSimple").map(({ attributes }) => attributes["w:instr"]));
    expect(fields).toEqual(['STYLEREF "Coram section"']);
    const style = named(part("word/styles.xml"), "w:style").find(
      ({ attributes }) => attributes["w:styleId"] === "CoramSection",
    );
    expect(style && named(style, "w:name")[0]?.attributes["w:val"]).toBe("Coram section");
    const heading = children[at("1Who we are and why we write")];
    expect(heading && named(heading, "w:rStyle").map(({ attributes }) => attributes["w:val"])).toEqual([
      "CoramSection",
    ]);
  });
});
