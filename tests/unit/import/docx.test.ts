import {
  AlignmentType,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  type ILevelsOptions,
} from "docx";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import type { Block } from "../../../schema/text/revision.ts";
import { recogniseFile } from "../../../server/import/recognise/recognise.ts";

type Child = Paragraph | Table;
type Options = Omit<ConstructorParameters<typeof Document>[0], "sections">;

async function read(children: Child[], options: Options = {}): Promise<Recognised> {
  const document = new Document({
    ...options,
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph("Zaglavlje suda")] }) },
        footers: { default: new Footer({ children: [new Paragraph("Podnožje strane")] }) },
        children,
      },
    ],
  });
  return recogniseFile(await Packer.toBuffer(document), "a.docx");
}

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/** A package around a body written by hand, for what the docx package can not write. */
function raw(body: string, parts: Record<string, string> = {}): Promise<Recognised> {
  const part = (root: string, inner: string): Uint8Array => strToU8(`<w:${root} xmlns:w="${W}">${inner}</w:${root}>`);
  const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
  const extra = Object.fromEntries(
    Object.entries(parts).map(([root, inner]) => [`word/${root}.xml`, part(root, inner)]),
  );
  return recogniseFile(
    zipSync({
      "_rels/.rels": strToU8(relations),
      "word/document.xml": part("document", `<w:body>${body}</w:body>`),
      ...extra,
    }),
    "a.docx",
  );
}
const p = (text: string, properties = ""): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const numbered = (text: string, list: number, level = 0): string =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

const content = (got: Recognised): Block[] => got.blocks.filter((block) => block.kind !== "page");
const printed = (got: Recognised): string[] =>
  content(got).map((block) => `${block.printed ?? ""}|${got.text.slice(block.start, block.end)}`);

describe("tracked changes and remarks", () => {
  test("inserted text is kept, deleted text and comments are left out, and the person is told", async () => {
    const change = { id: 1, author: "A", date: "2026-01-01T00:00:00Z" };
    const got = await read(
      [
        new Paragraph({
          children: [
            new TextRun("Okrivljeni "),
            new DeletedTextRun({ ...change, text: "nije kriv" }),
            new InsertedTextRun({ ...change, id: 2, text: "je kriv" }),
            new CommentRangeStart(0),
            new TextRun(" za delo."),
            new CommentRangeEnd(0),
            new TextRun({ children: [new CommentReference(0)] }),
          ],
        }),
      ],
      { comments: { children: [{ id: 0, author: "B", children: [new Paragraph("Proveriti sa tužiocem")] }] } },
    );
    expect(got.text).toBe("Okrivljeni je kriv za delo.");
    expect(got.warnings).toContainEqual({ code: "tracked-changes", params: { inserted: 1, deleted: 1 } });
    expect(got.warnings).toContainEqual({ code: "comments-left-out", params: { count: 1 } });
  });

  test("a paragraph whose mark was deleted goes on in the next one; moved text stands only where it went", async () => {
    const got = await raw(
      `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>Prvi deo, </w:t></w:r></w:p>${p("drugi deo.")}` +
        `<w:p><w:moveFrom w:id="2"><w:r><w:t>Seoba.</w:t></w:r></w:moveFrom><w:r><w:t>Ostalo.</w:t></w:r></w:p>` +
        `<w:p><w:moveTo w:id="3"><w:r><w:t>Seoba.</w:t></w:r></w:moveTo></w:p>`,
    );
    expect(got.text).toBe("Prvi deo, drugi deo.\nOstalo.\nSeoba.");
  });

  test("a deleted row of a table is gone", async () => {
    const row = (text: string, deleted: boolean): string =>
      `<w:tr>${deleted ? '<w:trPr><w:del w:id="1"/></w:trPr>' : ""}<w:tc>${p(text)}</w:tc></w:tr>`;
    expect((await raw(`<w:tbl>${row("Ostaje", false)}${row("Brisano", true)}</w:tbl>`)).text).toBe("Ostaje");
  });

  test("hidden text, headers, footers and field codes are no text", async () => {
    const got = await raw(
      `<w:p><w:r><w:t>Vidljivo</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> skriveno</w:t></w:r>` +
        `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> i ovo</w:t></w:r>` +
        `<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p>${p("Stil", '<w:pStyle w:val="H"/>')}`,
      { styles: `<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>` },
    );
    expect(got.text).toBe("Vidljivo i ovo.");
    expect(got.warnings.map(({ code }) => code)).toContain("hidden-text-left-out");
    expect((await read([new Paragraph("Telo.")])).text).toBe("Telo.");
  });

  test("a text box is read once, not once more for old programs", async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const got = await raw(
      `<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>${box("Pečat suda")}</w:drawing></mc:Choice>` +
        `<mc:Fallback><w:pict>${box("Pečat suda")}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Tekst.</w:t></w:r></w:p>`,
    );
    expect(got.text.match(/Pečat suda/g)).toHaveLength(1);
    expect(got.text).toContain("Tekst.");
  });
});

