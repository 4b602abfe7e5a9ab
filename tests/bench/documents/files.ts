import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Document, Footer, HeadingLevel, Packer, PageNumber, Paragraph, TextRun } from "docx";
import { linesAt, makePdf } from "../../unit/import/make-pdf.ts";
import { longParagraphs } from "./long-verdict.ts";

/** The long verdict as a Word document. */
export async function longDocx(): Promise<Uint8Array> {
  const children = longParagraphs().map(({ text, isHeading }) =>
    isHeading
      ? new Paragraph({ text, heading: HeadingLevel.HEADING_2 })
      : new Paragraph({ children: [new TextRun(text)] }),
  );
  const footers = {
    default: new Footer({ children: [new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT] })] })] }),
  };
  return Packer.toBuffer(new Document({ sections: [{ children, footers }] }));
}

const LINE_LETTERS = 92;
const PAGE_LINES = 48;

/** The same as a PDF: LibreOffice's where it is installed, else one of plain lines; `by` says which. */
export function longPdf(docx: Uint8Array): { bytes: Uint8Array; by: string } {
  const folder = mkdtempSync(join(tmpdir(), "coram-bench-pdf-"));
  try {
    writeFileSync(join(folder, "long.docx"), docx);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const done = spawnSync(
      "soffice",
      [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, join(folder, "long.docx")],
      {
        stdio: "ignore",
        timeout: 80_000,
      },
    );
    if (done.status === 0) return { bytes: readFileSync(join(folder, "long.pdf")), by: "LibreOffice" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const lines = longParagraphs().flatMap(({ text }) => wrap(text));
  const pages = Array.from({ length: Math.ceil(lines.length / PAGE_LINES) }, (_, i) =>
    linesAt(lines.slice(i * PAGE_LINES, (i + 1) * PAGE_LINES)),
  );
  return { bytes: makePdf(pages), by: "the benchmark's own writer" };
}

function wrap(text: string): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1] ?? "";
    if (line.length + word.length > LINE_LETTERS) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
