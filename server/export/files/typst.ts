import { z } from "zod";
import { runInProcess, type ConfinedProcess } from "../../workers/process.ts";
import { xmlText } from "./clean.ts";

/** The typesetter is an add-on. */
export const TYPESETTER: ConfinedProcess = {
  module: new URL("typst-process.ts", import.meta.url),
  mayLoadAddons: true,
};
/** A hundred pages take some seconds. */
const TIME_LIMIT_MS = 120_000;

/** What the process is sent. */
export interface PdfJob {
  template: string;
  /** JSON. */
  data: string;
  /** PNG in Base64, which the template finds as `/<id>.png`. */
  pictures: Record<string, string>;
}

const Answer = z.union([z.object({ pdf: z.instanceof(Uint8Array) }), z.object({ failed: z.string() })]);
export type PdfAnswer = z.infer<typeof Answer>;
const Message = z.union([z.object({ pages: z.int() }), Answer]);

/** The typesetter had its time and its memory, and trips over what it was given. */
export class TypesetError extends Error {
  override name = "TypesetError";
}

/**
 * A tagged PDF (PDF/UA-1) of a Typst template, which finds `data` as JSON in `sys.inputs.data`: all of it is text, whatever it
 * holds. In a process of its own: what the typesetter trips over ends its process, and it keeps what it has set until that ends.
 * A template that works out where things stand from its own pages, and does not come to rest, is set again with `sys.inputs.still`.
 * Rejects where there is no PDF: with a TypesetError where the data is at fault. `onPages` hears how many pages it has, as soon as
 * that is known.
 */
export async function typesetPdf(
  template: string,
  data: object,
  pictures: Record<string, string> = {},
  onPages?: (pages: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  // Half a surrogate pair is no JSON to others.
  const text = JSON.stringify(data, (_, value: unknown) => (typeof value === "string" ? xmlText(value) : value));
  const job: PdfJob = { template, data: text, pictures };
  let answer: PdfAnswer | null = null;
  const ended = await runInProcess(TYPESETTER, job, { time: TIME_LIMIT_MS }, (message) => {
    const told = Message.parse(message);
    if ("pages" in told) onPages?.(told.pages);
    else answer = told;
  });
  const last = answer as PdfAnswer | null;
  if (last && "pdf" in last) return new Uint8Array(last.pdf);
  throw new TypesetError(last ? last.failed : `the typesetter ended (${ended})`);
}
