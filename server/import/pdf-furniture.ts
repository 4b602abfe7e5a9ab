import { lineText, type PdfLine } from "./pdf-lines.ts";

/** Lines at either end of a page that may be furniture. */
const DEPTH = 3;
const PAGE_NUMBER =
  /^(?:[-–—|\s]*(?:(?:strana|stranica|str\.?|страна|страница|стр\.?|faqe|faqja|page)\s*)?\d{1,4}(?:\s*(?:\/|od|од|nga|of|из)\s*\d{1,4})?\.?[-–—|\s]*)$/iu;

/**
 * The pages without their running headers, footers and page numbers: lines at the end of a page that come back on
 * other pages at the same height with nothing changed but digits, and bare page numbers.
 */
export function withoutFurniture(pages: readonly PdfLine[][]): PdfLine[][] {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(ends(page).map(({ line, end }) => keyOf(line, end))))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  const needed = pages.length < 5 ? 2 : Math.max(3, Math.ceil(pages.length * 0.3));
  return pages.map((page) => {
    const out = new Set<PdfLine>();
    for (const end of ["top", "bottom"] as const) {
      const lines = ends(page).filter((one) => one.end === end);
      for (const { line } of lines) {
        const repeated = (counts.get(keyOf(line, end)) ?? 0) >= needed;
        // Furniture is at the very edge: the first line that is text ends it.
        if (!repeated && !isPageNumber(line, page)) break;
        out.add(line);
      }
    }
    return page.filter((line) => !out.has(line));
  });
}

function ends(page: readonly PdfLine[]): { line: PdfLine; end: "top" | "bottom" }[] {
  const top = page.slice(0, DEPTH).map((line) => ({ line, end: "top" as const }));
  const bottom = page
    .slice(-DEPTH)
    .reverse()
    .map((line) => ({ line, end: "bottom" as const }));
  return [...top, ...bottom];
}

function keyOf(line: PdfLine, end: string): string {
  return `${end} ${Math.round(line.y / 4)} ${lineText(line).replace(/\d+/g, "#").replace(/\s+/g, " ")}`;
}

/** A page number alone, clearly apart from the lines beside it. */
function isPageNumber(line: PdfLine, page: readonly PdfLine[]): boolean {
  if (!PAGE_NUMBER.test(lineText(line))) return false;
  const at = page.indexOf(line);
  const neighbour = at === 0 ? page[1] : page[at - 1];
  return !neighbour || Math.abs(neighbour.y - line.y) > line.size * 1.7;
}
