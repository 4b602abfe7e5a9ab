import { hold } from "../../../../schema/language/unbroken.ts";
import { withHeldTokens } from "../../../../schema/text/token-words.ts";
import {
  type Block,
  type Inline,
  isPagePart,
  type Manuscript,
  mapWithin,
  type PagePart,
  type Pair,
  type Run,
} from "../manuscript/manuscript.ts";

/**
 * A manuscript as it is set: `hold` in everything but, unless `inQuotes`, the words of courts, which a file that people copy
 * from has letter for letter. Tokens are written in the language of the run that they stand in. Done last, so that what looks
 * texts over has seen them as they are. `notesBefore`: how many notes of other languages stand before its own and are counted with them.
 */
export function typeset(
  manuscript: Manuscript,
  { inQuotes = false, notesBefore = 0 }: { inQuotes?: boolean; notesBefore?: number } = {},
): Manuscript {
  const { language } = manuscript;
  const quoted = (text: string, lang: string): string => withHeldTokens(inQuotes ? hold(text) : text, lang);
  const own = (text: string): string => withHeldTokens(hold(text), language);
  const run = (of: Run): Run => ({
    ...of,
    text: of.isQuote ? quoted(of.text, of.lang ?? language) : withHeldTokens(hold(of.text), of.lang ?? language),
  });
  const inline = (of: Inline): Inline =>
    of.kind === "run"
      ? run(of)
      : of.kind === "note"
        ? { ...of, content: of.content.map(inline) }
        : of.kind === "to"
          ? { kind: "to", at: of.at, text: own(`${of.text}${of.note === undefined ? "" : of.note + notesBefore}`) }
          : of;
  const pairs = (rows: readonly Pair[]): Pair[] => rows.map(([name, value]) => [name, own(value)]);
  const part = (of: PagePart): PagePart => {
    // Only here: what looks a file over leaves the house out.
    if (of.kind === "imprint") return { ...of, rows: pairs([...manuscript.house.imprint, ...of.rows]) };
    if (of.kind === "back") return { ...of, said: own(of.said) };
    if (of.kind === "opening") return { ...of, subtitle: own(of.subtitle), rows: pairs(of.rows) };
    return "rows" in of ? { ...of, rows: pairs(of.rows) } : of;
  };
  const block = (of: Block): Block => {
    if (isPagePart(of)) return part(of);
    switch (of.kind) {
      case "recommendation":
        return {
          ...of,
          content: of.content.map(inline),
          facts: of.facts.map(([name, value, at]) => [name, own(value), at]),
        };
      case "table":
        return {
          ...of,
          caption: own(of.caption),
          remark: own(of.remark ?? ""),
          rows: of.rows.map((row) => row.map((cell) => ({ ...cell, blocks: cell.blocks.map(block) }))),
        };
      case "evidence":
        return { ...of, content: of.content.map(inline), remark: own(of.remark) };
      case "facts":
        return { ...of, caption: own(of.caption), rows: of.rows.map((row) => row.map(own)) };
      default:
        return mapWithin(of, inline, block);
    }
  };
  return {
    ...manuscript,
    title: own(manuscript.title),
    blocks: manuscript.blocks.map(block),
  };
}

/** What the top of a page has room for beside the section. */
const RUNNING = 50;

/** The title as it stands at the top of pages: of a long one what stands before its colon or dash. */
export function runningTitle({ title }: Pick<Manuscript, "title">): string {
  if (title.length <= RUNNING) return title;
  const [main = title] = title.split(/:\s|\s[–—]\s/u);
  return main.length <= RUNNING ? main : `${main.slice(0, RUNNING).replace(/[\s\p{P}]+[^\s]*$/u, "")} …`;
}
