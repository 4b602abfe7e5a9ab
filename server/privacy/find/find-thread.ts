import type { Suggestions } from "../../../schema/domain/privacy.ts";
import { inWorker } from "../../workers/thread.ts";
import { findNames, type TextLanguage } from "./find.ts";
import { builtModule } from "../../workers/built-module.ts";

/** What the thread is given. */
export interface FindJob {
  text: string;
  written: TextLanguage;
}

/** A text of so many UTF-16 units is looked over in less time than a thread takes to begin. */
const SHORT = 12_000;

/**
 * `findNames`, for long texts in a thread of its own: three hundred pages take seconds, in which the server has tags to send
 * round.
 */
export async function findNamesInWorker(text: string, written: TextLanguage): Promise<Suggestions> {
  if (text.length <= SHORT) return findNames(text, written);
  const job: FindJob = { text, written };
  return inWorker<Suggestions>(builtModule("privacy/find/find-worker"), job);
}
