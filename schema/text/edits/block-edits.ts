import { contentBlocks, lastStartingBy, pageMarks } from "../blocks.ts";
import { insertedNumber } from "../numbers.ts";
import type { Block, BlockEdit, Edit, RevisionText } from "../revision.ts";
import { EditError } from "../widen.ts";

/** The blocks with some of them made something else; text and numbers stay. Throws an EditError for an unknown block or a page mark. */
export function setBlocks(blocks: readonly Block[], edits: readonly BlockEdit[]): Block[] {
  const byStart = new Map<number, { set: BlockEdit["set"]; index: number }>();
  for (const [index, { start, set }] of edits.entries()) {
    if (set.kind === "page") throw new EditError("block", index);
    byStart.set(start, { set: { ...byStart.get(start)?.set, ...set }, index });
  }
  const out = blocks.map((block) => {
    const edit = block.kind === "page" ? undefined : byStart.get(block.start);
    if (!edit) return { ...block };
    byStart.delete(block.start);
    const next = { ...block, ...edit.set };
    const hasLevel = next.kind === "heading" || next.kind === "list-item";
    return {
      ...next,
      level: hasLevel ? (next.level ?? 1) : null,
      cell: next.kind === "table-cell" ? next.cell : null,
    };
  });
  for (const { index } of byStart.values()) throw new EditError("block", index);
  return out;
}

/**
 * A line of the new text: an old block that goes on, or a new one. A new one is the rest of an old block that was split,
 * or was wholly inserted after (in) or before an old block, from which it takes its section.
 */
type Line = { block: number } | { beside: number; as: "rest" | "after" | "before" };

/**
 * The blocks of the new text. `edits` are as recorded: sorted, widened. A block keeps its number through everything;
 * a block split in two keeps it in the first half, blocks merged keep the first's; whole blocks inserted or removed
 * leave their neighbours alone. Page marks move with the text, and none is lost.
 * Throws where an edit lies outside the blocks, which no checked edit does.
 */
export function rebuildBlocks(
  { text, blocks }: RevisionText,
  edits: readonly Edit[],
  newText: string,
  usedNumbers: Iterable<string> = [],
): Block[] {
  const content = contentBlocks(blocks);
  const lines = traceLines(content, edits, text.length);
  const marks = pageMarks(blocks).map((mark) => {
    const at = moveMark(mark.start, edits);
    return { ...mark, start: at, end: at };
  });

  const used = new Set(usedNumbers);
  for (const block of content) if (block.number !== null) used.add(block.number);
  const lastLetters = new Map<string, number>();
  let previous: string | null = null;
  const out: Block[] = [];
  let nextMark = 0;
  let start = 0;
  for (const line of lines) {
    const end = newText.indexOf("\n", start) < 0 ? newText.length : newText.indexOf("\n", start);
    for (; (marks[nextMark]?.start ?? Infinity) <= end; nextMark++) {
      const mark = marks[nextMark];
      if (mark) out.push(mark);
    }
    const old = content["block" in line ? line.block : line.beside];
    if (!old) throw new Error("an edit outside the blocks");
    if ("block" in line) out.push({ ...old, start, end });
    else {
      const page = marks.findLast((mark) => mark.start <= start)?.page ?? old.page;
      const number = insertedNumber(previous, used, lastLetters);
      out.push({ ...newBlock(old, content[line.beside - 1], line.as), start, end, page, number });
    }
    previous = out.at(-1)?.number ?? previous;
    start = end + 1;
  }
  return out;
}

/** What a new block is: like the one that was split; a list item in a list, a line of the same cell in a cell; else a paragraph. */
function newBlock(
  beside: Block,
  previous: Block | undefined,
  as: "rest" | "after" | "before",
): Omit<Block, "start" | "end" | "number"> {
  if (as === "rest") return { ...beside, printed: null };
  // A block put before another is in a list or a table only if it comes between two of its parts.
  const like = as === "after" || previous?.kind === beside.kind ? (as === "after" ? beside : previous) : undefined;
  const kind = like?.kind === "list-item" || like?.kind === "table-cell" ? like.kind : "paragraph";
  return {
    kind,
    section: beside.section,
    page: beside.page,
    printed: null,
    level: kind === "list-item" ? (like?.level ?? null) : null,
    cell: kind === "table-cell" ? (like?.cell ?? null) : null,
  };
}

/** Which line of the new text is which block, from the edits and the old line ends alone. */
function traceLines(content: readonly Block[], edits: readonly Edit[], length: number): Line[] {
  const lines: Line[] = [];
  let at = 0; // the old block in which we stand
  let line: Line = { block: 0 };
  let fresh = true; // nothing stands in `line` before the place where we are
  let reached = 0; // end of the last edit
  for (const edit of edits) {
    const first = lastStartingBy(content, edit.start);
    for (; at < first; fresh = true) {
      lines.push(line);
      line = { block: ++at };
    }
    const from = content[first];
    if (edit.start > Math.max(reached, from?.start ?? 0)) fresh = false;
    const last = lastStartingBy(content, edit.end);
    const to = content[last];
    const removed = last - first;
    const inserted = edit.insert.split("\n").length - 1;
    if (fresh && edit.end === to?.start && (edit.insert === "" || edit.insert.endsWith("\n"))) {
      // Whole blocks replaced by whole blocks: the one that follows is itself.
      for (let i = 0; i < inserted; i++)
        lines.push(i >= removed ? { beside: last, as: "before" } : i === 0 ? line : { block: first + i });
      if (removed > 0 || inserted > 0) line = { block: last };
    } else if (inserted === 0) {
      // Merged: the first's, unless nothing of the first is left.
      if (removed > 0 && fresh && edit.insert === "") line = { block: last };
      else if (edit.insert !== "") fresh = false;
    } else {
      lines.push(line);
      for (let i = 1; i < inserted; i++) lines.push(i < removed ? { block: first + i } : { beside: last, as: "after" });
      const rest = edit.end < (to?.end ?? length);
      line = removed > 0 ? { block: last } : { beside: last, as: rest ? "rest" : "after" };
      fresh = edit.insert.endsWith("\n");
    }
    at = last;
    reached = edit.end;
  }
  lines.push(line);
  for (at++; at < content.length; at++) lines.push({ block: at });
  return lines;
}

/** Where a page mark goes: out of a removed run to its start; text inserted at it comes after it. */
function moveMark(position: number, edits: readonly Edit[]): number {
  let delta = 0;
  for (const { start, end, insert } of edits) {
    if (start >= position) break;
    if (end > position) return start + delta;
    delta += insert.length - (end - start);
  }
  return position + delta;
}
