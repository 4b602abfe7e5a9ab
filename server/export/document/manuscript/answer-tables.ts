import { drawKey, drawRow } from "../../../../schema/figures/drawing.ts";
import { keyOfCell, typedBeside, type Entry } from "../../../../schema/editor/wired-rows.ts";
import {
  type ChartGroup,
  chartGroups,
  type ChartRow,
  type ChartState,
} from "../../../../schema/protocol/http/parts/chart-state.ts";
import { type ComparisonCell, type ComparisonState, type PartState } from "../../../../schema/protocol/http/quotes.ts";
import { capital } from "../../files/column.ts";
import type { OutputWords } from "../../words/shape.ts";
import type { Block, Cell, Inline } from "./manuscript.ts";
import type { Sources } from "./sources.ts";
import { run } from "./words-of-nodes.ts";

/** What stands in a table of answers, and what is said below it; no rows where there is nothing to show. */
export function answerTable(
  part: PartState | undefined,
  entries: readonly Entry[],
  sources: Sources,
  words: OutputWords,
): { rows: Cell[][]; remark: string } {
  if (part?.kind === "comparison") return { rows: comparisonRows(part, entries, sources, words), remark: "" };
  if (part?.kind !== "chart") return { rows: [], remark: "" };
  return { rows: chartRows(part, sources, words), remark: chartRemark(part, words) };
}

/** A row a verdict; of one that is gone there is none, and none where nothing is compared. */
function comparisonRows(
  { questions, rows }: ComparisonState,
  entries: readonly Entry[],
  sources: Sources,
  words: OutputWords,
): Cell[][] {
  if (rows.length === 0 || questions.length === 0) return [];
  const head = [words.verdict, ...questions.map(({ label }) => label)].map((text) => textCell([text], true));
  const body = rows.flatMap(({ verdict, source, cells }) => {
    if (!source) return [];
    const name = textCell([sources.short(source)], true);
    if (cells.length === 0) return [[name, { ...textCell([words.notShown]), colspan: questions.length }]];
    const compared = cells.map((cell) => comparedCell(cell, typedBeside(keyOfCell(verdict, cell.question), entries)));
    return [[name, ...compared]];
  });
  return [head, ...body];
}

/** A row an answer or a verdict: its name, what is drawn, and the numbers that are drawn; above those of a currency its name. */
function chartRows(part: ChartState, sources: Sources, words: OutputWords): Cell[][] {
  if (part.heads.length === 0) return [];
  const heads = part.isCount ? ["", "", part.heads[0] ?? ""] : [words.verdict, "", ...part.heads];
  // Two bars are told apart by their heads.
  const isKeyed = part.chart === "pairs" && !part.isCount && part.heads.length > 1;
  const nameOf = ({ source, unit, label }: ChartRow): string =>
    capital([source ? sources.short(source) : label, unit].filter(Boolean).join(" "));
  const rowsOf = ({ currency, rows, scale, total }: ChartGroup): Cell[][] => [
    // Not of heads alone: those stand on every page again.
    ...(currency ? [[textCell([currency], true), { ...textCell([""]), colspan: heads.length - 1 }]] : []),
    ...rows.map((row) => [
      textCell([nameOf(row)], true),
      drawnCell(part, row, scale),
      ...row.words.map((text) => numberCell(text || "–")),
    ]),
    ...(total
      ? [[textCell([words.together], true), textCell([""]), ...total.map((text) => numberCell(text, true))]]
      : []),
  ];
  return [
    heads.map((text, i) =>
      i < 2 ? textCell([text], true) : isKeyed ? keyedCell(text, i - 2) : numberCell(text, true),
    ),
    ...chartGroups(part).flatMap(rowsOf),
  ];
}

/** Of those that a chart does not show, and of what it does not draw. */
function chartRemark({ beside, uncounted }: ChartState, words: OutputWords): string {
  const left = uncounted > 0 ? `${words.uncounted}: ${uncounted}` : "";
  return [beside, left].flatMap((text) => (text ? [`${capital(text)}.`] : [])).join(" ");
}

function keyedCell(head: string, i: number): Cell {
  const key: Inline = { kind: "drawing", drawing: drawKey(i), isKey: true };
  return { ...cell([{ kind: "paragraph", number: "", content: [key, run(head)] }], true), isRight: true };
}

function numberCell(text: string, isHeader = false): Cell {
  return { ...textCell([text], isHeader), isRight: true };
}

function drawnCell({ chart, isCount }: ChartState, { values }: ChartRow, scale: ChartState["scale"]): Cell {
  // Of a count a bar draws the number, and squares its base too.
  const drawn = isCount && chart !== "squares" ? values.slice(0, 1) : values;
  const drawing = drawRow(isCount && chart !== "squares" ? "bars" : chart, drawn, scale);
  return cell([{ kind: "paragraph", number: "", content: [{ kind: "drawing", drawing }] }]);
}

function comparedCell({ said, citation }: ComparisonCell, typed: readonly Entry[]): Cell {
  const answers = said.map(({ unit, words }) => (unit ? `${unit}: ${words}` : words));
  const place = citation ? [`(${citation})`] : [];
  return textCell([...(answers.length > 0 ? answers : ["–"]), ...typed.map(({ words }) => words), ...place]);
}

/** A cell of lines. */
function textCell(lines: readonly string[], isHeader = false): Cell {
  const blocks = lines
    .filter((line) => line !== "")
    .map((line): Block => ({ kind: "paragraph", number: "", content: [run(line)] }));
  return cell(blocks, isHeader);
}

function cell(blocks: Block[], isHeader = false): Cell {
  return { isHeader, colspan: 1, rowspan: 1, blocks };
}
