import { lineText } from "./pdf-lines.ts";
import { type PdfLine } from "./pdf-line.ts";
import { type Segment } from "./pdf-item.ts";
import { notesOn } from "./pdf-notes.ts";

/** Lines at either end of a page that may be furniture. */
const DEPTH = 3;
/** Letter sizes between base lines beyond which two lines do not belong together. */
const APART = 1.6;
const PAGE_NUMBER =
  /^(?:[-–—|\s]*(?:(?:strana|stranica|str\.?|страна|страница|стр\.?|faqe|faqja|page)\s*)?\d{1,4}(?:\s*(?:\/|\||od|од|nga|of|из)?\s*\d{1,4})?\.?[-–—|\s]*)$/iu;

/** Points by which letters are of another size, and not only measured otherwise. */
const OTHER_SIZE = 0.5;
const NOTE = /^\[\d/;
/** Lines among which the next one of a column is. */
const NEAR_BELOW = 8;
/** Of the pages, those which a line stands on that goes for the whole document. */
const MOST = 0.6;

type End = "top" | "bottom";

/** So many neighbouring pages tell the running head of a part, which the whole document does not have. */
const NEIGHBOURS = 7;
const OFTEN_NEAR = 3;

/** Where a line stands at the end of pages: their numbers, on how many of them it is set off from the text, and no heading of it. */
interface Seen {
  pages: number[];
  apart: number;
  noHeading: number;
  /** What it says, without its numbers. */
  words: Set<string>;
}

const UNSEEN: Seen = { pages: [], apart: 0, noHeading: 0, words: new Set() };

/**
 * The pages without their running headers, footers and page numbers: lines at the end of a page that come back on
 * other pages at the same height with nothing changed but digits, or that begin or end with a number which counts the
 * pages, set off from the text on some of them; what stands in smaller letters, or inside sentences, at the same height over
 * most pages, whatever it says; what stands, set off, between the two halves of a word; and page numbers. A court that
 * repeats itself repeats whole lines too, but not apart from its text, and its headings, but not inside sentences.
 */
export function withoutFurniture(pages: readonly PdfLine[][]): PdfLine[][] {
  const seen = new Map<string, Seen>();
  for (const [number, page] of pages.entries())
    for (const end of ["top", "bottom"] as const) {
      const here = new Set<string>();
      for (const [i, line] of outermost(page, end).entries())
        for (const key of keysOf(page, end, number, i)) {
          // Twice on one page is no coming back.
          if (here.has(key)) continue;
          here.add(key);
          const known = seen.get(key) ?? { pages: [], apart: 0, noHeading: 0, words: new Set() };
          known.words.add(wordsIn(keyOf(line, end)));
          known.pages.push(number);
          if (isApart(page, end, i)) known.apart++;
          if (end === "bottom" || isNoHeading(page, i)) known.noHeading++;
          seen.set(key, known);
        }
    }
  const inside = countsInside(pages);
  const needed = pages.length < 5 ? 2 : Math.max(3, Math.ceil(pages.length * 0.3));
  const comesBack = (key: string): boolean => {
    const { pages: on, apart, noHeading } = seen.get(key) ?? UNSEEN;
    // A heading that begins pages as well as parts of them.
    if ((inside.get(wordsIn(key)) ?? 0) > on.length / 2) return false;
    if (on.length >= needed) return apart >= on.length * 0.3 && (noHeading > 0 || on.length >= pages.length * MOST);
    const isNear = on.some((page, at) => (on[at + OFTEN_NEAR - 1] ?? Infinity) - page < NEIGHBOURS);
    return isNear && apart >= on.length * 0.8;
  };
  const notes = pages.map(notesOn);
  const isOverMost = (key: string): boolean => {
    const { pages: on, noHeading, words } = seen.get(key) ?? UNSEEN;
    if (on.length < Math.max(3, pages.length * MOST)) return false;
    return key.startsWith(SMALL) || (words.size > 1 && noHeading >= Math.max(2, on.length * 0.2));
  };
  const isFurniture = (page: readonly PdfLine[], number: number, end: End, i: number): boolean => {
    const line = (end === "top" ? page : page.toReversed())[i];
    if (!line) return false;
    if (PAGE_NUMBER.test(lineText(line)))
      return (i === 0 && isApart(page, end, 0)) || (seen.get(keyOf(line, end))?.pages.length ?? 0) >= needed;
    // Footnotes come back with other digits only, too, and are what the court wrote: "Ibid., str. 12".
    const note = notes[number]?.get(line);
    if (note) return note === "plain" && exactKeys(line).some(comesBack);
    return comesBack(keyOf(line, end)) || countKeys(line, end, number).some(comesBack);
  };
  const bare = pages.map((page, number) => {
    const over = page.slice(0, DEPTH).findLastIndex((_, i) => placeKeys(page, i).some(isOverMost)) + 1;
    const top = over + countWhile(page.slice(over, DEPTH), (_, i) => isFurniture(page, number, "top", over + i));
    const rest = page.slice(top);
    const bottom = countWhile(outermost(rest, "bottom"), (_, i) => isFurniture(rest, number, "bottom", i));
    return rest.slice(0, rest.length - bottom);
  });
  return bare.map((page, i) => withoutHeadInWord(page, bare[i - 1]));
}

/** How often lines stand where no furniture does, by their words. */
function countsInside(pages: readonly PdfLine[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const line of page.slice(DEPTH, -DEPTH)) {
      const words = wordsIn(keyOf(line, "top"));
      counts.set(words, (counts.get(words) ?? 0) + 1);
    }
  return counts;
}

const wordsIn = (key: string): string => key.replace(/^\S+ (?:-?\d+ )?/, "");

/** "ex-" at the end of a page, a line of its own, and "cess": what stands in a word is no text of the court. */
function withoutHeadInWord(page: readonly PdfLine[], before: readonly PdfLine[] | undefined): PdfLine[] {
  const broken = before?.some((line) => BROKEN.test(line.segments.at(-1)?.text ?? "") && isLastOfText(line, before));
  const next = broken ? page.findIndex((line) => /^\p{Ll}/u.test(line.segments[0]?.text ?? "")) : -1;
  const [line, after] = [page[next - 1], page[next]];
  if (next < 1 || next >= DEPTH || !line || !after) return [...page];
  const isSetOff = line.y - after.y > leadingAfter(page, next) * 1.25 || Math.abs(line.size - after.size) > 0.5;
  return isSetOff ? page.slice(next) : [...page];
}

const BROKEN = /\p{L}[-\u00ad\u2010]$/u;

/** Whether only smaller letters, those of notes, stand below. */
function isLastOfText(line: PdfLine, page: readonly PdfLine[]): boolean {
  return page.slice(page.indexOf(line) + 1).every(({ size }) => size < line.size * 0.93);
}

/** The distance of the lines that follow one. */
function leadingAfter(page: readonly PdfLine[], at: number): number {
  const [line, after] = [page[at], page[at + 1]];
  return line && after ? line.y - after.y : (line?.size ?? 10) * 1.2;
}

function outermost(page: readonly PdfLine[], end: End): PdfLine[] {
  return end === "top" ? page.slice(0, DEPTH) : page.slice(-DEPTH).reverse();
}

/** Whether between this line and the text inside stands a gap that no two lines of a paragraph have, or the text inside is larger. */
function isApart(page: readonly PdfLine[], end: End, at: number): boolean {
  const lines = end === "top" ? page : page.toReversed();
  for (let i = at; i < DEPTH; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (!line || !next) return line !== undefined;
    if (Math.abs(next.y - line.y) > Math.max(line.size, next.size) * APART) return true;
    // Headings are larger than the text; footnotes are smaller, too.
    if (next.size - line.size > OTHER_SIZE && !NOTE.test(lineText(line))) return true;
  }
  return false;
}

function countWhile(lines: readonly PdfLine[], test: (line: PdfLine, i: number) => boolean): number {
  const first = lines.findIndex((line, i) => !test(line, i));
  return first < 0 ? lines.length : first;
}

/** What a line is known by when it comes back. `i` counts from that end of the page. */
function keysOf(page: readonly PdfLine[], end: End, number: number, i: number): string[] {
  const line = (end === "top" ? page : page.toReversed())[i];
  if (!line) return [];
  const own = end === "top" ? placeKeys(page, i) : exactKeys(line);
  return [keyOf(line, end), ...countKeys(line, end, number), ...own];
}

/** "4 K. 214/18" at the bottom: nothing but its first number changes from page to page. */
function exactKeys(line: PdfLine): string[] {
  const text = lineText(line);
  return /^\d/.test(text) ? [`exact ${text.replace(/^\d+/, "")}`] : [];
}

/** "Odbrana okrivljenog 3", "4 K. 214/18": the same at all pages that the number counts. A point after it makes it one of the text. */
function countKeys(line: PdfLine, end: End, page: number): string[] {
  const text = lineText(line);
  const numbers = [/^\d{1,4}(?=[\s\t|–-])/.exec(text)?.[0], /(?<=[\s|–-])\d{1,4}$/.exec(text)?.[0]];
  return numbers.flatMap((number) => (number ? [`${end} counts ${Number(number) - page}`] : []));
}

const SMALL = "small";

/** The height of a line, whether or not it is smaller than the one below. What a picture is read as has no exact size. */
function placeKeys(page: readonly PdfLine[], i: number): string[] {
  const line = page[i];
  if (!line || line.table || line.items.some(({ words }) => words) || NOTE.test(lineText(line))) return [];
  return [`${isSmaller(line, page[i + 1]) ? SMALL : "place"} ${Math.round(line.y)} ${line.size.toFixed(1)}`];
}

function isSmaller(line: PdfLine, below: PdfLine | undefined): boolean {
  return below !== undefined && line.size < below.size - OTHER_SIZE;
}

/**
 * What stands on the next line below each stretch of a line, column by column, if more is between them than between the
 * lines that follow; nothing if one of them is not set off.
 */
function setOffFrom(page: readonly PdfLine[], i: number): Segment[] {
  const under = ({ x, right }: Segment, lines: readonly PdfLine[]): Segment | undefined =>
    lines.flatMap(({ segments }) => segments).find((one) => one.x < right && one.right > x);
  const from = (page[i]?.segments ?? []).map((segment) => {
    const below = under(segment, page.slice(i + 1, i + 2));
    const next = below && under(below, page.slice(i + 2, i + 2 + NEAR_BELOW));
    const leading = below && next ? below.y - next.y : 0;
    return below && leading >= below.size && segment.y - below.y > leading * 1.15 ? below : null;
  });
  return from.every((below) => below !== null) ? from : [];
}

/** Whether a line at the top of a page cannot be a heading: its letters are smaller than those of the text, or a sentence goes on below. */
function isNoHeading(page: readonly PdfLine[], i: number): boolean {
  const below = [0, 1, 2].map((at) => setOffFrom(page, i + at)).find((found, at) => found.length > 0 && i + at < DEPTH);
  const size = page[i]?.size ?? 0;
  return (below ?? []).some((text) => size < text.size - OTHER_SIZE || /^\p{Ll}+[\s\-\u2010,]/u.test(text.text));
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
