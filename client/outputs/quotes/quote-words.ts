import { html, type TemplateResult } from "lit";
import type { QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import type { ChangeFlag } from "../../../schema/protocol/http/parts/change-flag.ts";
import { compareWords, formatList, t } from "../../i18n/t.ts";
import { wordParts } from "../versions/version-diff.ts";
import { nameOfSource } from "./quote-service.ts";
import { quoteOrder, type Said } from "../../../schema/editor/quote-order.ts";
import { quoted } from "../../../schema/text/quotation.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

/** What went struck, what came marked. */
export function markedChange(before: string, after: string, lang: string): (TemplateResult | string)[] {
  // Before they are compared: of a token that is another one now only the letter would be told apart.
  const [was, is] = [withTokenWords(before, lang), withTokenWords(after, lang)];
  return wordParts(was, is).map(({ kind, text }) =>
    kind === "same" ? text : kind === "added" ? html`<ins>${text}</ins>` : html`<del>${text}</del> `,
  );
}

/** Case and place. */
export function sourceLine({ source, citation }: QuoteState): string {
  return [source ? nameOfSource(source) : t("evidence.gone-source"), citation].filter(Boolean).join(", ");
}

/** Guests who are shut out, by alphabet. */
export function guestNames(guests: readonly string[]): string {
  return formatList(guests.toSorted(compareWords));
}

/** The words of a quote in their marks. */
export function wordsIn({ words, lang }: QuoteState): string {
  return words === "" ? t("evidence.removed-words") : quoted(withTokenWords(words, lang), lang);
}

/** What has changed, in a sentence. */
export function flagWords(flag: ChangeFlag, { before, translation, flags }: QuoteState): string {
  const isGone = flags.includes("translated") && translation?.now === "";
  if (flag === "translated" && !translation) return t("evidence.flag-translation-new");
  if (flag === "translated" && isGone) return t("evidence.flag-translation-gone");
  // Of one that is not there any more nothing else is to be said.
  if (flag === "translation" && isGone) return "";
  if (flag === "category")
    return before?.category
      ? t("evidence.flag-category", { before: before.category })
      : t("evidence.flag-category-plain");
  return flag === "value" || flag === "answers" ? "" : t(`evidence.flag-${flag}`);
}

/** Where a passage stands in its verdict; null where there is none any more. */
export function addressOf(
  { source, at, annotation, flags }: QuoteState,
  { layer }: Pick<QuoteAttributes, "layer">,
): string | null {
  if (!source) return null;
  const isTagThere = annotation !== null && layer === "shared" && !flags.includes("untagged");
  return `/verdicts/${source.verdict}${isTagThere ? `?tag=${annotation}` : at === null ? "" : `?at=${at}`}`;
}

/** The way to a translation of its own: a longer one is never printed under a quote. */
export function translateWords({ isTranslatedAround, translation }: QuoteState): string {
  if (translation && !translation.isStale) return t("evidence.translate-correct");
  return t(isTranslatedAround ? "evidence.translate-from-longer" : "evidence.translate-write");
}

/** The way to the words of a longer translation, by the paragraph in which that begins. */
export function takeWords({ aroundParagraph }: QuoteState): string {
  return aroundParagraph === undefined
    ? t("evidence.translate-from-longer")
    : t("evidence.translate-from", { paragraph: aroundParagraph });
}

/** Words in the marks of their language, as they are read. */
export function inMarks({ words, lang }: Said): string {
  return quoted(withTokenWords(words, lang), lang);
}

/** The note of a quote in a sentence as the paper has it: its words where the sentence does not show them, its source, its other words. */
export function notePrinted(part: QuoteState, source: string, paper: string, isWhole: boolean): string {
  if (part.words === "") return isWhole ? `${wordsIn(part)}, ${source}` : source;
  const { first, second } = quoteOrder(part, paper);
  return [isWhole ? `${inMarks(first)}, ${source}` : source, ...(second ? [inMarks(second)] : [])].join(". ");
}
