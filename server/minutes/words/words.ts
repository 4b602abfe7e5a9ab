import type { UiLanguage } from "../../../schema/domain/language.ts";
import { en } from "./en.ts";
import { mk } from "./mk.ts";
import type { RecordWords } from "./shape.ts";
import { sq } from "./sq.ts";
import { sr } from "./sr.ts";

/** Serbian is written in the other script where it is said: what is set in stays as it was typed. */
export const RECORD_WORDS: Record<UiLanguage, RecordWords> = { en, "sr-Latn": sr, "sr-Cyrl": sr, mk, sq };
