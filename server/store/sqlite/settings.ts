import type { Store } from "../store.ts";
import { read, write } from "./file/intent.ts";
import { SqlitePart } from "./part.ts";

type Settings = Pick<Store, "setting" | "setSetting">;

/** Settings of the installation, one text a key. */
export class SqliteSettings extends SqlitePart implements Settings {
  readonly #select = this.db.prepare<[string], string>("SELECT value FROM settings WHERE key = ?").pluck();
  readonly #upsert = this.db.prepare(
    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  readonly #remove = this.db.prepare("DELETE FROM settings WHERE key = ?");

  readonly setting: Settings["setting"] = (key) => read(this.db, () => this.#select.get(key) ?? null);

  readonly setSetting: Settings["setSetting"] = (key, value) =>
    write(this.db, () => {
      if (value === null) this.#remove.run(key);
      else this.#upsert.run(key, value);
    });
}
