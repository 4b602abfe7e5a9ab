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

/** Seconds that the processors have worked for a process, all of its threads; null where the system does not tell. */
export async function processorSeconds(pid: number): Promise<number | null> {
  try {
    // Its name, the second field, is in brackets and may hold anything.
    const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ").at(-1)?.split(" ") ?? [];
    const ticks = Number(fields[11]) + Number(fields[12]);
    return Number.isNaN(ticks) ? null : ticks / TICKS_A_SECOND;
  } catch {
    return null;
  }
}

/** Of the times that Linux tells, on every machine. */
const TICKS_A_SECOND = 100;
