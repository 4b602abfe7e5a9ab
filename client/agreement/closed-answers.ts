import type { ClosedAnswer } from "../../schema/domain/answer.ts";
import { t } from "../i18n/t.ts";

/** Answers to closed questions in the reader's words, as they stand in a sentence or a table. */
export function closedAnswers(): Record<ClosedAnswer, string> {
  return {
    yes: t("agreement.yes"),
    no: t("agreement.no"),
    unclear: t("agreement.unclear"),
    "not-mentioned": t("agreement.not-mentioned"),
  };
}
