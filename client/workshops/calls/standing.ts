import type { LitElement, ReactiveController } from "lit";
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

/** How a workshop stands each time that its page is drawn, and how it stood before. */
export class Stands implements ReactiveController {
  readonly #host: LitElement;
  readonly #standing: () => Standing | null;
  readonly #take: (now: Standing, before: Standing | null, isBack: boolean) => void;
  #before: Standing | null = null;
  /** What was heard last before the server was out of reach; null while it is in reach. */
  #since: string | null = null;

  /** `take` is told it, and whether this is the first thing that is heard again after one was away. */
  constructor(
    host: LitElement,
    standing: () => Standing | null,
    take: (now: Standing, before: Standing | null, isBack: boolean) => void,
  ) {
    this.#host = host;
    this.#standing = standing;
    this.#take = take;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#before = null;
  }

  hostUpdated(): void {
    const [now, before] = [this.#standing(), this.#before];
    if (!now || !this.#host.isConnected) return;
    this.#before = now;
    this.#take(now, before, this.#endsAbsence(now));
  }

  #endsAbsence({ isAway, heard }: Standing): boolean {
    if (isAway) this.#since = heard;
    const isBack = this.#since !== null && heard !== this.#since;
    if (isBack) this.#since = null;
    return isBack;
  }
}
