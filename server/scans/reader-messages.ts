import { z } from "zod";
import { Problem } from "../../schema/protocol/http/problem.ts";
import { MODELS } from "./ocr-data.ts";
import { SCAN_KINDS } from "../store/shapes/scan-kinds.ts";
import { ScannedPage } from "../store/shapes/scanned-page.ts";

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What the server asks a reader of scans: one file a process. */
export const ReadJob = z.object({
  bytes: Bytes,
  kind: z.enum(SCAN_KINDS),
  /** Pages that are done already, from 1. */
  done: z.array(z.int()),
  /** One of the models is chosen for each page. */
  data: z.object({ folder: z.string(), models: z.array(z.enum(MODELS)).min(1) }),
});
export type ReadJob = z.infer<typeof ReadJob>;

/** What it answers: `opened`, a `page` for each one that was not done, in any order, and `done` or `failed`. */
export const ReadAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("opened"), pages: z.int().positive() }),
  z.object({ kind: z.literal("page"), page: ScannedPage, image: Bytes }),
  z.object({ kind: z.literal("done") }),
  z.object({ kind: z.literal("failed"), code: z.string(), detail: z.string(), params: Problem.shape.params }),
]);
export type ReadAnswer = z.infer<typeof ReadAnswer>;
