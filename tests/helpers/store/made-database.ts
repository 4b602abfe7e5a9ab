import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATABASE_FILE, openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import { onceFor } from "../../../schema/once-for.ts";

/** A database as opening makes it, with nothing in it but its tables. */
const empty = onceFor(async (): Promise<Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), "coram-empty-"));
  await (await openSqliteStore(folder)).close();
  const database = readFileSync(join(folder, DATABASE_FILE));
  rmSync(folder, { recursive: true });
  return database;
});

/**
 * Puts an empty database into a new data folder. To make the tables anew for each of hundreds of servers took a sixth of the
 * processor's time of their tests; that opening makes them is shown by the tests of the store and of the command line.
 */
export async function placeDatabase(folder: string): Promise<void> {
  writeFileSync(join(folder, DATABASE_FILE), await empty(), { mode: 0o600 });
}
