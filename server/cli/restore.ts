import { existsSync } from "node:fs";
import { createConfig, ensureDataFolder } from "../config.ts";
import { LedgerBroken } from "../erasure/ledger.ts";
import { NoBackup, restoreBackup } from "../erasure/restore.ts";
import { holdFolder } from "../store/folder-lock.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";

/**
 * `coram restore FILE`: puts a backup in the place of the database. What the erasure ledger in the folder (or the one named,
 * on a new machine) says was erased since is erased in it first. Refuses while a server runs on the folder.
 */
export async function restore(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, { data: { type: "string" }, ledger: { type: "string" } });
  const [file] = positionals;
  if (file === undefined || positionals.length !== 1) throw new CliError("Name the backup: coram restore FILE.", 2);
  for (const each of [file, values.ledger])
    if (each !== undefined && !existsSync(each)) throw new CliError(`There is no file "${each}".`);
  const config = createConfig(values.data === undefined ? {} : { dataFolder: values.data });
  ensureDataFolder(config);
  const lock = holdFolder(config.dataFolder);
  try {
    const done = await restoreBackup(file, config.dataFolder, values.ledger ?? null);
    if (values.json) sayJson({ data: config.dataFolder, ...done });
    else {
      say(`The backup is restored in ${config.dataFolder}; everybody signs in again.`);
      say(
        done.ledger === 0
          ? "There was no erasure ledger: what was erased since the backup is back. If there is one, restore again with --ledger FILE."
          : `${done.erased} of ${done.ledger} erasures of the ledger were done again.`,
      );
      say(`Audit log: entry ${done.audit.number}, ${done.audit.hash}.`);
    }
    return 0;
  } catch (error) {
    if (error instanceof NoBackup) throw new CliError(`"${file}" is no backup of Coram; nothing was restored.`);
    if (error instanceof LedgerBroken)
      throw new CliError(`The erasure ledger does not hold at line ${error.line}; nothing was restored.`);
    throw error;
  } finally {
    lock.release();
  }
}
