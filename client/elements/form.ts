import { type TemplateResult, html, nothing } from "lit";
import "./coram-icon.ts";

/** The text that a form's field holds, trimmed; "" where there is none. */
export function textOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** A password as it was typed, spaces included. */
export function passwordOf(form: HTMLFormElement): string {
  const value = new FormData(form).get("password");
  return typeof value === "string" ? value : "";
}

/** One sentence about what went wrong, in place; nothing for null. Screen readers hear it as soon as it is there. */
export function errorLine(sentence: string | null): TemplateResult | typeof nothing {
  if (!sentence) return nothing;
  return html`<div class="alert alert-error" role="alert">
    <coram-icon name="circle-alert"></coram-icon><span>${sentence}</span>
  </div>`;
}

/** Grey lines in the place of what is being fetched. */
export function skeleton(lines: number, label: string): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: lines }, () => html`<i></i>`)}
  </div>`;
}
