import type { MemberId, StepId, TableId } from "../../../schema/domain/ids.ts";
import { isCodedNow } from "../../../schema/domain/workshop/phases.ts";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { t } from "../../i18n/t.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import { tablesNow } from "../tables/table-words.ts";
import { stepUnderWay } from "../workshop-event.ts";
import { nameOf } from "../workshop-words.ts";

/** What is asked before it is done. */
export type Asking =
  | { kind: "open" | "paused" | "closed" }
  | { kind: "give"; to: MemberId }
  | { kind: "again"; step: StepId }
  | {
      kind: "turn";
      /** Whose chair turns it; null where who has the floor turns it for all. */
      table: TableId | null;
      /** What is under way. */
      in: Pick<Step, "id" | "phase">;
      /** As the button is called that does it, and what it breaks off. */
      words: string;
      lead: string;
      go: () => Promise<unknown>;
    };

/** Whether it may still be asked: what somebody else has done meanwhile, or one has oneself, is asked no more. */
export function isAskable(asking: Asking, view: WorkshopView): boolean {
  const { rights } = view;
  const { state, step } = view.workshop;
  switch (asking.kind) {
    case "open":
      return state === "planned";
    case "paused":
      return state === "open";
    case "closed":
      return state === "open" || state === "paused";
    case "again":
      return rights.lead && step === asking.step;
    case "turn": {
      const table = tablesNow(view).find(({ id }) => id === asking.table);
      const now = table ? table.work : stepUnderWay(view);
      const leads = table ? table.chair === view.seat?.id : asking.table === null && rights.lead;
      return leads && state === "open" && now?.id === asking.in.id && now.phase === asking.in.phase;
    }
    case "give":
      return rights.lead || rights.takeFloorAfterMs === 0;
  }
}

/** In which words it is asked. `ballots`: of the workshop. */
export function askWords(
  asking: Asking,
  view: WorkshopView,
  ballots: readonly BallotView[],
): { heading: string; lead: string; sure: string } {
  switch (asking.kind) {
    case "open":
      return { heading: t("workshop.open"), lead: t("workshop.open-ask"), sure: t("workshop.open") };
    case "paused":
      return { heading: t("workshop.pause-title"), lead: t("workshop.pause-ask"), sure: t("workshop.pause") };
    case "closed":
      return { heading: t("workshop.close"), lead: closingWords(view, ballots), sure: t("workshop.close") };
    case "again":
      return { heading: t("workshop.again"), lead: t("workshop.again-ask"), sure: t("workshop.again") };
    case "turn":
      return { heading: asking.words, lead: asking.lead, sure: asking.words };
    case "give": {
      const name = nameOf(view, asking.to);
      const lead = t(view.rights.takeFloorAfterMs === 0 ? "workshop.give-ask" : "workshop.give-ask-away", { name });
      return { heading: t("workshop.give-floor"), lead, sure: t("workshop.give-floor-to", { name }) };
    }
  }
}

/** Slips of a silence go unseen. Attendance can be confirmed afterwards, too; who is counted as present is said before everybody leaves. */
function closingWords(view: WorkshopView, ballots: readonly BallotView[]): string {
  const { waiting } = view;
  const open = ballots.filter(({ state }) => state === "open");
  const step = stepUnderWay(view);
  const isCoded = [...(step ? [step] : []), ...tablesNow(view).map(({ work }) => work)].some(isCodedNow);
  return [
    t("workshop.close-ask"),
    ...(isCoded ? [t("workshop.leave-coded")] : []),
    ...open.map(({ words, voted, of }) => t("workshop.close-vote", { words, voted, of })),
    ...(waiting ? [t("attendance.waiting", { count: waiting })] : []),
  ].join(" ");
}
