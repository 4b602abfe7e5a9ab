import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { readWhole } from "../../helpers/files/read-scan.ts";
import { median, say, type Row } from "../report.ts";

const SCAN = new URL("../../fixtures/verdicts/rs-organised.scan.pdf", import.meta.url);

/** Six scanned A4 pages from the file to the text, the start of the reader and the look for the language included. */
export async function scanPart(isQuick: boolean): Promise<Row[]> {
  const bytes = readFileSync(SCAN);
  const cores = Math.min(4, availableParallelism());
  const took: number[] = [];
  for (let i = 0; i < (isQuick ? 1 : 3); i++) {
    say("reading a scan of six pages");
    const startedAt = performance.now();
    const { pages } = await readWhole(bytes, "pdf");
    took.push(((performance.now() - startedAt) / pages.length) * cores * 2);
  }
  return [
    {
      part: "reading pictures of pages",
      what: "two A4 pages a core",
      unit: "ms",
      coram: median(took),
      aim: 10_000,
      note: `six pages on ${cores} cores, from the file to the text`,
    },
  ];
}
