import { Document, Packer, Paragraph } from "docx";
import { strToU8, zipSync } from "fflate";
import { drawPage } from "../helpers/files/draw-page.ts";
import { linesAt, makePdf } from "../unit/import/make-pdf.ts";
import type { Judgment } from "./texts.ts";

/** A judgment as a file of a kind, as courts and scanners give it. */
export type FileKind = "html" | "docx" | "rtf" | "pdf" | "odt" | "txt" | "scan";

export async function fileOf({ lines }: Judgment, kind: FileKind): Promise<File> {
  return new File([new Uint8Array(await WRITERS[kind](lines))], `presuda.${kind === "scan" ? "png" : kind}`);
}

const WRITERS: Record<FileKind, (lines: readonly string[]) => Uint8Array | Promise<Uint8Array>> = {
  html: (lines) =>
    strToU8(`<!doctype html><meta charset="utf-8"><body>${lines.map((line) => `<p>${line}</p>`).join("")}</body>`),
  docx: async (lines) =>
    Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] })),
  rtf: (lines) => strToU8(`{\\rtf1\\ansi\\ansicpg1252 ${lines.map((line) => `${escaped(line)}\\par`).join("\n")}}`),
  pdf: (lines) => makePdf([linesAt(lines.flatMap(broken))]),
  odt: (lines) => {
    const spaces = ["office", "text"].map((name) => `xmlns:${name}="urn:${name}"`).join(" ");
    const body = lines.map((line) => `<text:p>${line}</text:p>`).join("");
    return zipSync({
      mimetype: strToU8("application/vnd.oasis.opendocument.text"),
      "content.xml": strToU8(
        `<office:document-content ${spaces}><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      ),
    });
  },
  txt: (lines) => strToU8(lines.join("\n\n")),
  scan: (lines) => drawPage({ paragraphs: lines }),
};

function escaped(line: string): string {
  return line.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0)}?`);
}

/** Lines as wide as a page's. */
function broken(line: string): string[] {
  return line.match(/.{1,85}(?:\s|$)/g)?.map((each) => each.trim()) ?? [];
}
