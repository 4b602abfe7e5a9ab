import { html, type TemplateResult } from "lit";
import type { DiffBlock } from "./version-diff.ts";

/** Words with what came and what went. */
export function renderParts(parts: DiffBlock["parts"]): TemplateResult[] {
  return parts.map(({ kind, text }) =>
    kind === "added" ? html`<ins>${text}</ins>` : kind === "removed" ? html`<del>${text}</del>` : html`${text}`,
  );
}
