import { NOT_MENTIONED } from "../../schema/domain/answer.ts";
import { localise } from "../../schema/domain/language.ts";
import type { Question } from "../../schema/domain/methodology/methodology.ts";
import { language, t } from "../i18n/t.ts";
import type { ChoiceOption } from "../verdict/sheet/coram-choice-answer.ts";

/** What a question of choices offers, in the reader's language. */
export function optionsOf({ type, choices }: Question): ChoiceOption[] {
  const offered =
    type === "yes-no-unclear"
      ? (["yes", "no", "unclear"] as const).map((value) => ({ value, label: t(`sheet.${value}`) }))
      : (choices ?? []).map(({ id, label }) => ({ value: id, label: localise(label, language()) }));
  return [...offered, { value: NOT_MENTIONED, label: t("sheet.not-mentioned") }];
}
