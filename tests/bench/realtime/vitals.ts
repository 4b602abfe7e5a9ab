import { monitorEventLoopDelay } from "node:perf_hooks";

// What every server under test tells of itself, measured in the same way.

const RESOLUTION_MS = 2;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

export interface Cpu {
  /** User and system time of all threads since the start, in ms. */
  cpuMs: number;
}

export interface Loop {
  /** How late the event loop was, 99th percentile and worst, in ms since the last `resetLoop`. */
  p99: number;
  max: number;
}

export const VITALS = {
  cpu: (): Cpu => {
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000 };
  },
  resetLoop: (): void => delay.reset(),
  loop: (): Loop => ({
    p99: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
    max: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
  }),
  /** Resident bytes after a full collection. */
  memory: async (): Promise<number> => {
    for (let i = 0; i < 3; i++) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return process.memoryUsage().rss;
  },
};
