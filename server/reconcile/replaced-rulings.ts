import { rulingOf, type Disagreement } from "../../schema/domain/disagreement.ts";
import type { DisagreementId, MemberId } from "../../schema/domain/ids.ts";

/** A ruling that a coder of the round put in the place of somebody else's. */
export interface ReplacedRuling {
  case: DisagreementId;
  by: MemberId;
  of: MemberId;
  at: string;
}

/** Where the ruling that holds is one that a coder of the round put in the place of somebody else's. */
export function replacedByCoders(
  disagreements: readonly Disagreement[],
  coders: readonly MemberId[],
): ReplacedRuling[] {
  return disagreements.flatMap((one) => {
    const holds = rulingOf(one);
    const before = rulingOf({ rulings: one.rulings.filter((each) => each !== holds) });
    if (!holds || !before || !coders.includes(holds.by) || holds.panel.includes(before.by)) return [];
    return [{ case: one.id, by: holds.by, of: before.by, at: holds.at }];
  });
}
