import { paragraph, type DraftBlock } from "../draft.ts";
import { joinLines } from "./line-joining.ts";
import { lineText } from "./pdf-lines.ts";
import { type PdfLine } from "./pdf-line.ts";

const MARK = /^\[\d{1,3}\]/;
/** A mark that is not raised where the note stands, as word processors print it. */
const PLAIN_MARK = /^(\d{1,3})[.)]?\s*(?=["„“«(]?\p{L})/u;
const SMALLER = 0.93;

/** The numbers of the notes to which a page's text refers. */
export function marksOn(lines: readonly PdfLine[]): Set<string> {
  return new Set(
    lines.flatMap((line) => Array.from(lineText(line).matchAll(/(?<=\S\s?)\[(\d{1,3})\]/g), ([, mark = ""]) => mark)),
  );
}

/** What a line says, its mark in brackets where it begins a note; `marks` are those of its page. */
function noteText(line: PdfLine, marks: ReadonlySet<string>): string {
  return lineText(line).replace(PLAIN_MARK, (plain, mark: string) => (marks.has(mark) ? `[${mark}] ` : plain));
}

/** The lines of a page's footnotes, in whatever columns; "plain": by a mark that is not raised, which may be a page's number too. */
export function notesOn(lines: readonly PdfLine[]): Map<PdfLine, "raised" | "plain"> {
  const marks = marksOn(lines);
  const notes = new Map<PdfLine, "raised" | "plain">();
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    const goesOn =
      before && Math.abs(before.size - line.size) < line.size * (1 - SMALLER) && before.y - line.y < line.size * 1.6;
    const isPlain = marks.has(PLAIN_MARK.exec(lineText(line))?.[1] ?? "");
    const kind = line.segments.some(({ text }) => MARK.test(text)) ? "raised" : isPlain ? "plain" : undefined;
    const found = kind ?? (goesOn ? notes.get(before) : undefined);
    if (found) notes.set(line, found);
  }
  return notes;
}

/** How many of a page's last lines are its footnotes: smaller than the text, the first of them with its number. */
export function countNotes(lines: readonly PdfLine[], bodySize: number, marks: ReadonlySet<string>): number {
  let notes = 0;
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i];
    if (!line || line.table || line.size > bodySize * SMALLER) break;
    if (MARK.test(noteText(line, marks))) notes = lines.length - i;
  }
  return notes;
}

/** Footnotes as paragraphs of the page on which they stand. */
export function noteBlocks(
  { lines, marks }: { lines: readonly PdfLine[]; marks: ReadonlySet<string> },
  page: number,
  words: ReadonlySet<string>,
): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  for (const line of lines) {
    const text = noteText(line, marks);
    const piece = MARK.test(text) ? undefined : blocks.at(-1)?.pieces[0];
    if (piece) piece.text = joinLines(piece.text, text, words);
    else blocks.push(paragraph(text, { page }));
  }
  return blocks;
}
