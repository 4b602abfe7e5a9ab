import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { formatEither, t } from "../i18n/t.ts";

/** That a verdict is signed by one of two, and for whom it waits: who of these may sign second. */
export function secondWords(names: readonly string[]): string {
  return names.length > 0 ? t("home.wait-second", { names: formatEither(names) }) : t("home.wait-nobody");
}

/** That everything is ruled on; or, where somebody else took the settlement back (`by`), who of which organisation. */
export function settleWords(
  by: string | null,
  me: string | undefined,
  network: Pick<NetworkView, "members" | "organisations"> | null,
): string {
  const whose = by === null || by === me ? undefined : network?.members.find(({ id }) => id === by);
  if (!whose) return t("home.wait-settle");
  const organisation = network?.organisations.find(({ id }) => id === whose.organisation)?.name ?? "";
  return t("home.wait-unsettled", { name: whose.name, organisation });
}
