import type { Member } from "../../../schema/domain/member.ts";
import { termOf } from "../../../schema/domain/people/guest-terms.ts";
import type { Banner } from "../bars/coram-reading-banner.ts";
import type { PageState } from "../page/page-context.ts";
import { PHONE } from "../../elements/screen.ts";
import type { VerdictModel } from "./verdict-model.ts";
import { isKeptFrom } from "./tag-count.ts";

/** The one thing to say about how one reads, the most pressing; null where there is none. */
export function bannerOf(
  model: VerdictModel,
  { armed, filteredCategory }: Pick<PageState, "armed" | "filteredCategory">,
  member: Member | null,
): Banner | null {
  if (model.isCovered) return { kind: "erasing" };
  const { saved } = model;
  if (saved.state === "offline" && model.hasContent && PHONE.matches) {
    // Of guests no text is kept (decision 151): to whom it would be promised, a reload would show an empty page.
    const hasText = !member?.guest && model.view.can.keepCopy;
    return { kind: "offline", waiting: saved.changes, hasText, isPageOnly: saved.isOnDevice === false };
  }
  if (armed) {
    const category = model.categories.find(({ id }) => id === armed);
    if (category) return { kind: "armed", code: category.code, label: category.label };
  }
  if (filteredCategory) {
    const category = [...model.categories, ...model.retired].find(({ id }) => id === filteredCategory);
    if (category) return { kind: "filtered", code: category.code, label: category.label };
  }
  if (member?.guest) {
    const { guest, initials } = member;
    const by = termOf(guest, model.view.verdict.id)?.invitedBy ?? guest.invitedBy;
    const inviter = model.view.members.find(({ id }) => id === by);
    return { kind: "guest", initials, inviter: inviter?.name ?? "", isUnsettled: isKeptFrom(model) };
  }
  if (model.view.verdict.stage === "in-preparation" && model.canTag) return { kind: "uncleared" };
  // Rounds say so themselves.
  if (model.view.round.mode === "blind" || model.showsFrozen) return null;
  if (!model.canTag && model.synced) return { kind: "read-only", canComment: model.writableAudiences.length > 0 };
  return null;
}
