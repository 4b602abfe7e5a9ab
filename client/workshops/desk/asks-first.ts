import { isCodedNow, needsPassages, phaseAfter } from "../../../schema/domain/workshop/phases.ts";
import { tell } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import type { NextTurn } from "../next-turn.ts";
import { tablesNow } from "../tables/table-words.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { stepName } from "../workshop-words.ts";
import type { Asking } from "./ask-words.ts";

declare global {
  interface HTMLElementEventMap {
    /** Something is to be asked before it is done. */
    "coram-ask-first": CustomEvent<Asking>;
  }
}

/** By what a step is turned: a button that says what begins, one that ends the step, or a key, which is pressed for much else. */
export type TurnedBy = "named" | "end" | "key";

/**
 * Turns a step; where that would break off what people do in it, and it cannot be taken back, it is asked first: they code in silence, tables are
 * not done, or (by a key, or where nothing but the end is meant) there is time left. What cannot begin is said, and asked of no server.
 */
export function turnOrAsk(from: HTMLElement, model: WorkshopModel, turn: NextTurn, by: TurnedBy): void {
  // What was given is on its way: nothing is asked anew.
  if (model.isBusy) return;
  const { begins } = turn;
  if (begins && needsPassages(begins.kind) && begins.passages.length === 0)
    return tell(t("plan.missing-passages", { step: stepName(begins) }));
  const asking = breaksOff(model, turn, by);
  if (asking) from.dispatchEvent(new CustomEvent("coram-ask-first", { detail: asking, bubbles: true }));
  else void model.turn(turn.step, turn.to);
}

function breaksOff({ view, step, leftMs }: WorkshopModel, turn: NextTurn, by: TurnedBy): Asking | null {
  const leaves = turn.to === "ended" || turn.begins !== null;
  if (!view || !step || !(leaves || turn.to === "plenary")) return null;
  const isCoded = leaves && isCodedNow(step);
  const isAtTables = step.phase === "tables";
  const tables = isAtTables ? tablesNow(view).filter(({ work }) => isToCome(work)).length : 0;
  const minutes = leaves && by !== "named" ? Math.ceil(Math.max(0, leftMs ?? 0) / 60_000) : 0;
  if (!isCoded && tables === 0 && minutes === 0) return null;
  return { kind: "turn", turn, in: { step: step.id, phase: step.phase }, isCoded, tables, minutes };
}

/** Whether a phase of what a table works on is still to come. */
function isToCome({ kind, phase, endedAt }: ReturnType<typeof tablesNow>[number]["work"]): boolean {
  return endedAt === null && (phase === null || phaseAfter(kind, phase) !== null);
}
