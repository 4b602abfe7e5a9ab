import { ConfigError } from "../config.ts";
import { StoreError } from "../store/store-error.ts";
import { CliError, USAGE } from "./usage.ts";

type Command = (args: string[]) => Promise<number>;

// Each command is loaded when it is asked for: an import needs no server, and `help` needs nothing.
const COMMANDS: Record<string, () => Promise<Command>> = {
  serve: async () => (await import("./serve.ts")).serve,
  agreement: async () => (await import("./agreement.ts")).agreement,
  backup: async () => (await import("./backup.ts")).backup,
  restore: async () => (await import("./restore.ts")).restore,
  erase: async () => (await import("./erase.ts")).erase,
  demo: async () => (await import("./demo.ts")).demo,
  export: async () => (await import("./export.ts")).exportPassages,
  import: async () => (await import("./import.ts")).importFiles,
  member: async () => (await import("./member.ts")).member,
  pseudonyms: async () => (await import("./pseudonyms.ts")).pseudonyms,
  verify: async () => (await import("./verify.ts")).verify,
  help: () => Promise.resolve(help),
};

function help(): Promise<number> {
  process.stdout.write(USAGE);
  return Promise.resolve(0);
}

/** Runs one command; its exit code. A person never sees a stack trace: one line says what is wrong. */
export async function run([name = "help", ...args]: string[]): Promise<number> {
  const load = COMMANDS[name.replace(/^--?h(elp)?$/, "help")];
  try {
    if (!load) throw new CliError(`There is no command "${name}"; see "coram help".`, 2);
    return await (
      await load()
    )(args);
  } catch (error) {
    const { line, code } = describe(error);
    process.stderr.write(args.includes("--json") ? `${JSON.stringify({ error: line })}\n` : `coram: ${line}\n`);
    return code;
  }
}

function describe(error: unknown): { line: string; code: number } {
  if (error instanceof CliError) return { line: error.message, code: error.code };
  if (error instanceof ConfigError) return { line: error.message, code: 2 };
  const said = error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return { line: "That port is taken by another program; choose one with --port.", code: 1 };
  if (code === "EACCES") return { line: `Not permitted: ${said}`, code: 1 };
  if (error instanceof StoreError) return { line: `The data folder: ${said}`, code: 1 };
  return { line: said, code: 1 };
}
