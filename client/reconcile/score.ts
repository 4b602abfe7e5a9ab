import { tokenAround } from "../../schema/text/token.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import type { Block, Range, RevisionText } from "../../schema/text/revision.ts";

/** A stretch of text under which the same coders' lines run. */
export interface ScorePiece {
  start: number;
  end: number;
  /** Lanes whose passages cover it. */
  lanes: number[];
  /** Of the words that are being chosen. */
  isChosen: boolean;
}

/** A paragraph of the score. */
export interface ScoreBlock {
  block: Block;
  pieces: ScorePiece[];
  /** Nobody marked anything in it: it is there to be read with the rest. */
  isContext: boolean;
}

/** More paragraphs than these between two passages of a disagreement are left out. */
const BETWEEN = 2;

/**
 * The one copy of the text under which competing passages are drawn: the paragraphs in which something is marked, one before and
 * one behind, cut where a passage begins or ends. `chosen`: the words that a ruling is about to take; `isWhole`: every paragraph.
 */
export function scoreOf(
  { blocks }: RevisionText,
  passages: readonly { lane: number; ranges: readonly Range[] }[],
  chosen: readonly Range[],
  isWhole = false,
): ScoreBlock[] {
  const content = contentBlocks(blocks);
  const all = [...passages.flatMap(({ ranges }) => ranges), ...chosen];
  const isMarked = ({ start, end }: Block): boolean => all.some((range) => range.start < end && start < range.end);
  const marked = new Set(content.flatMap((block, i) => (isMarked(block) ? [i] : [])));
  const shown = new Set([...marked].flatMap((i) => [i - 1, i, i + 1]));
  const sorted = [...marked].sort((a, b) => a - b);
  for (const [n, i] of sorted.entries()) {
    const next = sorted[n + 1];
    if (next !== undefined && next - i - 1 <= BETWEEN) for (let j = i; j < next; j++) shown.add(j);
  }
  return content.flatMap((block, i) =>
    isWhole || shown.has(i) ? [{ block, pieces: piecesOf(block, passages, chosen), isContext: !marked.has(i) }] : [],
  );
}

function piecesOf(
  { start, end }: Block,
  passages: readonly { lane: number; ranges: readonly Range[] }[],
  chosen: readonly Range[],
): ScorePiece[] {
  const edges = [...passages.flatMap(({ ranges }) => ranges), ...chosen]
    .flatMap((range) => [range.start, range.end])
    .filter((at) => at > start && at < end);
  const cuts = [...new Set([start, ...edges, end])].sort((a, b) => a - b);
  const covers = (ranges: readonly Range[], from: number, to: number): boolean =>
    ranges.some((range) => range.start <= from && to <= range.end);
  return cuts.slice(0, -1).flatMap((from, i) => {
    const to = cuts[i + 1] ?? end;
    if (to <= from) return [];
    const lanes = passages.filter(({ ranges }) => covers(ranges, from, to)).map(({ lane }) => lane);
    return [{ start: from, end: to, lanes, isChosen: covers(chosen, from, to) }];
  });
}

/** Of a piece that nobody marked, the words that are folded away, and on which side of it something is marked. */
export interface Fold {
  start: number;
  end: number;
  at: "before" | "between" | "after";
}

/** Less than this is not worth a fold, in lines. */
const WORTH = 1;
/** So many lines of what nobody marked stay, next to what is marked. */
const KEPT = 2;

/**
 * What is folded of a piece that nobody marked, at so many characters a line: two lines stay. Cut between words. Null where that would
 * hide next to nothing.
 */
export function foldOf(text: string, { start, end }: ScorePiece, at: Fold["at"], line: number): Fold | null {
  const kept = KEPT * line;
  if (end - start <= kept + WORTH * line) return null;
  const head = at === "before" ? 0 : at === "after" ? kept : kept / 2;
  const tail = kept - head;
  const from = head === 0 ? start : spaceAt(text, start + Math.round(head), 1);
  const to = tail === 0 ? end : spaceAt(text, end - Math.round(tail), -1);
  return from < to ? { start: from, end: to, at } : null;
}

/** The nearest place between two words, in one direction: a token is one, whatever spaces it has. */
function spaceAt(text: string, at: number, step: 1 | -1): number {
  let place = at;
  while (place > 0 && place < text.length) {
    const token = tokenAround(text, place);
    if (!token && /\s/u.test(text[place] ?? " ")) break;
    place = token ? (step > 0 ? token.end : token.start) : place + step;
  }
  return place;
}
