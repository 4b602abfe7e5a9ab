import { destination, pino, type Logger } from "pino";
import type { Config } from "./config.ts";

export type Log = Logger;

/**
 * The operator's log on standard error (standard output is for what was asked): what failed and how long it took, never
 * who, never a text, never a cookie or token.
 */
export function createLog(config: Pick<Config, "logLevel">): Log {
  const options = {
    level: config.logLevel,
    base: null,
    redact: {
      paths: ["cookie", "*.cookie", "headers", "*.headers", "body", "*.body", "ip", "*.ip"],
      remove: true,
    },
    serializers: { err: describeError },
  };
  const stream = destination({ dest: 2, sync: true });
  // A log that goes to a full disk, or to nobody, must not make what it tells of fail.
  stream.on("error", () => undefined);
  return pino(options, stream);
}

/** Name and stack lines of an error; its message stays out, as it may quote what a person typed. */
function describeError(error: unknown): { type: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { type: error.name, ...code, at: at.slice(0, 8).map((line) => line.trim()) };
}
