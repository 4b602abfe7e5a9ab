import { hueOf } from "../../elements/hue.ts";
import type { Anchor, Block, Range, Section } from "../../../schema/text/revision.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import type { TypedOn } from "../../typed/typed-on.ts";
import type { MarginItem } from "../cards/coram-margin.ts";
import type { DensityMarks } from "../layout/density-layout.ts";
import { layoutLanes, type Lane, type LaneSpan } from "../layout/lane-layout.ts";
import type { OutlineEntry } from "../model/view-model.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";

/** Where a comment is being begun. */
export interface Composing {
  /** Of the text that is shown. */
  ranges: readonly Range[];
  /** The passage as it was chosen: what is sent, whatever has become of the text. */
  anchor: Anchor;
  /** The tag it is about, or null. */
  tag: TagView | null;
  about: string;
  audiences: readonly ForWhom[];
  /** What its words belong to. */
  on: Extract<TypedOn, { kind: "begin" }>;
}

const startOf = (ranges: readonly Range[]): number => ranges[0]?.start ?? 0;
const passageOf = (ranges: readonly Range[]): string => ranges.map(({ start, end }) => `${start}-${end}`).join(",");

/** A card of the margin before it has a place: made anew when tags and threads change, not when blocks move. */
export interface MarginCard {
  start: number;
  item: MarginItem;
}

/** The margin's cards in the order of the text. `others`: cards that are neither of tags nor of threads. */
export function marginCards(
  tags: readonly TagView[],
  threads: readonly ThreadView[],
  composing: Composing | null,
  others: readonly MarginCard[] = [],
): MarginCard[] {
  const place = (id: string, ranges: readonly Range[]): { id: string; wanted: number; passage: string } => ({
    id,
    wanted: 0,
    passage: passageOf(ranges),
  });
  const cards: MarginCard[] = [...others];
  const add = (ranges: readonly Range[], item: MarginItem): void => void cards.push({ start: startOf(ranges), item });
  for (const tag of tags)
    if (tag.ranges.length > 0) add(tag.ranges, { ...place(tag.id, tag.ranges), kind: "tag", tag });
  for (const thread of threads)
    if (thread.ranges.length > 0) add(thread.ranges, { ...place(thread.id, thread.ranges), kind: "thread", thread });
  if (composing) {
    const { ranges, about, audiences, on } = composing;
    add(ranges, { ...place("compose", ranges), kind: "compose", about, audiences, on });
  }
  return cards.sort((a, b) => a.start - b.start);
}

/** The cards where they want to stand; `topOf` gives pixels from the margin's top. */
export function marginItems(cards: readonly MarginCard[], topOf: (offset: number) => number): MarginItem[] {
  const items = cards.map(({ start, item }): MarginItem => ({ ...item, wanted: topOf(start) }));
  // Cells of one row stand side by side, the later ones sometimes higher.
  return items.sort((a, b) => a.wanted - b.wanted);
}

/** A lane a coder beside the text. */
export function lanesOf(
  tags: readonly TagView[],
  me: string,
  topOf: (offset: number) => number,
  lineHeight: number,
  fit: number,
): Lane[] {
  const spans: LaneSpan[] = [];
  for (const tag of tags) {
    if (tag.deleted) continue;
    for (const { start, end } of tag.ranges) {
      const top = topOf(start);
      spans.push({
        id: tag.id,
        author: tag.author.id,
        initials: tag.author.initials,
        hue: hueOf(tag.code),
        letter: tag.code.charAt(0),
        top,
        height: Math.max(lineHeight, topOf(Math.max(start, end - 1)) - top + lineHeight) - 6,
        pending: tag.pending,
      });
    }
  }
  return layoutLanes(spans, me, fit);
}

/** Marks of the density bar. */
export function densityOf(
  tags: readonly TagView[],
  threads: readonly ThreadView[],
  outline: readonly OutlineEntry[],
  topOf: (offset: number) => number,
): DensityMarks {
  return {
    ticks: tags
      .filter(({ deleted, ranges }) => !deleted && ranges.length > 0)
      .map((tag) => ({ top: topOf(startOf(tag.ranges)), hue: hueOf(tag.code) })),
    dots: threads
      .filter(({ resolved, ranges }) => !resolved && ranges.length > 0)
      .map((thread) => ({ top: topOf(startOf(thread.ranges)) })),
    sections: outline.filter(({ depth }) => depth === 0).map(({ start }) => ({ top: topOf(start) })),
  };
}

/** Sections and headings; `nameOf` names a section in the reader's language. */
export function outlineOf(
  { text, blocks }: { text: string; blocks: readonly Block[] },
  nameOf: (section: Section) => string,
): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  let section: Section | null = null;
  for (const block of blocks) {
    if (block.kind === "page") continue;
    const begins: boolean = block.section !== null && block.section !== section;
    const isHeading = block.kind === "heading";
    if (begins || isHeading) {
      entries.push({
        start: block.start,
        depth: begins ? 0 : 1,
        heading: isHeading ? text.slice(block.start, block.end) : null,
        section: begins && block.section ? nameOf(block.section) : null,
        number: block.number ?? "",
      });
    }
    section = block.section ?? section;
  }
  return entries;
}
