import type { UiLanguage } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";

/** What tables are read with. */
export interface TableReading {
  methodology: MethodologyVersion | null;
  language: UiLanguage;
}
