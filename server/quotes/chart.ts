import { setImmediate as breathe } from "node:timers/promises";
import { type AnswerValue, isClosedType } from "../../schema/domain/answer.ts";
import { mayDraw } from "../../schema/editor/drawn-on.ts";
import type { QuestionId, VerdictId } from "../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import { isAsked, isAskedLater, subjectsOf } from "../../schema/domain/methodology/asked.ts";
import type { Question } from "../../schema/domain/methodology/methodology.ts";
import type { BlockId, ChartKind, ChartUnit, OutputScope } from "../../schema/domain/output.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { verdictFacts } from "../../schema/domain/verdict-facts.ts";
import type { ChartGroup, ChartRow, ChartState } from "../../schema/protocol/http/parts/chart-state.ts";
import { valueWords } from "../export/answers/answers.ts";
import { inListOrder } from "../list-order.ts";
import { verdictsIn } from "../outputs/output-subjects.ts";
import type { FrozenTable, FrozenTableRow } from "../store/shapes/frozen-table.ts";
import { questionsOf } from "./case-tables.ts";
import { frozenDuration, said, type Duration, type Said } from "./chart-said.ts";
import type { TableReading as Around } from "./table-reading.ts";
import { besideText, figureText } from "./figure-text.ts";
import type { VerdictSource, VerdictSources } from "./verdict-source.ts";

type Frozen = Extract<FrozenTable, { kind: "chart" }>;
type Given = Said & { verdict: VerdictId };
/** `duration`: how lengths of time are said where not in years and months. */
type TableReading = Around & { duration?: Duration };

export interface ChartChoice {
  kind: ChartKind;
  questions: readonly QuestionId[];
  scope: OutputScope;
  unit: ChartUnit;
}

/** A chart counted now; of an approved document from the answers that were approved, with what is answered now beside it. */
export async function chartState(
  block: BlockId,
  chosen: ChartChoice,
  sources: VerdictSources,
  { tables, isFrozen, ...around }: Around & { tables: readonly FrozenTableRow[]; isFrozen: boolean },
): Promise<ChartState> {
  const choice = { ...chosen, kind: drawnAs(chosen, around) };
  const kept = isFrozen
    ? tables.flatMap(({ block: of, verdict, content }) =>
        of === block && content.kind === "chart" ? [{ verdict, content }] : [],
      )
    : [];
  const frozen = kept.flatMap(({ verdict, content }) => content.given.map((each) => ({ ...each, verdict })));
  // What was frozen when durations were said in months is read, and compared, in months.
  const reading = { ...around, ...frozenDuration(frozen, questionsOf(around.methodology), around.language) };
  const { given: live, counted, uncounted } = await answered(choice, sources, reading);
  const shown = kept.length > 0 ? frozen : live;
  const groups = await groupsOf(choice, shown, sources, reading);
  const rows = groups.flatMap((group) => group.rows);
  const now = kept.length > 0 ? (await groupsOf(choice, live, sources, reading)).flatMap((group) => group.rows) : rows;
  const isOther = JSON.stringify(rows) !== JSON.stringify(now);
  const known = questionsOf(reading.methodology);
  const first = known.get(choice.questions[0] ?? "");
  const isCount = first !== undefined && isCounted(first, choice.kind);
  const asked = kept.length > 0 ? kept.flatMap(({ verdict, content }) => (content.isCounted ? verdict : [])) : counted;
  const unsaid = isCount ? silent(shown, first) : unmeasured(choice, shown, asked);
  const hasScales = groups.length > 1;
  const drawn = isCount || hasScales ? "" : oneOfSeveral(shown);
  const beside = besideText({ what: "answers", unsaid, uncounted: 0, drawn, hasScales }, reading.language);
  const [one] = groups;
  return {
    kind: "chart",
    block,
    chart: choice.kind,
    heads: choice.questions.map((id) => {
      const question = known.get(id);
      const then = frozen.find((each) => each.question === id)?.label;
      return then ?? (question ? localise(question.label, reading.language) : id);
    }),
    isCount,
    rows,
    ...(beside ? { beside } : {}),
    ...(one?.total && !hasScales ? { total: one.total } : {}),
    scale: scaleOf(choice, hasScales ? [] : rows),
    ...(hasScales ? { groups } : {}),
    uncounted: kept.length > 0 ? kept.filter(({ content }) => !content.isCounted).length : uncounted,
    flags: isOther ? ["answers"] : [],
    now: isOther ? now : null,
  };
}

