import { DUTIES, type MemberCard } from "../../../../schema/domain/member.ts";
import { tell } from "../../../elements/announce.ts";
import { t } from "../../../i18n/t.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";

type Askable = Pick<VerdictModel, "view" | "me" | "writableAudiences">;

/** Who is asked about the verdict's data: the owner's facilitators, by whoever may write in the discussion of members. */
export function askable({ view, me, writableAudiences }: Askable): MemberCard[] {
  if (!writableAudiences.some((each) => each !== "review")) return [];
  const { owner } = view.verdict;
  return view.members.filter(
    ({ id, role, organisation, isRemoved, isGuest }) =>
      id !== me && organisation === owner && DUTIES[role].leads && !isRemoved && !isGuest,
  );
}

/** Opens a discussion at the head of the verdict, which waits for those who are named in it. */
export function askOwner(
  model: Askable & Pick<VerdictModel, "openThread">,
  { words, written }: HTMLElementEventMap["coram-facts-asked"]["detail"],
): void {
  const head = model.view.revision.blocks.find(({ start, end }) => end > start);
  const audience = model.writableAudiences.find((each) => each !== "review");
  if (!head || !audience) return tell(t("sheet.facts-unsent"));
  const names = askable(model).map(({ name }) => `@${name}`);
  const body = t("sheet.facts-body", { names: names.join(" "), words });
  const { start, end } = head;
  if (model.openThread(audience, { ranges: [{ start, end }] }, body) === null) return tell(t("sheet.facts-unsent"));
  written();
  // The discussion that tells of it stands at the head of the text, which need not be on the screen.
  tell(t(audience === "own" ? "sheet.facts-sent-blind" : "sheet.facts-sent"));
}
