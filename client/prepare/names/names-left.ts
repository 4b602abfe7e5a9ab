import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { NamesCommand, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { ProblemError } from "../../api/http.ts";
import { decideName, readNames } from "../../api/names.ts";
import { holdHere } from "../../typed/keep-words.ts";
import { noteLost } from "../../typed/lost-decisions.ts";
import { afterMoved } from "./walk/names-repeat.ts";

let departures = 0;

/** A decision that was on its way as the names were left. */
export interface LeftDecision {
  command: NamesCommand;
  /** What the person saw when they decided. */
  seen: NamesView;
  done: (isDone: boolean) => void;
  /** The server has it. */
  isTaken?: boolean;
  /** Under which it is asked for, also where it is asked for again because the answer was lost. */
  asked: string;
}

/**
 * Sends on what was decided before the names were left, once `before` has ended; what is not taken is told, on whatever page. Nothing
 * goes on once the person is signed out, nor after the server was out of reach: who is signed in then may be somebody else.
 */
export async function sendLeft(
  verdict: VerdictId,
  left: readonly LeftDecision[],
  before: Promise<void>,
): Promise<void> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  addEventListener("coram-signed-out", end);
  const key = `names-left/${++departures}`;
  holdHere(key, true);
  await before;
  for (const item of left) {
    try {
      item.isTaken ||= await isTaken(verdict, item, ended.signal);
    } catch {
      // The server is out of reach, or does not let them.
      break;
    }
  }
  for (const { done, isTaken: isDone = false } of left) done(isDone);
  const lost = left.filter((item) => item.isTaken !== true).length;
  if (lost > 0 && !ended.signal.aborted) noteLost(verdict, lost);
  holdHere(key, false);
  removeEventListener("coram-signed-out", end);
}

/** Whether a decision is the server's now; false where somebody has decided otherwise. Throws ProblemError, or the signal's AbortError. */
async function isTaken(verdict: VerdictId, item: LeftDecision, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    const view = await readNames(verdict, signal);
    const what = afterMoved(item.command, item.seen, view);
    if (what !== "repeat") return what === "done";
    try {
      await decideName(verdict, view.number, item);
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === "names-moved")) throw error;
    }
  }
}
