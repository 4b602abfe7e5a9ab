import { answerJob } from "./answer.ts";

// The process in which one document is read. It holds nothing but that document, answers once, and ends.

process.once("message", (message: unknown) => {
  void answerJob(message).then((reply) => process.send?.(reply, () => process.disconnect()));
});
// The server is gone: nobody waits for the answer.
process.once("disconnect", () => process.exit(0));
