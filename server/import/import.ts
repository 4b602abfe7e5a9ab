import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Encoding, Recognised } from "../../schema/protocol/http/imports.ts";
import type { ScannedPage } from "../store/shapes/scanned-page.ts";
import { ImportFailure, isFailureCode } from "./failure.ts";
import { MAX_TEXT, mustFit, tooMuch } from "./limits.ts";
import { residentMemory } from "./memory.ts";
import type { ScanText } from "./scan-text.ts";
import { Answer, type Job } from "./worker-messages.ts";

export interface ImportOptions {
  /** Wall clock, from the start of the process, in milliseconds. */
  timeLimit?: number;
  /** Resident memory of the process in bytes, buffers included. */
  memoryLimit?: number;
  /** Ends the reading: the person went away. Rejects with the signal's reason. */
  signal?: AbortSignal;
  /** What a text file's characters are known to be; told by the file itself, or guessed, where this is left out. */
  encoding?: Encoding;
}

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));
const HEAP_MIB = 384;
const MEMORY_LIMIT = 512 * 1024 * 1024;
const TIME_LIMIT = 60_000;
const WATCH_EVERY = 100;
/** Documents read at the same time; others wait their turn. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

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

async function inTurn(job: Job, options: ImportOptions): Promise<Answer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    options.signal?.throwIfAborted();
    return await run(job, options);
  } finally {
    // The place goes to the next in line; only without one it becomes free.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function run(job: Job, options: ImportOptions): Promise<Answer> {
  const child = fork(WORKER, [], {
    // It may read files (its own code, the fonts of pdf.js) and nothing else: no writing, no programs, no add-ons.
    execArgv: [`--max-old-space-size=${HEAP_MIB}`, "--permission", "--allow-fs-read=*"],
    // The document's process needs none of the server's settings, keys among them.
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return new Promise<Answer>((resolve, reject) => {
    let answer: Answer | null = null;
    let cause: Error | null = null;
    const end = (error: Error): void => {
      cause ??= error;
      child.kill("SIGKILL");
    };
    const stop = watch(child, options, end);
    child.on("message", (message: unknown) => {
      const parsed = Answer.safeParse(message);
      if (parsed.success) answer = parsed.data;
      else end(new ImportFailure("broken", "the reader's answer has a wrong shape"));
    });
    child.on("error", (error) => end(error));
    // Settled only when the process is gone: no document's memory outlives its import.
    child.on("close", (code, signal) => {
      stop();
      settle(answer, cause, signal !== null || code !== 0).then(resolve, reject);
    });
    child.send(job, (error) => {
      if (error) end(new ImportFailure("broken", "the reader did not start"));
    });
  });
}

/** The answer, or the failure that it tells of. `cause`: why the process was ended; `died`: whether it ended badly. */
export async function settle(answer: Answer | null, cause: Error | null, died: boolean): Promise<Answer> {
  if (cause) throw cause;
  if (answer?.kind === "failed")
    throw new ImportFailure(isFailureCode(answer.code) ? answer.code : "broken", answer.detail, answer.params);
  if (answer) return answer;
  // V8 aborts the process when its heap is full.
  throw died ? new ImportFailure("too-complex", "out of memory") : new ImportFailure("broken", "no answer");
}

/** Kills the process beyond its limits of time and memory; returns the function that ends the watch. */
function watch(child: ChildProcess, options: ImportOptions, end: (error: Error) => void): () => void {
  const memoryLimit = options.memoryLimit ?? MEMORY_LIMIT;
  const timer = setTimeout(() => end(new ImportFailure("too-slow")), options.timeLimit ?? TIME_LIMIT);
  const poll = setInterval(() => {
    if (child.pid === undefined) return;
    void residentMemory(child.pid).then((bytes) => {
      if (bytes !== null && bytes > memoryLimit) end(new ImportFailure("too-complex", "out of memory"));
    });
  }, WATCH_EVERY);
  const abort = (): void => end(abortReason(options.signal));
  options.signal?.addEventListener("abort", abort);
  return () => {
    clearTimeout(timer);
    clearInterval(poll);
    options.signal?.removeEventListener("abort", abort);
  };
}

function abortReason(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error("aborted");
}
