import { t } from "../i18n/t.ts";

/** What is said above drafts: that they could not be saved only where that is what became of all of them. */
export function draftsHead(drafts: readonly { why: string }[]): string {
  const count = drafts.length;
  if (drafts.every(({ why }) => why === "typed")) return t("sync.drafts-typed", { count });
  const isUnsaved = drafts.every(({ why }) => why !== "typed" && why !== "called-off");
  return t(isUnsaved ? "sync.drafts" : "sync.drafts-kept", { count });
}
