import { DUTIES, type Member } from "../../../schema/domain/member.ts";
import { hasReached } from "../../../schema/domain/verdict.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { t } from "../../i18n/t.ts";

/** Why somebody may not let guests in, and who may; undefined where they may. */
export function whyNotShare(
  { can, verdict, round, organisations }: VerdictView,
  member: Pick<Member, "id" | "organisation" | "role">,
): string | undefined {
  if (can.inviteGuests) return undefined;
  if (member.organisation !== verdict.owner) {
    const name = organisations.find(({ id }) => id === verdict.owner)?.name ?? "";
    return t("palette.why-share", { name });
  }
  if (!DUTIES[member.role].codes) return t("palette.why-coders");
  if (verdict.conflicts.includes(member.id)) return t("palette.why-conflict");
  if (!hasReached(verdict.stage, "cleared-for-guests")) return t("palette.why-guests");
  return round.mode === "blind" ? t("palette.why-reveal") : t("palette.why-coders");
}
