import { type ChildProcess, fork } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WorkerFailure } from "./failure.ts";
import { processorSeconds, residentMemory } from "./memory.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PACKAGES = join(ROOT, "node_modules");
/** What every process of the program reads of its own: its code, never the folder with the network's data. */
const PROGRAM = [
  join(ROOT, "package.json"),
  join(ROOT, "schema"),
  join(ROOT, "server"),
  join(ROOT, "dist", "server"),
  // Modules are loaded from where a link leads.
  ...new Set([PACKAGES, realpathSync(PACKAGES)]),
];
/** Node's own SQLite opens files without asking whether the process may. */
const WITHOUT_SQLITE = process.allowedNodeEnvironmentFlags.has("--experimental-sqlite")
  ? ["--no-experimental-sqlite"]
  : [];
const WATCH_EVERY_MS = 100;

/**
 * A module that works on one file in a process of its own, and what that process may: read the program and the files named here.
 * It may not read anything else, write, or start programs, and knows none of the server's settings.
 */
export interface ConfinedProcess {
  module: URL;
  /** Files that it reads beside the program's own. */
  files?: readonly string[];
  /** Add-ons are not bound by what the process may read. */
  mayLoadAddons?: boolean;
  mayStartThreads?: boolean;
  heapMib?: number;
}

/** When a process is ended that has not ended by itself. */
export interface Limits {
  /** From its start, in milliseconds; `afresh`: from each message on. */
  time: number;
  afresh?: boolean;
  /**
   * Milliseconds of the processors' time: where others take them from it, a process needs longer, and is not more hostile.
   * Where the system does not tell them, `time` alone holds.
   */
  work?: number;
  /** Resident memory in bytes, buffers included. */
  memory?: number;
  signal?: AbortSignal | undefined;
}

/** What Node is told of a process before its module; of patterns the same as of the server (bin/run-node.js). */
export function nodeArguments({ files = [], mayLoadAddons, mayStartThreads, heapMib }: ConfinedProcess): string[] {
  return [
    "--no-warnings",
    "--no-regexp-tier-up",
    "--permission",
    ...WITHOUT_SQLITE,
    ...[...PROGRAM, ...files].map((path) => `--allow-fs-read=${path}`),
    ...(mayLoadAddons ? ["--allow-addons"] : []),
    ...(mayStartThreads ? ["--allow-worker"] : []),
    ...(heapMib === undefined ? [] : [`--max-old-space-size=${heapMib}`]),
  ];
}

/** Those that this thread has started. */
const running = new Set<ChildProcess>();

/** Ends them: none outlives the thread that would end it at its limits. */
export function endProcesses(): void {
  for (const child of running) child.kill("SIGKILL");
}

/**
 * Sends `job` to a process of its own, and hands over what that says, one message after the other. Resolves when the process is
 * gone, so that no file's memory outlives its reading: to what ended it, or null where it ended well. Rejects with WorkerFailure,
 * with the signal's reason, or with what `onMessage` threw, which ends the process.
 */
export async function runInProcess(
  confined: ConfinedProcess,
  job: object,
  limits: Limits,
  onMessage: (message: unknown) => Promise<void> | void,
): Promise<string | null> {
  const { signal } = limits;
  signal?.throwIfAborted();
  const child = fork(fileURLToPath(confined.module), [], {
    execArgv: nodeArguments(confined),
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  running.add(child);
  let cause: { error: unknown } | null = null;
  const end = (error: unknown): void => {
    cause ??= { error };
    child.kill("SIGKILL");
  };
  const startTimer = (): NodeJS.Timeout => setTimeout(() => end(new WorkerFailure("time")), limits.time);
  let timer = startTimer();
  const stopWatching = watch(child.pid, limits, end);
  const abort = (): void => end(signal?.reason);
  signal?.addEventListener("abort", abort);
  let told = Promise.resolve();
  child.on("message", (message: unknown) => {
    if (limits.afresh) {
      clearTimeout(timer);
      timer = startTimer();
    }
    told = told.then(() => onMessage(message)).catch(end);
  });
  const ended = await new Promise<string | null>((resolve) => {
    child.on("error", end);
    child.on("close", (code, killedBy) => resolve(killedBy ?? (code === 0 ? null : String(code))));
    child.send(job, (error) => {
      if (error) end(new WorkerFailure("start"));
    });
  });
  running.delete(child);
  clearTimeout(timer);
  stopWatching();
  signal?.removeEventListener("abort", abort);
  await told;
  const failed = cause as { error: unknown } | null;
  if (failed) throw failed.error;
  return ended;
}

/** Returns what ends the watch. */
function watch(pid: number | undefined, { memory, work }: Limits, end: (error: unknown) => void): () => void {
  const look = async (id: number): Promise<void> => {
    const bytes = memory === undefined ? null : await residentMemory(id);
    if (bytes !== null && bytes > (memory ?? Infinity)) end(new WorkerFailure("memory"));
    const seconds = work === undefined ? null : await processorSeconds(id);
    if (seconds !== null && seconds * 1000 > (work ?? Infinity)) end(new WorkerFailure("time"));
  };
  const poll = pid === undefined ? undefined : setInterval(() => void look(pid), WATCH_EVERY_MS);
  return () => clearInterval(poll);
}
