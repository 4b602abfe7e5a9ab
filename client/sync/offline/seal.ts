import { decodeAny, encodeAny } from "lib0/buffer";
import { z } from "zod";
import { keyOf, STORES, type Put, type Records, type StoreName } from "./records.ts";
import type { Key } from "./keys.ts";

const Bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);

/** A record as the device holds it: the ids by which it is found, and all else sealed (AES-GCM). */
export const Sealed = z.object({ key: z.array(z.string()), with: z.string(), iv: Bytes, bytes: Bytes });
export type Sealed = z.infer<typeof Sealed>;

export async function seal({ put, record }: Put, { record: { id }, seal }: Key): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  // The encoding of Yjs: plain values and bytes.
  const plain = encodeAny(record) as Uint8Array<ArrayBuffer>;
  const bytes = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, seal, plain));
  return { key: keyOf(put, record), with: id, iv, bytes };
}

/** Null for what is sealed with another key, is not as it was sealed, or is no record of the store. */
export async function unseal<Name extends StoreName>(
  store: Name,
  { with: id, iv, bytes }: Sealed,
  key: Key | null,
): Promise<Records[Name] | null> {
  if (key?.record.id !== id) return null;
  try {
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key.seal, bytes));
    return STORES[store].shape.safeParse(decodeAny(plain)).data ?? null;
  } catch {
    return null;
  }
}
