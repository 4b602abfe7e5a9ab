import { z } from "zod";
import { Box } from "../../../schema/protocol/http/scans.ts";

/** A word as it was read from a picture. */
export const ReadWord = z.object({ text: z.string(), box: Box, confidence: z.number() });
export type ReadWord = z.infer<typeof ReadWord>;

/** A run of text on a page, in points from the lower left, as a PDF's own text has it; `words` where it was read. */
export const ScanItem = z.object({
  text: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  size: z.number(),
  font: z.string(),
  words: z.array(ReadWord),
  /** Quarters by which it runs otherwise than most text of its page. */
  turned: z.int().optional(),
  /** Its place in a table that is drawn on the page; `left` is the border of its column, in points. */
  cell: z.object({ table: z.int(), row: z.int(), column: z.int(), left: z.number() }).nullable(),
});
export type ScanItem = z.infer<typeof ScanItem>;

/** One page of a scan without its picture. */
export const ScannedPage = z.object({
  /** From 1. */
  number: z.int().positive(),
  /** `text`: the file gave the text of this page itself. */
  source: z.enum(["read", "text"]),
  /** Of the picture, in pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
  items: z.array(ScanItem),
});
export type ScannedPage = z.infer<typeof ScannedPage>;
