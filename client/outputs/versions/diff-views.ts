import { html, type TemplateResult } from "lit";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { type DiffBlock, wordParts } from "./version-diff.ts";

/** Words with what came and what went. */
export function renderParts(parts: DiffBlock["parts"]): TemplateResult[] {
  return parts.map(({ kind, text }) =>
    kind === "added" ? html`<ins>${text}</ins>` : kind === "removed" ? html`<del>${text}</del>` : html`${text}`,
  );
}

/** What came and what went of words in a language, tokens in it as they are read. */
export function renderChange(before: string, after: string, lang: string): TemplateResult[] {
  return renderParts(wordParts(withTokenWords(before, lang), withTokenWords(after, lang)));
}