describe("automatic numbers are printed numbers and no text", () => {
  const level = (at: number, format: ILevelsOptions["format"], text: string, start = 1): ILevelsOptions => ({
    level: at,
    format,
    text,
    start,
    alignment: AlignmentType.LEFT,
  });

  test("decimal, roman and letters in patterns of several levels, counted as Word counts them", async () => {
    const at = (text: string, depth: number): Paragraph =>
      new Paragraph({ text, numbering: { reference: "a", level: depth } });
    const got = await read(
      [
        at("Uvod", 0),
        at("Prvo", 1),
        at("Slovo", 2),
        at("Slovo", 2),
        at("Drugo", 1),
        at("Slovo", 2),
        at("Dalje", 0),
        at("Prvo", 1),
      ],
      {
        numbering: {
          config: [
            {
              reference: "a",
              levels: [
                level(0, LevelFormat.UPPER_ROMAN, "%1."),
                level(1, LevelFormat.DECIMAL, "%1.%2."),
                level(2, LevelFormat.LOWER_LETTER, "(%3)"),
              ],
            },
          ],
        },
      },
    );
    expect(printed(got)).toEqual([
      "I|Uvod",
      "I.1|Prvo",
      "a|Slovo",
      "b|Slovo",
      "I.2|Drugo",
      "a|Slovo",
      "II|Dalje",
      "II.1|Prvo",
    ]);
    expect(content(got).map(({ kind, level: depth }) => [kind, depth])).toContainEqual(["list-item", 3]);
  });

  const definition = (id: number, levels: string): string =>
    `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
  const decimal = (at: number, text: string, more = ""): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
  const list = (id: number, of: number, more = ""): string =>
    `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;

  test("two lists of one definition go on counting; one with a start of its own begins there", async () => {
    const numbering =
      definition(0, decimal(0, "%1.")) +
      list(1, 0) +
      list(2, 0) +
      list(3, 0, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="41"/></w:lvlOverride>`);
    const got = await raw(
      numbered("a", 1) + numbered("b", 1) + p("između") + numbered("c", 2) + numbered("d", 3) + numbered("e", 3),
      { numbering },
    );
    expect(printed(got)).toEqual(["1|a", "2|b", "|između", "3|c", "41|d", "42|e"]);
  });

  test("a level that never begins anew counts through, and legal numbering writes roman levels in digits", async () => {
    const roman = `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>`;
    const numbering =
      definition(0, roman + decimal(1, "%2", `<w:lvlRestart w:val="0"/>`) + decimal(2, "%1.%2.%3", `<w:isLgl/>`)) +
      list(1, 0);
    const got = await raw([0, 1, 1, 0, 1, 2].map((depth) => numbered("x", 1, depth)).join(""), { numbering });
    expect(printed(got)).toEqual(["I|x", "1|x", "2|x", "II|x", "3|x", "2.3.1|x"]);
  });

  test("numbers that a paragraph style brings, and one paragraph taken out of its list", async () => {
    const got = await raw(
      p("Prvi", '<w:pStyle w:val="S"/>') +
        p("Bez", '<w:pStyle w:val="S"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
        p("Drugi", '<w:pStyle w:val="T"/>'),
      {
        numbering: definition(0, decimal(0, "%1)")) + list(7, 0),
        styles:
          `<w:style w:type="paragraph" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>` +
          `<w:style w:type="paragraph" w:styleId="T"><w:basedOn w:val="S"/></w:style>`,
      },
    );
    expect(printed(got)).toEqual(["1|Prvi", "|Bez", "2|Drugi"]);
  });

  test("bullets print nothing, and a number that the court typed stays in the text as well", async () => {
    const got = await read([
      new Paragraph({ text: "stavka", bullet: { level: 0 } }),
      new Paragraph("41. Sud je ocenio dokaze."),
      new Paragraph("12. marta 2020. godine je došao."),
    ]);
    expect(printed(got)).toEqual(["|stavka", "41|41. Sud je ocenio dokaze.", "|12. marta 2020. godine je došao."]);
    expect(content(got)[0]).toMatchObject({ kind: "list-item", level: 1 });
  });
});

describe("the shape of a document", () => {
  test("headings come from styles and outline levels", async () => {
    const got = await read([
      new Paragraph({ text: "Glava", heading: HeadingLevel.HEADING_1 }),
      new Paragraph({ text: "Odeljak", heading: HeadingLevel.HEADING_3 }),
      new Paragraph({ text: "Po nivou", outlineLevel: 1 }),
      new Paragraph("Obična rečenica."),
    ]);
    expect(content(got).map(({ kind, level }) => [kind, level])).toEqual([
      ["heading", 1],
      ["heading", 3],
      ["heading", 2],
      ["paragraph", null],
    ]);
  });

  test("tables give each cell its place, spans and nested tables included", async () => {
    const cell = (children: Child[], columnSpan = 1): TableCell => new TableCell({ children, columnSpan });
    const inner = new Table({ rows: [new TableRow({ children: [cell([new Paragraph("unutra")])] })] });
    const got = await read([
      new Table({
        rows: [
          new TableRow({ children: [cell([new Paragraph("preko dve")], 2), cell([new Paragraph("treća")])] }),
          new TableRow({
            children: [cell([new Paragraph("a")]), cell([inner, new Paragraph("")]), cell([new Paragraph("c")])],
          }),
        ],
      }),
      new Paragraph("Posle."),
    ]);
    expect(content(got).map((block) => [got.text.slice(block.start, block.end), block.cell])).toEqual([
      ["preko dve", { table: 0, row: 0, column: 0 }],
      ["treća", { table: 0, row: 0, column: 2 }],
      ["a", { table: 0, row: 1, column: 0 }],
      ["unutra", { table: 1, row: 0, column: 0 }],
      ["c", { table: 0, row: 1, column: 2 }],
      ["Posle.", null],
    ]);
  });

  test("a footnote stands after the paragraph that refers to it, and never inside a sentence", async () => {
    const got = await read(
      [
        new Paragraph({
          children: [new TextRun("Sud se poziva na praksu"), new FootnoteReferenceRun(1), new TextRun(" i zakon.")],
        }),
        new Paragraph("Dalje."),
      ],
      { footnotes: { 1: { children: [new Paragraph("S. M. protiv Hrvatske.")] } } },
    );
    expect(got.text).toBe("Sud se poziva na praksu i zakon.\n[1] S. M. protiv Hrvatske.\nDalje.");
    expect(got.warnings).toContainEqual({ code: "footnotes-inlined", params: { count: 1 } });
  });

  test("line breaks begin a block, tabs and hard hyphens stay, soft hyphens and special spaces do not hide a name", async () => {
    const got = await raw(
      `<w:p><w:r><w:t>VIŠI SUD</w:t><w:br/><w:t>K. 1/20</w:t><w:tab/><w:t>Petrović</w:t><w:noBreakHyphen/><w:t>Dinić</w:t></w:r></w:p>` +
        p("Goran\u00a0Luko\u00advac i\u2009drugi"),
    );
    expect(got.text).toBe("VIŠI SUD\nK. 1/20\tPetrović-Dinić\nGoran Lukovac i drugi");
  });

  test("text comes out in NFC without control characters, whatever the file holds", async () => {
    const got = await raw(p("Milos\u030c Z\u030civkovic\u0301 \ufeffi\u0085kraj"));
    expect(got.text).toBe("Miloš Živković i kraj");
  });
});

describe("pages", () => {
  test("are where Word last broke them, a break inside a paragraph included and a forced one counted once", async () => {
    const got = await raw(
      `<w:p><w:r><w:t>Prva strana </w:t><w:lastRenderedPageBreak/><w:t>druga strana.</w:t></w:r></w:p>` +
        `<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>Treća.</w:t></w:r></w:p>`,
    );
    expect(got.pages).toBe(3);
    const marks = got.blocks
      .filter((block) => block.kind === "page")
      .map((mark) => [mark.page, got.text.slice(mark.start, mark.start + 5)]);
    expect(marks).toEqual([
      [1, "Prva "],
      [2, "druga"],
      [3, "Treća"],
    ]);
    expect(content(got).map((block) => block.page)).toEqual([1, 3]);
  });

  test("are called uncertain where only forced breaks are known, and are not invented where none is", async () => {
    const forced = await read([
      new Paragraph({ children: [new TextRun("Jedan."), new PageBreak(), new TextRun("Dva.")] }),
    ]);
    expect(forced.pages).toBe(2);
    expect(forced.warnings.map(({ code }) => code)).toContain("pages-uncertain");
    const none = await read([new Paragraph("Jedan.")]);
    expect(none.pages).toBeNull();
    expect(none.blocks.map(({ kind, page }) => [kind, page])).toEqual([["paragraph", null]]);
  });
});

test("a document whose only words stand in its footnotes is read", async () => {
  const got = await read([new Paragraph({ children: [new FootnoteReferenceRun(1), new FootnoteReferenceRun(2)] })], {
    footnotes: {
      1: { children: [new Paragraph("Sud je utvrdio da je okrivljeni kriv.")] },
      2: { children: [new Paragraph("Kazna je pet godina.")] },
    },
  });
  expect(got.text).toBe("[1] Sud je utvrdio da je okrivljeni kriv.\n[2] Kazna je pet godina.");
});

describe("a number that the program made of the beginning of a line of prose", () => {
  const level = { level: 0, format: LevelFormat.DECIMAL, text: "%1.", alignment: AlignmentType.LEFT };
  const numbered = (start: number, text: string): Paragraph =>
    new Paragraph({ text, numbering: { reference: `from-${start}`, level: 0 } });
  const readWith = (start: number, children: Child[]): Promise<Recognised> =>
    read(children, { numbering: { config: [{ reference: `from-${start}`, levels: [{ ...level, start }] }] } });

  test.each([
    [4, "oktobar 2015. godine je dan kada je oštećena odvedena."],
    [12, "aprila 2016. godine okrivljeni je uhapšen."],
    [1, "maj je praznik rada."],
    [31, "децембар 2020. године"],
    [3, "септември 2019 година"],
    [24, "shtator 2024 është data e vendimit."],
    [5, "novembra iste godine napustila je stan."],
    [15, "12. 2019. godine presuda je objavljena."],
  ])("stays in the text: %i. %s", async (start, text) => {
    const got = await readWith(start, [new Paragraph("Pre toga."), numbered(start, text)]);
    expect(got.text).toBe(`Pre toga.\n${start}. ${text}`);
    expect(got.blocks.at(-1)).toMatchObject({ kind: "paragraph", printed: null });
  });

  test("stays where the sentence goes on over it, and is a list's elsewhere", async () => {
    const going = await readWith(388, [new Paragraph("Kriv je zbog dela iz člana"), numbered(388, "stav 1 zakonika.")]);
    expect(going.text).toBe("Kriv je zbog dela iz člana\n388. stav 1 zakonika.");
    const named = await readWith(246, [new Paragraph("Osuđuje se po čl."), numbered(246, "Krivičnog zakonika.")]);
    expect(named.text).toBe("Osuđuje se po čl.\n246. Krivičnog zakonika.");
    const list = await readWith(1, [
      new Paragraph("Sud nalazi:"),
      numbered(1, "majka oštećene je saslušana;"),
      numbered(1, "otac nije;"),
    ]);
    expect(list.blocks.filter(({ kind }) => kind === "list-item").map(({ printed }) => printed)).toEqual(["1", "2"]);
  });

  test("stays where it is the first of two initials", async () => {
    const letters = { ...level, format: LevelFormat.UPPER_LETTER };
    const got = await read([new Paragraph({ text: "M. iz Niša je kriv.", numbering: { reference: "l", level: 0 } })], {
      numbering: { config: [{ reference: "l", levels: [letters] }] },
    });
    expect(got.text).toBe("A. M. iz Niša je kriv.");
  });
});
