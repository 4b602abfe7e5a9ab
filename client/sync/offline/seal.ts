import { decodeAny, encodeAny } from "lib0/buffer";
import { z } from "zod";
import { keyOf, STORES, type Put, type Records, type StoreName } from "./records.ts";
import type { Key } from "./keys.ts";

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

/** Null for what is sealed with another key, or is not as it was sealed. */
export async function unseal({ key: path, with: id, iv, bytes }: Sealed, key: Key | null): Promise<Plain | null> {
  if (key?.record.id !== id) return null;
  try {
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key.seal, bytes));
    return { key: path, bytes: plain };
  } catch {
    return null;
  }
}
