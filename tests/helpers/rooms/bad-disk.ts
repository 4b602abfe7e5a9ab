import { execFile } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Teardown } from "../network/test-server.ts";

const run = promisify(execFile);

/** A data folder whose file system stops taking what a process writes, and takes it again. Reading goes on. */
export interface BadDisk {
  folder: string;
  /** From now on, for the process `pid`. */
  fail(pid: number): Promise<void>;
  repair(pid: number): Promise<void>;
}

/**
 * A file system of its own that is filled to the last byte; where nobody may mount one, the kernel lets no file of the
 * process grow beyond `bytes`.
 */
export async function fullDisk(test: Teardown, mebibytes: number): Promise<BadDisk> {
  const folder = await emptyFolder(test);
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", folder]);
  } catch {
    return { folder, ...limited(mebibytes << 20) };
  }
  test.onTestFinished(async () => void (await run("umount", ["--lazy", folder])));
  const filler = join(folder, "filler");
  return {
    folder,
    fail() {
      const file = openSync(filler, "a");
      for (let size = 1 << 20; size >= 1; size = size > 1 ? size >> 4 || 1 : 0) writeAllThatFits(file, size);
      closeSync(file);
      return Promise.resolve();
    },
    repair: () => rm(filler),
  };
}

/** A file system that takes no write at all, as one that has become read-only: the kernel refuses the process every one. */
export async function readOnlyDisk(test: Teardown): Promise<BadDisk> {
  return { folder: await emptyFolder(test), ...limited(0) };
}

/** The limit may be raised again by whoever set it, which a read-only mount with open files does not let anybody do. */
function limited(bytes: number): Omit<BadDisk, "folder"> {
  const limit = async (pid: number, soft: string): Promise<void> =>
    void (await run("prlimit", ["--pid", String(pid), `--fsize=${soft}:`]));
  return { fail: (pid) => limit(pid, String(bytes)), repair: (pid) => limit(pid, "unlimited") };
}

async function emptyFolder(test: Teardown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-disk-"));
  test.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function writeAllThatFits(file: number, size: number): void {
  const bytes = new Uint8Array(size);
  try {
    for (;;) if (writeSync(file, bytes) < size) return;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
}
