import { assertTiling } from "../../schema/text/blocks.ts";
import { normaliseText } from "../../schema/text/normalise.ts";
import { numberBlocks } from "../../schema/text/numbers.ts";
import type { Block, RevisionText } from "../../schema/text/revision.ts";
import { textOf, type DraftBlock } from "./draft.ts";
import { Budget } from "./limits.ts";

/**
 * Joins draft blocks into the text of a revision with its blocks: NFC, one `\n` between blocks, page marks where the
 * pages of the source begin. Blocks without a visible character are left out; their page marks move to the next one.
 */
export function assemble(drafts: readonly DraftBlock[]): RevisionText {
  const budget = new Budget();
  const blocks: Block[] = [];
  const lines: string[] = [];
  let at = 0;
  let page: number | null = null;
  let waiting: number[] = [];
  let before: DraftBlock | null = null;
  for (const draft of drafts) {
    const text = tidy(textOf(draft));
    if (text.trim() === "") {
      waiting.push(...draft.pieces.flatMap(({ page: begun }) => begun ?? []));
      continue;
    }
    // Before its page marks are looked for, each of which is paid by the paragraph's length.
    budget.block(text.length);
    const marks = marksIn(draft, text.length);
    if (isNewCell(draft, before)) budget.cell();
    before = draft;
    const all = [...waiting.map((number) => ({ page: number, offset: 0 })), ...marks];
    waiting = [];
    for (const mark of all) blocks.push(pageMark(at + mark.offset, mark.page));
    page = all.findLast((mark) => mark.offset === 0)?.page ?? page;
    blocks.push({
      kind: draft.kind,
      start: at,
      end: at + text.length,
      section: null,
      page: draft.page ?? page,
      printed: draft.printed?.slice(0, 40) ?? null,
      number: null,
      level: draft.level === null ? null : Math.min(9, Math.max(1, draft.level)),
      cell: draft.kind === "table-cell" ? draft.cell : null,
    });
    page = all.at(-1)?.page ?? page;
    lines.push(text);
    at += text.length + 1;
  }
  budget.check();
  // Empty pages after the last word: their marks stand at the end of the text, before its last block.
  const last = blocks.pop();
  if (last) blocks.push(...waiting.map((number) => pageMark(last.end, number)), last);
  const revision = { text: lines.join("\n"), blocks: numberBlocks(blocks) };
  if (revision.blocks.length > 0) assertTiling(revision);
  return revision;
}

/** A cell may hold several paragraphs. */
function isNewCell({ kind, cell }: DraftBlock, before: DraftBlock | null): boolean {
  const last = before?.cell;
  const isSame = cell && last && last.table === cell.table && last.row === cell.row && last.column === cell.column;
  return kind === "table-cell" && !isSame;
}

function pageMark(offset: number, page: number): Block {
  return {
    kind: "page",
    start: offset,
    end: offset,
    section: null,
    page,
    printed: null,
    number: null,
    level: null,
    cell: null,
  };
}

/** Where in the text of a block, of so many characters, pages begin. */
function marksIn(draft: DraftBlock, length: number): { offset: number; page: number }[] {
  const marks: { offset: number; page: number }[] = [];
  let raw = "";
  for (const piece of draft.pieces) {
    if (piece.page !== undefined) {
      const offset = Math.min(length, raw === "" ? 0 : tidy(`${raw}|`).length - 1);
      marks.push({ page: piece.page, offset });
    }
    raw += piece.text;
  }
  return marks;
}

/**
 * One line of text: special spaces become plain ones and runs of them one, soft hyphens and zero-width characters go
 * (they would hide a name from search and from redaction), tabs stay as the border of columns.
 */
export function tidy(raw: string): string {
  return normaliseText(raw)
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]/g, "")
    .replace(/[\n\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/ *\t[ \t]*/g, "\t")
    .replace(/ {2,}/g, " ")
    .replace(/^[ \t]+|[ \t]+$/g, "");
}
