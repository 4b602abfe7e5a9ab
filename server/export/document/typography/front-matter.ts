import type { Block } from "../manuscript/manuscript.ts";

/** Of a title, in points. */
export function titleSize({ length }: string, hasCover: boolean): number {
  if (!hasCover) return length > 90 ? 20 : 26;
  return length > 90 ? 26 : length > 55 ? 30 : length > 40 ? 34 : 43;
}

/** So many lines of contents, the last ones, stand on one page: the last alone would be looked for in vain. */
export const LAST_TOGETHER = 3;

/** So many levels of headings stand in contents: sections alone where these share a page, the last of which would stand on the next. */
export function contentsDepth({ ownPage }: Pick<Extract<Block, { kind: "contents" }>, "ownPage">): number {
  return ownPage ? 2 : 1;
}

/** Whether a heading of the first level, by its number, is no section of the writers' own: a summary, annexes. */
export function isPart(number: string): boolean {
  return !/\d/.test(number);
}

/** What the contents of a paper name, where it has any. */
export function listedIn(blocks: readonly Block[]): Extract<Block, { kind: "heading" }>[] {
  const contents = blocks.find((block) => block.kind === "contents");
  if (!contents) return [];
  const depth = contentsDepth(contents);
  return blocks.filter((block) => block.kind === "heading").filter(({ level }) => level <= depth);
}

/** Widths of letters in bold serif, in sizes of the font; of others half of one. */
const LETTERS: readonly (readonly [RegExp, number])[] = [
  [/[ijlt.,:;’‘'|!]/u, 0.31],
  [/[mwшщжюфMWШЩЖЮ]/u, 0.8],
  [/\p{Lu}/u, 0.72],
  [/[ \-rsf]/u, 0.38],
];
/** Words of other machines' fonts are as much wider. */
const WIDER = 1.08;

function widthOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + (LETTERS.find(([of]) => of.test(sign))?.[1] ?? 0.54), 0);
}

function linesAt(words: readonly number[], room: number): number {
  let [lines, used] = [1, 0];
  for (const word of words) {
    const next = used === 0 ? word : used + SPACE + word;
    if (next > room && used > 0) lines++;
    used = next > room ? word : next;
  }
  return lines;
}

const SPACE = 0.25;

/** The least width in which a title takes no more lines than in all its room, both in sizes of its font, by what its letters are about. */
export function balancedWidth(title: string, room: number): number {
  const words = title.split(/\s+/).map((word) => widthOf(word) * WIDER);
  const lines = linesAt(words, room);
  if (lines === 1) return room;
  let [least, width] = [0, room];
  for (let step = 0; step < STEPS; step++) {
    const half = (least + width) / 2;
    if (half < Math.max(...words) || linesAt(words, half) > lines) least = half;
    else width = half;
  }
  return width;
}

const STEPS = 12;
