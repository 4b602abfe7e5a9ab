import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler, type NodeTypstCompileResult } from "@myriaddreamin/typst-ts-node-compiler";
import type { PdfAnswer, PdfJob } from "./typst.ts";

const folderOf = (name: string): string => dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
const TEXT_FONT = folderOf("@expo-google-fonts/source-serif-4");
const HEAD_FONT = folderOf("@expo-google-fonts/source-sans-3");

// Sent by typst.ts, which started this process.
process.once("message", (job) => {
  const answer = setPdf(job as PdfJob, (pages) => process.send?.({ pages }));
  process.send?.(answer, () => process.disconnect());
});

/** `onPages` hears how many there are before they are written. */
function setPdf({ template, data, pictures }: PdfJob, onPages: (pages: number) => void): PdfAnswer {
  try {
    const compiler = NodeCompiler.create({
      // What a template can read; it would be the folder in which the server was started, and data may lie there.
      workspace: TEXT_FONT,
      fontArgs: [{ fontPaths: [TEXT_FONT, HEAD_FONT] }],
    });
    for (const [id, png] of Object.entries(pictures))
      compiler.mapShadow(join(TEXT_FONT, `${id}.png`), Buffer.from(png, "base64"));
    const source = { mainFileContent: template, inputs: { data } };
    const set = compiler.compile(source);
    const { result } = comesToRest(set) ? set : compiler.compile({ ...source, inputs: { data, still: "yes" } });
    if (result) onPages(result.numOfPages);
    // Where there are none this says why.
    return { pdf: new Uint8Array(compiler.pdf(result ?? source, { pdfStandard: "ua-1" })) };
  } catch (error) {
    // Diagnostics name the template's lines and no words of the document.
    return { failed: error instanceof Error && "code" in error ? String(error.code) : String(error) };
  }
}

/** False where what a template works out from its pages moves them again, so that numbers of pages may be wrong. */
function comesToRest(set: NodeTypstCompileResult): boolean {
  const said = set.takeWarnings()?.shortDiagnostics as { message: string }[] | undefined;
  return !said?.some(({ message }) => message.includes("did not converge"));
}
