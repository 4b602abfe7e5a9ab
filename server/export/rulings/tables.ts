import writeXlsx from "write-excel-file/node";
import type { DisagreementLine, ChangeLine, RuledLine, RulingsContent } from "./collect.ts";
import { quoted } from "../../../schema/text/quotation.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { writePartialDate } from "../../../schema/language/dates.ts";
import type { RulingWords } from "../words/shape.ts";
import { EXPORT_WORDS, RULING_WORDS } from "../words/words.ts";
import { rulingsAbout } from "./about.ts";
import { escaped, HEAD, sheetName, timeCell, toCell } from "../files/xlsx.ts";

type Column<T> = [name: string, width: number, of: (line: T, at: number) => string | Date];

/** A row a disagreement, ruled on or not; a sheet of what was changed since, where anything was; the last on what the file is. */
export async function rulingsXlsx(content: RulingsContent): Promise<Uint8Array> {
  const { language, rulings: file } = content;
  const words = RULING_WORDS[language];
  const names = EXPORT_WORDS[language];
  const about: [string, string][] = [
    [names.verdict, `${file.court}, ${file.caseNumber}`],
    [words.round, String(file.round)],
    ...rulingsAbout(content),
  ];
  const workbook = await writeXlsx(
    [
      sheetOf(words.rulings, disagreementColumns(content), file.lines, language),
      ...(file.changes.length > 0 ? [sheetOf(words.changes, changeColumns(language), file.changes, language)] : []),
      {
        data: about.map(([name, value]) => [bold(name), toCell(escaped(value))]),
        sheet: sheetName(names.about),
        columns: [{ width: 28 }, { width: 70 }],
      },
    ],
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  return new Uint8Array(workbook);
}

function bold(value: string) {
  return { value: escaped(value), ...HEAD };
}

/** A sheet with a line each, under a head that stays. */
function sheetOf<T>(name: string, columns: readonly Column<T>[], lines: readonly T[], language: UiLanguage) {
  const cell = (value: string | Date) =>
    typeof value === "string" ? toCell(escaped(value)) : timeCell(value, language);
  return {
    data: [
      columns.map(([title]) => bold(title)),
      ...lines.map((line, at) => columns.map(([, , of]) => cell(of(line, at)))),
    ],
    sheet: sheetName(name),
    columns: columns.map(([, width]) => ({ width })),
    stickyRowsCount: 1,
  };
}

function disagreementColumns({ language, rulings: file }: RulingsContent): Column<DisagreementLine>[] {
  const words = RULING_WORDS[language];
  return [
    [words.number, 6, (_, at) => String(at + 1)],
    [EXPORT_WORDS[language].citation, 26, ({ citation }) => citation],
    [words.kind, 22, ({ kind }) => words.kinds[kind]],
    [words.about, 34, ({ about }) => about],
    [words.coders, 60, ({ entries }) => entries.map((entry) => entryWords(entry, file.lang, words)).join("\n")],
    [words.stands, 34, ({ ruling }) => ruling?.stands ?? words.open],
    [words.words, 50, ({ ruling }) => (ruling ? changedWords(ruling.words, ruling, words) : "")],
    [words.reason, 50, ({ ruling }) => ruling?.reason ?? ""],
    [words.panel, 26, ({ ruling }) => ruling?.panel.join(", ") ?? ""],
    [words.at, 18, ({ ruling }) => (ruling ? new Date(ruling.at) : "")],
    [words.earlier, 40, ({ earlier }) => earlier.map((each) => ruledWords(each, language)).join("\n")],
  ];
}

function changeColumns(language: RulingsContent["language"]): Column<ChangeLine>[] {
  const words = RULING_WORDS[language];
  return [
    [words.changes, 24, ({ kind }) => words.acts[kind]],
    [words.about, 40, ({ about: of }) => of],
    [words.words, 50, (line) => line.words],
    [EXPORT_WORDS[language].citation, 26, ({ citation }) => citation],
    [words.reason, 50, ({ reason }) => reason],
    [words.panel, 26, ({ by }) => by],
    [words.at, 18, ({ at }) => new Date(at)],
  ];
}

/** What a coder said; its words in the quotation marks of `lang`, theirs. */
function entryWords(
  { coder, says, words, note, ...of }: DisagreementLine["entries"][number],
  lang: string,
  said: RulingWords,
): string {
  const tagged = words && changedWords(quoted(words, lang), of, said);
  return [`${coder}: ${says}`, tagged, note.trim()].filter(Boolean).join(". ");
}

/** With what is said of words that were corrected since they were tagged. */
export function changedWords(words: string, { changed }: { changed?: true }, said: RulingWords): string {
  return changed ? `${words} (${said.changed})` : words;
}

export function ruledWords({ stands, reason, panel, at }: RuledLine, language: UiLanguage): string {
  return `${writePartialDate(at.slice(0, 10), language)}, ${panel.join(", ")}: ${stands}. ${reason}`;
}

/** Everything of it, for other programs. */
export function rulingsJson({ head, rulings }: RulingsContent): Uint8Array {
  const { lines, ...about } = rulings;
  const document = { format: "coram-rulings", formatVersion: 1, ...head, ...about, cases: lines };
  return Buffer.from(`${JSON.stringify(document, null, 1)}\n`, "utf8");
}