/** Spans are of dates; a length of time, or a sum, is drawn from nothing. Squares are counted, which what is measured cannot be. */
function drawnAs({ kind, questions }: ChartChoice, { methodology }: TableReading): ChartKind {
  if (kind !== "spans" && kind !== "squares") return kind;
  const known = questionsOf(methodology);
  const measures = questions.flatMap((id) => known.get(id) ?? []);
  const [first] = measures;
  if (!first || (kind === "squares" && mayDraw(kind, first.type))) return kind;
  if (measures.some(({ type }) => type === "date")) return "spans";
  return questions.length > 1 ? "pairs" : "bars";
}

function scaleOf({ kind }: ChartChoice, rows: readonly ChartRow[]): ChartState["scale"] {
  const values = rows.flatMap((row) => row.values.filter((value) => value !== null));
  return { from: kind === "spans" && values.length > 0 ? Math.min(...values) : 0, to: Math.max(...values, 0) };
}

/**
 * Its rows, by what is drawn on one scale: bars of two currencies would be compared by their lengths. Where there are other measures beside
 * sums of money there is one group, in which those in one currency are drawn.
 */
async function groupsOf(
  choice: ChartChoice,
  given: readonly Given[],
  sources: VerdictSources,
  reading: TableReading,
): Promise<ChartGroup[]> {
  const group = async (currency: string, of: readonly Given[]): Promise<ChartGroup> => {
    const rows = await rowsOf(choice, of, sources, reading);
    const total = totalOf(choice, of, rows.length, reading);
    return { currency, rows, scale: scaleOf(choice, rows), ...(total ? { total } : {}) };
  };
  const known = questionsOf(reading.methodology);
  const isMoney = choice.kind !== "squares" && choice.questions.every((id) => known.get(id)?.type === "money");
  const currencies = isMoney ? currenciesOf(given) : [];
  if (currencies.length < 2) return [await group("", given)];
  return Promise.all(
    currencies.map((currency, i) =>
      group(
        currency,
        given.flatMap((each) =>
          each.amounts.length === 0 ? (i === 0 ? each : []) : inCurrency(each, currency, reading),
        ),
      ),
    ),
  );
}

/** What is said of one currency alone; the rest is a row of its own. */
function inCurrency(given: Given, currency: string, { methodology, language, duration }: TableReading): Given | [] {
  const amounts = given.amounts.filter((each) => each.currency === currency);
  if (amounts.length === 0) return [];
  const question = questionsOf(methodology).get(given.question);
  return { ...given, amounts, words: valueWords(amounts, question, language, duration) };
}

/** What a chart freezes of a verdict. */
export async function frozenChart(
  { questions }: ChartChoice,
  source: VerdictSource,
  reading: TableReading,
): Promise<Frozen> {
  const { number } = (await source.text()).revision;
  const isCounted = await source.isCounted();
  return {
    kind: "chart",
    revision: number,
    isCounted,
    given: isCounted ? await givenIn(source, questions, reading) : [],
  };
}

async function answered(
  { questions, scope }: ChartChoice,
  sources: VerdictSources,
  reading: TableReading,
): Promise<{ given: Given[]; counted: VerdictId[]; uncounted: number }> {
  const given: Given[] = [];
  const counted: VerdictId[] = [];
  let uncounted = questions.length > 0 ? verdictsIn(scope, await sources.closed()).length : 0;
  for (const { id } of questions.length > 0 ? verdictsIn(scope, await sources.readable()) : []) {
    const source = await sources.of(id);
    if (!source) continue;
    if (await source.isCounted()) {
      counted.push(id);
      given.push(...(await givenIn(source, questions, reading)).map((each) => ({ ...each, verdict: id })));
    } else uncounted++;
    await breathe();
  }
  return { given, counted, uncounted };
}

