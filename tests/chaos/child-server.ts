import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const CLI = fileURLToPath(new URL("../../server/cli.ts", import.meta.url));
const Said = z.object({ url: z.string(), port: z.int() });

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What it wrote to standard error: the operator's log. */
  log: string;
}

/** `coram serve` as a process of its own, to be killed. */
export interface ChildServer {
  url: string;
  port: number;
  pid: number;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when its log matches. */
  logged(pattern: RegExp): Promise<void>;
  /** Sends the signal and waits for the end. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<Exit>;
}

/** Starts it on a data folder; resolves when it listens. */
export function startChildServer(folder: string, port = 0, ...options: string[]): Promise<ChildServer> {
  return start(["--data", folder, "--port", String(port), ...options], "pipe");
}

/** As `startChildServer`, with the log going to a file as an operator may let it; `logged` and `log` know nothing of it. */
export async function startChildServerLoggingTo(file: string, folder: string): Promise<ChildServer> {
  const fd = openSync(file, "a");
  try {
    return await start(["--data", folder, "--port", "0"], fd);
  } finally {
    closeSync(fd);
  }
}

async function start(options: string[], stderr: "pipe" | number): Promise<ChildServer> {
  const child = spawn(process.execPath, [CLI, "serve", "--json", ...options], { stdio: ["ignore", "pipe", stderr] });
  let log = "";
  let look = (): void => {};
  child.stderr?.on("data", (chunk: Buffer) => {
    log += chunk.toString();
    look();
  });
  const exit = new Promise<Exit>((resolve) => child.on("close", (code, signal) => resolve({ code, signal, log })));
  const line = await Promise.race([
    new Promise<string>((resolve) => child.stdout && createInterface(child.stdout).once("line", resolve)),
    exit.then(() => null),
  ]);
  if (line === null || child.pid === undefined) throw new Error(`the server ended before it listened: ${log}`);
  return {
    ...Said.parse(JSON.parse(line)),
    pid: child.pid,
    signal: (signal) => void child.kill(signal),
    logged: (pattern) =>
      new Promise((resolve) => {
        look = () => pattern.test(log) && resolve();
        look();
      }),
    end(signal) {
      child.kill(signal);
      return exit;
    },
  };
}
