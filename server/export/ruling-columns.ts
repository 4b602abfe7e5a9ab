import { writePartialDate } from "../../schema/language/dates.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Column } from "./files/column.ts";
import type { Decided } from "./grounds.ts";
import { RULING_WORDS } from "./words/words.ts";

/** Who decided that something stands, and why: at the end of tables, as they came later than their other columns. */
export function rulingColumns<Row>(language: UiLanguage, rulingOf: (row: Row) => Decided | null): Column<Row>[] {
  const words = RULING_WORDS[language];
  return [
    {
      header: words.panel,
      width: 18,
      isNumeric: false,
      value: (row) => rulingOf(row)?.by.join(", ") ?? "",
      tells: "note",
    },
    {
      header: words.decidedBecause,
      width: 30,
      isNumeric: false,
      value: (row) => rulingOf(row)?.reason ?? "",
      tells: "note",
    },
  ];
}

/** "Decided by Ana Radić, Besim Demiri, 3 March 2026"; what follows is the reason. */
export function decidedWords({ by, at }: Decided, language: UiLanguage): string {
  return `${RULING_WORDS[language].panel}: ${by.join(", ")}, ${writePartialDate(at.slice(0, 10), language)}`;
}
