import { letsGuestsIn } from "../../../schema/domain/people/place-rights.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { askNames, asking } from "../../admin/member-controls.ts";
import { t } from "../../i18n/t.ts";

/** What a member reads who may not invite guests to a document: the act, and whom to ask; `me`: their own id, who is not asked. */
export function inviteAsking(
  { members, createdBy }: Pick<OutputView, "createdBy" | "members">,
  me: OutputView["createdBy"] | undefined,
): string {
  const begunBy = members.find(({ id }) => id === createdBy) ?? null;
  const may = members.filter(
    (each) => !each.isRemoved && !each.isGuest && each.id !== me && letsGuestsIn({ ...each, guest: null }, begunBy),
  );
  const what = t("people.invite-guest");
  return may.length > 0
    ? askNames(
        what,
        may.map(({ name }) => name),
      )
    : asking(what, t("outputs.invite-nobody"));
}
