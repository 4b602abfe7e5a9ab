import { isCodedNow, needsPassages, phaseAfter, type StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { tell } from "../../elements/announce.ts";
import { formatList, t } from "../../i18n/t.ts";
import { type NextTurn, turnWords } from "../next-turn.ts";
import { tablesNow } from "../tables/table-words.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { phaseWord, shownPhase, shownPhases, stepName } from "../workshop-words.ts";
import type { Asking } from "./ask-words.ts";

declare global {
  interface HTMLElementEventMap {
    /** Something is to be asked before it is done. */
    "coram-ask-first": CustomEvent<Asking>;
  }
}

/** By what a step is turned: a button, or a key, which is pressed for much else. */
export type TurnedBy = "button" | "key";

/**
 * Turns a step; where that would break off what people do in it, it is asked first, as nothing leads back: they code in silence, tables are not
 * done, the step is left with time or a phase to come, slips close with time, or a phase, by a key, ends with time. What cannot begin is said,
 * and asked of no server. `areAllIn`: every slip is in.
 */
export function turnOrAsk(
  from: HTMLElement,
  model: WorkshopModel,
  turn: NextTurn,
  by: TurnedBy,
  areAllIn = false,
): void {
  // What was given is on its way: nothing is asked anew.
  if (model.isBusy) return;
  const { begins } = turn;
  if (begins && needsPassages(begins.kind) && begins.passages.length === 0)
    return tell(t("plan.missing-passages", { step: stepName(begins) }));
  const go = (): Promise<boolean> => model.turn(turn.step, turn.to);
  const { view, step } = model;
  const minutes = step && (leaves(turn) || isTimed(turn, by)) ? minutesOf(model, step, areAllIn) : 0;
  const lead = view && step ? leadOf(view, step, turn, minutes) : null;
  if (step && lead !== null) askFirst(from, { kind: "turn", table: null, in: step, words: turnWords(turn), lead, go });
  else void go();
}

/** What a table works on, as its chair turns it; with time left, that is asked first where slips close by it, or by a key. */
export function turnTableOrAsk(
  from: HTMLElement,
  { id, work }: Pick<TableView, "id" | "work">,
  clock: Pick<WorkshopModel, "leftMs">,
  { to, words, go }: Pick<Asking & { kind: "turn" }, "go" | "words"> & { to: StepPhase },
  by: TurnedBy,
  areAllIn: boolean,
): void {
  const minutes = isTimed({ to }, by) ? minutesOf(clock, work, areAllIn) : 0;
  if (minutes > 0) askFirst(from, { kind: "turn", table: id, in: work, lead: phaseLead(work, minutes), words, go });
  else void go();
}

/** Whether the time that is left of a phase is asked about: a key is pressed for much else, and slips that are closed are never opened again. */
function isTimed({ to }: Pick<NextTurn, "to">, by: TurnedBy): boolean {
  return by === "key" || to === "closed";
}

function askFirst(from: HTMLElement, asking: Asking): void {
  from.dispatchEvent(new CustomEvent("coram-ask-first", { detail: asking, bubbles: true }));
}

/** Whether the step under way, if there is one, ends by it. */
function leaves({ to, begins }: NextTurn): boolean {
  return to === "ended" || begins !== null;
}

/** What a turn breaks off; null where it breaks off nothing. */
function leadOf(view: WorkshopView, step: Step, turn: NextTurn, minutes: number): string | null {
  const isLeft = leaves(turn);
  const isCoded = isLeft && isCodedNow(step);
  const toCome = isLeft ? phasesToCome(step) : [];
  const tables = step.phase === "tables" ? tablesNow(view).filter(({ work }) => isToCome(work)).length : 0;
  if (toCome.length === 0 && tables === 0 && minutes === 0) return null;
  if (!isLeft && turn.to !== "plenary") return phaseLead(step, minutes);
  return [
    ...(isCoded ? [t("workshop.leave-coded")] : []),
    ...(tables > 0 ? [t("workshop.leave-tables", { count: tables })] : []),
    ...minutesWords(minutes),
    ...(toCome.length > 0 ? [t("workshop.leave-to-come", { phases: formatList(toCome) })] : []),
    isLeft ? t("workshop.leave-step", { step: stepName(step) }) : t("workshop.leave-table"),
  ].join(" ");
}

function phaseLead({ phase }: Pick<Step, "phase">, minutes: number): string {
  return [
    ...(phase === "silence" ? [t("workshop.leave-silence")] : []),
    ...minutesWords(minutes),
    ...(phase === null || phase === "silence" ? [] : [t("workshop.leave-phase", { phase: phaseWord(phase) })]),
  ].join(" ");
}

/** How many minutes are left to whoever works: slips that are closed are only waited for, and nobody codes once all are in. */
function minutesOf(
  { leftMs }: Pick<WorkshopModel, "leftMs">,
  { phase }: Pick<Step, "phase">,
  areAllIn: boolean,
): number {
  if (phase === "closed" || (phase === "silence" && areAllIn)) return 0;
  return Math.ceil(Math.max(0, leftMs ?? 0) / 60_000);
}

function minutesWords(minutes: number): string[] {
  return minutes > 0 ? [t("workshop.leave-minutes", { count: minutes })] : [];
}

/** In words, those that people are told of. */
function phasesToCome({ kind, phase }: Pick<Step, "kind" | "phase">): string[] {
  const phases = shownPhases(kind);
  return phase === null ? [] : phases.slice(phases.indexOf(shownPhase(phase)) + 1).map(phaseWord);
}

/** Whether a phase of what a table works on is still to come. */
function isToCome({ kind, phase, endedAt }: ReturnType<typeof tablesNow>[number]["work"]): boolean {
  return endedAt === null && (phase === null || phaseAfter(kind, phase) !== null);
}
