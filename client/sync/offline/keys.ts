import { z } from "zod";
import { randomId } from "../../../schema/domain/ids.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { beginningWith, settled } from "./database.ts";
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

/** What is read of a record, though a newer program may have written it. `isDue`: what lies under its key is to be sealed anew. */
const AnyRecord = z.looseObject({ member: z.string(), of: z.string(), id: z.string(), isDue: z.boolean().optional() });
type AnyRecord = z.infer<typeof AnyRecord>;

/** A key that seals what a scope holds. */
export interface Key {
  record: KeyRecord;
  /** What stands in its file. */
  half: Uint8Array<ArrayBuffer>;
  seal: CryptoKey;
}

/** No key: nothing is sealed for the scope, or nobody can read what is. Of a key that cannot be read now nothing is known, and reading it rejects. */
export type NoKey = "none" | "destroyed";

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

  /** Rejects where it may be there and cannot be read now, as one that a newer program has made. */
  async current(scope: Scope): Promise<Key | NoKey> {
    const row = await this.rowOf(scope);
    if (row === undefined) return "none";
    const record = KeyRecord.parse(row);
    const known = this.opened.get(nameOf(record));
    if (known?.record.id === record.id) return known;
    const half = await this.halves.read(record.id);
    return half ? this.join(record, half) : "destroyed";
  }

  /** What names the key of a scope, whether that can be read or not; null where there is none. */
  async recordOf(scope: Scope): Promise<AnyRecord | null> {
    const row = await this.rowOf(scope);
    return row === undefined ? null : AnyRecord.parse(row);
  }

  /** What names the keys of a member, or of all, as far as this program knows how they are named. */
  async records(member: MemberId | null): Promise<AnyRecord[]> {
    return (await this.rows(member)).flatMap((row) => AnyRecord.safeParse(row).data ?? []);
  }

  private rows(member: MemberId | null): Promise<unknown[]> {
    const objects = this.database.transaction(KEY_STORE).objectStore(KEY_STORE);
    return settled(objects.getAll(member && beginningWith([member])) as IDBRequest<unknown[]>);
  }

  private async rowOf({ member, of }: Scope): Promise<unknown> {
    const objects = this.database.transaction(KEY_STORE).objectStore(KEY_STORE);
    return settled(objects.get([member, of]) as IDBRequest<unknown>);
  }

  /** A new key; it counts from when its record is written. */
  async make({ member, of }: Scope): Promise<Key> {
    const id = randomId();
    const random = crypto.getRandomValues(new Uint8Array(32));
    const base = await crypto.subtle.importKey("raw", random, "HKDF", false, ["deriveKey"]);
    return this.join({ member, of, id, base }, await this.halves.make(id));
  }

  /** Whether the files of all keys that were joined here are there. */
  async areThere(): Promise<boolean> {
    const ids = new Set(await this.halves.ids());
    return [...this.opened.values()].every(({ record }) => ids.has(record.id));
  }

  /** As `areThere`, of one: whether what is sealed with it now can be read by the next page. */
  async isThere({ record: { id } }: Key): Promise<boolean> {
    // In one that cannot be read now it may be.
    return (await this.halves.read(id).catch(() => undefined)) !== null;
  }

  /**
   * Writes again the files that the browser has lost: of a key that was destroyed its record is gone, or names another, before its file is.
   * None is destroyed meanwhile: the keys are had alone.
   */
  async restore(): Promise<void> {
    const ids = new Set(await this.halves.ids());
    const named = new Set((await this.records(null)).map(({ id }) => id));
    for (const [name, { record, half }] of this.opened) {
      if (!named.has(record.id)) this.opened.delete(name);
      else if (!ids.has(record.id)) await this.halves.put(record.id, half);
    }
  }

  async destroy(record: AnyRecord): Promise<void> {
    this.opened.delete(nameOf(record));
    await this.halves.remove(record.id);
  }

  /**
   * Destroys keys that no record names, as a crash came between the two, and what is left of one that was never whole: it opens nothing,
   * and as long as it lies there nobody can tell that it never will. None is being made meanwhile: the keys are had alone.
   */
  async sweep(): Promise<void> {
    const ids = await this.halves.ids();
    const records = (await this.rows(null)).map((row) => KeyRecord.safeParse(row).data);
    // What a newer program's record names is not known.
    if (records.includes(undefined)) return;
    const named = new Set(records.map((record) => record?.id));
    await Promise.all(
      ids.map(async (id) => {
        if (!named.has(id) || (await this.halves.isTorn(id))) await this.halves.remove(id);
      }),
    );
  }

  private async join(record: KeyRecord, half: Uint8Array<ArrayBuffer>): Promise<Key> {
    const how = { name: "HKDF", hash: "SHA-256", salt: half, info: new Uint8Array() };
    const seal = await crypto.subtle.deriveKey(how, record.base, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]);
    const key = { record, half, seal };
    this.opened.set(nameOf(record), key);
    return key;
  }
}

function nameOf({ member, of }: Pick<KeyRecord, "member" | "of">): string {
  return JSON.stringify([member, of]);
}
