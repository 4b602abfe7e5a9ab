import { serverReach } from "../../api/reach.ts";
import { t } from "../../i18n/t.ts";
import type { MarginFilter } from "../model/view-model.ts";

/** That nothing hangs on the text, in the margin and in the sheet that stands in its place; to who codes blind, why. */
export function emptyWords({
  filter,
  isBlind,
  isAwaited,
  isComing,
}: {
  filter: MarginFilter;
  isBlind: boolean;
  isAwaited: boolean;
  isComing: boolean;
}): string {
  if (isComing && !serverReach.isAway) return t("verdict.margin-coming");
  if (isAwaited && filter !== "comments")
    return t(serverReach.isAway ? "verdict.margin-away" : "verdict.margin-fetching");
  return t(`verdict.margin-empty-${isBlind && filter !== "removed" ? "blind" : filter}`);
}
