import { UNCERTAIN_BELOW, type Box, type ScanWord, type VerdictScan } from "../../schema/protocol/http/scans.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { blockAt } from "../../schema/text/blocks.ts";
import type { Range } from "../../schema/text/revision.ts";
import { standing, uncertainWords } from "../../schema/text/uncertain-words.ts";

/** A place on a page, from 1. */
export interface PagePlace {
  page: number;
  box: Box;
}

/** A word that was read with little confidence. */
export interface DoubtfulWord {
  /** Where it begins in revision 1: what it is known by. */
  start: number;
  /** Where it stands in the newest text; null where it was corrected since, or a token stands there. */
  now: Range | null;
  /** More than one where it was broken over two lines. */
  places: readonly PagePlace[];
}

interface PlacedWord extends PagePlace {
  start: number;
  /** In the newest text. */
  now: Range;
}

/** The words of a scan's pages as they stand in the newest text of its verdict. */
export class ScanText {
  /** In the order of the text. */
  readonly doubtful: readonly DoubtfulWord[];
  private readonly words: readonly PlacedWord[];
  private readonly view: VerdictView;

  constructor(scan: VerdictScan, view: VerdictView) {
    this.view = view;
    const read = scan.pages.flatMap(({ number, words }) => words.map((word) => ({ ...word, page: number })));
    const carried = standing(read, view.maps, view.revision.number);
    this.words = read
      .flatMap(({ page, box, start }, i) => {
        const now = carried[i];
        return now ? [{ page, box, start, now }] : [];
      })
      .sort((a, b) => a.now.start - b.now.start);
    const doubtful = uncertainWords<ScanWord & { page: number }>(read, UNCERTAIN_BELOW);
    const now = standing(doubtful, view.maps, view.revision.number);
    this.doubtful = doubtful.map(({ start, parts }, i) => ({
      start,
      now: now[i] ?? null,
      places: parts.map(({ page, box }) => ({ page, box })),
    }));
  }

  /** Where the paragraph of an offset begins on the pages: a box around its words on the first of them. Null where none was read. */
  paragraphAt(offset: number): PagePlace | null {
    const block = blockAt(this.view.revision.blocks, offset);
    if (!block) return null;
    const first = this.indexFrom(block.start);
    const page = this.words[first]?.page;
    const boxes: Box[] = [];
    for (let i = first; ; i++) {
      const word = this.words[i];
      if (!word || word.now.start >= block.end) break;
      if (word.page === page) boxes.push(word.box);
    }
    return page === undefined || boxes.length === 0 ? null : { page, box: around(boxes) };
  }

  /** What stands at a point of a page. */
  wordAt(page: number, x: number, y: number): { start: number; now: Range } | null {
    const isAt = ([left, top, width, height]: Box): boolean =>
      x >= left && x <= left + width && y >= top && y <= top + height;
    return this.words.find((word) => word.page === page && isAt(word.box)) ?? null;
  }

  /** The first word that begins at or after an offset of the newest text. */
  private indexFrom(offset: number): number {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle]?.now.start ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
  return [left, top, right - left, bottom - top];
}
