import { langOf } from "../../../schema/domain/language.ts";
import { citation, formatCitation } from "../../../schema/text/citation.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { quoted } from "../../../schema/text/quotation.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { tell } from "../../elements/announce.ts";
import { copy } from "../../elements/clipboard.ts";
import { quoteHtml } from "../../writer/quote-html.ts";
import { language, t } from "../../i18n/t.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { VerdictModel } from "../model/verdict-model.ts";

/**
 * Copies words with where they stand, and says so. Pasted into a document of the network they stay a quote that is wired to its
 * passage; in other programs they are words. Of a verdict in preparation nothing is copied for others to read. `tag`: the one that they are of.
 */
export function copyCited(model: VerdictModel | null, ranges: readonly Range[], tag: TagView | null = null): void {
  if (!model || ranges.length === 0) return;
  const { verdict, revision, methodology } = model.view;
  if (verdict.stage === "in-preparation")
    return tell(t("page.copy-uncleared", { case: verdict.caseNumber || verdict.court }));
  const words = cited(model, ranges);
  const html = quoteHtml(
    {
      verdict: verdict.id,
      anchor: { revision: revision.number, ranges: ranges.map(({ start, end }) => ({ start, end })) },
      annotation: tag?.id ?? null,
      layer: tag && !model.showsFrozen ? "shared" : null,
      translation: null,
      approved: {
        revision: revision.number,
        category: tag?.category ?? null,
        version: tag ? (methodology?.number ?? null) : null,
      },
      note: "",
    },
    words,
    langOf(verdict.language, verdict.script),
  );
  void copy({ "text/plain": words, "text/html": html }, t("page.copied"));
}

/** What is pasted into a document: the words in quotation marks of their language, court, case and passage. */
function cited({ view }: VerdictModel, ranges: readonly Range[]): string {
  const { revision, verdict } = view;
  const where = formatCitation(citation(revision, ranges), language());
  const words = withTokenWords(quote(revision, ranges), langOf(verdict.language, verdict.script));
  return `${quoted(words, verdict.language)} (${verdict.court}, ${verdict.caseNumber}, ${where})`;
}
