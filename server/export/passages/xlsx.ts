import writeXlsx from "write-excel-file/node";
import { answerColumns } from "../answers/columns.ts";
import { columnCell, escaped, finished, HEAD, sheetName, spread, toCell } from "../files/xlsx.ts";
import { ANSWER_WORDS, EXPORT_WORDS } from "../words/words.ts";
import { passagesAbout } from "./about.ts";
import { passageColumns } from "./columns.ts";
import { langOf, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { ExportedAnswer } from "../answers/answers.ts";
import type { Passage, PassagesContent } from "./content.ts";

/**
 * A row a passage with frozen header and filters, a second sheet on what the file is, and a third of answers where there are
 * any. Long cells go on in columns beside.
 */
export async function toXlsx(content: PassagesContent, onPassage: () => void = () => {}): Promise<Uint8Array> {
  const words = EXPORT_WORDS[content.language];
  const passages = content.verdicts.flatMap((each) =>
    each.passages.map((passage) => inWords(passage, content.language)),
  );
  const columns = passageColumns(content.language).flatMap((column) => spread(column, passages, words.quoteMore));
  const rows = passages.map((_, row) => {
    onPassage();
    return columns.map((column) => columnCell(column, row, content.language));
  });
  const answers = answerSheets(content);
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
      ...answers,
    ],
    { fontFamily: "Calibri", fontSize: 11 },
  ).toBuffer();
  const next = answers.map(({ sheet }) => ({ name: sheet }));
  return finished(new Uint8Array(file), sheetName(words.taggedPassages), columns.length, passages.length + 1, next);
}

function answerSheets({ verdicts, language }: PassagesContent) {
  const rows = verdicts.flatMap(({ verdict, answers }) =>
    answers.map((answer) => ({ verdict, answer: answerInWords(answer, verdict, language) })),
  );
  if (rows.length === 0) return [];
  const more = EXPORT_WORDS[language].quoteMore;
  const columns = answerColumns(language).flatMap((column) => spread(column, rows, more));
  const cells = rows.map((_, row) => columns.map((column) => columnCell(column, row, language)));
  return [
    {
      data: [columns.map(({ header }) => ({ value: escaped(header), ...HEAD })), ...cells],
      sheet: sheetName(ANSWER_WORDS[language].answers),
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
  ];
}

/** A workbook is read by people: tokens are words of the language around them. What looked the file over saw them as kept. */
function inWords(passage: Passage, language: UiLanguage): Passage {
  const own = (text: string): string => withTokenWords(text, passage.lang);
  return {
    ...passage,
    quote: own(passage.quote),
    before: own(passage.before),
    after: own(passage.after),
    translations: passage.translations.map((each) => ({ ...each, text: withTokenWords(each.text, each.language) })),
    ...Object.fromEntries(TAG_WORDS.map((word) => [word, withTokenWords(passage[word], language)])),
    comments: passage.comments.map((each) => ({ ...each, body: withTokenWords(each.body, language) })),
  };
}

function answerInWords(answer: ExportedAnswer, verdict: Verdict, language: UiLanguage): ExportedAnswer {
  const lang = langOf(verdict.language, verdict.script);
  const { unit, words, note, reason, evidence } = answer;
  return {
    ...answer,
    unit: withTokenWords(unit, language),
    words: withTokenWords(words, language),
    note: withTokenWords(note, language),
    reason: withTokenWords(reason, language),
    evidence: evidence.map((each) => ({ ...each, quote: withTokenWords(each.quote, lang) })),
  };
}
