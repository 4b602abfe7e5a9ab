import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { PdfAnswer, PdfJob } from "./typst.ts";

const FONTS = ["@expo-google-fonts/source-serif-4", "@expo-google-fonts/source-sans-3"].map((name) =>
  dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))),
);

// Sent by typst.ts, which started this process.
process.once("message", (job) => {
  const { template, data } = job as PdfJob;
  const answer = set(template, data);
  process.send?.(answer, () => process.disconnect());
});

function set(template: string, data: string): PdfAnswer {
  try {
    const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: FONTS }] });
    return {
      pdf: new Uint8Array(compiler.pdf({ mainFileContent: template, inputs: { data } }, { pdfStandard: "ua-1" })),
    };
  } catch (error) {
    // Diagnostics name the template's lines and no words of the document.
    return { failed: error instanceof Error && "code" in error ? String(error.code) : String(error) };
  }
}
