/** A card that wants to stand beside the first line of its passage. Pixels of the margin's own box. */
export interface MarginBox {
  id: string;
  /** Where the first line of its passage is. */
  wanted: number;
  height: number;
}

/** Smallest space between two cards, in pixels. */
export const MARGIN_GAP = 10;

/**
 * Tops of the cards, in the order given (which must be that of `wanted`): no two closer than the gap, none above
 * the place it wants, so that cards slide down only. The active card keeps its own place exactly; those before it
 * give way upwards as far as the top of the margin allows, and only if there is no room left does it slide too.
 */
export function layoutMargin(boxes: readonly MarginBox[], active: string | null = null): number[] {
  const tops: number[] = [];
  let free = 0;
  for (const box of boxes) {
    const top = Math.max(box.wanted, free);
    tops.push(top);
    free = top + box.height + MARGIN_GAP;
  }
  const at = active === null ? -1 : boxes.findIndex((box) => box.id === active);
  if (at >= 0) makeRoom(boxes, tops, at);
  return tops;
}

/** Moves the active card to its place, those before it up, those after it to where they then fit. */
function makeRoom(boxes: readonly MarginBox[], tops: number[], at: number): void {
  const above = boxes.slice(0, at).reduce((sum, box) => sum + box.height + MARGIN_GAP, 0);
  let limit = Math.max(boxes[at]?.wanted ?? 0, above);
  tops[at] = limit;
  for (let index = at - 1; index >= 0; index--) {
    const height = boxes[index]?.height ?? 0;
    const lowest = limit - MARGIN_GAP - height;
    if ((tops[index] ?? 0) <= lowest) break;
    limit = tops[index] = lowest;
  }
  let free = (tops[at] ?? 0) + (boxes[at]?.height ?? 0) + MARGIN_GAP;
  for (let index = at + 1; index < boxes.length; index++) {
    const box = boxes[index];
    if (!box) break;
    const top = Math.max(box.wanted, free);
    tops[index] = top;
    free = top + box.height + MARGIN_GAP;
  }
}

/** Indices [from, to) of the cards that meet the window `top … bottom`; tops must rise. */
export function visibleCards(
  boxes: readonly MarginBox[],
  tops: readonly number[],
  top: number,
  bottom: number,
): { from: number; to: number } {
  const from = lowerBound(tops.length, (index) => (tops[index] ?? 0) + (boxes[index]?.height ?? 0) >= top);
  const to = lowerBound(tops.length, (index) => (tops[index] ?? 0) > bottom);
  return { from, to: Math.max(from, to) };
}

/** First index for which the test holds, where it holds from some index on. */
function lowerBound(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Cards of one passage that are shown in full; the rest fold to one line. */
export const CARDS_A_PASSAGE = 3;

/** What the margin shows in one place: a card, or the line under which more cards of a passage are folded. */
export type MarginEntry<Item> =
  | { kind: "card"; item: Item }
  | { kind: "fold"; id: string; passage: string; hidden: number; wanted: number; open: boolean };

/**
 * Folds what goes beyond three cards on one passage. `open` names passages that a person has unfolded; the active
 * card is never hidden. Items must be sorted by place; cards of a passage are brought together behind its first.
 */
export function foldPassages<Item extends { id: string; passage: string; wanted: number }>(
  items: readonly Item[],
  open: ReadonlySet<string>,
  active: string | null,
): MarginEntry<Item>[] {
  const passages = new Map<string, Item[]>();
  for (const item of items) {
    const there = passages.get(item.passage);
    if (there) there.push(item);
    else passages.set(item.passage, [item]);
  }
  const entries: MarginEntry<Item>[] = [];
  for (const [passage, cards] of passages) {
    if (cards.length <= CARDS_A_PASSAGE) {
      for (const item of cards) entries.push({ kind: "card", item });
      continue;
    }
    const unfolded = open.has(passage);
    const shown = unfolded ? cards : cards.filter((item, index) => index < CARDS_A_PASSAGE || item.id === active);
    for (const item of shown) entries.push({ kind: "card", item });
    const hidden = cards.length - shown.length;
    if (hidden > 0 || unfolded)
      entries.push({
        kind: "fold",
        id: `fold ${passage}`,
        passage,
        hidden,
        wanted: cards[0]?.wanted ?? 0,
        open: unfolded,
      });
  }
  return entries;
}
