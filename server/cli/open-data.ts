import { existsSync } from "node:fs";
import { join } from "node:path";
import { createConfig } from "../config.ts";
import { mustKnowLedger } from "../erasure/ledger.ts";
import { projectAll } from "../rooms/log/projection.ts";
import { renewOldRows } from "../store/verify.ts";
import { DATABASE_FILE, openSqliteStore, type SqliteOptions } from "../store/sqlite/file/open.ts";
import type { Store } from "../store/store.ts";
import { CliError } from "./usage.ts";

/** Runs `work` on the store of a data folder that is there already, also while a server runs on it. */
export async function withStore<T>(
  folder: string | undefined,
  work: (store: Store, folder: string) => Promise<T>,
  options: SqliteOptions = {},
): Promise<T> {
  const { dataFolder } = createConfig(folder === undefined ? {} : { dataFolder: folder });
  if (!existsSync(join(dataFolder, DATABASE_FILE)))
    throw new CliError(
      `There is no Coram data in ${dataFolder}; name the folder with --data, or begin with "coram serve".`,
    );
  const store = await openSqliteStore(dataFolder, options);
  try {
    await mustKnowLedger(store.erasures, dataFolder);
    await renewOldRows(store, projectAll);
    return await work(store, dataFolder);
  } finally {
    await store.close();
  }
}
