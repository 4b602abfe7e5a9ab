import type { Suggestions } from "../../../schema/domain/privacy.ts";
import { inWorker, isWarm } from "../../workers/thread.ts";
import { findNames, type TextLanguage } from "./find.ts";
import { builtModule } from "../../workers/built-module.ts";

/** What the thread is given. */
export interface FindJob {
  text: string;
  written: TextLanguage;
}

/** A text of so many UTF-16 units is looked over in less time than a thread takes to begin. */
const SHORT = 12_000;

/** Somebody corrects one place after the other, and thinks in between. */
const WARM_MS = 60_000;

const MODULE = builtModule("privacy/find/find-worker");

/**
 * `findNames`, for long texts in a thread of its own: three hundred pages take seconds, in which the server has tags to send
 * round.
 */
export async function findNamesInWorker(text: string, written: TextLanguage): Promise<Suggestions> {
  if (text.length <= SHORT) return findNames(text, written);
  const job: FindJob = { text, written };
  return inWorker<Suggestions>(MODULE, job, WARM_MS);
}

/**
 * Names are soon to be looked for in a text that is much like this one: a thread that has looked over one is four times as quick as
 * one that begins.
 */
export function expectNames(text: string, written: TextLanguage): void {
  if (text.length > SHORT && !isWarm(MODULE)) void findNamesInWorker(text, written).catch(() => undefined);
}
