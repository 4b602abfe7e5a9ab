import type { StepId } from "../../schema/domain/ids.ts";
import { PHASES, phaseAfter, type StepPhase } from "../../schema/domain/workshop/phases.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import { t } from "../i18n/t.ts";
import { phaseWord, stepName } from "./workshop-words.ts";
import { stepUnderWay } from "./workshop-event.ts";

export interface NextTurn {
  step: StepId;
  to: StepPhase | "ended";
  /** The step that begins with it; null within one. */
  begins: Step | null;
}

/** What one press leads on to: the next phase, behind the last one the next step, behind the last of them the end. */
export function nextTurn(view: Pick<WorkshopView, "workshop" | "steps">): NextTurn | null {
  const step = stepUnderWay(view);
  const to = step?.phase ? phaseAfter(step.kind, step.phase) : null;
  if (step && to) return { step: step.id, to, begins: null };
  const next = nextStep(view);
  if (next) return { step: next.id, to: PHASES[next.kind][0], begins: next };
  return step ? { step: step.id, to: "ended", begins: null } : null;
}

/** What it is called. */
export function turnWords({ to, begins }: NextTurn): string {
  if (begins) return t("workshop.begin", { step: stepName(begins) });
  if (to === "ended") return t("workshop.end-step");
  if (to === "closed") return t("workshop.close-slips");
  return to === "revealed" ? t("workshop.reveal") : t("workshop.next-phase", { phase: phaseWord(to) });
}

/** The first that has not begun and is not skipped. */
export function nextStep({ steps }: Pick<WorkshopView, "steps">): Step | null {
  return steps.find(({ beganAt, endedAt }) => beganAt === null && endedAt === null) ?? null;
}
