import { describe, expect, it } from "vitest";
import { passageColumns } from "../../../server/export/passages/columns.ts";
import { formulaSafe, fromFormulaSafe } from "../../../server/export/files/csv.ts";
import { toCsv } from "../../../server/export/passages/csv.ts";
import { openExportNetwork, paragraphs } from "../../helpers/network/export-network.ts";
import { readCsv } from "../../helpers/files/read-csv.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const read = (bytes: Uint8Array): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

/** What a spreadsheet would run, and what would break a line or a field. */
const HARD = [
  "=HYPERLINK(A1)",
  "+1",
  "-1",
  "@SUM",
  "\t=1",
  " =1+1",
  "\u00A0=1",
  "\u200B=1",
  "\u200D\u2060+1",
  "\uFEFF=1",
  " \u200B\uFEFF\u2028\u00AD@SUM",
  "\u3164=1",
  "﹦1",
  "\u200B'=1",
  "\u200Bplain after all",
  "\n=1",
  "'apostrophe",
  "''",
  'semi;colon and "quotes"',
  "line\nbreak",
  "carriage\rreturn",
  "both\r\nof them",
  " leading and trailing ",
  "Ђурђа, Ќосе и Ѓорѓи; çfarë – „ћути“",
  "👩‍⚖️",
  '"',
  ";",
];

describe("CSV", () => {
  it("a file begins with a BOM, ends records with CRLF, and gives every cell back exactly", async () => {
    const network = await openExportNetwork();
    const { latin, cyrillic, lawyer, facilitator } = network;
    for (const note of HARD) await network.tag(latin, lawyer, "oduzeo pasoš", { note });
    await network.tag(latin, lawyer, "=SUM(A1) stoji u spisu, kao i +381, -1 i @sud.", { note: "'=" });
    await network.tag(cyrillic, lawyer, "ја држел во куќа во Ѓорче Петров");
    const content = await network.collect(facilitator);
    const text = read(toCsv(content));
    expect(text.startsWith("\uFEFF")).toBe(true);
    const [header, ...rows] = readCsv(text.slice(1));
    const columns = passageColumns("en");
    expect(header).toEqual(columns.map((column) => column.header));
    const passages = content.verdicts.flatMap((verdict) => verdict.passages);
    // Nothing stands behind the table: a spreadsheet or a program would count it as passages.
    const cells = rows.map((row) => row.map(fromFormulaSafe));
    expect(cells).toEqual(passages.map((passage) => columns.map(({ value }) => value(passage))));
    const at = (name: string): number => columns.findIndex((column) => column.header === name);
    expect(cells.map((row) => row[at("Note")])).toEqual(expect.arrayContaining([...HARD, "'="]));
    expect(cells.at(-1)?.[at("Quote")]).toBe("ја држел во куќа во Ѓорче Петров");
  });

  it("no cell begins with what a spreadsheet would run", async () => {
    const network = await openExportNetwork();
    for (const note of HARD) await network.tag(network.latin, network.lawyer, "=SUM(A1) stoji", { note });
    const rows = readCsv(read(toCsv(await network.collect(network.facilitator))).slice(1));
    // What is not seen is taken away first, as some readers do.
    const seen = (cell: string): string => cell.replace(/^[\s\p{Cf}\u3164]+/u, "").normalize("NFKC");
    const dangerous = rows.flat().filter((cell) => /^[=+\-@]/.test(seen(cell)) || /^[\t\r\n]/.test(cell));
    expect(dangerous).toEqual([]);
    expect(rows.flat().filter((cell) => cell.startsWith("'="))).not.toEqual([]);
  });

  it("a quote of 40,000 characters stands in one cell", async () => {
    const network = await openExportNetwork();
    const long = "Сведок рече; „да“. ".repeat(2200).trim();
    const verdict = await network.addVerdict(paragraphs([long]));
    await network.tag(verdict, network.lawyer, long);
    const rows = readCsv(read(toCsv(await network.collect(network.facilitator))).slice(1));
    expect(long.length).toBeGreaterThan(40_000);
    expect(rows[1]).toContain(long);
  });

  it.each(seeds([1, 2, 3]))("the guard against formulas takes nothing away (seed %i)", (seed) => {
    const random = new Seeded(seed);
    const pieces = ["=", "+", "-", "@", "'", "\t", "\r", "\n", ";", '"', "а", "š", " ", "1", "＝", "👩"];
    for (let i = 0; i < 2000; i++) {
      const cell = Array.from({ length: random.below(6) }, () => random.pick(pieces)).join("");
      expect(fromFormulaSafe(formulaSafe(cell))).toBe(cell);
    }
  });
});
