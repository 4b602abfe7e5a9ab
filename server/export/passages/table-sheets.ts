import type { AnswerValue } from "../../../schema/domain/answer.ts";
import { tagRange } from "../../../schema/domain/counted-tags.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { type AnswerCell, matrixCell, type SubjectAnswer } from "../../../schema/matrix/cells.ts";
import { MatrixChoice } from "../../../schema/matrix/choice.ts";
import { type CategoryColumn, matrixColumns, type QuestionColumn } from "../../../schema/matrix/columns.ts";
import { matrixSum } from "../../../schema/matrix/sums.ts";
import { matrixWords, numberWords, subjectWords } from "../../../schema/matrix/words.ts";
import type { MatrixVerdict } from "../../../schema/protocol/http/matrix.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { typedAnswer } from "../answers/typed-answer.ts";
import type { BookSheet } from "../files/workbook.ts";
import { CELL_MAX, escaped, HEAD, toCell, typedCell } from "../files/xlsx.ts";
import { ANSWER_WORDS, EXPORT_WORDS, WORKBOOK_WORDS } from "../words/words.ts";
import type { PassagesContent } from "./content.ts";
import type { Tables } from "./tables.ts";

type Rows = BookSheet["rows"];

const NONE: Parameters<typeof matrixCell>[3] = new Map();
/** A tag too few to be seen among numbers is a dash: the cell is 0 all the same. */
const COUNT = { type: Number, format: '#,##0;-#,##0;"–"', align: "right", alignVertical: "top" } as const;
const RANGE = { type: String, align: "right", alignVertical: "top" } as const;
const HEADS = { rows: 1, columns: 2 };
/** Characters that columns of verdicts have together where they are few. */
const ROOM = 150;

/** The tree of categories with the number of tags that each verdict has, and all of them in sum; null where nothing is to be counted. */
export function categoriesSheet(tables: Tables, { head, language }: PassagesContent): BookSheet | null {
  const verdicts = tables.verdicts.filter(
    ({ state, kind, tags }) => state !== "counted" || kind === "adjudicated" || tags.length > 0,
  );
  if (!tables.isOfStanding || verdicts.length === 0) return null;
  const words = WORKBOOK_WORDS[language];
  const names = EXPORT_WORDS[language];
  const counted = verdicts.filter(({ state }) => state === "counted");
  const columns = chosenCategories(tables, head.filter.categories, verdicts, language);
  const isSummed = counted.length > 1;
  const rows = columns.map((column): Rows[number] => {
    const bold = column.depth === 0 ? ({ fontWeight: "bold" } as const) : {};
    const retired = column.category.isGone && !column.category.isUnsorted ? ` (${words.retired})` : "";
    const cellOf = (verdict: MatrixVerdict) => matrixCell(verdict, column, true, NONE);
    const sum = matrixSum(column, counted.map(cellOf), language);
    return [
      { ...toCell(escaped(column.category.code)), ...bold },
      { ...toCell(escaped(`${column.label}${retired}`)), ...bold, indent: column.depth },
      ...verdicts.map((verdict) => {
        const cell = cellOf(verdict);
        return cell.kind === "tags" ? countCell(verdict, cell, language) : toCell("");
      }),
      ...(isSummed && sum.kind === "tags" ? [sum.max, sum.found].map((value) => ({ value, ...COUNT, ...bold })) : []),
    ];
  });
  const chosen = new Set(columns.flatMap(({ below }) => [...below]));
  const totals = verdicts.map((verdict) => allTags(verdict, chosen));
  const all = counted.reduce((sum, verdict) => sum + allTags(verdict, chosen).max, 0);
  const found = counted.filter((verdict) => allTags(verdict, chosen).max > 0).length;
  const last: Rows[number] = [
    { ...toCell(""), ...HEAD },
    { ...toCell(words.allTags), ...HEAD },
    ...verdicts.map((verdict, i) => ({ ...countCell(verdict, totals[i] ?? { min: 0, max: 0 }, language), ...FOOT })),
    ...(isSummed ? [all, found].map((value) => ({ value, ...COUNT, ...FOOT })) : []),
  ];
  const width = Math.max(13, Math.min(24, Math.floor(ROOM / verdicts.length)));
  return {
    name: words.sheets.categories,
    rows: [
      [
        ...[names.code, names.category].map((name) => ({ value: name, ...HEAD })),
        ...verdicts.map((verdict) => ({ ...headOf(verdict, language), align: "right" as const })),
        ...(isSummed ? [words.total, words.foundIn].map((value) => ({ value, ...HEAD, align: "right" as const })) : []),
      ],
      ...rows,
      last,
    ],
    columns: [7, 58, ...verdicts.map(() => width), ...(isSummed ? [11, 16] : [])].map((each) => ({ width: each })),
    heads: HEADS,
  };
}

