import type { UiLanguage } from "../../../schema/domain/language.ts";
import { nodesOf, textOf, type OutputNode } from "../../../schema/editor/output-document.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import type { PairNote } from "./coram-pair-note.ts";

/** What a note says of a leading block by itself; `language`: of the leading document. */
export function noteOf(block: OutputNode, language: UiLanguage): Pick<PairNote, "block" | "words" | "hasQuote"> {
  const words = withTokenWords(textOf(block), language).replace(/\s+/g, " ").trim();
  return {
    block: String(block.attrs?.["id"]),
    words: words.length > 60 ? `${words.slice(0, 60)}…` : words,
    hasQuote: [block, ...[...nodesOf(block)].map(({ node }) => node)].some(
      ({ type }) => type === "evidence" || type === "evidenceNote",
    ),
  };
}
