import { createRequire } from "node:module";
import { dirname } from "node:path";
import { unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { answerWith } from "../child.ts";

// What the libraries under Coram's import take by themselves, in a process of their own as Coram's reader is.

/** Unzips and walks the main part once. Returns letters. */
function docx(bytes: Uint8Array): number {
  const xml = unzipSync(bytes)["word/document.xml"];
  if (!xml) throw new Error("no main part");
  let letters = 0;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("text", (text) => (letters += text.length));
  parser.write(new TextDecoder().decode(xml)).close();
  return letters;
}

/** Asks each page for its text. Returns letters. */
async function pdf(bytes: Uint8Array): Promise<number> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const base = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const fonts = { standardFontDataUrl: `${base}/standard_fonts/`, cMapUrl: `${base}/cmaps/`, cMapPacked: true };
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, ...fonts }).promise;
  let letters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ("str" in item) letters += item.str.length;
  }
  return letters;
}

answerWith({
  read: ({ kind, base64 }: { kind: "docx" | "pdf"; base64: string }) => {
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    return kind === "docx" ? docx(bytes) : pdf(bytes);
  },
});
