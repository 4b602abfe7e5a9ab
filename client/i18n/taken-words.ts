import type { TakenOut } from "../../schema/editor/taken-out.ts";
import { formatList, t } from "./t.ts";

/** How much was taken out of a document: "7 quotes and 420 words". */
export function takenWords({ quotes, words }: TakenOut): string {
  return formatList([
    ...(quotes > 0 ? [t("outputs.taken-quotes", { count: quotes })] : []),
    ...(words > 0 ? [t("outputs.taken-words", { count: words })] : []),
  ]);
}