const { type: _text, ...LOOK } = HEAD;
const FOOT = { ...LOOK, align: "right" } as const;

function countCell({ state }: MatrixVerdict, { min, max }: { min: number; max: number }, language: UiLanguage) {
  if (state === "counted") return { value: max, ...COUNT };
  return { value: max === 0 ? "–" : numberWords(min, max, matrixWords(language)), ...RANGE };
}

function allTags({ tags, coders }: MatrixVerdict, chosen: ReadonlySet<string>): { min: number; max: number } {
  const own = tags.filter(({ category }) => chosen.has(category));
  return tagRange(coders.map((_, coder) => own.reduce((sum, { counts }) => sum + (counts[coder] ?? 0), 0)));
}

/** The whole tree; of a file of some branches these, and of one of a part of what stands what is in it. */
function chosenCategories(
  { categories, isPart }: Tables,
  branches: readonly string[],
  verdicts: readonly MatrixVerdict[],
  language: UiLanguage,
): CategoryColumn[] {
  const choice = { ...MatrixChoice.parse({}), open: categories.map(({ id }) => id) };
  const all = matrixColumns({ categories, questions: [] }, choice, language).columns.filter(
    (column) => column.kind === "category",
  );
  const inBranches = new Set(all.filter(({ id }) => branches.includes(id)).flatMap(({ below }) => [...below]));
  const found = new Set<string>(verdicts.flatMap(({ tags }) => tags.map(({ category }) => category)));
  return all.filter(
    ({ id, below }) =>
      (branches.length === 0 || inBranches.has(id)) && (!isPart || [...below].some((each) => found.has(each))),
  );
}

/** Which verdict a column is of. */
function headOf({ verdict: { caseNumber, court }, state }: MatrixVerdict, language: UiLanguage) {
  const flag = state === "counted" ? [] : [`(${matrixWords(language).unsettled})`];
  return { value: escaped([caseNumber, court, ...flag].join("\n")), ...HEAD };
}

