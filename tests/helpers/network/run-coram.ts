import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Teardown } from "./test-server.ts";

const CLI = fileURLToPath(new URL("../../../server/cli.ts", import.meta.url));

/** What a command said and how it ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. */
export function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  return ended(child);
}

/** `coram …` with the Node that runs this test. */
export function coram(...args: string[]): Promise<Ended> {
  return run(process.execPath, [CLI, ...args]);
}

/** A `coram serve` or `coram demo` that listens. */
export interface RunningCoram {
  /** Its first line, parsed. */
  said: unknown;
  /** SIGTERM, and how it ended. */
  stop(): Promise<Ended>;
}

/** Starts it on a free port with `--json`; ends with the test at the latest. */
export async function startCoram(
  test: Teardown,
  args: string[],
  env: Record<string, string> = {},
): Promise<RunningCoram> {
  const child = spawn(process.execPath, [CLI, ...args, "--port", "0", "--json"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const end = ended(child);
  const stop = (): Promise<Ended> => {
    child.kill("SIGTERM");
    return end;
  };
  test.onTestFinished(async () => void (await stop()));
  const line = await new Promise<string>((resolve, reject) => {
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("\n")) resolve(out.slice(0, out.indexOf("\n")));
    });
    void end.then(({ stderr }) => reject(new Error(`coram ended: ${stderr}`)));
  });
  return { said: JSON.parse(line), stop };
}

function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
