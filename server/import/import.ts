import type { Encoding, Recognised } from "../../schema/protocol/http/imports.ts";
import type { ScannedPage } from "../store/shapes/scanned-page.ts";
import { TaskQueue } from "../../schema/task-queue.ts";
import { builtModule } from "../workers/built-module.ts";
import { runInProcess, type ConfinedProcess } from "../workers/process.ts";
import { ImportFailure, isFailureCode } from "./failure.ts";
import { MAX_TEXT, mustFit, tooMuch } from "./limits.ts";
import { throwReaderFailure } from "./reader-failure.ts";
import type { ScanText } from "./scan-text.ts";
import { Answer, type Job } from "./worker-messages.ts";

export interface ImportOptions {
  /** Wall clock, from the start of the process, in milliseconds. */
  timeLimit?: number;
  /** Milliseconds of the processors' time. */
  workLimit?: number;
  /** Resident memory of the process in bytes, buffers included. */
  memoryLimit?: number;
  /** Ends the reading: the person went away. Rejects with the signal's reason. */
  signal?: AbortSignal;
  /** What a text file's characters are known to be; told by the file itself, or guessed, where this is left out. */
  encoding?: Encoding;
}

/** Its own code, packages and the fonts of pdf.js: documents come as messages, and the process needs no file of theirs. */
export const IMPORT_READER: ConfinedProcess = {
  // Asked when a file is read: to look whether the bundle is of these sources reads a thousand files, and most commands read none.
  get module() {
    return builtModule("import/worker");
  },
  heapMib: 384,
};
const MEMORY_LIMIT = 512 * 1024 * 1024;
/** What 60 seconds are on a machine that does nothing else; 1,500 pages of text take a third of it. */
const WORK_LIMIT = 60_000;
const TIME_LIMIT = 240_000;
/** Two documents are read at the same time; others wait. */
const QUEUE = new TaskQueue(2);

/**
 * Reads one file in a process of its own, so that no document can slow, fill or end the server. Resolves to the whole
 * of what was recognised or rejects with ImportFailure; there is nothing in between.
 */
export async function importFile(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions = {},
): Promise<Recognised> {
  if (bytes.length === 0) throw new ImportFailure("empty");
  mustFit(bytes.length);
  return recognisedBy({ kind: "file", bytes, fileName, encoding: options.encoding ?? null }, options);
}

/** The same for text that somebody pasted. */
export async function importText(text: string, options: ImportOptions = {}): Promise<Recognised> {
  if (text.trim() === "") throw new ImportFailure("empty");
  if (text.length > MAX_TEXT) throw tooMuch("characters", MAX_TEXT, text.length);
  return recognisedBy({ kind: "text", text }, options);
}

/** The same for pages that were read from pictures. `pages`: all of the file, in order. */
export async function importScan(pages: readonly ScannedPage[], options: ImportOptions = {}): Promise<ScanText> {
  const answer = await inTurn({ kind: "scan", pages: [...pages] }, options);
  if (answer.kind !== "scanned") throw new ImportFailure("broken", "another answer than asked for");
  return answer;
}

async function recognisedBy(job: Job, options: ImportOptions): Promise<Recognised> {
  const answer = await inTurn(job, options);
  if (answer.kind !== "recognised") throw new ImportFailure("broken", "another answer than asked for");
  return answer.recognised;
}

function inTurn(job: Job, options: ImportOptions): Promise<Answer> {
  return QUEUE.run(() => run(job, options));
}

async function run(job: Job, options: ImportOptions): Promise<Answer> {
  let answer: Answer | null = null;
  const limits = {
    time: options.timeLimit ?? TIME_LIMIT,
    work: options.workLimit ?? WORK_LIMIT,
    memory: options.memoryLimit ?? MEMORY_LIMIT,
    signal: options.signal,
  };
  const ended = await runInProcess(IMPORT_READER, job, limits, (message) => {
    const parsed = Answer.safeParse(message);
    if (!parsed.success) throw new ImportFailure("broken", "the reader's answer has a wrong shape");
    answer = parsed.data;
  }).catch(throwReaderFailure);
  return settle(answer, ended !== null);
}

/** The answer, or the failure that it tells of. `died`: whether the process ended badly. */
export function settle(answer: Answer | null, died: boolean): Answer {
  if (answer?.kind === "failed")
    throw new ImportFailure(isFailureCode(answer.code) ? answer.code : "broken", answer.detail, answer.params);
  if (answer) return answer;
  // V8 aborts the process when its heap is full.
  throw died ? new ImportFailure("too-complex", "out of memory") : new ImportFailure("broken", "no answer");
}
