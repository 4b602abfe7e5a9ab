import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { xmlText } from "../export/clean.ts";

const FONTS = ["@expo-google-fonts/source-serif-4", "@expo-google-fonts/source-sans-3"].map((name) =>
  dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))),
);

let compiler: NodeCompiler | null = null;

/**
 * A tagged PDF (PDF/UA-1) of a Typst template, which finds `data` as JSON in `sys.inputs.data`: all of it is text, whatever it
 * holds. Takes a second for a hundred pages, so long ones are set in a thread.
 */
export function typesetPdf(template: string, data: object): Uint8Array<ArrayBuffer> {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: FONTS }] });
  // Half a surrogate pair is no JSON to others.
  const text = JSON.stringify(data, (_, value: unknown) => (typeof value === "string" ? xmlText(value) : value));
  try {
    return new Uint8Array(compiler.pdf({ mainFileContent: template, inputs: { data: text } }, { pdfStandard: "ua-1" }));
  } finally {
    // What was set is kept for all threads until the process ends, words of verdicts too: 200 MB for each long document.
    compiler.evictCache(0);
  }
}
