import { lineText, type PdfLine } from "./pdf-lines.ts";

/** Lines at either end of a page that may be furniture. */
const DEPTH = 3;
/** Letter sizes between base lines beyond which two lines do not belong together. */
const APART = 1.6;
const PAGE_NUMBER =
  /^(?:[-–—|\s]*(?:(?:strana|stranica|str\.?|страна|страница|стр\.?|faqe|faqja|page)\s*)?\d{1,4}(?:\s*(?:\/|\||od|од|nga|of|из)?\s*\d{1,4})?\.?[-–—|\s]*)$/iu;

type End = "top" | "bottom";

/**
 * The pages without their running headers, footers and page numbers: lines at the end of a page that come back on
 * other pages at the same height with nothing changed but digits, set off from the text on some of them; and page
 * numbers. A court that repeats itself repeats whole lines too, but not apart from its text.
 */
export function withoutFurniture(pages: readonly PdfLine[][]): PdfLine[][] {
  const seen = new Map<string, { pages: number; apart: number }>();
  for (const page of pages)
    for (const end of ["top", "bottom"] as const) {
      const here = new Set<string>();
      for (const [i, line] of outermost(page, end).entries()) {
        const key = keyOf(line, end);
        // Twice on one page is no coming back.
        if (here.has(key)) continue;
        here.add(key);
        const known = seen.get(key) ?? { pages: 0, apart: 0 };
        known.pages++;
        if (isApart(page, end, i)) known.apart++;
        seen.set(key, known);
      }
    }
  const needed = pages.length < 5 ? 2 : Math.max(3, Math.ceil(pages.length * 0.3));
  const isFurniture = (page: readonly PdfLine[], line: PdfLine, end: End, i: number): boolean => {
    const { pages: count = 0, apart = 0 } = seen.get(keyOf(line, end)) ?? {};
    const number = PAGE_NUMBER.test(lineText(line));
    return (number && i === 0 && isApart(page, end, 0)) || (count >= needed && (number || apart >= count * 0.3));
  };
  return pages.map((page) => {
    const top = countWhile(outermost(page, "top"), (line, i) => isFurniture(page, line, "top", i));
    const rest = page.slice(top);
    const bottom = countWhile(outermost(rest, "bottom"), (line, i) => isFurniture(rest, line, "bottom", i));
    return rest.slice(0, rest.length - bottom);
  });
}

function outermost(page: readonly PdfLine[], end: End): PdfLine[] {
  return end === "top" ? page.slice(0, DEPTH) : page.slice(-DEPTH).reverse();
}

/** Whether between this line and the text inside stands a gap that no two lines of a paragraph have. */
function isApart(page: readonly PdfLine[], end: End, at: number): boolean {
  const lines = end === "top" ? page : page.toReversed();
  for (let i = at; i < DEPTH; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (!line || !next) return line !== undefined;
    if (Math.abs(next.y - line.y) > Math.max(line.size, next.size) * APART) return true;
  }
  return false;
}

function countWhile(lines: readonly PdfLine[], test: (line: PdfLine, i: number) => boolean): number {
  const first = lines.findIndex((line, i) => !test(line, i));
  return first < 0 ? lines.length : first;
}

/** What pictures are read as for each other, next to numbers: "По1." and "Пол.". */
const LIKE_DIGITS = /[\dlI|!ЛлОоOoЗзІі]+/g;

function keyOf(line: PdfLine, end: End): string {
  if (line.items.some((item) => item.words))
    return `${end} ${lineText(line)
      .replace(LIKE_DIGITS, "#")
      .replace(/[\s#]+/g, "")}`;
  return `${end} ${Math.round(line.y / 4)} ${lineText(line).replace(/\d+/g, "#").replace(/\s+/g, " ")}`;
}
