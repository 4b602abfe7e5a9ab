import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Suggestions } from "../../schema/domain/privacy.ts";
import { decodeText } from "../import/text/encoding.ts";
import { importFile } from "../import/import.ts";
import { findNames } from "../privacy/find/find.ts";
import { CliError } from "./usage.ts";
import { failureSentence } from "./import.ts";
import { parseOptions, say, sayJson } from "./options.ts";

/**
 * `coram pseudonyms FILE`: what would be proposed for a file; nothing is stored. Offsets are UTF-16 units of the text that is
 * printed with them: of a plain text file that is its own, line for line; of any other file it is what `coram import` reads.
 */
export async function pseudonyms(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, {});
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new CliError("Name one file.", 2);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${basename(path)} can not be read (${error.code ?? "unreadable"}).`);
  });
  const recognised = await importFile(bytes, basename(path)).catch((error: unknown) => {
    const sentence = failureSentence(error);
    throw sentence === null ? error : new CliError(`${basename(path)} ${sentence}.`);
  });
  const { language, script } = recognised;
  const text = /\.txt$/i.test(path) ? decodeText(bytes).text : recognised.text;
  const suggestions = findNames(text, { language, script });
  if (values.json) sayJson({ language, script, text, ...suggestions });
  else say(summary(basename(path), suggestions));
  return 0;
}

function summary(name: string, { entities, identifiers, quasi }: Suggestions): string {
  const unsure = entities.flatMap(({ mentions }) => mentions).filter(({ sure }) => !sure).length;
  return [
    name,
    ...entities.map(
      ({ canonical, role, mentions }) => `  ${canonical.padEnd(32)} ${role.padEnd(10)} ${mentions.length}`,
    ),
    `  ${entities.length} persons, ${identifiers.length} identifiers, ${quasi.length} to look at, ${unsure} mentions unsure`,
  ].join("\n");
}
