import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { CliError } from "./usage.ts";

/** Options by name; all commands take `json`. */
export type Options = Record<string, string | boolean | undefined>;

const EVERYWHERE = { json: { type: "boolean" } } as const satisfies ParseArgsOptionsConfig;

/** Options and operands of one command. Throws CliError naming what is not known. */
export function parseOptions<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options: { ...EVERYWHERE, ...options }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CliError(
      `${error instanceof Error ? (error.message.split(". ")[0] ?? "") : "Wrong options"}; see "coram help".`,
      2,
    );
  }
}

/** A port number, 0 for any free one; undefined where none was given. */
export function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new CliError(`--port must be a number from 0 to 65535; it is "${text}".`, 2);
  return port;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A result for a script, on one line. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
