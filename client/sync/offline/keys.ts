import { z } from "zod";
import { randomId } from "../../../schema/domain/ids.ts";
import { settled } from "./database.ts";
import type { KeyHalves } from "./key-halves.ts";
import type { Scope } from "./records.ts";

/** Store of the keys: beside the records, so that a record and the key it lies under change in one transaction. */
export const KEY_STORE = "keys";
export const KEY_PATH = ["member", "of"];

/** The half of a key that lies in the database; it never leaves the browser's own hands. `id` names the other one. */
const KeyRecord = z.object({
  member: z.string(),
  of: z.string(),
  id: z.string(),
  base: z.custom<CryptoKey>((value) => value instanceof CryptoKey),
});
export type KeyRecord = z.infer<typeof KeyRecord>;

/** A key that seals what a scope holds. */
export interface Key {
  record: KeyRecord;
  seal: CryptoKey;
}

/**
 * The keys of the records, one a scope and member. Each is made of two halves, in the database and in a file: destroying the
 * file makes everything that was ever sealed with it unreadable, in logs and freed pages too.
 */
export class Keys {
  private readonly database: IDBDatabase;
  private readonly halves: KeyHalves;
  /** Keys that were joined here, by scope. */
  private readonly opened = new Map<string, Key>();

  constructor(database: IDBDatabase, halves: KeyHalves) {
    this.database = database;
    this.halves = halves;
  }

  /** Null where nothing is sealed for the scope, or its key is destroyed. Rejects where it may be there and cannot be read now. */
  async current(scope: Scope): Promise<Key | null> {
    const record = await this.recordOf(scope);
    if (!record) return null;
    const known = this.opened.get(nameOf(record));
    if (known?.record.id === record.id) return known;
    const half = await this.halves.read(record.id);
    return half && this.join(record, half);
  }

  /** What names the key of a scope, whether its file can be read or not. */
  async recordOf({ member, of }: Scope): Promise<KeyRecord | null> {
    const objects = this.database.transaction(KEY_STORE).objectStore(KEY_STORE);
    return KeyRecord.safeParse(await settled(objects.get([member, of]) as IDBRequest<unknown>)).data ?? null;
  }

  /** A new key; it counts from when its record is written. */
  async make({ member, of }: Scope): Promise<Key> {
    const id = randomId();
    const random = crypto.getRandomValues(new Uint8Array(32));
    const base = await crypto.subtle.importKey("raw", random, "HKDF", false, ["deriveKey"]);
    return this.join({ member, of, id, base }, await this.halves.make(id));
  }

  async destroy(record: KeyRecord): Promise<void> {
    this.opened.delete(nameOf(record));
    await this.halves.remove(record.id);
  }

  /** Destroys keys that no record names: a crash came between the two. */
  async sweep(): Promise<void> {
    const ids = await this.halves.ids();
    const rows = await settled(
      this.database.transaction(KEY_STORE).objectStore(KEY_STORE).getAll() as IDBRequest<unknown[]>,
    );
    const named = new Set(rows.map((row) => KeyRecord.safeParse(row).data?.id));
    for (const id of ids) if (!named.has(id)) await this.halves.remove(id);
  }

  private async join(record: KeyRecord, half: Uint8Array<ArrayBuffer>): Promise<Key> {
    const how = { name: "HKDF", hash: "SHA-256", salt: half, info: new Uint8Array() };
    const seal = await crypto.subtle.deriveKey(how, record.base, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]);
    const key = { record, seal };
    this.opened.set(nameOf(record), key);
    return key;
  }
}

function nameOf({ member, of }: KeyRecord): string {
  return JSON.stringify([member, of]);
}
