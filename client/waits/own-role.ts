import { isLess } from "../../schema/domain/member.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { noteRights } from "../api/told/own-rights.ts";
import { t } from "../i18n/t.ts";
import { roleWords, type ToldRole } from "../network/told-words.ts";
import { waitsOf } from "./waits-told.ts";

type Names = Pick<NetworkView, "told"> & {
  members: readonly { id: string; name: string }[];
  organisations?: readonly { id: string; name: string }[] | undefined;
};

/** Who made the reader what they are now, and what they were; null where a line is of somebody else. */
export function ownRoleWords(told: ToldRole, { members, organisations = [] }: Names): string | null {
  if (told.member !== waitsOf()) return null;
  const { from, organisation } = told;
  const name =
    from === null ? t("people.operator") : (members.find(({ id }) => id === from)?.name ?? t("network.somebody"));
  return roleWords(told, true, name, organisations.find(({ id }) => id === organisation)?.name ?? "");
}

/** A page that was opened before offers what the reader may do no more: what refuses it says who changed that. A role that can more is no reason. */
export function noteOwnRole(network: Names): void {
  for (const each of network.told ?? [])
    if (each.kind === "role" && ownRoleWords(each, network) !== null)
      noteRights(isLess(each.role, each.was) ? { at: each.at, words: () => ownRoleWords(each, network) ?? "" } : null);
}
