import type { AnswerValue } from "../../schema/domain/answer.ts";
import type { QuestionId, VerdictId } from "../../schema/domain/ids.ts";
import { localise } from "../../schema/domain/language.ts";
import { isAsked, subjectsOf } from "../../schema/domain/methodology/asked.ts";
import type { Question } from "../../schema/domain/methodology/methodology.ts";
import type { BlockId } from "../../schema/domain/output.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import { verdictFacts } from "../../schema/domain/verdict-facts.ts";
import { keyOfCell, typedBeside, type Entry } from "../../schema/editor/wired-rows.ts";
import type { ComparisonCell, ComparisonRow, ComparisonState } from "../../schema/protocol/http/quotes.ts";
import { citation, formatCitation } from "../../schema/text/citation.ts";
import type { FrozenTable, FrozenTableRow } from "../store/shapes/frozen-table.ts";
import { valueWords } from "../export/answers/answers.ts";
import { proofOf, questionsOf } from "./case-tables.ts";
import type { TableReading } from "./table-reading.ts";
import { wasRedacted } from "./frozen-rows.ts";
import type { VerdictSource, VerdictSources } from "./verdict-source.ts";

type FrozenRow = Extract<FrozenTable, { kind: "comparison" }>;
type FrozenCell = FrozenRow["cells"][number];

/** Room that a stamp has in a document. */
const STAMP = 2000;

/**
 * Answers beside each other as they are ruled now; of an approved document as they were, with what is answered now beside it where
 * that is something else. Wording that was typed of other answers flags a draft.
 */
export async function comparisonState(
  block: BlockId,
  compared: { questions: readonly QuestionId[]; verdicts: readonly VerdictId[]; entries: readonly Entry[] },
  sources: VerdictSources,
  { tables, ...reading }: TableReading & { tables: readonly FrozenTableRow[] },
): Promise<ComparisonState> {
  const known = questionsOf(reading.methodology);
  const labels = new Map<string, string>();
  const rows: ComparisonRow[] = [];
  const now: ComparisonRow[] = [];
  for (const verdict of compared.verdicts) {
    const source = await sources.of(verdict);
    const content = tables.find((each) => each.block === block && each.verdict === verdict)?.content;
    const frozen = content?.kind === "comparison" ? content : null;
    const live = await rowOf(verdict, source, compared.questions, reading);
    now.push(withoutProofs(live));
    const shown = frozen && source ? { ...live, cells: await cellsFrozen(frozen, live.cells, source) } : live;
    rows.push(withoutProofs(shown));
    for (const { question, label } of frozen?.cells ?? []) labels.set(question, label);
  }
  const isOther = rows.some((row, i) => row.hidden === null && !isSame(row.cells, now[i]?.cells ?? []));
  const isGone = rows.some(({ source }) => source === null);
  const isOld = rows.some((row) => row.cells.some((cell) => isOutdated(row, cell, compared.entries)));
  return {
    kind: "comparison",
    block,
    questions: compared.questions.map((id) => {
      const question = known.get(id);
      return { id, label: labels.get(id) ?? (question ? localise(question.label, reading.language) : id) };
    }),
    rows,
    flags: [...(isGone ? (["gone"] as const) : []), ...(isOther || isOld ? (["answers"] as const) : [])],
    now: isOther ? now : null,
  };
}

/** What a comparison freezes of a verdict. */
export async function frozenComparison(
  questions: readonly QuestionId[],
  source: VerdictSource,
  reading: TableReading,
): Promise<FrozenRow> {
  const known = questionsOf(reading.methodology);
  const { cells } = await rowOf(source.verdict.id, source, questions, reading);
  const labelOf = (id: string): string => {
    const question = known.get(id);
    return question ? localise(question.label, reading.language) : id;
  };
  return {
    kind: "comparison",
    revision: (await source.text()).revision.number,
    cells: cells.map((cell) => ({ ...cell, label: labelOf(cell.question) })),
  };
}

