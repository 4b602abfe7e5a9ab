import { citation, formatCitation } from "../../schema/text/citation.ts";
import { quote } from "../../schema/text/quote.ts";
import type { Range } from "../../schema/text/revision.ts";
import { announce } from "../app/announce.ts";
import { language, t } from "../i18n/t.ts";
import type { VerdictModel } from "./verdict-model.ts";

/** Copies words with where they stand, and says so. */
export function copyCited(model: VerdictModel | null, ranges: readonly Range[]): void {
  if (!model || ranges.length === 0) return;
  void navigator.clipboard.writeText(cited(model, ranges)).then(() => announce(t("page.copied")));
}

/** What is pasted into a document: the words in quotation marks of their language, court, case and passage. */
function cited({ view }: VerdictModel, ranges: readonly Range[]): string {
  const { revision, verdict } = view;
  const where = formatCitation(citation(revision, ranges), language());
  const [open, close] = verdict.language === "sq" || verdict.language === "en" ? ["“", "”"] : ["„", "“"];
  return `${open}${quote(revision, ranges)}${close} (${verdict.court}, ${verdict.caseNumber}, ${where})`;
}
