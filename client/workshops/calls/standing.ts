import { t } from "../../i18n/t.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { floorWords, phaseWord, shownPhase, stepName } from "../workshop-words.ts";

/** How a workshop stands, as its page tells of what changes. */
export interface Standing {
  /** The step and its phase: another key is another place in the agenda. */
  step: { key: string; words: string };
  /** Who has the floor: another key is another person. Null where the reader is told of nobody, or nobody has it any more. */
  floor: { key: string; words: string } | null;
  /** The reader is let speak. */
  speaks: boolean;
  /** The reader turns it themselves. */
  isLed: boolean;
  /** The server is out of reach. */
  isAway: boolean;
  /** When this was asked for last. */
  heard: string;
}

/** Of a member's page. */
export function standingOf(model: WorkshopModel | null): Standing | null {
  const view = model?.view;
  if (!model || !view) return null;
  const { step, me, isAway } = model;
  const { holder, state } = view.workshop;
  const between = t(state === "closed" ? "workshop.is-closed" : "workshop.between");
  return {
    step: step ? { key: `${step.id} ${step.phase ?? ""}`, words: stepWords(step) } : { key: state, words: between },
    floor: state === "closed" ? null : { key: holder ?? "", words: floorWords(view, me) },
    speaks: Boolean(view.seat?.speaksAt),
    isLed: view.rights.lead,
    isAway,
    heard: view.now,
  };
}

/** "Passage 1: Silence" */
export function stepWords(
  step: Parameters<typeof stepName>[0] & { phase: Parameters<typeof phaseWord>[0] | null },
): string {
  const phase = step.phase && step.phase !== "on" ? phaseWord(shownPhase(step.phase)) : null;
  return [stepName(step), phase].filter(Boolean).join(": ");
}

/** Whether the server was out of reach between two looks at how a workshop stands. */
export class Absence {
  /** What was heard last before; null while one is there. */
  #since: string | null = null;

  /** True once, at the first thing that is heard again. */
  endsWith({ isAway, heard }: Pick<Standing, "isAway" | "heard">): boolean {
    if (isAway) this.#since = heard;
    const isBack = this.#since !== null && heard !== this.#since;
    if (isBack) this.#since = null;
    return isBack;
  }
}
