import { printTable, say, writeJson, type Row } from "./report.ts";

/*
 * `npm run bench [-- realtime|browser|import|scan|export|corrections|agreement|matrix|output|workshop|network …] [--quick]`: prints a table and writes
 * bench-results/<date>.json.
 * CORAM_BENCH_CLIENT takes another built client, CORAM_BENCH_PROFILE=<folder> keeps CPU profiles of the browser part.
 * Figures of a busy machine are noisy; what counts are the ratios to what was measured beside them in the same call.
 */

const PARTS: Record<string, (isQuick: boolean) => Promise<Row[]>> = {
  realtime: async (isQuick) => (await import("./realtime/realtime.ts")).realtimePart(isQuick),
  browser: async (isQuick) => (await import("./browser/browser.ts")).browserPart(isQuick),
  import: async (isQuick) => (await import("./documents/import.ts")).importPart(isQuick),
  scan: async (isQuick) => (await import("./documents/scan.ts")).scanPart(isQuick),
  export: async (isQuick) => (await import("./documents/export.ts")).exportPart(isQuick),
  corrections: async (isQuick) => (await import("./text/corrections.ts")).correctionsPart(isQuick),
  agreement: async (isQuick) => (await import("./agreement/agreement.ts")).agreementPart(isQuick),
  matrix: async (isQuick) => (await import("./matrix/matrix.ts")).matrixPart(isQuick),
  output: async (isQuick) => (await import("./output/output.ts")).outputPart(isQuick),
  workshop: async (isQuick) => (await import("./workshop/workshop.ts")).workshopPart(isQuick),
  network: async (isQuick) => (await import("./network/network.ts")).networkPart(isQuick),
  privacy: async (isQuick) => (await import("./privacy/names.ts")).namesPart(isQuick),
};

const args = process.argv.slice(2);
const isQuick = args.includes("--quick");
const named = args.filter((arg) => !arg.startsWith("--"));
const unknown = named.find((name) => !(name in PARTS));
if (unknown !== undefined) {
  process.stderr.write(`There is no part "${unknown}"; there are ${Object.keys(PARTS).join(", ")}.\n`);
  process.exit(2);
}

const startedAt = new Date();
const rows: Row[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (named.length > 0 && !named.includes(name)) continue;
  try {
    rows.push(...(await measure(isQuick)));
  } catch (error) {
    say(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  }
}
printTable(rows);
process.stdout.write(
  `\nLess is better everywhere. × is Coram's figure in theirs. Written to ${writeJson(rows, startedAt)}\n`,
);
