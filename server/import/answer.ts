import { ImportFailure } from "./failure.ts";
import { recogniseFile, recogniseText } from "./recognise/recognise.ts";
import { Job, type Answer } from "./worker-messages.ts";

/** What a process that reads one document answers; a failure is an answer too. */
export async function answerJob(message: unknown): Promise<Answer> {
  try {
    const job = Job.parse(message);
    if (job.kind === "scan") {
      const { recogniseScan } = await import("./scan-text.ts");
      return { kind: "scanned", ...recogniseScan(job.pages) };
    }
    const recognised =
      job.kind === "file" ? await recogniseFile(job.bytes, job.fileName, job.encoding) : recogniseText(job.text);
    return { kind: "recognised", recognised };
  } catch (error) {
    const params = {};
    if (error instanceof ImportFailure)
      return { kind: "failed", code: error.code, detail: error.detail, params: error.params };
    // A stack that ran over means nesting that nobody wrote by hand. The message of other errors could quote the text.
    if (isStackOverrun(error)) return { kind: "failed", code: "too-complex", detail: "RangeError", params };
    return { kind: "failed", code: "broken", detail: error instanceof Error ? error.name : "unknown", params };
  }
}

/** Other RangeErrors (an invalid date, a length below nought) are faults, and say nothing of how a document nests. */
function isStackOverrun(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}
