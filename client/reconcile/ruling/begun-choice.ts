import { z } from "zod";
import { CategoryId, DisagreementId, MemberId } from "../../../schema/domain/ids.ts";
import { Range } from "../../../schema/text/revision.ts";
import { newDraft, type RulingDraft } from "./ruling-draft.ts";

const Begun = z.object({
  member: MemberId,
  case: DisagreementId,
  basis: z.int(),
  revision: z.int(),
  choice: z.enum(["entries", "span", "value", "none"]),
  coders: z.array(MemberId),
  span: z.object({ category: CategoryId.nullable(), ranges: z.array(Range) }),
  evidence: z.array(z.array(Range)).nullable(),
});

/**
 * What a member chose last on a disagreement, in the page's entry of the history: a reload finds it, beside the words of the reason, which are
 * kept where words are. Ids and places alone.
 */
export const begunChoice = {
  of(member: MemberId, id: DisagreementId): RulingDraft | null {
    const { data } = Begun.safeParse((history.state as { ruling?: unknown } | null)?.ruling);
    if (!data || data.member !== member || data.case !== id) return null;
    const { basis, revision, choice, coders, span, evidence } = data;
    return { ...newDraft(basis, revision), choice, coders, span, evidence };
  },

  keep(member: MemberId, id: DisagreementId, draft: RulingDraft): void {
    const { basis, revision, choice, coders, span, evidence } = draft;
    const ruling = choice === null ? undefined : { member, case: id, basis, revision, choice, coders, span, evidence };
    history.replaceState({ ...(history.state as object | null), ruling }, "");
  },

  /** It is recorded, or nobody wants it. */
  drop(id: DisagreementId): void {
    const { ruling, ...state } = (history.state ?? {}) as { ruling?: { case?: unknown } };
    if (ruling?.case === id) history.replaceState(state, "");
  },
};
