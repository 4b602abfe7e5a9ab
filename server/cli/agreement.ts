import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { computeSample, AgreementFile, type SampleResult } from "../../schema/agreement/samples.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";

/**
 * `coram agreement FILE`: the coefficients of a list of samples, `{"cases": [{id, metric, variant?, data}]}`; nothing is stored. A sample that
 * cannot be read is said and makes the command fail, and the others are printed all the same.
 */
export async function agreement(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, {});
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new CliError("Name one file.", 2);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${basename(path)} can not be read (${error.code ?? "unreadable"}).`);
  });
  const results = readSamples(text, basename(path)).map(computeSample);
  if (values.json) sayJson({ results });
  else for (const result of results) say(line(result));
  const wrong = results.filter(({ error }) => error !== undefined);
  for (const { id, error } of wrong)
    process.stderr.write(`coram: ${id === null ? "a case without id" : `case ${id}`} can not be read (${error}).\n`);
  return wrong.length > 0 ? 1 : 0;
}

function readSamples(text: string, name: string): unknown[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CliError(`${name} is not JSON.`);
  }
  const file = AgreementFile.safeParse(json);
  if (!file.success) throw new CliError(`${name} is no list of cases, {"cases": […]}.`);
  return file.data.cases;
}

function line({ id, value, reason, error, n }: SampleResult): string {
  const said = value === null ? `undefined (${reason ?? error ?? ""})` : value.toFixed(4);
  return `${String(id ?? "?").padEnd(24)} ${said}${n === undefined ? "" : `  n = ${n}`}`;
}
