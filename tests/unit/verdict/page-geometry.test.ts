import { describe, expect, it } from "vitest";
import { AnnotationId, CategoryId, MemberId, OrganisationId, ThreadId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Block, Range, Section } from "../../../schema/text/revision.ts";
import {
  type Composing,
  densityOf,
  lanesOf,
  marginCards,
  marginItems,
  outlineOf,
} from "../../../client/verdict/page/page-geometry.ts";
import type { OutlineEntry } from "../../../client/verdict/model/view-model.ts";
import type { TagView } from "../../../client/reader/text-views.ts";
import type { ThreadView } from "../../../client/discussion/thread-view.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

const idOf = (name: string): string => name.padEnd(22, "0");

function author(name: string): MemberCard {
  const initials = name.toUpperCase();
  return {
    id: MemberId.parse(idOf(name)),
    name,
    initials,
    role: "lawyer",
    organisation: OrganisationId.parse(idOf("organisation")),
    isGuest: false,
    isRemoved: false,
  };
}

function tag(name: string, ranges: Range[], more: Partial<TagView> = {}): TagView {
  return {
    id: AnnotationId.parse(idOf(name)),
    category: CategoryId.parse(idOf("category")),
    code: "B3",
    label: "Consent",
    ranges,
    state: ranges.length > 0 ? "same" : "removed",
    ...tagWords({}),
    author: author("ana"),
    changedBy: null,
    mine: true,
    canChange: true,
    pending: false,
    deleted: false,
    createdAt: "2026-01-01T00:00:00.000Z",
    version: 1,
    ...more,
  };
}

function thread(name: string, ranges: Range[], more: Partial<ThreadView> = {}): ThreadView {
  return {
    id: ThreadId.parse(idOf(name)),
    audience: "internal",
    ranges,
    state: ranges.length > 0 ? "same" : "removed",
    tag: null,
    suggestion: null,
    comments: [],
    author: author("ana"),
    resolved: false,
    canReply: true,
    canResolve: true,
    canApply: false,
    ...more,
  };
}

const range = (start: number, end = start + 5): Range => ({ start, end });
const composing = (ranges: Range[]): Composing => {
  const on = { kind: "begin" as const, audience: "internal" as const, key: "compose", fields: {} };
  return { ranges, anchor: { revision: 1, ranges }, tag: null, about: "¶3", audiences: ["internal"], on };
};
const names = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id.replace(/0+$/, ""));
/** A line holds ten letters and is 20 px high. */
const topOf = (offset: number): number => Math.floor(offset / 10) * 20;

/** A verdict of the blocks given, one a line. */
function verdict(parts: readonly (Partial<Block> & { words: string })[]): { text: string; blocks: Block[] } {
  let text = "";
  const blocks = parts.map(({ words, ...part }): Block => {
    const start = text.length;
    // A page mark has no words and no line of its own.
    if (part.kind !== "page") text += `${words}\n`;
    const plain = { section: null, page: null, printed: null, number: null, level: null, cell: null };
    return { kind: "paragraph", ...plain, ...part, start, end: start + words.length };
  });
  return { text, blocks };
}

const nameOf = (section: Section): string => `<${section}>`;

describe("the outline", () => {
  it("has an entry for each section, with its first heading's words and the number that stands beside it in the text", () => {
    const { text, blocks } = verdict([
      { words: "Court", section: "introduction", number: "1" },
      { words: "REASONS", kind: "heading", level: 1, section: "reasoning", number: "2" },
      { words: "On 3 May", section: "reasoning", number: "3" },
    ]);
    expect(outlineOf({ text, blocks }, nameOf)).toEqual<OutlineEntry[]>([
      { start: 0, depth: 0, heading: null, section: "<introduction>", number: "1" },
      { start: 6, depth: 0, heading: "REASONS", section: "<reasoning>", number: "2" },
    ]);
  });

  it("sets headings inside a section one deeper, without the section's name", () => {
    const outline = outlineOf(
      verdict([
        { words: "Facts begin", section: "reasoning", number: "1" },
        { words: "Witnesses", kind: "heading", level: 2, section: "reasoning", number: "2" },
        { words: "She said", section: "reasoning", number: "3" },
      ]),
      nameOf,
    );
    expect(outline.map(({ depth, heading, section }) => ({ depth, heading, section }))).toEqual([
      { depth: 0, heading: null, section: "<reasoning>" },
      { depth: 1, heading: "Witnesses", section: null },
    ]);
  });

  it("goes on with a section after blocks whose section is not known", () => {
    const outline = outlineOf(
      verdict([
        { words: "one", section: "reasoning", number: "1" },
        { words: "two", section: null, number: "2" },
        { words: "three", section: "reasoning", number: "3" },
      ]),
      nameOf,
    );
    expect(outline.map(({ number }) => number)).toEqual(["1"]);
  });

  it("names a section again that comes back after another", () => {
    const outline = outlineOf(
      verdict([
        { words: "one", section: "reasoning", number: "1" },
        { words: "two", section: "introduction", number: "2" },
        { words: "three", section: "reasoning", number: "3" },
      ]),
      nameOf,
    );
    expect(outline.map(({ section }) => section)).toEqual(["<reasoning>", "<introduction>", "<reasoning>"]);
  });

  it("takes no page mark for a section's beginning", () => {
    const outline = outlineOf(
      verdict([
        { words: "", kind: "page", page: 2, section: "reasoning" },
        { words: "FACTS", kind: "heading", level: 1, section: "reasoning", number: "7" },
        { words: "", kind: "page", page: 3, section: "reasoning" },
        { words: "Witnesses", kind: "heading", level: 2, section: "reasoning", number: "8" },
        { words: "She said", section: "reasoning", number: "9" },
      ]),
      nameOf,
    );
    expect(outline.map(({ heading, number }) => [heading, number])).toEqual([
      ["FACTS", "7"],
      ["Witnesses", "8"],
    ]);
  });

  it("gives a heading with nothing below it its number too", () => {
    const outline = outlineOf(verdict([{ words: "END", kind: "heading", level: 1, number: "5" }]), nameOf);
    expect(outline).toEqual([{ start: 0, depth: 1, heading: "END", section: null, number: "5" }]);
  });
});

