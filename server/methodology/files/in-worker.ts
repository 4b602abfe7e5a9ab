import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { BroughtFormat } from "../../../schema/protocol/http/methodology-files.ts";
import type { Leak } from "../../../schema/protocol/http/exports.ts";
import type { Written } from "../../export/formats.ts";
import { askWarm, LONG_WORK } from "../../workers/thread.ts";
import { LeakError } from "../../export/checks/leak-check.ts";
import { ImportFailure, isFailureCode } from "../../import/failure.ts";
import { throwReaderFailure } from "../../import/reader-failure.ts";
import type { DraftHere, FileRead } from "./draft-here.ts";
import type { MethodologyFile } from "./write-file.ts";
import { builtModule } from "../../workers/built-module.ts";

/** What the thread is given. */
export type FileJob =
  | { kind: "write"; file: MethodologyFile }
  | { kind: "read"; bytes: Uint8Array; draft: DraftHere; language: UiLanguage };

/** What it says: the file, what was read, what would leak, or why it could not be read. */
export type FileMessage =
  | { written: Written }
  | { read: FileRead & { format: BroughtFormat } }
  | { leaks: Leak[] }
  | { failure: string; detail: string };

/** A file of 4 MB is read in a second; what takes longer was made to. */
const READ_MS = 20_000;
const MEMORY_MB = 512;

/** `writeMethodologyFile` in a thread beside the server: a handbook takes a second, in which the server has tags to send round. */
export async function writeInWorker(file: MethodologyFile): Promise<Written> {
  const message = await run({ kind: "write", file });
  if ("written" in message) return message.written;
  if ("leaks" in message) throw new LeakError(message.leaks);
  throw new Error("a handbook that was not written");
}

/** `readMethodologyFile` in such a thread, under limits of time and memory. Throws ImportFailure. */
export async function readInWorker(
  bytes: Uint8Array,
  draft: DraftHere,
  language: UiLanguage,
): Promise<FileRead & { format: BroughtFormat }> {
  const message = await run({ kind: "read", bytes, draft, language }, READ_MS);
  if ("read" in message) return message.read;
  if ("failure" in message && isFailureCode(message.failure)) throw new ImportFailure(message.failure, message.detail);
  throw new Error("a file that was not read");
}

/** In turn: whoever may read the methodology, guests too, may ask for files as often as they like. */
function run(job: FileJob, time?: number): Promise<FileMessage> {
  return LONG_WORK.run(() =>
    askWarm(
      builtModule("methodology/files/thread"),
      job,
      { heapMib: MEMORY_MB, ...(time === undefined ? {} : { time }) },
      (message: FileMessage) => message,
    ),
  ).catch(throwReaderFailure);
}
