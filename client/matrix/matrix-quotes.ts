import type { QuoteAttributes } from "../../schema/editor/output-nodes.ts";
import type { MatrixCell, MatrixPassage } from "../../schema/protocol/http/matrix.ts";
import { quoted } from "../../schema/text/quotation.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { copy } from "../elements/clipboard.ts";
import { t } from "../i18n/t.ts";
import { quoteHtml } from "../writer/quote-html.ts";

/** A passage as a document quotes it: as it stands now, for who takes it has seen it so. */
export function quoteOf(passage: MatrixPassage, version: number | null): QuoteAttributes | null {
  const { verdict, anchor, annotation, kind, category } = passage;
  if (!anchor) return null;
  return {
    verdict,
    anchor,
    annotation,
    translation: null,
    note: "",
    layer: annotation === null ? null : kind,
    approved: { revision: anchor.revision, category, version: annotation === null ? null : version },
  };
}

/** Copies passages with where they stand: quotes in a document of the network, words in any other program. */
export function copyPassages(
  passages: readonly MatrixPassage[],
  verdicts: MatrixCell["verdicts"],
  version: number | null,
): void {
  const copied = passages.flatMap((passage) => {
    const quote = quoteOf(passage, version);
    const of = verdicts.find(({ id }) => id === passage.verdict);
    if (!quote || !of) return [];
    const cite = [of.caseNumber, passage.citation].filter(Boolean).join(", ");
    const words = `${quoted(withTokenWords(passage.quote, of.lang), of.lang)} (${cite})`;
    return [{ words, html: quoteHtml(quote, words, of.lang) }];
  });
  if (copied.length === 0) return;
  const text = copied.map(({ words }) => words).join("\n\n");
  void copy({ "text/plain": text, "text/html": copied.map(({ html }) => html).join("") }, t("page.copied"));
}

/** A tag that is among those of the verdict's page is gone to by itself, anything else by its place. */
export function passageHref({ verdict, annotation, isLive, start }: MatrixPassage): string {
  const query = annotation && (isLive || start === null) ? `tag=${annotation}` : `at=${start ?? 0}`;
  return `/verdicts/${verdict}?${query}`;
}
