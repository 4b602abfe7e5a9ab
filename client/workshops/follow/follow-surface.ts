import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { FollowPlace } from "./follow-model.ts";
import type { PointerEvent } from "./known-pointers.ts";

/** Where in a paragraph somebody is, where that is known. */
export type PlaceIn = Pick<FollowPlace, "start" | "within">;

/** Where in a paragraph what is at a place begins. */
export function startIn({ start, end }: Range, at: PlaceIn): number {
  return at.start ?? start + Math.round((at.within ?? 0) * Math.max(0, end - start - 1));
}

/** Words of one verdict on a page, as following sees them. */
export interface FollowedText {
  verdict: VerdictId;
  revision: number;
  /** Its paragraphs here, by their index in the revision, in their order. */
  blocks: readonly { block: number; number: string; isShared: boolean }[];
  /** Where a paragraph is in the window; null where it is not drawn. */
  topOf(block: number): { top: number; bottom: number } | null;
  /** Words that the reader has selected, of the whole revision, with their paragraph. */
  selected(): (Range & { block: number }) | null;
  /** The reader works on words of it, and is not to be moved. */
  isAtWork: boolean;
  /** Brings a paragraph, the words of it that begin at `start`, or what is so far down `within` it, to the middle of the window. */
  scrollTo(block: number, at: PlaceIn): void;
  /** Marks words of the whole revision, or none. */
  mark(words: Range | null): void;
}

/** The words of a page, as following sees them. */
export class FollowSurface {
  private readonly texts: () => readonly FollowedText[];
  private marked = "";

  constructor(texts: () => readonly FollowedText[]) {
    this.texts = texts;
  }

  /** Where the reader is: at the words that they have selected in sight, else at the paragraph in the middle of the window. */
  get at(): { number: string; isShared: boolean; place: FollowPlace } | null {
    let middle: { text: FollowedText; block: number; within: PlaceIn } | null = null;
    for (const text of this.texts()) {
      const selected = text.selected();
      const where = selected && text.topOf(selected.block);
      if (selected && where && where.bottom > 0 && where.top < innerHeight)
        return this.placeIn(text, selected.block, { start: selected.start, end: selected.end });
      for (const { block } of text.blocks) {
        const there = text.topOf(block);
        if (!there || there.bottom <= 0 || there.top >= innerHeight) continue;
        if (middle === null || there.top <= innerHeight / 2) middle = { text, block, within: shareOf(there) };
      }
    }
    return middle && this.placeIn(middle.text, middle.block, middle.within);
  }

  /** There are words here, in sight or not. */
  get hasWords(): boolean {
    return this.texts().some(({ blocks }) => blocks.length > 0);
  }

  /** Somebody is at work on words here, and is not to be moved. */
  get isAtWork(): boolean {
    return this.texts().some((text) => text.isAtWork);
  }

  has(pointer: PointerEvent): boolean {
    return this.textOf(pointer) !== undefined;
  }

  /** Coram's number of the paragraph that somebody points at, of a heading that of the next one; "" where there is none. */
  numberOf(pointer: PointerEvent): string {
    return numberIn(this.textOf(pointer)?.blocks ?? [], pointer.block);
  }

  show(pointer: PointerEvent): void {
    this.textOf(pointer)?.scrollTo(pointer.block, pointer);
  }

  /** Marks the words that somebody points at, and no others. */
  mark(pointer: PointerEvent | null): void {
    const { verdict = null, revision = 0, start, end } = pointer ?? {};
    const said = JSON.stringify([verdict, revision, start, end]);
    if (said === this.marked) return;
    this.marked = said;
    for (const text of this.texts()) {
      const isHere = text.verdict === verdict && text.revision === revision;
      text.mark(isHere && start !== undefined && end !== undefined && start < end ? { start, end } : null);
    }
  }

  /** Of another revision paragraphs are others: the page is about to be told of the newer one. */
  private textOf({ verdict, revision, block }: PointerEvent): FollowedText | undefined {
    return this.texts().find(
      (text) =>
        text.verdict === verdict && text.revision === revision && text.blocks.some((each) => each.block === block),
    );
  }

  private placeIn({ verdict, revision, blocks }: FollowedText, block: number, words: Partial<Range> | PlaceIn) {
    const found = blocks.find((each) => each.block === block);
    const place = { verdict, revision, block, ...words };
    return { number: numberIn(blocks, block), isShared: found?.isShared ?? false, place };
  }
}

/** How far down a paragraph the middle of the window is; nothing is said of one that is in sight as a whole. In hundredths: a line more is news. */
function shareOf({ top, bottom }: { top: number; bottom: number }): PlaceIn {
  if (top >= 0 && bottom <= innerHeight) return {};
  const share = (innerHeight / 2 - top) / (bottom - top);
  return { within: Math.round(Math.min(1, Math.max(0, share)) * 100) / 100 };
}

/** Headings have no number: they stand for what follows them, or at the end for what is before. */
function numberIn(blocks: FollowedText["blocks"], block: number): string {
  const at = blocks.findIndex((each) => each.block === block);
  if (at < 0) return "";
  const isNumbered = ({ number }: { number: string }): boolean => number !== "";
  return (blocks.slice(at).find(isNumbered) ?? blocks.slice(0, at).findLast(isNumbered))?.number ?? "";
}
