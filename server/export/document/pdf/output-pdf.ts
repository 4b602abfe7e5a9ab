import { readFileSync } from "node:fs";
import type { Said } from "../../../../schema/domain/house.ts";
import { svgOf } from "../../../../schema/figures/drawing.ts";
import { TypesetError, typesetPdf } from "../../files/typst.ts";
import { donorsOf, picturesOf } from "../manuscript/printed-house.ts";
import {
  areShortFacts,
  factLines,
  inlinesOf,
  inlineText,
  isKeptList,
  linesIn,
  linesOf,
  TOGETHER,
} from "../typography/lengths.ts";
import {
  type Block,
  type Cell,
  type Inline,
  isPagePart,
  type Manuscript,
  mapWithin,
  type PlaceName,
} from "../manuscript/manuscript.ts";
import { contentsDepth, LAST_TOGETHER, listedIn, titleSize } from "../typography/front-matter.ts";
import { gridOf, placeCells } from "../typography/table-grid.ts";
import { findUnset } from "./unset-block.ts";
import { needsSoftHyphens, withSoftHyphens, withUsedHyphens } from "../typography/soft-hyphens.ts";
import { runningTitle, typeset } from "../typography/typeset.ts";

/** The page, what stands around the text, and the blocks of the text. */
const TEMPLATE = ["output.typ", "page-parts.typ", "paper.typ"]
  .map((name) => readFileSync(new URL(name, import.meta.url), "utf8"))
  .join("\n");

/**
 * One or both languages of a document as PDF: tagged (PDF/UA-1), with the letter forms of each language. A draft is set once, with no
 * word parted. What is to be signed is hyphenated in all languages: where the typesetter has no patterns it is set with soft hyphens first,
 * and then with those alone at which lines end. `onPages` hears how many pages there are, as soon as they are counted. Throws an UnsetBlock where one
 * block can not be set.
 */
