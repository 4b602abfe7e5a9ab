import { hold } from "../../../../schema/language/unbroken.ts";
import { withHeldTokens } from "../../../../schema/text/token-words.ts";
import { type Block, type Inline, type Manuscript, mapWithin, type Run } from "../manuscript/manuscript.ts";

/**
 * A manuscript as it is set: `hold` in everything but, unless `inQuotes`, the words of courts, which a file that people copy
 * from has letter for letter. Tokens are written in the language of the run that they stand in. Done last, so that what looks
 * texts over has seen them as they are.
 */
export function typeset(manuscript: Manuscript, inQuotes = false): Manuscript {
  const { language } = manuscript;
  const quoted = (text: string, lang: string): string => withHeldTokens(inQuotes ? hold(text) : text, lang);
  const own = (text: string): string => withHeldTokens(hold(text), language);
  const run = (of: Run): Run => ({
    ...of,
    text: of.isQuote ? quoted(of.text, of.lang ?? language) : withHeldTokens(hold(of.text), of.lang ?? language),
  });
  const inline = (of: Inline): Inline =>
    of.kind === "run" ? run(of) : of.kind === "note" ? { ...of, content: of.content.map(inline) } : of;
  const block = (of: Block): Block => {
    switch (of.kind) {
      case "recommendation":
        return { ...of, content: of.content.map(inline), facts: of.facts.map(([name, value]) => [name, own(value)]) };
      case "table":
        return { ...of, rows: of.rows.map((row) => row.map((cell) => ({ ...cell, blocks: cell.blocks.map(block) }))) };
      case "evidence":
        return { ...of, content: of.content.map(inline), remark: own(of.remark) };
      case "facts":
        return { ...of, rows: of.rows.map((row) => row.map(own)) };
      default:
        return mapWithin(of, inline, block);
    }
  };
  return {
    ...manuscript,
    title: own(manuscript.title),
    // Only here: what looks a file over leaves the house out.
    cover: [...manuscript.cover, ...manuscript.house.imprint].map(([name, value]) => [name, own(value)]),
    blocks: manuscript.blocks.map(block),
    quoted: manuscript.quoted.map((each) => ({ ...each, verdict: own(each.verdict), place: own(each.place) })),
  };
}

/** A document with so many headings has a cover and a table of contents. */
export const CONTENTS_FROM = 12;

/** What the top of a page has room for. */
const RUNNING = 80;

/** The title as it stands at the top of pages. */
export function runningTitle({ title }: Manuscript): string {
  return title.length <= RUNNING ? title : `${title.slice(0, RUNNING).replace(/[\s\p{P}]+[^\s]*$/u, "")} …`;
}

/** The quotes of a document under their verdicts, in the order in which these come; `at`: their places in `quoted`. */
export function byVerdict(quoted: Manuscript["quoted"]): { verdict: string; quotes: { text: string; at: number }[] }[] {
  const verdicts = new Map<string, { text: string; at: number }[]>();
  for (const [at, { verdict, place, category }] of quoted.entries()) {
    const quotes = verdicts.get(verdict) ?? [];
    verdicts.set(verdict, quotes);
    quotes.push({ text: [place, category].filter(Boolean).join(" · ") || "–", at });
  }
  return [...verdicts].map(([verdict, quotes]) => ({ verdict, quotes }));
}
