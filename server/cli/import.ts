import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ImportFailure } from "../import/failure.ts";
import { importFile } from "../import/import.ts";
import { importReport, importSummary } from "../import/report.ts";
import { MODELS, type Model } from "../scans/ocr-data.ts";
import { importWithOcr } from "../scans/read-file.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";

const SENTENCES: Record<ImportFailure["code"], string> = {
  empty: "is empty",
  encrypted: "is protected by a password; save it without one",
  truncated: "breaks off; copy or download it again",
  "unknown-format": "is no format that Coram reads (TXT, HTML, DOCX, ODT, RTF, PDF, PNG, JPEG, TIFF)",
  "wrong-extension": "is not what its name says",
  "too-large": "is too large",
  "too-slow": "took too long to read",
  "too-complex": "is too complex to read",
  "no-text": "has no text in it; if its pages are pictures, read them with --ocr auto",
  "ocr-data-missing": "has to be read from pictures, and the trained data for that is not installed",
  broken: "is damaged",
};

/** The same more precisely, by `what` of an `ImportFailure`. */
const PRECISELY: Readonly<Record<string, string>> = {
  body: "has no text in its body; headers, footers, comments, and hidden or deleted text are not read",
  pictures: "is a scan in which no words could be read",
  mail: "is an e-mail or a web page saved as a single file; save it as DOCX, ODT or PDF",
  tiff: "is a TIFF stored in a way that Coram does not read; save it as PNG or PDF",
};

/** What there is too much of, as `ImportFailure` names it. */
const TOO_MUCH: Readonly<Record<string, (limit: string, found: string) => string>> = {
  megabytes: (limit, found) => `is too large: up to ${limit} MB can be read; this has ${found} MB`,
  characters: (limit, found) => `is too large: up to ${limit} characters can be read; this has ${found}`,
  megapixels: (limit, found) => `is too large: pictures up to ${limit} megapixels can be read; this has ${found}`,
  "page-picture": (limit, found) =>
    `is too large: pictures up to ${limit} megapixels can be read; one on page ${found} is larger`,
  centimetres: (limit, found) => `is too large: pages up to ${limit} cm can be drawn; one measures ${found} cm`,
  cells: (limit, found) => `is too complex: tables of up to ${limit} cells can be read; this has ${found}`,
  paragraph: (limit, found) => `is too complex: paragraphs of up to ${limit} characters can be read; one has ${found}`,
  paragraphs: (limit, found) => `is too complex: up to ${limit} paragraphs can be read; this has ${found}`,
  pages: (limit, found) => `is too complex: up to ${limit} pages can be read; this has ${found}`,
};

/** What is wrong with a file, to be put behind its name; null for an error that is not about the file. */
export function failureSentence(error: unknown): string | null {
  if (!(error instanceof ImportFailure)) return null;
  const { what, limit, found } = error.params ?? {};
  const number = (value: unknown): string => Number(value).toLocaleString("en");
  return TOO_MUCH[String(what)]?.(number(limit), number(found)) ?? PRECISELY[String(what)] ?? SENTENCES[error.code];
}

/** `coram import FILE… [--ocr MODELS]`: prints what each file is recognised as; nothing is stored. */
export async function importFiles(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, { ocr: { type: "string" } });
  const models = parseModels(values.ocr);
  if (positionals.length === 0) throw new CliError("Name the files to import.", 2);
  const results: unknown[] = [];
  let failed = 0;
  for (const path of positionals) {
    const result = await importOne(path, models);
    if ("error" in result) {
      failed++;
      process.stderr.write(`coram: ${result.error}\n`);
      results.push({ file: path, error: result.error, code: result.code });
    } else if (values.json) results.push(positionals.length === 1 ? result.report : { file: path, ...result.report });
    else say(result.summary);
  }
  // One file answers as itself, several as a list.
  if (values.json) sayJson(positionals.length === 1 ? results[0] : results);
  return failed > 0 ? 1 : 0;
}

/** Models to read pictures with; null leaves the choice to Coram, undefined: pictures are not read. */
function parseModels(text: string | undefined): Model[] | null | undefined {
  if (text === undefined) return undefined;
  if (text === "auto") return null;
  const models = MODELS.filter((model) => text.split("+").includes(model));
  if (models.length !== text.split("+").length)
    throw new CliError(`--ocr is auto, or models joined by "+": ${MODELS.join(", ")}; it is "${text}".`, 2);
  return models;
}

async function importOne(path: string, models: Model[] | null | undefined) {
  const name = basename(path);
  try {
    const bytes = await readFile(path);
    const recognised = await (models === undefined ? importFile(bytes, name) : importWithOcr(bytes, name, models));
    return { report: importReport(recognised), summary: importSummary(name, recognised) };
  } catch (error) {
    if (error instanceof ImportFailure) {
      const { command } = error.params ?? {};
      const help = command === undefined ? "" : ` Install it with: ${command}`;
      return { error: `${name} ${failureSentence(error)}.${help}`, code: error.code };
    }
    if (error instanceof Error && "code" in error)
      return { error: `${name} can not be read (${String(error.code)}).`, code: "unreadable" };
    throw error;
  }
}
