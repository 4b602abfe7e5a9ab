import { readdirSync, readFileSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { StoreError } from "../../store-error.ts";

const FOLDER = new URL("../../migrations/", import.meta.url);

/**
 * Brings a database up to date: runs the numbered files of migrations/ that it has not seen, all in one transaction, and
 * notes them in the table `migrations`. Throws StoreError unavailable for a database that a newer Coram made.
 */
export function migrate(db: Database): void {
  const files = migrationFiles();
  db.transaction(() => {
    db.exec(
      "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)",
    );
    const done = new Set(db.prepare<[], number>("SELECT number FROM migrations").pluck().all());
    const newest = Math.max(0, ...done);
    const known = files.at(-1)?.number ?? 0;
    if (newest > known)
      throw new StoreError(
        "unavailable",
        `This database was made by a newer Coram (its tables are number ${newest}, this Coram knows ${known}). Install the newer version to open it.`,
      );
    const note = db.prepare("INSERT INTO migrations (number, name, applied_at) VALUES (?, ?, ?)");
    for (const { number, name } of files) {
      if (done.has(number)) continue;
      db.exec(readFileSync(new URL(name, FOLDER), "utf8"));
      note.run(number, name, new Date().toISOString());
    }
  }).immediate();
}

function migrationFiles(): { number: number; name: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 4)), name }));
}
