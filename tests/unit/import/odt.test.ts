import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { recogniseFile } from "../../../server/import/recognise/recognise.ts";

const SPACES = ["office", "text", "table", "draw", "style", "fo", "svg", "form"]
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(" ");

async function read(body: string, automatic = "", common = ""): Promise<Recognised> {
  const styles = `<office:document-styles ${SPACES}><office:styles>${common}</office:styles></office:document-styles>`;
  const content = `<office:document-content ${SPACES}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  const parts = {
    mimetype: strToU8("application/vnd.oasis.opendocument.text"),
    "content.xml": strToU8(content),
    "styles.xml": strToU8(styles),
  };
  return recogniseFile(zipSync(parts), "a.odt");
}

const p = (text: string, style = ""): string => `<text:p text:style-name="${style}">${text}</text:p>`;
const lines = ({ text }: Recognised): string[] => text.split("\n");
const content = ({ blocks }: Recognised) => blocks.filter((block) => block.kind !== "page");

describe("what is no text in force is left out and told", () => {
  test("deletions, comments, hidden text and sections, descriptions of pictures, forms", async () => {
    const hidden = `<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>`;
    const got = await read(
      `<text:tracked-changes><text:changed-region><text:deletion>${p("staro")}</text:deletion></text:changed-region>` +
        `<text:changed-region><text:insertion/></text:changed-region></text:tracked-changes><office:forms><form:form>${p("obrazac")}</form:form></office:forms>` +
        p(
          `Sud<text:s text:c="3"/>je<office:annotation>${p("beleška")}</office:annotation> <text:span text:style-name="H">tajno </text:span>` +
            `<draw:frame><draw:image/><svg:desc>opis slike</svg:desc></draw:frame>rekao.`,
        ) +
        `<text:section text:display="none">${p("sakriveno")}</text:section>`,
      hidden,
    );
    expect(lines(got)).toEqual(["Sud je rekao."]);
    expect(got.warnings).toEqual(
      expect.arrayContaining([
        { code: "tracked-changes", params: { inserted: 1, deleted: 1 } },
        { code: "comments-left-out", params: { count: 1 } },
        { code: "hidden-text-left-out", params: {} },
        { code: "images-left-out", params: { count: 1 } },
      ]),
    );
  });
});

describe("structure", () => {
  test("headings by their level, by a style with an outline level, and by a style that builds on one", async () => {
    const common = `<style:style style:name="Heading_20_2" style:family="paragraph" style:default-outline-level="2"/>`;
    const automatic = `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>`;
    const got = await read(`<text:h text:outline-level="3">A</text:h>${p("B", "P1")}${p("C c")}`, automatic, common);
    expect(content(got).map(({ kind, level }) => [kind, level])).toEqual([
      ["heading", 3],
      ["heading", 2],
      ["paragraph", null],
    ]);
  });

  test("numbers are counted as the program prints them: levels, starts, continued lists, second paragraphs without", async () => {
    const level = (n: number, format: string, more: string): string =>
      `<text:list-level-style-number text:level="${n}" style:num-format="${format}" ${more}/>`;
    const style = `<text:list-style style:name="L">${level(1, "1", `style:num-suffix="."`)}${level(2, "a", `style:num-prefix="(" style:num-suffix=")" text:display-levels="1"`)}</text:list-style>`;
    const item = (inner: string, more = ""): string => `<text:list-item ${more}>${inner}</text:list-item>`;
    const list = (inner: string, more = ""): string => `<text:list text:style-name="L" ${more}>${inner}</text:list>`;
    const got = await read(
      list(
        item(p("jedan") + p("još")) +
          item(p("dva") + `<text:list>${item(p("malo a"))}${item(p("malo b"))}</text:list>`),
      ) +
        p("između") +
        list(item(p("tri")), `text:continue-numbering="true"`) +
        list(item(p("sedam"), `text:start-value="7"`)),
      style,
    );
    expect(content(got).map(({ printed }) => printed)).toEqual(["1", null, "2", "a", "b", null, "3", "7"]);
  });

  test.each([
    ["а, б, .., аа, аб, ... (ru)", ["а", "б", "в", "г", "д"]],
    ["а, б, .., аа, бб, ... (sr)", ["а", "б", "в", "г", "д", "ђ", "е", "ж", "з", "и", "ј"]],
    ["А, Б, .., Аа, Аб, ... (sr)", ["А", "Б", "В", "Г", "Д", "Ђ"]],
    ["01, 02, 03, ...", ["01", "02", "03"]],
  ])("numbers of the kind %s", async (format, printed) => {
    const style = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="${format}" style:num-suffix=")"/></text:list-style>`;
    const items = printed.map((each) => `<text:list-item>${p(`stavka ${each}`)}</text:list-item>`).join("");
    const got = await read(`<text:list text:style-name="L">${items}</text:list>`, style);
    expect(content(got).map((block) => block.printed)).toEqual(printed);
  });

  test("cells stand in their column, also beside covered ones; notes after the paragraph, boxes are text", async () => {
    const cell = (text: string, more = ""): string => `<table:table-cell ${more}>${p(text)}</table:table-cell>`;
    const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`;
    const got = await read(
      p(
        `Sud<text:note><text:note-citation>1</text:note-citation><text:note-body>${p("Beleška")}</text:note-body></text:note> odlučuje.`,
      ) +
        `<table:table>${row(cell("a") + cell("b") + cell("c"))}${row(`${cell("ab", `table:number-columns-spanned="2"`)}<table:covered-table-cell/>${cell("c")}`)}</table:table>` +
        p(`<draw:frame><draw:text-box>${p("okvir")}</draw:text-box></draw:frame>dalje`),
    );
    expect(
      content(got).map(({ cell: at, start, end }) => [got.text.slice(start, end), at && [at.row, at.column]]),
    ).toEqual([
      ["Sud odlučuje.", null],
      ["[1] Beleška", null],
      ["a", [0, 0]],
      ["b", [0, 1]],
      ["c", [0, 2]],
      ["ab", [1, 0]],
      ["c", [1, 2]],
      ["okvir", null],
      ["dalje", null],
    ]);
  });

  test("pages are those that the program reports; forced ones are counted too", async () => {
    const breaking = `<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>`;
    const got = await read(p("jedan <text:soft-page-break/>i dva") + p("tri", "B"), breaking);
    expect(content(got).map(({ page }) => page)).toEqual([1, 3]);
    expect(got.blocks.filter(({ kind }) => kind === "page").map(({ page }) => page)).toEqual([1, 2, 3]);
  });
});
