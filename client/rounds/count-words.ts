import { t } from "../i18n/t.ts";

/** How many tags and answers, each in the form that the language has for so many. */
export function countWords({ tags, answers }: { tags: number; answers: number }): { tags: string; answers: string } {
  return { tags: t("rounds.tags", { count: tags }), answers: t("rounds.answers", { count: answers }) };
}
