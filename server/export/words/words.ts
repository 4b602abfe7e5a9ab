import type { UiLanguage } from "../../../schema/domain/language.ts";
import { en } from "./en/words.ts";
import { mk } from "./mk/words.ts";
import type { AnswerWords, ExportWords, FileWords, OutputWords, RulingWords, WorkbookWords } from "./shape.ts";
import { sq } from "./sq/words.ts";
import { srCyrl } from "./sr-cyrl/words.ts";
import { srLatn } from "./sr-latn/words.ts";

export const EXPORT_WORDS: Record<UiLanguage, ExportWords> = ofKind("passages");
export const ANSWER_WORDS: Record<UiLanguage, AnswerWords> = ofKind("answers");
export const OUTPUT_WORDS: Record<UiLanguage, OutputWords> = ofKind("document");
export const RULING_WORDS: Record<UiLanguage, RulingWords> = ofKind("rulings");
export const WORKBOOK_WORDS: Record<UiLanguage, WorkbookWords> = ofKind("workbook");

/** A folder a language: a language that the interface has and files have not does not compile. */
function ofKind<Kind extends keyof FileWords>(kind: Kind): Record<UiLanguage, FileWords[Kind]> {
  return { en: en[kind], "sr-Latn": srLatn[kind], "sr-Cyrl": srCyrl[kind], mk: mk[kind], sq: sq[kind] };
}
