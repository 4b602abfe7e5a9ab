import writeXlsx from "write-excel-file/node";
import { answerColumns } from "../answers/columns.ts";
import { escaped, finished, HEAD, sheetName, spread, toCell } from "../files/xlsx.ts";
import { ANSWER_WORDS, EXPORT_WORDS } from "../words/words.ts";
import { passagesAbout } from "./about.ts";
import { passageColumns } from "./columns.ts";
import type { PassagesContent } from "./content.ts";

/**
 * A row a passage with frozen header and filters, a second sheet on what the file is, and a third of answers where there are
 * any. Long cells go on in columns beside.
 */
export async function toXlsx(content: PassagesContent, onPassage: () => void = () => {}): Promise<Uint8Array> {
  const words = EXPORT_WORDS[content.language];
  const passages = content.verdicts.flatMap((each) => each.passages);
  const columns = passageColumns(content.language).flatMap((column) => spread(column, passages, words.quoteMore));
  const rows = passages.map((_, row) => {
    onPassage();
    return columns.map(({ values, isNumeric }) => toCell(values[row] ?? "", isNumeric));
  });
  const file = await writeXlsx(
    [
      {
        data: [columns.map(({ header }) => ({ value: escaped(header), ...HEAD })), ...rows],
        sheet: sheetName(words.taggedPassages),
        columns: columns.map(({ width }) => ({ width })),
        stickyRowsCount: 1,
      },
      {
        data: passagesAbout(content).map(([name, value]) => [
          { value: escaped(name), ...HEAD },
          toCell(escaped(value)),
        ]),
        sheet: sheetName(words.about),
        columns: [{ width: 28 }, { width: 70 }],
      },
      ...answerSheets(content),
    ],
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  return finished(new Uint8Array(file), sheetName(words.taggedPassages), columns.length, passages.length + 1);
}

function answerSheets({ verdicts, language }: PassagesContent) {
  const rows = verdicts.flatMap(({ verdict, answers }) => answers.map((answer) => ({ verdict, answer })));
  if (rows.length === 0) return [];
  const more = EXPORT_WORDS[language].quoteMore;
  const columns = answerColumns(language).flatMap((column) => spread(column, rows, more));
  const cells = rows.map((_, row) => columns.map(({ values, isNumeric }) => toCell(values[row] ?? "", isNumeric)));
  return [
    {
      data: [columns.map(({ header }) => ({ value: escaped(header), ...HEAD })), ...cells],
      sheet: sheetName(ANSWER_WORDS[language].answers),
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
  ];
}
