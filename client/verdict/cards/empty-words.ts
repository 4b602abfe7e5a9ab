import { t } from "../../i18n/t.ts";
import type { MarginFilter } from "../model/view-model.ts";

/** That nothing hangs on the text, in the margin and in the sheet that stands in its place; to who codes blind, why. */
export function emptyWords({ filter, isBlind }: { filter: MarginFilter; isBlind: boolean }): string {
  return t(`verdict.margin-empty-${isBlind && filter !== "removed" ? "blind" : filter}`);
}
