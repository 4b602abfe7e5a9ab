import type { CountedFigure } from "../../../schema/agreement/reading.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";

export type ReportCell = string | number | CountedFigure;

export interface ReportTable {
  title: string;
  columns: string[];
  rows: ReportCell[][];
}

/** What a report of agreement says, ready to be written: every word of it stands here. */
export interface AgreementReport {
  network: string;
  language: UiLanguage;
  title: string;
  sentencesTitle: string;
  sentences: string[];
  tables: ReportTable[];
  howTitle: string;
  how: string[];
  aboutTitle: string;
  about: [name: string, value: string][];
}
