import { html, type TemplateResult } from "lit";
import { compareTexts } from "../../schema/text/compare.ts";
import { t } from "../i18n/t.ts";

/** Sends a change to the server; true when it was made. The panel says what was done, or why not. */
export type RunChange = (change: () => Promise<unknown>, done: string) => Promise<boolean>;

/** Two readings of some words as one: what goes struck out, what comes underlined. In the letters of the court. */
export function wordDiff(was: string, becomes: string, lang: string): TemplateResult {
  const parts: TemplateResult[] = [];
  let at = 0;
  for (const { start, end, newStart, newEnd } of compareTexts(was, becomes)) {
    parts.push(html`${shownBreaks(was.slice(at, start))}`);
    if (start < end) parts.push(html`<del>${shownBreaks(was.slice(start, end))}</del>`);
    if (newStart < newEnd) parts.push(html`<ins>${shownBreaks(becomes.slice(newStart, newEnd))}</ins>`);
    at = end;
  }
  parts.push(html`${shownBreaks(was.slice(at))}`);
  return html`<p class="correct-diff" lang=${lang} role="group" aria-label=${t("correct.diff")}>${parts}</p>`;
}

/** A new paragraph shows as a sign, so that joining and splitting are seen. */
export function shownBreaks(words: string): string {
  return words.replaceAll("\n", "¶\n");
}

const AROUND = 40;

/** A hit in its sentence, and what would take its place. */
export function placeInContext(
  text: string,
  { start, end }: { start: number; end: number },
  becomes: string,
  lang: string,
): TemplateResult {
  const before = text
    .slice(Math.max(0, start - AROUND), start)
    .split("\n")
    .at(-1);
  const after = text.slice(end, end + AROUND).split("\n")[0];
  return html`<span class="correct-context" lang=${lang}
    >${before}<del>${text.slice(start, end)}</del>${becomes === "" ? "" : html`<ins>${becomes}</ins>`}${after}</span
  >`;
}
