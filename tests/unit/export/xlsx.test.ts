import { describe, expect, it } from "vitest";
import { passageColumns } from "../../../server/export/passages/columns.ts";
import { matrixCsv, matrixXlsx } from "../../../server/export/matrix/tables.ts";
import { CELL_MAX } from "../../../server/export/files/xlsx.ts";
import { toCsv } from "../../../server/export/passages/csv.ts";
import { toXlsx } from "../../../server/export/passages/xlsx.ts";
import type { MatrixContent, MatrixFile } from "../../../server/export/matrix/collect.ts";
import { openExportNetwork, paragraphs, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { readParts, readSheet, serialOf, titlesOf } from "../../helpers/files/read-xlsx.ts";
import { named, readXml } from "../../helpers/files/read-xml.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

/** Those of passages. */
const COLUMNS = 25 + TAG_WORDS.length;

async function workbook(network: ExportNetwork) {
  const content = await network.collect(network.facilitator, {}, "en", true);
  const parts = readParts(await toXlsx(content));
  return { content, parts, sheet: readSheet(parts, 2), readMe: readSheet(parts, 1) };
}

describe("XLSX", () => {
  it("a row a passage has every cell as it is, formulas as words, pages as numbers and dates as dates", async () => {
    const network = await openExportNetwork();
    const { latin, cyrillic, lawyer } = network;
    for (const note of ["=1+1", "+1", "'a", "two\nlines", " spaces ", '<b> & "q"', "_x0041_ stays", "Ђ ќ Ѓ ë 👩‍⚖️"])
      await network.tag(latin, lawyer, "oduzeo pasoš", { note });
    await network.tag(cyrillic, lawyer, "ја држел во куќа во Ѓорче Петров");
    const { content, sheet } = await workbook(network);
    const columns = passageColumns("en");
    const passages = content.verdicts.flatMap((verdict) => verdict.passages);
    const [header, ...rows] = sheet.rows;
    expect(header).toEqual(columns.map((column) => (column.date === "time" ? "Tagged at (UTC)" : column.header)));
    expect(rows).toEqual(
      passages.map((passage) =>
        columns.map(({ value, isNumeric, date }) => {
          if (date) return serialOf(value(passage));
          return isNumeric ? Number(value(passage)) : value(passage);
        }),
      ),
    );
    expect(named(sheet.xml, "f")).toEqual([]);
  });

  it("a matrix shows placeholders in the language of the quote, and in the reader's elsewhere; CSV keeps them as stored", async () => {
    const network = await openExportNetwork();
    const { head } = await network.collect(network.facilitator);
    const matrix: MatrixFile = {
      columns: [
        { name: "Case", kind: "head" },
        { name: "Date", kind: "day" },
        { name: "Claim", kind: "value" },
        { name: "Claim: quote", kind: "quote" },
      ],
      lines: [
        {
          verdict: network.latin.verdict.id,
          language: "sr",
          lang: "sr-Latn",
          cells: ["K 1/20", "2020-03-04", "[Victim A]: yes", "oduzeo pasoš [Victim A]"],
        },
      ],
      shown: "",
    };
    const content: MatrixContent = { kind: "matrix", head, language: "en", matrix };
    const english = readSheet(readParts(await matrixXlsx(content)), 1);
    expect(english.rows[1]).toEqual([
      "K 1/20",
      serialOf("2020-03-04"),
      "[Victim A]: yes",
      "oduzeo pasoš [Žrtva\u00a0A]",
    ]);
    const albanian = readSheet(readParts(await matrixXlsx({ ...content, language: "sq" })), 1);
    expect(albanian.rows[1]).toEqual([
      "K 1/20",
      serialOf("2020-03-04"),
      "[Viktima\u00a0A]: yes",
      "oduzeo pasoš [Žrtva\u00a0A]",
    ]);
    expect(new TextDecoder().decode(matrixCsv(content))).toContain("oduzeo pasoš [Victim A]");
    expect(new TextDecoder().decode(matrixCsv(content))).toContain("2020-03-04");
  });

  it("passages show placeholders so too, and stand where they stood", async () => {
    const network = await openExportNetwork();
    const { latin, lawyer } = network;
    await network.tag(latin, lawyer, "Svedok Petar Petrović je potvrdio", { note: "vidi [Victim A]" });
    await network.edit(latin, "Petar Petrović", "[Witness 1]", "redact");
    const content = await network.collect(network.facilitator);
    const [, row] = readSheet(readParts(await toXlsx({ ...content, language: "sq" })), 2).rows;
    expect(row).toEqual(expect.arrayContaining(["Svedok [Svedok\u00a01] je potvrdio", "vidi [Viktima\u00a0A]"]));
    expect(new TextDecoder().decode(toCsv({ ...content, language: "sq" }))).toContain("Svedok [Witness 1] je potvrdio");
  });

  it("the header row is frozen and filters cover the whole table", async () => {
    const network = await openExportNetwork();
    for (const words of ["oduzeo", "pasoš", "novca"]) await network.tag(network.latin, network.lawyer, words);
    const { sheet, parts } = await workbook(network);
    const [pane] = named(sheet.xml, "pane");
    expect(pane?.attributes).toMatchObject({ state: "frozen", ySplit: "1", topLeftCell: "A2" });
    const [filter] = named(sheet.xml, "autoFilter");
    expect(filter?.attributes["ref"]).toBe(`A1:Z4`);
    expect(passageColumns("en")).toHaveLength(COLUMNS);
    // The standard wants this order; Excel calls a file in another one damaged.
    const order = sheet.xml.children.map((child) => (typeof child === "string" ? "" : child.name));
    expect(order.indexOf("autoFilter")).toBe(order.indexOf("sheetData") + 1);
    expect(order[0]).toBe("sheetPr");
    expect(order.slice(-5)).toEqual(["autoFilter", "pageMargins", "pageSetup", "headerFooter", "ignoredErrors"]);
    expect(titlesOf(parts)).toEqual([
      "'Passages'!$1:$1",
      "'Categories × verdicts'!$A:$B,'Categories × verdicts'!$1:$1",
    ]);
  });

  it("a text that no cell can hold goes on in the column beside, no pair and no escape cut", async () => {
    const network = await openExportNetwork();
    const unit = "_x0041_ 👩 ";
    const long = `${"Ж".repeat(CELL_MAX - 1)}👩${unit.repeat(4000)}`.trim();
    const verdict = await network.addVerdict(paragraphs([long]));
    await network.tag(verdict, network.lawyer, long);
    const { sheet } = await workbook(network);
    const [header = [], row = []] = sheet.rows;
    const quotes = header.flatMap((name, i) => (String(name).startsWith("Quote") ? [String(row[i])] : []));
    expect(long.length).toBeGreaterThan(2 * CELL_MAX);
    expect(quotes.length).toBeGreaterThan(2);
    expect(quotes.join("")).toBe(long);
    expect(Math.max(...sheet.stored)).toBeLessThanOrEqual(CELL_MAX);
    expect(quotes.join("|")).not.toMatch(/\p{Surrogate}/u);
    expect(header).toContain("Quote (Quote, continued 1)");
  });

  it("the first sheet says what the file is, all parts are well-formed, and no part names a person as its maker", async () => {
    const network = await openExportNetwork();
    await network.tag(network.latin, network.lawyer, "oduzeo", { note: "\u0007\u001B\uFFFE bells" });
    const { readMe, parts, sheet } = await workbook(network);
    expect(readMe.rows).toEqual(
      expect.arrayContaining([
        ["Network", "Network against trafficking"],
        ["Passages", 1],
      ]),
    );
    for (const xml of parts.values()) expect(() => readXml(xml)).not.toThrow();
    expect(sheet.rows.flat()).toContain(" bells");
    expect([...parts.keys()].filter((path) => path.startsWith("docProps"))).toEqual([]);
  });
});
