import { html, type TemplateResult } from "lit";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { changeParts, type DiffBlock } from "./version-diff.ts";

/** Words with what came and what went. */
export function renderParts(parts: DiffBlock["parts"]): TemplateResult[] {
  return parts.map(({ kind, text }) =>
    kind === "added" ? html`<ins>${text}</ins>` : kind === "removed" ? html`<del>${text}</del>` : html`${text}`,
  );
}

/** What came and what went of words in a language, tokens in it as they are read; the old above the new where little of it stays. */
export function renderChange(before: string, after: string, lang: string): TemplateResult[] {
  const [was, is] = [withTokenWords(before, lang), withTokenWords(after, lang)];
  const parts = changeParts(was, is);
  if (parts) return renderParts(parts);
  return [html`<p><del>${was}</del></p>`, html`<p><ins>${is}</ins></p>`];
}
