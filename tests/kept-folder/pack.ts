import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { zipSync, type Zippable } from "fflate";
import { DATABASE_FILE } from "../../server/store/sqlite/file/open.ts";
import { namesInFolder } from "../helpers/files/byte-scan.ts";
import { ERASED_NAMES } from "./texts.ts";

/** Tables that a folder cannot have rows in, with the reason. */
const EMPTY: Record<string, string> = {};

/** Files that are of a moment: the lock of a running server, and files for download, which no other server hands out. */
const isOfMoment = (path: string): boolean => path === "serve.lock" || path.startsWith("exports");

/** Writes the closed folder as one small file with the keys to it beside. Refuses where a table is empty or a name is left. */
export function packFolder(folder: string, keys: object, out: string): string {
  const db = new Database(join(folder, DATABASE_FILE));
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.exec("VACUUM");
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map(({ name }) => name);
  const rows = tables.map((name): [string, number] => [
    name,
    db.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${name}`).get()?.n ?? 0,
  ]);
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  const missing = rows.filter(([name, n]) => n === 0 && !(name in EMPTY)).map(([name]) => name);
  const left = namesInFolder(folder, ERASED_NAMES);
  if (missing.length > 0 || left.length > 0) throw new Error(`empty: ${missing.join(", ")}; left: ${left.join(", ")}`);
  const files: Zippable = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isFile() && !isOfMoment(name)) files[name] = readFileSync(path);
  }
  mkdirSync(out, { recursive: true });
  const bytes = zipSync(files, { level: 9, mtime: "2026-11-28" });
  writeFileSync(join(out, "folder.zip"), bytes);
  writeFileSync(join(out, "keys.json"), `${JSON.stringify(keys, null, 1)}\n`);
  return `${Object.keys(files).length} files, ${bytes.length} bytes, ${rows.length} tables`;
}
