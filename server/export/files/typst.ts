import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { xmlText } from "./clean.ts";

const PROCESS = fileURLToPath(new URL("typst-process.ts", import.meta.url));
/** A hundred pages take some seconds. */
const TIME_LIMIT_MS = 120_000;

/** What the process is sent. */
export interface PdfJob {
  template: string;
  /** JSON. */
  data: string;
}

const Answer = z.union([z.object({ pdf: z.instanceof(Uint8Array) }), z.object({ failed: z.string() })]);
export type PdfAnswer = z.infer<typeof Answer>;

/**
 * A tagged PDF (PDF/UA-1) of a Typst template, which finds `data` as JSON in `sys.inputs.data`: all of it is text, whatever it
 * holds. In a process of its own: what the typesetter trips over ends its process, and it keeps what it has set until that ends.
 * Rejects where there is no PDF.
 */
export function typesetPdf(template: string, data: object): Promise<Uint8Array<ArrayBuffer>> {
  const child = fork(PROCESS, [], {
    // It may read files (its own code, the fonts) and nothing else: no writing, no programs. The typesetter is an add-on.
    execArgv: ["--permission", "--allow-fs-read=*", "--allow-addons", "--no-warnings"],
    // It needs none of the server's settings, keys among them.
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return new Promise((resolve, reject) => {
    let answer: PdfAnswer | null = null;
    const timer = setTimeout(() => child.kill("SIGKILL"), TIME_LIMIT_MS);
    child.on("message", (message: unknown) => {
      answer = Answer.parse(message);
    });
    child.on("error", reject);
    // Settled only when the process is gone: no document's memory outlives its file.
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (answer && "pdf" in answer) resolve(new Uint8Array(answer.pdf));
      else reject(new Error(answer ? answer.failed : `the typesetter ended (${signal ?? code})`));
    });
    // Half a surrogate pair is no JSON to others.
    const text = JSON.stringify(data, (_, value: unknown) => (typeof value === "string" ? xmlText(value) : value));
    const job: PdfJob = { template, data: text };
    child.send(job, (error) => {
      if (error) reject(error);
    });
  });
}
