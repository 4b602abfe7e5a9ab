import { answerColumns } from "../answers/columns.ts";
import { type BookSheet, writeWorkbook } from "../files/workbook.ts";
import { columnCell, escaped, HEAD, spread } from "../files/xlsx.ts";
import type { Column } from "../files/column.ts";
import { EXPORT_WORDS, WORKBOOK_WORDS } from "../words/words.ts";
import { passageColumns } from "./columns.ts";
import { readMeSheet } from "./read-me.ts";
import { categoriesSheet, questionsSheet } from "./table-sheets.ts";
import { langOf, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { ExportedAnswer } from "../answers/answers.ts";
import type { Decided } from "../grounds.ts";
import type { Passage, PassagesContent } from "./content.ts";
import type { Tables } from "./tables.ts";

/**
 * What the file is and how it is read, a row a passage, categories and questions by verdict, a row an answer. Sheets that would
 * have nothing are not there, and the first one says why.
 */
export async function toXlsx(content: PassagesContent, onPassage: () => void = () => {}): Promise<Uint8Array> {
  const { workbook, language } = content;
  if (!workbook) throw new Error("a workbook without its tables");
  const { tables, withIds } = workbook;
  const { sheets: names } = WORKBOOK_WORDS[language];
  const passages = content.verdicts.flatMap((each) => each.passages.map((passage) => inWords(passage, language)));
  const sheets = {
    passages: tableOf(names.passages, passageColumns(language, content.told), passages, {
      language,
      withIds,
      onRow: onPassage,
    }),
    categories: categoriesSheet(tables, content),
    questions: questionsSheet(tables, content),
    answers: answersSheet(content, withIds, tables.questions),
  };
  const { categories, questions, answers } = sheets;
  const there = {
    passages: true,
    categories: categories !== null,
    questions: questions !== null,
    answers: answers !== null,
  };
  return writeWorkbook([readMeSheet(content, tables, there), ...Object.values(sheets).flatMap((sheet) => sheet ?? [])]);
}

/** A row each, with filters. Long cells go on in columns beside. */
function tableOf<Row>(
  name: string,
  all: readonly Column<Row>[],
  rows: readonly Row[],
  { language, withIds, onRow = () => {} }: { language: UiLanguage; withIds: boolean; onRow?: () => void },
): BookSheet {
  const columns = all
    .filter(({ isId }) => withIds || !isId)
    .flatMap((column) => spread(column, rows, EXPORT_WORDS[language].quoteMore));
  return {
    name,
    rows: [
      // A cell of time shows no zone.
      columns.map(({ header, date }) => ({ value: escaped(date === "time" ? `${header} (UTC)` : header), ...HEAD })),
      ...rows.map((_, row) => {
        onRow();
        return columns.map((column) => columnCell(column, row, language));
      }),
    ],
    columns,
    heads: { rows: 1, columns: 0 },
    hasFilter: true,
  };
}

function answersSheet({ verdicts, language, told }: PassagesContent, withIds: boolean, questions: Tables["questions"]) {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const rows = verdicts.flatMap(({ verdict, answers }) =>
    answers.map((answer) => ({
      verdict,
      answer: answerInWords(answer, verdict, language),
      question: byId.get(answer.question),
    })),
  );
  if (rows.length === 0) return null;
  return tableOf(WORKBOOK_WORDS[language].sheets.answers, answerColumns(language, told), rows, { language, withIds });
}

/** A workbook is read by people: tokens are words of the language around them. What looked the file over saw them as kept. */
function inWords(passage: Passage, language: UiLanguage): Passage {
  const own = (text: string): string => withTokenWords(text, passage.lang);
  return {
    ...passage,
    ruling: decidedInWords(passage.ruling, language),
    quote: own(passage.quote),
    before: own(passage.before),
    after: own(passage.after),
    translations: passage.translations.map((each) => ({ ...each, text: withTokenWords(each.text, each.language) })),
    ...Object.fromEntries(TAG_WORDS.map((word) => [word, withTokenWords(passage[word], language)])),
    comments: passage.comments.map((each) => ({ ...each, body: withTokenWords(each.body, language) })),
  };
}

function decidedInWords(ruling: Decided | null, language: UiLanguage): Decided | null {
  return ruling && { ...ruling, reason: withTokenWords(ruling.reason, language) };
}

function answerInWords(answer: ExportedAnswer, verdict: Verdict, language: UiLanguage): ExportedAnswer {
  const lang = langOf(verdict.language, verdict.script);
  const { unit, words, note, reason, ruling, evidence } = answer;
  return {
    ...answer,
    unit: withTokenWords(unit, language),
    words: withTokenWords(words, language),
    note: withTokenWords(note, language),
    reason: withTokenWords(reason, language),
    ruling: decidedInWords(ruling, language),
    evidence: evidence.map((each) => ({ ...each, quote: withTokenWords(each.quote, lang) })),
  };
}
