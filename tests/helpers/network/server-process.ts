import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Teardown } from "./test-server.ts";

const Started = z.object({ url: z.string(), port: z.int(), setup: z.string().nullable() });
const CLI = fileURLToPath(new URL("../../../server/cli.ts", import.meta.url));

/** `coram serve` in a process of its own, as an operator runs it. */
export interface ServerProcess extends z.infer<typeof Started> {
  /** SIGKILL: no goodbye, nothing flushed. */
  kill(): Promise<void>;
}

/** An empty data folder that is gone after the test. */
export async function emptyFolder(test: Teardown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-flow-"));
  test.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the server on a data folder and waits until it says where it is. */
export async function startServerProcess(test: Teardown, folder: string, port = 0): Promise<ServerProcess> {
  const child = spawn(process.execPath, [CLI, "serve", "--data", folder, "--port", String(port), "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  test.onTestFinished(kill);
  for await (const line of createInterface(child.stdout)) return { ...Started.parse(JSON.parse(line)), kill };
  throw new Error("the server ended before it said where it is");
}
