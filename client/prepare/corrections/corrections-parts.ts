import { html, nothing, type TemplateResult } from "lit";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { compareTexts } from "../../../schema/text/edits/compare.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { t } from "../../i18n/t.ts";

/** Sends a change to the server; true when it was made, false where it was refused, or left (null). The panel says what was done, or why not. */
export type RunChange = (change: () => Promise<unknown>, done: string) => Promise<boolean>;

/** So much of what stays is shown beside what changes. */
const AROUND = 60;

/** Two readings of some words as one: what goes struck out, what comes underlined. In the letters of the court. */
export function wordDiff(stored: { was: string; becomes: string }, lang: string): TemplateResult {
  const was = withTokenWords(stored.was, lang);
  const becomes = withTokenWords(stored.becomes, lang);
  const parts: TemplateResult[] = [];
  let at = 0;
  for (const { start, end, newStart, newEnd } of compareTexts(was, becomes)) {
    const kept = was.slice(at, start);
    parts.push(html`${at === 0 ? lastWords(kept) : middleWords(kept)}`);
    if (start < end) parts.push(html`<del>${shownBreaks(was.slice(start, end))}</del>`);
    if (newStart < newEnd) parts.push(html`<ins>${shownBreaks(becomes.slice(newStart, newEnd))}</ins>`);
    at = end;
  }
  parts.push(html`${firstWords(was.slice(at))}`);
  return html`<p class="correct-diff" lang=${lang} role="group" aria-label=${t("correct.diff")}>${parts}</p>`;
}

/** A place in its block, and what would stand there. */
export function placeInContext(text: string, place: Range, becomes: string, lang: string): TemplateResult {
  const { before, after } = blockAround(text, place);
  const comes = becomes === "" ? "" : html`<ins>${withTokenWords(becomes, lang)}</ins>`;
  return html`<span class="correct-context" lang=${lang}
    >${lastWords(withTokenWords(before, lang))}<del>${text.slice(place.start, place.end)}</del>${comes}${firstWords(
      withTokenWords(after, lang),
    )}</span
  >`;
}

/** What stands before and after a place in the blocks where it begins and ends. */
export function blockAround(text: string, { start, end }: Range): { before: string; after: string } {
  const next = text.indexOf("\n", end);
  return {
    before: text.slice(start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1, start),
    after: text.slice(end, next < 0 ? text.length : next),
  };
}

function lastWords(kept: string): string {
  if (kept.length <= AROUND) return shownBreaks(kept);
  return `… ${shownBreaks(kept.slice(-AROUND).replace(/^\S*\s+/, ""))}`;
}

function firstWords(kept: string): string {
  if (kept.length <= AROUND) return shownBreaks(kept);
  return `${shownBreaks(kept.slice(0, AROUND).replace(/\s+\S*$/, ""))} …`;
}

function middleWords(kept: string): string {
  return kept.length <= 2 * AROUND ? shownBreaks(kept) : firstWords(kept) + lastWords(kept).slice(1);
}

/** A new block shows as a sign, so that joining and splitting are seen. */
function shownBreaks(words: string): string {
  return words.replaceAll("\n", "¶\n");
}

/** While a change is on its way: a text that others read is looked over first, and a long one takes seconds. */
export function lookingLine(isBusy: boolean, { stage }: Verdict): TemplateResult | typeof nothing {
  const isLooking = isBusy && stage !== "in-preparation";
  return isLooking ? html`<p class="note" role="status">${t("correct.looking")}</p>` : nothing;
}
