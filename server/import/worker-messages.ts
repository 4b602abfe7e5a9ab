import { z } from "zod";
import { Encoding, Recognised } from "../../schema/protocol/http/imports.ts";
import { ScanWord } from "../../schema/protocol/http/scans.ts";
import { ScannedPage } from "../store/shapes/scanned-page.ts";
import { Problem } from "../../schema/protocol/http/problem.ts";

/** What the server asks a worker to read: one job a process. */
export const Job = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("file"),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    fileName: z.string(),
    encoding: Encoding.nullable(),
  }),
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("scan"), pages: z.array(ScannedPage) }),
]);
export type Job = z.infer<typeof Job>;

/** What it answers. It read hostile bytes, so its answer is checked as any other input. */
export const Answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("recognised"), recognised: Recognised }),
  z.object({ kind: z.literal("scanned"), recognised: Recognised, words: z.array(z.array(ScanWord)) }),
  z.object({ kind: z.literal("failed"), code: z.string(), detail: z.string(), params: Problem.shape.params }),
]);
export type Answer = z.infer<typeof Answer>;
