import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { MatrixContent } from "./collect.ts";
import { matrixAbout } from "./about.ts";
import { csvOf } from "../files/csv.ts";
import { EXPORT_WORDS } from "../words/words.ts";
import { writeWorkbook } from "../files/workbook.ts";
import { escaped, HEAD, toCell, typedCell, typedDay } from "../files/xlsx.ts";

/** Columns at the left that stay in view: country, case number. */
const STICKY = 2;

/** What each group has in sum, then a row a verdict; all verdicts last. */
export function matrixCsv(content: MatrixContent): Uint8Array {
  const { columns, lines } = content.matrix;
  return csvOf(
    columns.map(({ name }) => name),
    lines.map(({ cells }) => cells),
  );
}

/** The same as a workbook, numbers and days as such, head and case numbers in view while one scrolls and on every page. */
export async function matrixXlsx(content: MatrixContent): Promise<Uint8Array> {
  const { columns, lines } = content.matrix;
  const words = EXPORT_WORDS[content.language];
  const bold = (value: string) => ({ value: escaped(value), ...HEAD });
  return writeWorkbook([
    {
      name: words.matrix,
      rows: [
        columns.map(({ name }) => bold(name)),
        ...lines.map(({ verdict, lang, cells }) =>
          cells.map((cell, i) => {
            const { kind } = columns[i] ?? {};
            // A workbook is read by people: tokens are words of the language around them. What looked the file over saw them as kept.
            const shown = withTokenWords(cell, kind === "quote" ? lang : content.language);
            if (!verdict) return bold(shown);
            return kind === "day" && cell !== ""
              ? typedCell(typedDay(cell, content.language))
              : toCell(escaped(shown), kind === "value");
          }),
        ),
      ],
      columns: columns.map(({ kind }) => ({ width: kind === "quote" ? 44 : 18 })),
      heads: { rows: 1, columns: STICKY },
    },
    {
      name: words.about,
      rows: matrixAbout(content).map(([name, value]) => [bold(name), toCell(escaped(value))]),
      columns: [{ width: 28 }, { width: 70 }],
      isPortrait: true,
    },
  ]);
}
