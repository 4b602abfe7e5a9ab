import { importFile } from "../../../server/import/import.ts";
import { Child } from "../child.ts";
import { median, say, type Row } from "../report.ts";
import { longDocx, longPdf } from "./files.ts";

const PART = "import of 300 pages (each in a process of its own, its start included)";

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

async function bare(kind: "docx" | "pdf", bytes: Uint8Array): Promise<void> {
  const child = Child.start("documents/bare-import.ts");
  try {
    await child.ask("read", { kind, base64: Buffer.from(bytes).toString("base64") });
  } finally {
    await child.stop();
  }
}

/** Coram's import beside the library that it reads with. */
export async function importPart(isQuick: boolean): Promise<Row[]> {
  say("writing 300 pages of DOCX and PDF");
  const docx = await longDocx();
  const pdf = longPdf(docx);
  const rows: Row[] = [];
  for (const { kind, bytes, note } of [
    { kind: "docx" as const, bytes: docx, note: "bare: fflate and saxes, the text of the main part" },
    { kind: "pdf" as const, bytes: pdf.bytes, note: `bare: pdf.js getTextContent; PDF by ${pdf.by}` },
  ]) {
    say(`importing ${kind}, ${Math.round(bytes.length / 1024)} KiB`);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let i = 0; i < (isQuick ? 1 : 3); i++) {
      ours.push(await timed(() => importFile(bytes, `long.${kind}`)));
      theirs.push(await timed(() => bare(kind, bytes)));
    }
    rows.push({
      part: PART,
      what: kind.toUpperCase(),
      unit: "ms",
      coram: median(ours),
      beside: { "bare library": median(theirs) },
      aim: 10_000,
      note,
    });
  }
  return rows;
}