/** What each question was answered, and below what was answered on persons: a row a person and question. Null without answers. */
export function questionsSheet(tables: Tables, { language }: PassagesContent): BookSheet | null {
  const verdicts = tables.verdicts.filter(
    ({ state, kind, answers }) => state !== "counted" || kind === "adjudicated" || answers.length > 0,
  );
  if (!tables.isOfStanding || tables.isOfPassages || verdicts.every(({ answers }) => answers.length === 0)) return null;
  const words = { ...EXPORT_WORDS[language], ...ANSWER_WORDS[language] };
  // Of a part it is not known whether what a question depends on was answered otherwise.
  const asked = tables.isPart ? tables.questions.map((each) => ({ ...each, shownIf: null })) : tables.questions;
  const byId = new Map(asked.map((question) => [question.id as string, question]));
  const columns = matrixColumns({ categories: [], questions: asked }, MatrixChoice.parse({ by: "questions" }), language)
    .columns.filter((column) => column.kind === "question")
    .map((column) => ({ column, cells: verdicts.map((verdict) => matrixCell(verdict, column, true, byId)) }));
  const rowOf = (name: string, { column, cells }: (typeof columns)[number], unit: string): Rows[number] | null => {
    const shown = cells.map((cell, i) =>
      cell.kind === "answers" ? answerCell(column, cell, verdicts[i], unit, tables.isPart, language) : null,
    );
    if (shown.every((each) => each === null)) return null;
    return [toCell(escaped(name)), toCell(escaped(column.label)), ...shown.map((each) => each ?? toCell(""))];
  };
  const group = (label: string): Rows[number] => [
    { value: "", ...HEAD },
    { value: escaped(label), ...HEAD },
    ...verdicts.map(() => ({ value: "", ...HEAD })),
  ];
  const groups = new Map(tables.groups.map(({ id, label }) => [id, group(localise(label, language))]));
  const ofVerdicts = columns
    .filter(({ column: { question } }) => question.perUnit === "verdict")
    .flatMap((each): Rows => {
      const row = rowOf(words.verdict, each, "");
      if (!row) return [];
      // Above the first of it that has anything.
      const above = groups.get(each.column.question.group);
      groups.delete(each.column.question.group);
      return above ? [above, row] : [row];
    });
  const ofPersons = personsOf(verdicts).flatMap(({ name, kind }) => {
    const shown = withTokenWords(name, language);
    const rows = columns
      .filter(({ column: { question } }) => question.perUnit === kind)
      .flatMap((each) => {
        const row = rowOf(shown, each, name);
        return row ? [row] : [];
      });
    return rows.length > 0 ? [group(shown), ...rows] : [];
  });
  const width = Math.max(20, Math.min(52, Math.floor(ROOM / verdicts.length)));
  return {
    name: WORKBOOK_WORDS[language].sheets.questions,
    rows: [
      [
        ...[words.subject, words.question].map((name) => ({ value: name, ...HEAD })),
        ...verdicts.map((verdict) => headOf(verdict, language)),
      ],
      ...ofVerdicts,
      ...ofPersons,
    ],
    columns: [16, 52, ...verdicts.map(() => width)].map((each) => ({ width: each })),
    heads: HEADS,
  };
}

/** What is called alike in several verdicts shares its rows: each verdict has its own column. */
function personsOf(verdicts: readonly MatrixVerdict[]): MatrixVerdict["units"] {
  const persons = new Map(verdicts.flatMap(({ units }) => units).map((unit) => [unit.name, unit]));
  return [...persons.values()].sort(
    (a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name, "en", { numeric: true }),
  );
}

/** Null where there is nothing to be said: no such person, or nothing that the file holds. */
function answerCell(
  { question }: QuestionColumn,
  { subjects, coders, idle }: AnswerCell,
  verdict: MatrixVerdict | undefined,
  unit: string,
  isPart: boolean,
  language: UiLanguage,
): Rows[number][number] | null {
  const words = matrixWords(language);
  const subject = subjects.find((each) => each.unit === unit);
  if (!subject) return unit === "" && idle === "not-asked" ? toCell(words.notAsked) : null;
  if (isPart && subject.values.length === 0) return null;
  const typed = typedOf(question, subject, verdict, language);
  if (typed) return typedCell(typed);
  const said = subjectWords({ ...subject, unit: "" }, coders, words);
  return toCell(escaped(withTokenWords(said, language)).slice(0, CELL_MAX));
}

/** Of the one who answered, and surely: what is in doubt or compared is words. */
function typedOf(
  question: QuestionColumn["question"],
  { values }: SubjectAnswer,
  verdict: MatrixVerdict | undefined,
  language: UiLanguage,
) {
  const [one, ...others] = values;
  if (!one || others.length > 0 || one.unsure > 0 || verdict?.state !== "counted") return null;
  return typedAnswer(JSON.parse(one.key) as AnswerValue, question, language);
}
