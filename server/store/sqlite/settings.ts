import type { Database } from "better-sqlite3";
import type { Store } from "../store.ts";
import { read, write } from "./file/intent.ts";

/** Settings of the installation, one text a key. */
export function createSettings(db: Database): Pick<Store, "setting" | "setSetting"> {
  const select = db.prepare<[string], string>("SELECT value FROM settings WHERE key = ?").pluck();
  const upsert = db.prepare(
    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  const remove = db.prepare("DELETE FROM settings WHERE key = ?");
  return {
    setting: (key) => read(db, () => select.get(key) ?? null),
    setSetting: (key, value) =>
      write(db, () => {
        if (value === null) remove.run(key);
        else upsert.run(key, value);
      }),
  };
}
