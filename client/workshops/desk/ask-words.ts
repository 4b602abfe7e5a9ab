import type { MemberId, StepId } from "../../../schema/domain/ids.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { t } from "../../i18n/t.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import { type NextTurn, turnWords } from "../next-turn.ts";
import { stepUnderWay } from "../workshop-event.ts";
import { nameOf, stepName } from "../workshop-words.ts";

/** What is asked before it is done. */
export type Asking =
  | { kind: "open" | "paused" | "closed" }
  | { kind: "give"; to: MemberId }
  | { kind: "again"; step: StepId }
  /** `in`: what is under way; `tables`: how many are not done; `minutes`: how many are left. */
  | {
      kind: "turn";
      turn: NextTurn;
      in: Pick<Step, "phase"> & { step: StepId };
      isCoded: boolean;
      tables: number;
      minutes: number;
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
    case "turn":
      return (
        rights.lead && state === "open" && step === asking.in.step && stepUnderWay(view)?.phase === asking.in.phase
      );
    case "give":
      return rights.lead || rights.takeFloorAfterMs === 0;
  }
}

/** In which words it is asked. */
export function askWords(asking: Asking, view: WorkshopView): { heading: string; lead: string; sure: string } {
  switch (asking.kind) {
    case "open":
      return { heading: t("workshop.open"), lead: t("workshop.open-ask"), sure: t("workshop.open") };
    case "paused":
      return { heading: t("workshop.pause-title"), lead: t("workshop.pause-ask"), sure: t("workshop.pause") };
    case "closed":
      return { heading: t("workshop.close"), lead: closingWords(view), sure: t("workshop.close") };
    case "again":
      return { heading: t("workshop.again"), lead: t("workshop.again-ask"), sure: t("workshop.again") };
    case "turn": {
      const words = turnWords(asking.turn);
      return { heading: words, lead: breaksOffWords(asking, view), sure: words };
    }
    case "give": {
      const name = nameOf(view, asking.to);
      const lead = t(view.rights.takeFloorAfterMs === 0 ? "workshop.give-ask" : "workshop.give-ask-away", { name });
      return { heading: t("workshop.give-floor"), lead, sure: t("workshop.give-floor-to", { name }) };
    }
  }
}

function breaksOffWords(
  { turn, isCoded, tables, minutes }: Asking & { kind: "turn" },
  { steps, workshop }: WorkshopView,
): string {
  const step = steps.find(({ id }) => id === workshop.step);
  return [
    isCoded ? t("workshop.leave-coded") : "",
    tables > 0 ? t("workshop.leave-tables", { count: tables }) : "",
    minutes > 0 ? t("workshop.leave-minutes", { count: minutes }) : "",
    turn.to === "plenary" ? t("workshop.leave-table") : t("workshop.leave-step", { step: step ? stepName(step) : "–" }),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Attendance can be confirmed afterwards, too; who is counted as present is said before everybody leaves. */
function closingWords({ waiting }: WorkshopView): string {
  return [t("workshop.close-ask"), ...(waiting ? [t("attendance.waiting", { count: waiting })] : [])].join(" ");
}
