import { decodeAny, encodeAny } from "lib0/buffer";
import { z } from "zod";
import { keyOf, STORES, type Put, type Records, type StoreName } from "./records.ts";
import type { Key, NoKey } from "./keys.ts";

const Bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);

/** A record as the device holds it: the ids by which it is found, and all else sealed (AES-GCM). */
export const Sealed = z.object({ key: z.array(z.string()), with: z.string(), iv: Bytes, bytes: Bytes });
export type Sealed = z.infer<typeof Sealed>;

/**
 * What is sealed: a record's key, and the record in the encoding of Yjs (plain values and bytes), or as one string of JSON
 * where it holds no bytes: the thousand small values of a text are read several times as fast that way.
 */
export interface Plain {
  key: readonly string[];
  bytes: Uint8Array<ArrayBuffer>;
}

const WITHOUT_BYTES: ReadonlySet<StoreName> = new Set<StoreName>(["members", "networks", "verdicts"]);

export function toPlain({ put, record }: Put): Plain {
  const value = WITHOUT_BYTES.has(put) ? JSON.stringify(record) : record;
  return { key: keyOf(put, record), bytes: encodeAny(value) as Uint8Array<ArrayBuffer> };
}

/** Null for bytes that are no record of the store. */
export function fromPlain<Name extends StoreName>(store: Name, { bytes }: Plain): Records[Name] | null {
  try {
    const value: unknown = decodeAny(bytes);
    return STORES[store].shape.safeParse(typeof value === "string" ? JSON.parse(value) : value).data ?? null;
  } catch {
    return null;
  }
}

export async function seal(plain: Plain, { record: { id }, seal }: Key): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, seal, plain.bytes));
  return { key: [...plain.key], with: id, iv, bytes };
}

/** What is not unsealed. gone: nobody can unseal it any more, its key is destroyed; not-now: it may be read another time. */
export type Unread = "gone" | "not-now";

/** With the key of its scope: what is sealed with an earlier one is gone, that is replaced only as it is destroyed. */
export async function unseal({ key: path, with: id, iv, bytes }: Sealed, key: Key | NoKey): Promise<Plain | Unread> {
  if (typeof key === "string" || key.record.id !== id) return "gone";
  try {
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key.seal, bytes));
    return { key: path, bytes: plain };
  } catch {
    // The browser says the same of bytes that were changed and of memory that it has not.
    return "not-now";
  }
}
