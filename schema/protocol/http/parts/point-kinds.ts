import { z } from "zod";

/** What stands in the way of a document's signatures. */
export const MEND_FIRST = [
  "section-missing",
  "section-empty",
  "title-template",
  "quote-changed",
  "quote-removed",
  "quote-untranslated",
  "quote-stage",
  "quote-foreign",
  "quote-unsorted",
  "figure-uncountable",
  "table-unset",
  "leak",
  "uncleared",
  "rec-finding",
  "rec-addressee",
  "rec-verb",
  "rec-addressee-untranslated",
  "rec-deadline-untranslated",
  "reference-gone",
  "record-missing",
  "record-gone",
  "partner-behind",
  "partner-missing",
  "partner-table-missing",
  "partner-list-missing",
  "partner-chart-missing",
  "partner-quote-missing",
  "partner-row-missing",
  "partner-caption-missing",
  "partner-remark-missing",
  "author-line",
  "donor-line",
] as const;
/** What may stay as it is where somebody says why. */
export const SAY_WHY = [
  "uncited",
  "thread",
  "rec-deadline",
  "rec-indicator",
  "category-low",
  "unruled",
  "names-verdict",
  "table-empty",
  "caption-missing",
  "attendance-waits",
] as const;

export const PointKind = z.enum([...MEND_FIRST, ...SAY_WHY]);
export type PointKind = z.infer<typeof PointKind>;
