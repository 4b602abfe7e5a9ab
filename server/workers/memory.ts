import { readFile } from "node:fs/promises";

/**
 * Memory that a process has taken for itself, in bytes, buffers included and the files of programs that all processes share left
 * out; null where the system does not tell (then the heap limit must do).
 */
export async function residentMemory(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const kib = /^RssAnon:\s+(\d+) kB/m.exec(status)?.[1];
    return kib === undefined ? null : Number(kib) * 1024;
  } catch {
    return null;
  }
}
