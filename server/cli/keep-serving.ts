import type { Log } from "../log.ts";

/**
 * Keeps the process alive when something throws where nobody catches. What is acknowledged is on disk before anybody is
 * told, and a room whose round fails opens again from the log, so going on can say nothing false; ending would let one bad
 * peer put everybody out. It is logged as an error, since it is a defect.
 */
export function keepServing(log: Pick<Log, "error">): void {
  // Past a limit on the size of files the system would end the process; so the write fails instead, as on a full disk.
  process.on("SIGXFSZ", () => undefined);
  process.on("uncaughtException", (error) => log.error({ err: error }, "an exception that nobody caught"));
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a failure that nobody waited for"));
}
