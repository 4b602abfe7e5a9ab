import { ImportFailure } from "../import/failure.ts";
import { ReadJob, type ReadAnswer } from "./reader-messages.ts";
import { readPages } from "./read-pages.ts";

// The process in which one scan is read. It holds nothing but that file, tells each page, and ends.

const tell = (answer: ReadAnswer, then: () => void = () => {}): void => void process.send?.(answer, then);

process.once("message", (message: unknown) => {
  void read(message).then((end) => tell(end, () => process.disconnect()));
});
// The server is gone, or has what it wanted; Tesseract's threads would go on.
process.once("disconnect", () => process.exit(0));

async function read(message: unknown): Promise<ReadAnswer> {
  try {
    await readPages(ReadJob.parse(message), tell);
    return { kind: "done" };
  } catch (error) {
    if (error instanceof ImportFailure)
      return { kind: "failed", code: error.code, detail: error.detail, params: error.params };
    // The message of other errors could quote the text.
    return { kind: "failed", code: "broken", detail: error instanceof Error ? error.name : "unknown", params: {} };
  }
}