describe("the margin", () => {
  it("has cards of tags, threads and the comment being begun in the order of the text", () => {
    const cards = marginCards(
      [tag("late", [range(90)]), tag("early", [range(10)])],
      [thread("middle", [range(50)])],
      composing([range(30)]),
    );
    expect(names(cards.map(({ item }) => item))).toEqual(["early", "compose", "middle", "late"]);
    expect(cards.map(({ item }) => item.kind)).toEqual(["tag", "compose", "thread", "tag"]);
  });

  it("sets tags before threads and the comment being begun last where they begin at the same letter", () => {
    const cards = marginCards([tag("tag", [range(10)])], [thread("thread", [range(10)])], composing([range(10)]));
    expect(names(cards.map(({ item }) => item))).toEqual(["tag", "thread", "compose"]);
  });

  it("leaves out what has no words left in the text", () => {
    expect(marginCards([tag("gone", [])], [thread("gone", [])], null)).toEqual([]);
  });

  it("gives cards of the same words the same passage, and of others another", () => {
    const twice = [range(10), range(40, 60)];
    const passages = marginCards(
      [tag("a", twice), tag("b", [range(10)]), tag("c", [range(10, 16)])],
      [thread("d", twice)],
      null,
    ).map(({ item }) => [...names([item]), item.passage]);
    expect(Object.fromEntries(passages)).toEqual({ a: "10-15,40-60", b: "10-15", c: "10-16", d: "10-15,40-60" });
  });

  it("wants each card beside its first words", () => {
    const cards = marginCards([tag("a", [range(25), range(80)])], [thread("b", [range(47)])], null);
    expect(marginItems(cards, topOf).map(({ wanted }) => wanted)).toEqual([40, 80]);
  });

  it("orders cards by height where cells stand side by side, and leaves the cards as they were", () => {
    const cards = marginCards([tag("left", [range(10)]), tag("right", [range(20)])], [], null);
    const items = marginItems(cards, (offset) => (offset === 10 ? 300 : 100));
    expect(names(items)).toEqual(["right", "left"]);
    expect(names(cards.map(({ item }) => item))).toEqual(["left", "right"]);
    expect(cards.map(({ item }) => item.wanted)).toEqual([0, 0]);
  });
});

describe("lanes", () => {
  it("draw a span from the first line of each range to its last, and none of deleted tags", () => {
    const tags = [tag("a", [range(5, 31), range(80, 85)]), tag("b", [range(10)], { deleted: true })];
    const [lane, ...others] = lanesOf(tags, author("ana").id, topOf, 20, 4);
    expect(others).toEqual([]);
    // Lines 0 to 3, and line 8; six pixels are left between spans of neighbouring lines.
    expect(lane?.spans.map(({ top, height }) => ({ top, height }))).toEqual([
      { top: 0, height: 74 },
      { top: 160, height: 14 },
    ]);
  });

  it("end on the line of a range's last letter, not of the one after it", () => {
    const [lane] = lanesOf([tag("a", [range(0, 10)])], author("ana").id, topOf, 20, 4);
    expect(lane?.spans[0]?.height).toBe(14);
  });
});

describe("the density bar", () => {
  it("marks tags with the hue of their code, at their first words", () => {
    const tags = [tag("a", [range(20), range(90)]), tag("b", [range(50)], { code: "D1" })];
    expect(densityOf(tags, [], [], topOf).ticks).toEqual([
      { top: 40, hue: "b" },
      { top: 100, hue: "d" },
    ]);
  });

  it("marks no deleted tag, no resolved thread, and nothing that has no words left", () => {
    const tags = [tag("a", [range(20)], { deleted: true }), tag("b", [])];
    const threads = [thread("c", [range(20)], { resolved: true }), thread("d", []), thread("e", [range(30)])];
    expect(densityOf(tags, threads, [], topOf)).toEqual({ ticks: [], dots: [{ top: 60 }], sections: [] });
  });

  it("rules off sections and not the headings inside them", () => {
    const entry = { heading: null, section: null, number: "" };
    const outline = [
      { ...entry, start: 0, depth: 0 },
      { ...entry, start: 30, depth: 1 },
      { ...entry, start: 60, depth: 0 },
    ];
    expect(densityOf([], [], outline, topOf).sections).toEqual([{ top: 0 }, { top: 120 }]);
  });
});
