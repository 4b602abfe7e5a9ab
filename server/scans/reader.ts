import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ImportFailure, isFailureCode } from "../import/failure.ts";
import { residentMemory } from "../import/memory.ts";
import { ReadAnswer, type ReadJob } from "./reader-messages.ts";
import type { ScannedPage } from "../store/shapes/scanned-page.ts";

export interface ReaderOptions extends ReadJob {
  /** Called with the number of pages, once. */
  onOpened: (pages: number) => Promise<void> | void;
  /** Called with each page, in any order, the next one when the promise before has resolved. `image`: WebP. */
  onPage: (page: ScannedPage, image: Uint8Array) => Promise<void> | void;
  /** Ends the reading. Rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Between two pages, in milliseconds. */
  timeLimit?: number;
  /** Resident memory of the process in bytes. */
  memoryLimit?: number;
}

const PROCESS = fileURLToPath(new URL("./reader-process.ts", import.meta.url));
const HEAP_MIB = 512;
const MIB = 2 ** 20;
/** The same as for any other file; a second Tesseract beside the first would not fit. */
const MEMORY = 512 * MIB;
const TIME_LIMIT = 300_000;
const WATCH_EVERY = 100;

/**
 * Reads a scanned file in a process of its own, so that no file can slow, fill or end the server. Resolves when all pages
 * are told; rejects with ImportFailure, with the signal's reason, or with what `onPage` threw.
 */
export async function readScan(options: ReaderOptions): Promise<void> {
  const { onOpened, onPage, signal, timeLimit = TIME_LIMIT, memoryLimit, ...given } = options;
  signal?.throwIfAborted();
  const child = fork(PROCESS, [], {
    // It may read files and nothing else: no writing, no programs. Drawing needs an add-on, Tesseract threads.
    execArgv: [
      `--max-old-space-size=${HEAP_MIB}`,
      "--permission",
      "--allow-fs-read=*",
      "--allow-addons",
      "--allow-worker",
      "--no-warnings",
    ],
    // The file's process needs none of the server's settings, keys among them.
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let cause: unknown = null;
  let isDone = false;
  const end = (error: unknown): void => {
    cause ??= error;
    child.kill("SIGKILL");
  };
  const late = (): void => end(new ImportFailure("too-slow"));
  let timer = setTimeout(late, timeLimit);
  const limit = memoryLimit ?? MEMORY;
  const poll = setInterval(() => {
    if (child.pid === undefined) return;
    void residentMemory(child.pid).then((bytes) => {
      if (bytes !== null && bytes > limit) end(new ImportFailure("too-complex", "out of memory"));
    });
  }, WATCH_EVERY);
  const abort = (): void => end(signal?.reason);
  signal?.addEventListener("abort", abort);

  let told: Promise<void> = Promise.resolve();
  child.on("message", (message: unknown) => {
    clearTimeout(timer);
    timer = setTimeout(late, timeLimit);
    const parsed = ReadAnswer.safeParse(message);
    if (!parsed.success) return end(new ImportFailure("broken", "the reader's answer has a wrong shape"));
    const answer = parsed.data;
    if (answer.kind === "done") isDone = true;
    else if (answer.kind === "failed")
      cause ??= new ImportFailure(isFailureCode(answer.code) ? answer.code : "broken", answer.detail, answer.params);
    else
      told = told
        .then(() => (answer.kind === "opened" ? onOpened(answer.pages) : onPage(answer.page, answer.image)))
        .catch(end);
  });
  // Over only when the process is gone: no file's memory outlives its reading.
  await new Promise<void>((resolve) => {
    child.on("error", end);
    child.on("close", () => resolve());
    child.send(given satisfies ReadJob, (error) => {
      if (error) end(new ImportFailure("broken", "the reader did not start"));
    });
  });
  clearTimeout(timer);
  clearInterval(poll);
  signal?.removeEventListener("abort", abort);
  await told;
  // oxlint-disable-next-line typescript/only-throw-error -- whatever ended it
  if (cause !== null) throw cause;
  // V8 aborts the process when its heap is full.
  if (!isDone) throw new ImportFailure("too-complex", "out of memory");
}
