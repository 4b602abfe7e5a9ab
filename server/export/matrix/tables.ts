import writeXlsx from "write-excel-file/node";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { MatrixContent } from "./collect.ts";
import { matrixAbout } from "./about.ts";
import { csvOf } from "../files/csv.ts";
import { EXPORT_WORDS } from "../words/words.ts";
import { escaped, HEAD, sheetName, toCell } from "../files/xlsx.ts";

/** Columns at the left that stay in view: country, case number. */
const STICKY = 2;

/** What each group has in sum, then a row a verdict; all verdicts last, and what the file says of itself below. */
export function matrixCsv(content: MatrixContent): Uint8Array {
  const { columns, lines } = content.matrix;
  return csvOf(
    columns.map(({ name }) => name),
    lines.map(({ cells }) => cells),
    matrixAbout(content),
  );
}

/** The same as a workbook, numbers as numbers, head and case numbers in view while one scrolls. */
export async function matrixXlsx(content: MatrixContent): Promise<Uint8Array> {
  const { columns, lines } = content.matrix;
  const words = EXPORT_WORDS[content.language];
  const about = matrixAbout(content);
  const bold = (value: string) => ({ value: escaped(value), ...HEAD });
  const file = await writeXlsx(
    [
      {
        data: [
          columns.map(({ name }) => bold(name)),
          ...lines.map(({ verdict, lang, cells }) =>
            cells.map((cell, i) => {
              const { kind } = columns[i] ?? {};
              // A workbook is read by people: tokens are words of the language around them. What looked the file over saw them as kept.
              const shown = withTokenWords(cell, kind === "quote" ? lang : content.language);
              return verdict ? toCell(escaped(shown), kind === "value") : bold(shown);
            }),
          ),
        ],
        sheet: sheetName(words.matrix),
        columns: columns.map(({ kind }) => ({ width: kind === "quote" ? 44 : 18 })),
        stickyRowsCount: 1,
        stickyColumnsCount: STICKY,
      },
      {
        data: about.map(([name, value]) => [bold(name), toCell(escaped(value))]),
        sheet: sheetName(words.about),
        columns: [{ width: 28 }, { width: 70 }],
      },
    ],
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  return new Uint8Array(file);
}
