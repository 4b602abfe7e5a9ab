import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { BookSheet } from "../files/workbook.ts";
import { escaped, HEAD, toCell } from "../files/xlsx.ts";
import { WORKBOOK_WORDS } from "../words/words.ts";
import { passagesAbout } from "./about.ts";
import type { PassagesContent } from "./content.ts";
import { LEFT_OUT, type Tables } from "./tables.ts";

/** Which of the sheets there are. */
export type Sheets = Record<"passages" | "categories" | "questions" | "answers", boolean>;

/** The first sheet: what the file holds, how each sheet is read, what is left out and why. */
export function readMeSheet(content: PassagesContent, tables: Tables, sheets: Sheets): BookSheet {
  const words = WORKBOOK_WORDS[content.language];
  const part = (title: string, rows: readonly (readonly [string, string])[]): BookSheet["rows"] => [
    [
      { value: escaped(title), ...HEAD },
      { value: "", ...HEAD },
    ],
    ...rows.map(([name, value]) => [
      { ...toCell(escaped(name)), fontWeight: "bold" as const },
      toCell(escaped(value), true),
    ]),
    [toCell(""), toCell("")],
  ];
  return {
    name: words.sheets.readMe,
    rows: [
      ...part(words.parts.file, passagesAbout(content)),
      ...part(words.parts.how, howRows(content, tables, sheets)),
      ...part(words.parts.left, leftRows(content, tables, sheets)),
    ],
    columns: [{ width: 34 }, { width: 84 }],
    isPortrait: true,
  };
}

function howRows({ language }: PassagesContent, { verdicts, isPart }: Tables, sheets: Sheets): [string, string][] {
  const { sheets: names, how, more } = WORKBOOK_WORDS[language];
  const person = withTokenWords("[Victim A]", language);
  const isUnsettled = verdicts.some(({ state }) => state === "unsettled");
  const further = {
    passages: [],
    categories: [...(isUnsettled ? [more.range] : []), ...(isPart ? [more.part] : [])],
    questions: [...(isUnsettled ? [more.coders] : []), ...(isPart ? [more.part] : [])],
    answers: [],
  };
  const rows = (["passages", "categories", "questions", "answers"] as const).filter((each) => sheets[each]);
  return [
    ...rows.map((each): [string, string] => [
      names[each],
      [how[each].replaceAll("{who}", person), ...further[each]].join(" "),
    ]),
    ["", `${more.dates.replace("{utc}", "UTC")} ${more.placeholders} ${more.folded}`],
  ];
}

function leftRows({ language, workbook, told }: PassagesContent, tables: Tables, sheets: Sheets): [string, string][] {
  const { sheets: names, left } = WORKBOOK_WORDS[language];
  const rows: [string, string][] = [];
  if (!workbook?.withIds) rows.push(left.ids);
  if (!told.withNotes) rows.push(left.notes);
  if (!tables.isOfStanding) rows.push([`${names.categories}, ${names.questions}`, left.tables]);
  if (tables.isOfPassages) rows.push([`${names.questions}, ${names.answers}`, left.ofPassages]);
  else if (!sheets.answers) rows.push([names.answers, left.answers]);
  return [
    ...rows,
    ...LEFT_OUT.flatMap((why): [string, string][] =>
      tables.left[why] > 0 ? [[left[why], String(tables.left[why])]] : [],
    ),
  ];
}
