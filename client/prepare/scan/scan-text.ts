import { UNCERTAIN_BELOW, type Box, type ScanWord, type VerdictScan } from "../../../schema/protocol/http/scans.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { resolveMany } from "../../../schema/text/anchors.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { standing, uncertainWords } from "../../../schema/text/uncertain-words.ts";

/** A place on a page, from 1. */
export interface PagePlace {
  page: number;
  box: Box;
}

/** A word that was read with little confidence. */
export interface DoubtfulWord {
  /** Where it begins in revision 1: what it is known by. */
  start: number;
  /** Where it ends there. */
  end: number;
  /** Where it stands in the newest text; null where it was corrected since, or a token stands there. */
  now: Range | null;
  /** More than one where it was broken over two lines. */
  places: readonly PagePlace[];
}

interface PlacedWord {
  box: Box;
  /** In the newest text. */
  now: Range;
}

/** The uncertain words of a scan: they are the same at every revision. */
export function doubtfulWords(scan: VerdictScan): Omit<DoubtfulWord, "now">[] {
  const read = scan.pages.flatMap(({ number, words }) => words.map((word) => ({ ...word, page: number })));
  return uncertainWords<ScanWord & { page: number }>(read, UNCERTAIN_BELOW).map(({ start, end, parts }) => ({
    start,
    end,
    places: parts.map(({ page, box }) => ({ page, box })),
  }));
}

/**
 * The words of a scan's pages as they stand in one revision of its verdict. Carrying all words of three hundred pages takes a
 * second, so it is the uncertain ones that are carried, and those of a page when it is asked for.
 */
export class ScanText {
  /** In the order of the text. */
  readonly doubtful: readonly DoubtfulWord[];
  private readonly scan: VerdictScan;
  private readonly view: Pick<VerdictView, "revision" | "maps">;
  /** Where pages begin in the newest text, sorted. */
  private readonly begins: readonly { page: number; offset: number }[];
  private readonly carried = new Map<number, readonly PlacedWord[]>();

  constructor(
    scan: VerdictScan,
    doubtful: readonly Omit<DoubtfulWord, "now">[],
    view: Pick<VerdictView, "revision" | "maps">,
  ) {
    this.scan = scan;
    this.view = view;
    const now = standing(doubtful, view.maps, view.revision.number);
    this.doubtful = doubtful.map((word, i) => ({ ...word, now: now[i] ?? null }));
    const firsts = scan.pages.flatMap(({ number, words: [first] }) => (first ? [{ page: number, first }] : []));
    const anchors = firsts.map(({ first: { start, end } }) => ({ revision: 1, ranges: [{ start, end }] }));
    this.begins = resolveMany(anchors, view.maps, view.revision.number)
      .flatMap((at, i) => {
        const offset = at === "newer" ? undefined : at.ranges[0]?.start;
        return offset === undefined ? [] : [{ page: firsts[i]?.page ?? 1, offset }];
      })
      .sort((a, b) => a.offset - b.offset);
  }

  /** Where the paragraph of an offset begins on the pages: a box around its words on the first of them. Null where none was read. */
  paragraphAt(offset: number): PagePlace | null {
    const block = blockAt(this.view.revision.blocks, offset);
    if (!block) return null;
    const first = Math.max(
      0,
      this.begins.findLastIndex((each) => each.offset <= block.start),
    );
    for (const { page, offset: begin } of this.begins.slice(first)) {
      if (begin >= block.end) break;
      const here = this.wordsOn(page).filter(({ now }) => now.start >= block.start && now.end <= block.end);
      if (here.length > 0) return { page, box: around(here.map(({ box }) => box)) };
    }
    return null;
  }

  /** What stands at a point of a page. */
  wordAt(page: number, x: number, y: number): { now: Range } | null {
    const isAt = ([left, top, width, height]: Box): boolean =>
      x >= left && x <= left + width && y >= top && y <= top + height;
    return this.wordsOn(page).find(({ box }) => isAt(box)) ?? null;
  }

  /** Those that stand as they were read. */
  private wordsOn(page: number): readonly PlacedWord[] {
    const known = this.carried.get(page);
    if (known) return known;
    const words = this.scan.pages[page - 1]?.words ?? [];
    const now = standing(words, this.view.maps, this.view.revision.number);
    const placed = words.flatMap(({ box }, i) => {
      const at = now[i];
      return at ? [{ box, now: at }] : [];
    });
    this.carried.set(page, placed);
    return placed;
  }
}

function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
  return [left, top, right - left, bottom - top];
}
