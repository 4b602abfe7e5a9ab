import { formatEither, t } from "../i18n/t.ts";

/** That a verdict is signed by one of two, and for whom it waits: who of these may sign second. */
export function secondWords(names: readonly string[]): string {
  return names.length > 0 ? t("home.wait-second", { names: formatEither(names) }) : t("home.wait-nobody");
}
