import { placesOf, type Shown } from "../../../schema/editor/register.ts";
import { EXPORT_WORDS, OUTPUT_WORDS } from "../words/words.ts";
import type { RegisterContent } from "./collect.ts";
import { registerAbout } from "./about.ts";
import { writeWorkbook } from "../files/workbook.ts";
import { escaped, HEAD, toCell } from "../files/xlsx.ts";

/** A row a recommendation, by addressee, with filters; a second sheet on what the file is. */
export async function registerXlsx(content: RegisterContent): Promise<Uint8Array> {
  const words = OUTPUT_WORDS[content.language];
  const { facts, register } = words;
  const columns: [name: string, width: number, of: (each: Shown) => string][] = [
    [facts.addressee, 30, ({ addressee }) => addressee],
    [words.recommendation, 60, ({ said }) => said.body],
    [facts.finding, 50, ({ said }) => said.finding],
    [facts.verb, 18, ({ said }) => said.verb],
    [facts.deadline, 18, ({ said }) => said.deadline],
    [facts.indicator, 36, ({ said }) => said.indicator],
    [register.document, 36, ({ said, others }) => [said, ...others].map(({ title }) => title).join("; ")],
    [
      words.cover.status,
      14,
      ({ of }) => [...new Set(placesOf(of).map(({ status }) => words.statuses[status]))].join("; "),
    ],
    [
      EXPORT_WORDS[content.language].country,
      20,
      ({ of }) => of.countries.map((each) => words.countries[each]).join(", "),
    ],
  ];
  const bold = (value: string) => ({ value: escaped(value), ...HEAD });
  const rows = content.register.groups.flatMap(([, group]) => group);
  return writeWorkbook([
    {
      name: register.title,
      rows: [
        columns.map(([name]) => bold(name)),
        ...rows.map((row) => columns.map(([, , of]) => toCell(escaped(of(row))))),
      ],
      columns: columns.map(([, width]) => ({ width })),
      heads: { rows: 1, columns: 0 },
      hasFilter: true,
      paper: "A3",
    },
    {
      name: EXPORT_WORDS[content.language].about,
      rows: registerAbout(content).map(([name, value]) => [bold(name), toCell(escaped(value))]),
      columns: [{ width: 28 }, { width: 70 }],
      isPortrait: true,
    },
  ]);
}
