import type { Block, Line, Word } from "tesseract.js";
import type { Box } from "../../schema/protocol/http/scans.ts";
import type { Rules } from "./rules.ts";
import { cellAt, ruledTables } from "./ruled-tables.ts";
import type { ReadWord, ScanItem } from "../store/shapes/scanned-page.ts";

/** Words farther apart than this many letter sizes are not of one run. */
const WIDE_GAP = 0.95;
/** Lines of nearly the usual size of a page are of that size: signs over capitals alone make a line a fifth higher. */
const SAME_SIZE = 0.3;
/** A line must be so long, in letter sizes, that its slope says something of the page's. */
const LONG = 20;
/** What is read in dirt and in the edges of paper: no letter or digit, and no confidence. */
const DIRT = 40;
/** What the rules of tables are read as; no court writes it. */
const RULES = /^[|¦_]+|[|¦_]+$/g;

interface Size {
  width: number;
  height: number;
}

/**
 * What was read on a page, as runs of text like those of a PDF: in points from the lower left, on straight lines also where
 * the paper lay askew, and none of them over the border of a cell. Boxes of words stay where they are on the picture.
 */
export function itemsOfPage(
  blocks: readonly Block[],
  rules: Rules,
  { height }: Size,
  pointsPerPixel: number,
): ScanItem[] {
  const lines = blocks.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  const slope = slopeOf(lines);
  const usual = medianOf(lines.map(sizeOf));
  const tables = ruledTables(rules, slope);
  const cellOf = ({ bbox }: Word): ScanItem["cell"] => {
    const x = (bbox.x0 + bbox.x1) / 2;
    const y = (bbox.y0 + bbox.y1) / 2;
    for (const [i, table] of tables.entries()) {
      const place = cellAt(table, x + slope * y, y - slope * x);
      if (place) return { table: i, ...place, left: (table.columns[place.column] ?? 0) * pointsPerPixel };
    }
    return null;
  };
  return lines.flatMap((line) => {
    const own = sizeOf(line);
    const size = Math.abs(own - usual) < usual * SAME_SIZE ? usual : own;
    const middle = (line.baseline.x0 + line.baseline.x1) / 2;
    const y = height - ((line.baseline.y0 + line.baseline.y1) / 2 - slope * middle);
    const words = line.words.map((word) => ({ ...word, text: word.text.trim().replace(RULES, "") })).filter(isWord);
    return runsOf(words, size, cellOf).map(({ run, cell }) => {
      const left = run[0]?.bbox.x0 ?? 0;
      const right = run.at(-1)?.bbox.x1 ?? left;
      return {
        text: run.map(({ text }) => text).join(" "),
        // Down the page the left margin wanders as much as the lines fall across it.
        x: (left + slope * (height - y)) * pointsPerPixel,
        y: y * pointsPerPixel,
        width: (right - left) * pointsPerPixel,
        size: size * pointsPerPixel,
        font: "",
        words: run.map(toReadWord),
        cell,
      };
    });
  });
}

function isWord({ text, confidence }: Word): boolean {
  return text !== "" && (confidence >= DIRT || /[\p{L}\d]/u.test(text));
}

function toReadWord({ text, confidence, bbox }: Word): ReadWord {
  const box: Box = [bbox.x0, bbox.y0, bbox.x1 - bbox.x0, bbox.y1 - bbox.y0];
  return { text, box, confidence: Math.round(Math.min(100, Math.max(0, confidence))) };
}

function runsOf(
  words: readonly Word[],
  size: number,
  cellOf: (word: Word) => ScanItem["cell"],
): { run: Word[]; cell: ScanItem["cell"] }[] {
  const runs: { run: Word[]; cell: ScanItem["cell"] }[] = [];
  for (const word of words) {
    const cell = cellOf(word);
    const last = runs.at(-1);
    const before = last?.run.at(-1);
    const isNear = before !== undefined && word.bbox.x0 - before.bbox.x1 < size * WIDE_GAP;
    const isSame =
      last?.cell?.table === cell?.table && last?.cell?.row === cell?.row && last?.cell?.column === cell?.column;
    if (last && isNear && isSame) last.run.push(word);
    else runs.push({ run: [word], cell });
  }
  return runs;
}

/** How much a line falls a pixel to the right. */
function slopeOf(lines: readonly Line[]): number {
  const long = lines.filter(({ bbox, ...line }) => bbox.x1 - bbox.x0 > sizeOf({ bbox, ...line }) * LONG);
  return medianOf(long.map(({ baseline: { x0, x1, y0, y1 } }) => (x1 > x0 ? (y1 - y0) / (x1 - x0) : 0)));
}

function sizeOf({ rowAttributes, bbox }: Pick<Line, "rowAttributes" | "bbox">): number {
  return rowAttributes?.rowHeight || bbox.y1 - bbox.y0 || 1;
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
