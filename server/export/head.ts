import type { UiLanguage } from "../../schema/domain/language.ts";
import type { ExportFilter } from "../../schema/protocol/http/exports.ts";

/** What a file says of itself. */
export interface ExportHead {
  network: string;
  methodologyVersion: number | null;
  methodologyTitle: string;
  at: string;
  filter: ExportFilter;
  /** Whether only the asker's own tags are in it. */
  ownOnly: boolean;
  /** Passages, or what else the file is of: disagreements, verdicts of a matrix, recommendations. */
  count: number;
  /** How many of them count as tags; null where they are not of what stands. */
  tags: number | null;
  answers: number;
  auditHead: string;
}

/** What the contents of all kinds have: each kind adds its own under its `kind`. */
export interface Headed {
  head: ExportHead;
  language: UiLanguage;
}
