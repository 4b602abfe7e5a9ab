import { BorderStyle, HeadingLevel, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import type { AgreementReport, ReportCell, ReportTable } from "./content.ts";
import { figureLine } from "./figure-line.ts";
import { run, runs, TEXT_WIDTH, title, writeDocument } from "../files/docx-parts.ts";
import { PRODUCT_FONT, RULE, STYLE } from "../files/docx-styles.ts";
import { aboutTable } from "../files/docx-tables.ts";

/** How far coders agree, as a document to read: sentences, tables, how to read them, and what it was made of. */
export function agreementDocx(report: AgreementReport): Promise<Uint8Array> {
  const { language, network } = report;
  const heading = (text: string): Paragraph =>
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(text)] });
  const said = (text: string): Paragraph => new Paragraph({ children: runs(text) });
  return writeDocument({
    network,
    title: report.title,
    lang: language,
    headings: "product",
    children: [
      title(report.title),
      aboutTable(report.about),
      heading(report.sentencesTitle),
      ...report.sentences.map((sentence) => new Paragraph({ bullet: { level: 0 }, children: [run(sentence)] })),
      heading(report.howTitle),
      ...report.how.map(said),
      ...report.tables.flatMap((each) => [heading(each.title), figureTable(each, report)]),
    ],
  });
}

/** Shares of the width: of a number, a figure, a name, and of sentences. */
const WEIGHTS = { number: 1.8, figure: 3, name: 3, sentences: 7 };
/** Longer text is sentences. */
const NAME_MAX = 80;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: RULE } as const;

function figureTable({ columns, rows }: ReportTable, report: AgreementReport): Table {
  const weights = columns.map((_, i) => {
    const cell = rows[0]?.[i];
    if (typeof cell === "object") return WEIGHTS.figure;
    if (typeof cell === "number") return WEIGHTS.number;
    return (cell?.length ?? 0) > NAME_MAX ? WEIGHTS.sentences : WEIGHTS.name;
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.floor((weight / all) * TEXT_WIDTH));
  const cell = (text: string, at: number, bold: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      children: [new Paragraph({ style: STYLE.cell, children: runs(text, { bold, font: PRODUCT_FONT, size: 17 }) })],
    });
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map((name, i) => cell(name, i, true)) }),
      ...rows.map(
        (row) =>
          new TableRow({ cantSplit: true, children: row.map((each, i) => cell(wordsOf(each, report), i, false)) }),
      ),
    ],
  });
}

function wordsOf(cell: ReportCell, { language }: AgreementReport): string {
  if (typeof cell !== "object") return String(cell);
  return figureLine(cell, language);
}
