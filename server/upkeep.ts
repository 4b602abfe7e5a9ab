import { TaskQueue } from "../schema/task-queue.ts";
import type { Log } from "./log.ts";

/**
 * Does what throws away what has been kept long enough: now, and again and again. Each task stands alone; one that fails (a
 * full disk) is logged and has its turn again. The answer ends it: all have one last turn, and it resolves when that is over.
 */
export function startUpkeep(
  tasks: Record<string, () => Promise<unknown>>,
  everyMs: number,
  log: Pick<Log, "warn">,
): () => Promise<void> {
  const turns = new TaskQueue();
  const round = async (): Promise<void> => {
    for (const [task, run] of Object.entries(tasks))
      await run().catch((error: unknown) => log.warn({ err: error, task }, "upkeep failed"));
  };
  const next = (): void => void turns.run(round);
  next();
  const timer = setInterval(next, everyMs);
  return () => {
    clearInterval(timer);
    next();
    return turns.settled();
  };
}
