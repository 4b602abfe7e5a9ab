import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { LEDGER_FILE, readLedger } from "../erasure/ledger.ts";
import { withStore } from "./open-data.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";

/**
 * `coram backup -o FILE`: the whole database in one file, also while a server runs. Sealed keys are not in it: they must go
 * where nobody brings them back.
 */
export async function backup(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    output: { type: "string", short: "o" },
    data: { type: "string" },
  });
  const file = values.output;
  if (positionals.length > 0 || !file) throw new CliError("Say where to: coram backup -o FILE.", 2);
  makeNew(file);
  try {
    const made = await withStore(values.data, async (store, folder) => {
      if ((await store.erasures.open()).length > 0)
        throw new CliError("An erasure is under way; make the backup when it is done.");
      const at = new Date().toISOString();
      await store.audit.append({ at, actor: null, action: "backup.made", subject: { by: "operator" } });
      await store.erasures.copyTo(file);
      const last = (await readLedger(join(folder, LEDGER_FILE))).at(-1);
      const ledger = { number: last?.number ?? 0, hash: last?.hash ?? null };
      return { audit: await store.audit.head(), ledger };
    });
    const { size: bytes } = statSync(file);
    if (values.json) sayJson({ file, bytes, ...made });
    else {
      say(
        `The backup is in ${file} (${bytes} bytes). Whoever has it can read everything: keep it safe, or encrypt it.`,
      );
      say(`Audit log: entry ${made.audit.number}, ${made.audit.hash}.`);
      say(
        `Keep ${LEDGER_FILE} apart from it: "coram restore" needs the newest one, so that nothing erased comes back.`,
      );
    }
    return 0;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** Readable by its owner from the first byte on, and never in the place of another file. */
function makeNew(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw isThere ? new CliError(`There is a file "${file}" already.`) : error;
  }
}