async function givenIn(
  source: VerdictSource,
  questions: readonly QuestionId[],
  { methodology, language, duration }: TableReading,
): Promise<Said[]> {
  const known = questionsOf(methodology);
  const [answers, units] = [await source.answers(), await source.units()];
  const valueOf = (of: string, subject: string): AnswerValue | null =>
    answers.find((row) => row.question === of && row.subject === subject)?.value ?? null;
  const facts = verdictFacts(source.verdict, units);
  return questions.flatMap((id) => {
    const question = known.get(id);
    if (!question || !isDrawn(question)) return [];
    const say = (unit: (typeof units)[number] | undefined, value: AnswerValue | null): Said => ({
      question: id,
      label: localise(question.label, language),
      unit: unit ? tokenOfUnit(unit) : null,
      ...said(value, question, language, duration),
    });
    if (question.from) return [say(undefined, facts[question.from])];
    // Of whom it is asked nobody has said yet.
    if (question.perUnit !== "verdict" && units.length === 0) return [say(undefined, null)];
    return subjectsOf(question.perUnit, units).flatMap((subject) => {
      const unit = units.find((each) => each.id === subject);
      if (isAsked(question, subject, known, valueOf)) return [say(unit, valueOf(id, subject))];
      return isAskedLater(question, subject, known, valueOf) ? [say(unit, null)] : [];
    });
  });
}

/** Questions whose answers are closed words or numbers. */
function isDrawn({ type }: Question): boolean {
  return type !== "text";
}

function isCounted({ type }: Pick<Question, "type">, kind: ChartKind): boolean {
  return kind === "squares" || isClosedType(type);
}

async function rowsOf(
  choice: ChartChoice,
  given: readonly Given[],
  sources: VerdictSources,
  reading: TableReading,
): Promise<ChartRow[]> {
  const { methodology, language } = reading;
  const [first] = choice.questions;
  const question = questionsOf(methodology).get(first ?? "");
  if (!first || !question) return [];
  if (isCounted(question, choice.kind))
    return countRows(
      question,
      given.filter((each) => each.question === first),
      language,
    );
  return measureRows(choice, given, sources, reading);
}

/** Of how many there is no answer to a question that they are asked. */
function silent(given: readonly Said[], { id }: Question): number {
  return given.filter(({ question, words }) => question === id && words === "").length;
}

/** How many have no row, since nothing of them was measured: verdicts, or people where each has a row. */
function unmeasured(choice: ChartChoice, given: readonly Given[], asked: readonly VerdictId[]): number {
  if (choice.questions.length === 0) return 0;
  const measuredKeys = new Set(given.filter(({ words }) => words !== "").map((each) => groupOf(choice, each)));
  const keys = isEach(choice) ? given.map((each) => groupOf(choice, each)) : asked;
  return [...new Set<string>(keys)].filter((key) => !measuredKeys.has(key)).length;
}

function isEach({ kind, unit }: ChartChoice): boolean {
  return unit === "each" && kind !== "spans";
}

/** What a row of measures is of. */
function groupOf(choice: ChartChoice, { verdict, unit }: Given): string {
  return isEach(choice) ? `${verdict} ${unit ?? ""}` : verdict;
}

/** A row an answer: how many of all who have one have this. */
function countRows(question: Question, given: readonly Given[], language: UiLanguage): ChartRow[] {
  const labels = new Map<string, string>();
  const order = question.choices?.map(({ id }) => String(id)) ?? ["yes", "no"];
  for (const { key, label } of given.flatMap(({ keys }) => keys)) labels.set(key, label);
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const counts = question.perUnit === "verdict" ? "verdicts" : question.perUnit === "victim" ? "victims" : "defendants";
  const of = given.filter(({ words }) => words !== "").length;
  return [...labels]
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b))
    .map(([key, label]) => {
      const n = given.filter(({ keys }) => keys.some((each) => each.key === key)).length;
      return { source: null, unit: null, label, values: [n, of], words: [figureText({ n, of, counts }, language)] };
    });
}

