import { paragraph, type DraftBlock } from "../draft.ts";
import { joinLines } from "./line-joining.ts";
import { lineText } from "./pdf-lines.ts";
import { type PdfLine } from "./pdf-line.ts";

const MARK = /^\[\d{1,3}\]/;
const SMALLER = 0.93;

/** How many of a page's last lines are its footnotes: smaller than the text, the first of them with a raised number. */
export function countNotes(lines: readonly PdfLine[], bodySize: number): number {
  let notes = 0;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i];
    if (!line || line.table || line.size > bodySize * SMALLER) break;
    if (MARK.test(lineText(line))) notes = lines.length - i;
  }
  return notes;
}

/** Footnotes as paragraphs of the page on which they stand. */
export function noteBlocks(lines: readonly PdfLine[], page: number, compounds: ReadonlySet<string>): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  for (const line of lines) {
    const text = lineText(line);
    const piece = MARK.test(text) ? undefined : blocks.at(-1)?.pieces[0];
    if (piece) piece.text = joinLines(piece.text, text, compounds);
    else blocks.push(paragraph(text, { page }));
  }
  return blocks;
}