export async function outputPdf(
  manuscripts: readonly Manuscript[],
  onPages?: (pages: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const ready = manuscripts.map((manuscript) => typeset(manuscript, { inQuotes: true }));
  const isParted = ready.some((manuscript) => manuscript.status !== "draft" && needsSoftHyphens(manuscript));
  if (!isParted) return setPages(ready, false, onPages);
  const soft = ready.map(withSoftHyphens);
  // What reads them takes longer to load than all else here.
  const [{ readPages }, pdf] = await Promise.all([import("./page-lines.ts"), setPages(soft, false, onPages)]);
  const pages = await readPages(pdf);
  return setPages(withUsedHyphens(soft, pages), true, onPages);
}

/** `isParted`: the soft hyphens in it are those at which lines end. */
async function setPages(
  manuscripts: readonly Manuscript[],
  isParted: boolean,
  onPages?: (pages: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const set = (all: readonly Manuscript[], onCounted = onPages): Promise<Uint8Array<ArrayBuffer>> =>
    typesetPdf(
      TEMPLATE,
      all.map((manuscript, i) => toData(manuscript, i, isParted)),
      Object.fromEntries(all.flatMap(({ house }) => picturesOf(house)).map(({ id, png }) => [id, png])),
      onCounted,
    );
  try {
    return await set(manuscripts);
  } catch (error) {
    if (!(error instanceof TypesetError)) throw error;
  }
  // The typesetter trips over the tags of some cells over several rows that go on over the page.
  const plain = manuscripts.map(withoutSpans);
  try {
    return await set(plain);
  } catch (error) {
    if (!(error instanceof TypesetError)) throw error;
    throw (await findUnset(plain, (some) => set(some, () => {}))) ?? error;
  }
}

function toData(manuscript: Manuscript, i: number, isParted: boolean): object {
  const { language, title, mark, network, blocks, house } = manuscript;
  const hasCover = blocks.some((block) => block.kind === "opening" && block.form === "cover");
  return {
    title,
    mark,
    network,
    ...toLanguage(language),
    colour: house.colour,
    parted: isParted,
    isDraft: manuscript.status === "draft",
    id: `p${i + 1}`,
    head: runningTitle(manuscript),
    hasCover,
    titleSize: titleSize(title, hasCover),
    ranges: Object.fromEntries(
      blocks.flatMap((block) => (block.kind === "heading" && block.range ? [[inSource(block), block.range]] : [])),
    ),
    held: lastInContents(blocks),
    organisations: house.organisations.map(({ name, logo }) => ({ name: toSaid(name), logo: logo?.id ?? null })),
    donors: donorsOf(manuscript).map((donor) => ({
      mark: donor.mark?.id ?? null,
      lines: donor.lines.map(toSaid),
    })),
    contact: house.contact,
    blocks: togetherIn(blocks),
  };
}

/** The number of a heading as the typesetter writes what stands at one. */
function inSource({ number }: Extract<Block, { kind: "heading" }>): string {
  return `[${number}]`;
}

/** Headings that stay in contents with the line below theirs. */
function lastInContents(blocks: readonly Block[]): string[] {
  return listedIn(blocks).slice(-LAST_TOGETHER, -1).map(inSource);
}

/**
 * What stays on one page with what follows it, as one: the typesetter holds a heading or an introduction to the next block by that block's
 * own height, and leaves them behind where its note has no room; and of what it takes to the next page for that it leaves notes on the one
 * before.
 */
function togetherIn(blocks: readonly Block[]): object[] {
  const set: object[] = [];
  let held: Block[] = [];
  for (const [i, block] of blocks.entries()) {
    held.push(block);
    if (isHolding(block)) continue;
    const [first, ...rest] = held;
    const last = parting(block, blocks[i + 1]);
    if (last) set.push(...held.slice(0, -1).map(unheld), last);
    else if (rest.length === 0 || !first || !isWhole(block)) set.push(...held.map(unheld));
    else {
      const startsPage = first.kind === "heading" && first.startsPage;
      const level = first.kind === "heading" ? first.level : 0;
      const whole = first.kind === "heading" ? [{ ...first, startsPage: false }, ...rest] : held;
      set.push({ kind: "together", startsPage, level, last: block.kind, blocks: whole.map(toBlock) });
    }
    held = [];
  }
  return [...set, ...held.map(toBlock)];
}

/** A note with fewer letters behind it stands in the last line. */
const LAST_WORDS = 20;
/** So many rows of a table stand with whose the paper is. */
const KEPT_ROWS = 3;

/**
 * A table with whose the paper is behind it, which does not stand alone on a last page: where there is no room for both, its last rows go
 * along, in place of all of it and the heading above. Null of what is no such table.
 */
function parting(block: Block, next: Block | undefined): object | null {
  if (block.kind !== "table" || next?.kind !== "imprint" || next.atFoot) return null;
  const { heads, cells } = gridOf(block.rows);
  if (block.rows.length - heads < 2 * KEPT_ROWS || cells.some(({ cell }) => cell.rowspan > 1)) return null;
  return { ...toTable(block, KEPT_ROWS), isShort: false };
}

function isHolding(block: Block): boolean {
  if (block.kind === "heading") return true;
  return block.kind === "paragraph" && block.role === "introduces" && linesOf([block]) <= TOGETHER.noted;
}

/** Of a paragraph that may go on over the page and ends in a note: how many it has, and about how many lines. */
function lastNotes(block: Block): object {
  if (block.kind !== "paragraph" || block.role || isKept(block)) return {};
  const last = block.content.findLastIndex(({ kind }) => kind === "note");
  if (last < 0 || inlineText(block.content.slice(last + 1)).length > LAST_WORDS) return {};
  return {
    lastNotes: block.content.filter(({ kind }) => kind === "note").length,
    lines: linesIn(inlineText(block.content)),
  };
}

/** Of what goes on over the page it might be taken along, and its note would stay behind: so it stays with its note. */
function unheld(block: Block): object {
  const isHeld = block.kind === "paragraph" && block.role === "introduces";
  return { ...toBlock(block), ...(isHeld && hasNote(block.content) ? { role: "" } : {}), ...lastNotes(block) };
}

/** Whether it is set in one piece, and may have notes or stand behind what has. */
function isWhole(block: Block): boolean {
  if (block.kind === "paragraph") return !block.role && isKept(block);
  if (block.kind === "evidence") return linesOf([block]) <= TOGETHER.quote;
  return block.kind === "table" ? gridOf(block.rows).isShort : block.kind === "facts" && toFacts(block).isShort;
}

function toSaid({ text, lang }: Said): object {
  return { text, lang: null, script: null, ...(lang === null ? {} : toLanguage(lang)) };
}

function toBlock(block: Block): object {
  if (block.kind === "contents") return { ...block, depth: contentsDepth(block) };
  if (isPagePart(block)) return block;
  switch (block.kind) {
    case "recommendation":
      return {
        ...block,
        isLong: linesOf([block]) > TOGETHER.row,
        content: block.content.map(toInline),
        facts: block.facts.map(([name, value, at]) => [name, value, at ?? null]),
      };
    case "table":
      return toTable(block);
    case "evidence":
      return {
        ...block,
        isLong: linesOf([block]) > TOGETHER.quote,
        isMarked: /^[„“"«]/u.test(inlineText(block.content)),
        content: block.content.map(toInline),
      };
    case "facts":
      return toFacts(block);
    case "list":
      return { ...mapWithin(block, toInline, toBlock), isKept: isKeptList(block) };
    case "paragraph":
      return { ...block, role: block.role ?? "", isKept: isKept(block), content: block.content.map(toInline) };
    default:
      return mapWithin(block, toInline, toBlock);
  }
}

function isKept({ content }: Extract<Block, { kind: "paragraph" }>): boolean {
  return hasNote(content) && linesIn(inlineText(content)) <= TOGETHER.noted;
}

function hasNote(content: readonly Inline[]): boolean {
  return content.some(({ kind }) => kind === "note");
}

function toInline(inline: Inline): object {
  if (inline.kind === "note") return { kind: "note", content: inline.content.map(toInline) };
  if (inline.kind === "drawing")
    return { kind: "drawing", svg: svgOf(inline.drawing, "currentColor"), isKey: inline.isKey ?? false };
  if (inline.kind !== "run") return inline;
  return {
    ...inline,
    ...(inline.lang === null ? { lang: null, script: null, hyphenate: null } : toLanguage(inline.lang)),
  };
}

/** Languages that the typesetter has patterns of hyphenation for. */
const HYPHENATED: ReadonlySet<string> = new Set(["en", "sr-Cyrl", "sq"]);

/** A language as Typst names it: the script apart; and whether it parts words of it. */
function toLanguage(lang: string): { lang: string; script: string; hyphenate: boolean } {
  const script = lang === "sr-Cyrl" || lang === "mk" ? "cyrl" : "latn";
  return { lang: lang.slice(0, 2), script, hyphenate: HYPHENATED.has(lang) };
}

/** A table as the typesetter takes it; `isShort`: it stays on one page. */
interface SetTable extends Record<string, unknown> {
  isShort: boolean;
}

function toFacts({ kind, label, caption, at, head, rows, empty }: Extract<Block, { kind: "facts" }>): SetTable {
  const set = rows.map((texts) => {
    const lines = factLines(texts);
    return { texts, lines, isLong: lines > TOGETHER.row };
  });
  const isShort = areShortFacts(rows);
  return { kind, label, caption, places: at ? [at] : [], head, rows: set, empty, columns: head.length, isShort };
}

/** `kept`: so many of its last rows stand with what is behind it; 0: as they come. */
function toTable({ label, caption, at, rows, remark = "" }: Extract<Block, { kind: "table" }>, kept = 0): object {
  const { cells, mayBreak, ...grid } = gridOf(rows);
  // A head stands on every page, and a quote in one place.
  const places: PlaceName[] = [];
  return {
    kind: "table",
    label,
    caption,
    remark,
    kept,
    rows: rows.length,
    ...grid,
    cells: cells.map(({ cell, x, y }) => {
      // Rows that are not there are made by nobody.
      const rowspan = Math.max(1, Math.min(cell.rowspan, rows.length - y));
      return {
        x,
        y,
        // The last of those that do not.
        isAbove: kept > 0 && x === 0 && y === rows.length - kept - 1,
        header: cell.isHeader,
        isRight: cell.isRight ?? false,
        // One cell that must stay together keeps its rows together.
        isLong: mayBreak.slice(y, y + rowspan).includes(true),
        colspan: Math.max(1, cell.colspan),
        rowspan,
        blocks: (y < grid.heads ? takePlaces(cell.blocks, places) : cell.blocks).map(toBlock),
      };
    }),
    places: at ? [at, ...places] : places,
    // What stands there again is no part of the text, and may hold no link; a note is one.
    repeats: ![...inlinesOf(rows.slice(0, grid.heads).flatMap((row) => row.flatMap(({ blocks }) => blocks)))].some(
      (inline) => inline.kind === "note" || inline.kind === "to" || (inline.kind === "run" && inline.href !== null),
    ),
  };
}

/** Blocks without the places of their quotes, which are put into `places`. */
function takePlaces(blocks: readonly Block[], places: PlaceName[]): Block[] {
  const line = (content: readonly Inline[]): Inline[] =>
    content.filter((inline) => inline.kind !== "place" || !places.push(inline.at));
  return blocks.map((block): Block => {
    switch (block.kind) {
      case "table":
        return {
          ...block,
          rows: block.rows.map((row) => row.map((cell) => ({ ...cell, blocks: takePlaces(cell.blocks, places) }))),
        };
      case "facts":
        return block;
      case "opening":
      case "contents":
      case "box":
      case "imprint":
      case "back":
        return block;
      default:
        if ("content" in block) return { ...block, content: line(block.content) };
        if ("items" in block) return { ...block, items: block.items.map((item) => takePlaces(item, places)) };
        return { ...block, blocks: takePlaces(block.blocks, places) };
    }
  });
}

/** Tables without cells over several rows or columns: these stand in the first of them, and the others are empty. */
function withoutSpans(manuscript: Manuscript): Manuscript {
  const block = (of: Block): Block => {
    if (of.kind === "list") return { ...of, items: of.items.map((item) => item.map(block)) };
    if (of.kind === "quotation") return { ...of, blocks: of.blocks.map(block) };
    if (of.kind !== "table") return of;
    const { columns, cells } = placeCells(of.rows);
    const empty: Cell = { isHeader: false, colspan: 1, rowspan: 1, blocks: [] };
    const at = new Map(cells.map(({ cell, x, y }) => [`${x} ${y}`, cell]));
    const rows = of.rows.map((_, y) =>
      Array.from({ length: columns }, (_each, x): Cell => {
        const cell = at.get(`${x} ${y}`) ?? empty;
        return { ...cell, colspan: 1, rowspan: 1, blocks: cell.blocks.map(block) };
      }),
    );
    return { ...of, rows };
  };
  return { ...manuscript, blocks: manuscript.blocks.map(block) };
}
