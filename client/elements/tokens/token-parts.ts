import { html, type TemplateResult } from "lit";
import { findTokens, parseToken } from "../../../schema/text/token.ts";
import { tokenWord } from "../../../schema/text/token-words.ts";

/**
 * Words of a text in which places are counted: each token shows its word in the language of the text, drawn by CSS over the stored one,
 * which stays in its place and is not read aloud (`.token-word`, reading.css).
 */
export function renderTokens(text: string, lang: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let at = 0;
  for (const { start, end, token } of findTokens(text)) {
    const kind = parseToken(token)?.kind;
    const word = kind && tokenWord(kind, lang);
    if (!word) continue;
    const to = start + 1 + kind.length;
    // No blank of the template may come into the text.
    parts.push(
      text.slice(at, start),
      html`<span class="token-whole"
        >[<span class="token-word" data-word=${word}><span class="token-stored">${kind}</span></span
        >${text.slice(to, end)}</span
      >`,
    );
    at = end;
  }
  return [...parts, text.slice(at)];
}
