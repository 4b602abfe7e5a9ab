import { WorkerFailure } from "../workers/failure.ts";
import { ImportFailure } from "./failure.ts";

/** Why what read a file was ended, as what is wrong with the file; other errors go on as they are. */
export function throwReaderFailure(error: unknown): never {
  if (!(error instanceof WorkerFailure)) throw error;
  if (error.why === "time") throw new ImportFailure("too-slow");
  if (error.why === "memory") throw new ImportFailure("too-complex", "out of memory");
  throw new ImportFailure("broken", "the reader did not start");
}
