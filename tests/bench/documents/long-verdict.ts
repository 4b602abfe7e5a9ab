import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Block, Range, RevisionText, Section } from "../../../schema/text/revision.ts";
import { Seeded } from "../../helpers/text/seeded.ts";

/** What a verdict of 300 pages is. */
export const LONG = { pages: 300, paragraphs: 4_500, characters: 750_000 } as const;

const DEMO = new URL("../../../server/demo/data/rs-individual.json", import.meta.url);

/** Sentences of a fictitious verdict, to write a long one with. */
function sentences(): string[] {
  const { text } = z.object({ text: z.object({ text: z.string() }) }).parse(JSON.parse(readFileSync(DEMO, "utf8")));
  return text.text
    .split(/(?<=[.;])\s+|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 30 && sentence.length < 240);
}

/** Paragraphs of a verdict of 300 pages, a heading before every sixtieth; the same each time. */
export function longParagraphs(): { text: string; isHeading: boolean }[] {
  const random = new Seeded(300);
  const all = sentences();
  const wanted = LONG.characters / LONG.paragraphs;
  return Array.from({ length: LONG.paragraphs }, (_, i) => {
    if (i % 60 === 0) return { text: `Odeljak ${i / 60 + 1}`, isHeading: true };
    let text = random.pick(all);
    while (text.length < wanted * 0.45 || (text.length < wanted * 1.4 && random.chance(25)))
      text += ` ${random.pick(all)}`;
    return { text, isHeading: false };
  });
}

/** The same as a text with blocks, with a page mark every fifteen paragraphs. */
export function longVerdict(): RevisionText {
  const paragraphs = longParagraphs();
  const blocks: Block[] = [];
  let start = 0;
  for (const [i, { text, isHeading }] of paragraphs.entries()) {
    const section: Section = i < 100 ? "introduction" : i < 300 ? "operative" : i < 4_480 ? "reasoning" : "remedy";
    const page = Math.floor(i / 15) + 1;
    const place = { section, page, printed: null, level: null, cell: null };
    if (i % 15 === 0) blocks.push({ kind: "page", start, end: start, number: null, ...place });
    const kind = isHeading ? "heading" : "paragraph";
    blocks.push({
      kind,
      start,
      end: start + text.length,
      number: String(i + 1),
      ...place,
      level: isHeading ? 2 : null,
    });
    start += text.length + 1;
  }
  return { text: paragraphs.map(({ text }) => text).join("\n"), blocks };
}

/** Passages of whole words anywhere in a text, often overlapping; half of them under 120 characters. */
export function passages(text: string, count: number, seed: number): Range[] {
  const random = new Seeded(seed);
  return Array.from({ length: count }, () => {
    const start = text.indexOf(" ", random.below(text.length - 1_000)) + 1;
    const length = random.chance(50) ? 20 + random.below(100) : 120 + random.below(300);
    const end = text.indexOf(" ", start + length);
    return { start, end: end < 0 ? text.length : end };
  });
}
