import { paragraph, warning, type DraftBlock, type DraftDocument } from "../draft.ts";
import { wholeWords, joinLines } from "../pdf/line-joining.ts";
import { MAX_BLOCK, tooMuch } from "../limits.ts";
import { beginsNumbered } from "../pdf/number-order.ts";
import { isCapitals, isLetterSpaced, printedNumber } from "../recognise/structure.ts";

interface Line {
  text: string;
  blankBefore: boolean;
  page: number | null;
}

/** A paragraph that was typed or exported with line ends inside is rarely wider than this. */
const WRAP_WIDTH = 130;
const MIN_WRAPPED = 8;

/** Plain text: a line is a paragraph, unless the file is clearly wrapped at a fixed width; page feeds begin pages. */
export function readPlainText(source: string): DraftDocument {
  const lines = splitLines(source);
  const longest = lines.reduce((max, line) => Math.max(max, line.text.length), 0);
  if (longest > MAX_BLOCK) throw tooMuch("paragraph", MAX_BLOCK, longest);
  const pages = lines.reduce((max, line) => Math.max(max, line.page ?? 0), 0) || null;
  if (!isWrapped(lines)) {
    const blocks = lines.map((line) => paragraph("", { pieces: [withPage(line)] }));
    return { blocks, pages, warnings: [] };
  }
  return { blocks: rejoin(lines), pages, warnings: [warning("lines-rejoined")] };
}

function splitLines(source: string): Line[] {
  const pages = source.replace(/\f\s*$/, "").split("\f");
  const out: Line[] = [];
  for (const [i, page] of pages.entries()) {
    let blankBefore = false;
    let mark = pages.length > 1 ? i + 1 : null;
    for (const raw of page.split(/\r\n|[\n\r\u0085\u2028\u2029\v]/)) {
      if (raw.trim() === "") {
        blankBefore = true;
        continue;
      }
      out.push({ text: raw.replace(/\s+$/, ""), blankBefore, page: mark });
      blankBefore = false;
      mark = null;
    }
  }
  return out;
}

function withPage(line: Line): { text: string; page?: number } {
  return line.page === null ? { text: line.text } : { text: line.text, page: line.page };
}

/** Whether most sentences go on over a line end, in lines of one width. */
function isWrapped(lines: readonly Line[]): boolean {
  const lengths = lines.map((line) => line.text.length).sort((a, b) => a - b);
  const wide = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  if (lines.length < MIN_WRAPPED || wide > WRAP_WIDTH) return false;
  let adjoining = 0;
  let goesOn = 0;
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (!before || line.blankBefore) continue;
    adjoining++;
    if (
      !/[.!?:;]["”“»)]?$/.test(before.text) &&
      before.text.length > wide * 0.6 &&
      /^\s*[\p{Ll}\d„“"(]/u.test(line.text)
    )
      goesOn++;
  }
  return adjoining >= MIN_WRAPPED / 2 && goesOn >= adjoining * 0.4;
}

function rejoin(lines: readonly Line[]): DraftBlock[] {
  const words = wholeWords(lines.map((line) => line.text));
  const sorted = lines.map((line) => line.text.length).sort((a, b) => a - b);
  const width = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  const blocks: DraftBlock[] = [];
  let before: Line | null = null;
  let lastNumber: string | null = null;
  for (const line of lines) {
    const block = blocks.at(-1);
    const piece = block?.pieces.at(-1);
    if (before && block && piece && goesOn(before, line, width, lastNumber)) {
      const text = line.text.trim();
      if (line.page !== null) {
        const whole = joinLines(piece.text, text, words);
        // The rest of a word that was broken over the page stays with its beginning.
        const cut = whole.length - text.length;
        piece.text = whole.slice(0, cut);
        block.pieces.push({ text, page: line.page });
      } else piece.text = joinLines(piece.text, text, words);
    } else {
      const text = line.text.trim();
      blocks.push(paragraph("", { pieces: [{ ...withPage(line), text }] }));
      lastNumber = printedNumber(text) ?? lastNumber;
    }
    before = line;
  }
  return blocks;
}

function goesOn(before: Line, line: Line, width: number, lastNumber: string | null): boolean {
  if (line.blankBefore && line.page === null) return false;
  const text = line.text.trim();
  if (/^[-•●▪–—]\s/.test(text)) return false;
  const number = printedNumber(text);
  if (number !== null && beginsNumbered(before.text, number, lastNumber)) return false;
  if (isLetterSpaced(text) || isCapitals(text) !== isCapitals(before.text)) return false;
  // A line whose next word would still have fitted was ended on purpose; so was one before an indent.
  const word = /^\S+/.exec(text)?.[0].length ?? 0;
  if (before.text.length + 1 + word < width * 0.92) return false;
  const indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
  const indentBefore = /^\s*/.exec(before.text)?.[0].length ?? 0;
  return indent <= indentBefore + 1;
}