/** A row a verdict, or one of its people: what was measured of it. */
async function measureRows(
  choice: ChartChoice,
  given: readonly Given[],
  sources: VerdictSources,
  reading: TableReading,
): Promise<ChartRow[]> {
  const questions = questionsOf(reading.methodology);
  const currency = currencyOf(given);
  const groups = new Map<string, Given[]>();
  for (const each of given) {
    const key = groupOf(choice, each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const rows: { verdict: Verdict; row: ChartRow }[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    const source = first ? await sources.of(first.verdict) : null;
    if (!first || !source || group.every(({ words }) => words === "")) continue;
    const cells = choice.questions.map((id) =>
      measured(
        group.filter(({ question }) => question === id),
        questions.get(id),
        currency,
        reading,
      ),
    );
    const row = {
      source: source.ref,
      unit: isEach(choice) ? first.unit : null,
      label: null,
      values: cells.map(({ value }) => value),
      words: cells.map(({ words }) => words),
    };
    rows.push({ verdict: source.verdict, row });
  }
  return rows.sort((a, b) => inListOrder(a.verdict, b.verdict)).map(({ row }) => row);
}

/** What answers to one question come to: their sum; of dates the first. What is in another currency than most is said, and not drawn. */
function measured(
  given: readonly Given[],
  question: Question | undefined,
  currency: string,
  { language, duration }: TableReading,
): { value: number | null; words: string } {
  const amounts = given.flatMap((each) => each.amounts);
  const fitting = amounts.filter((each) => each.currency === "" || each.currency === currency);
  const words = given.flatMap((each) => each.words || []).join("; ");
  if (!question || fitting.length === 0) return { value: null, words };
  if (question.type === "date") return { value: Math.min(...fitting.map(({ amount }) => amount)), words };
  const value = fitting.reduce((sum, { amount }) => sum + amount, 0);
  if (given.length === 1 || amounts.length !== fitting.length) return { value, words };
  return {
    value,
    words: valueWords(question.type === "money" ? { amount: value, currency } : value, question, language, duration),
  };
}

/** Of sums of money: one for all that are drawn beside each other. */
function currencyOf(given: readonly Said[]): string {
  return currenciesOf(given)[0] ?? "";
}

/** The currency that is drawn where there are others; "" where there is one, or none. */
function oneOfSeveral(given: readonly Said[]): string {
  const [most = "", ...others] = currenciesOf(given);
  return others.length > 0 ? most : "";
}

/** The sums of what is measured; none of times and dates, and none of several currencies. */
function totalOf(
  { kind, questions }: ChartChoice,
  given: readonly Said[],
  rows: number,
  { methodology, language }: TableReading,
): string[] | null {
  const known = questionsOf(methodology);
  const currency = currencyOf(given);
  if (rows < 2 || (kind !== "bars" && kind !== "pairs")) return null;
  const sums = questions.map((id) => {
    const question = known.get(id);
    const amounts = given.filter((each) => each.question === id).flatMap((each) => each.amounts);
    if (question?.type !== "money" && question?.type !== "number") return "";
    if (amounts.length === 0 || amounts.some((each) => each.currency !== "" && each.currency !== currency)) return "";
    const amount = amounts.reduce((sum, each) => sum + each.amount, 0);
    return valueWords(question.type === "money" ? { amount, currency } : amount, question, language);
  });
  return sums.some((words) => words !== "") ? sums : null;
}

/** The most used first, whatever order they are found in: what is approved is kept, and compared, in another one. */
function currenciesOf(given: readonly Said[]): string[] {
  const counts = new Map<string, number>();
  for (const { amounts } of given)
    for (const { currency } of amounts) if (currency) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([currency]) => currency);
}