type ProvenCell = ComparisonCell & Pick<FrozenCell, "proof">;
type ProvenRow = Omit<ComparisonRow, "cells"> & { cells: ProvenCell[] };

async function rowOf(
  verdict: VerdictId,
  source: VerdictSource | null,
  questions: readonly QuestionId[],
  reading: TableReading,
): Promise<ProvenRow> {
  const hidden = source && (await source.hidden());
  if (!source || hidden) return { verdict, source: source?.ref ?? null, hidden, cells: [] };
  const known = questionsOf(reading.methodology);
  const cells: ProvenCell[] = [];
  for (const id of questions) cells.push(await cellOf(id, known, source, reading));
  return { verdict, source: source.ref, hidden, cells };
}

async function cellOf(
  id: QuestionId,
  known: ReadonlyMap<string, Question>,
  source: VerdictSource,
  { language }: TableReading,
): Promise<ProvenCell> {
  const question = known.get(id);
  const nothing: ProvenCell = { question: id, said: [], citation: null, stands: "", proof: null };
  if (!question) return nothing;
  const [answers, units] = [await source.answers(), await source.units()];
  if (question.from) {
    const value = verdictFacts(source.verdict, units)[question.from];
    if (value === null) return nothing;
    return { ...nothing, said: [{ unit: null, words: valueWords(value, question, language) }], stands: plain(value) };
  }
  const valueOf = (of: string, subject: string): AnswerValue | null =>
    answers.find((row) => row.question === of && row.subject === subject)?.value ?? null;
  const subjects = subjectsOf(question.perUnit, units).filter((each) => isAsked(question, each, known, valueOf));
  const given = subjects.flatMap((subject) => {
    const unit = units.find((each) => each.id === subject);
    return answers
      .filter((row) => row.question === id && row.subject === subject)
      .flatMap((row) => (row.value === null ? [] : [{ row, value: row.value, unit: unit ? tokenOfUnit(unit) : null }]));
  });
  let proof: FrozenCell["proof"] = null;
  for (const { row } of given) proof ??= await proofOf(row, source);
  const { revision } = await source.text();
  return {
    question: id,
    said: given.map(({ value, unit }) => ({ unit, words: valueWords(value, question, language) })),
    citation: proof && formatCitation(citation(revision, proof.ranges), language),
    stands: given
      .map(({ value, unit }) => (unit ? `${unit} ${plain(value)}` : plain(value)))
      .join("; ")
      .slice(0, STAMP),
    proof,
  };
}

/** A value without the words of a language. */
function plain(value: AnswerValue): string {
  return [value]
    .flat()
    .map((each) => (typeof each === "object" ? `${each.amount} ${each.currency}` : String(each)))
    .join(", ");
}

/** The cells that were approved; one whose passage was redacted since says what is answered now. */
async function cellsFrozen(
  { cells }: FrozenRow,
  now: readonly ProvenCell[],
  source: VerdictSource,
): Promise<ProvenCell[]> {
  const { revision, maps } = await source.text();
  return cells.map((cell) => {
    const isRedacted = cell.proof !== null && wasRedacted(cell.proof, maps, revision.number);
    const live = now.find(({ question }) => question === cell.question);
    return isRedacted && live ? live : cell;
  });
}

function withoutProofs({ cells, ...row }: ProvenRow): ComparisonRow {
  return {
    ...row,
    cells: cells.map(({ question, said, citation: place, stands }) => ({ question, said, citation: place, stands })),
  };
}

function isSame(a: readonly ComparisonCell[], b: readonly ComparisonCell[]): boolean {
  const said = (cells: readonly ComparisonCell[]): string =>
    JSON.stringify(cells.map(({ question, stands }) => [question, stands]));
  return said(a) === said(b);
}

/** Whether what was typed beside a cell is of other answers than it holds. */
function isOutdated({ verdict }: ComparisonRow, cell: ComparisonCell, entries: readonly Entry[]): boolean {
  return typedBeside(keyOfCell(verdict, cell.question), entries).some(({ stands }) => stands !== cell.stands);
}
