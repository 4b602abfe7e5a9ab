import writeXlsx from "write-excel-file/node";
import { markOf, toldRange } from "../../../schema/agreement/reading.ts";
import { agreementWords } from "../../../schema/agreement/words/words.ts";
import type { AgreementReport, ReportCell, ReportTable } from "./content.ts";
import { escaped, HEAD, sheetName, toCell } from "../files/xlsx.ts";

const FIGURE = { type: Number, format: "0.00", align: "left", alignVertical: "top" } as const;
const COUNT = { type: Number, format: "0", align: "left", alignVertical: "top" } as const;
const EMPTY = { value: "" };

/** A figure is so many columns: in a word, its value, both ends of its range, how many it is of. */
const FIGURE_COLUMNS = 5;

/** The same as the document, a sheet a table, figures as numbers. */
export async function agreementXlsx(report: AgreementReport): Promise<Uint8Array> {
  const bold = (value: string) => ({ value: escaped(value), ...HEAD });
  const lines = (of: readonly string[]) => of.map((line) => [toCell(escaped(line))]);
  const file = await writeXlsx(
    [
      {
        data: [
          [bold(report.sentencesTitle)],
          ...lines(report.sentences),
          [EMPTY],
          [bold(report.howTitle)],
          ...lines(report.how),
        ],
        sheet: sheetName(report.sentencesTitle),
        columns: [{ width: 110 }],
      },
      ...report.tables.map((table) => sheetOf(table, report)),
      {
        data: report.about.map(([name, value]) => [bold(name), toCell(escaped(value))]),
        sheet: sheetName(report.aboutTitle),
        columns: [{ width: 28 }, { width: 90 }],
      },
    ],
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  return new Uint8Array(file);
}

function sheetOf({ title, columns, rows }: ReportTable, { language }: AgreementReport) {
  const words = agreementWords(language);
  const isFigure = columns.map((_, i) => typeof rows[0]?.[i] === "object");
  const parts = [words.columns.word, words.columns.value, "2,5 %", "97,5 %", words.columns.n];
  const head = columns.flatMap((name, i) =>
    isFigure[i] ? parts.map((part) => `${name}: ${language === "en" ? part.replace(",", ".") : part}`) : [name],
  );
  return {
    data: [
      head.map((name) => ({ value: escaped(name), ...HEAD })),
      ...rows.map((row) => row.flatMap((cell) => cellsOf(cell, words.marks, words.reasons))),
    ],
    sheet: sheetName(title),
    columns: columns.flatMap((_, i) =>
      isFigure[i] ? Array.from({ length: FIGURE_COLUMNS }, () => ({ width: 14 })) : [{ width: i === 0 ? 44 : 18 }],
    ),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
  };
}

function cellsOf(
  cell: ReportCell,
  marks: ReturnType<typeof agreementWords>["marks"],
  reasons: ReturnType<typeof agreementWords>["reasons"],
) {
  if (typeof cell === "string") return [toCell(escaped(cell))];
  if (typeof cell === "number") return [{ value: cell, ...COUNT }];
  const word = cell.value === null ? reasons[cell.reason ?? "no-pairs"] : marks[markOf(cell)];
  const range = toldRange(cell);
  const number = (value: number | undefined) => (value === undefined ? EMPTY : { value, ...FIGURE });
  return [
    toCell(escaped(word)),
    number(cell.value ?? undefined),
    number(range?.[0]),
    number(range?.[1]),
    { value: cell.n, ...COUNT },
  ];
}
