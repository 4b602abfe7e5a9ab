import { createHash } from "node:crypto";

/** Namespace of the GUIDs of our categories; it never changes, for files that are out carry what comes of it. */
const NAMESPACE = "9e0d5b0a-2f4b-5c0e-8a55-3d6a1f6c7b21";

/** The GUID of a category in files: the same for the same id, in every network and for ever (UUID version 5, RFC 9562). */
export function guidOf(id: string): string {
  const namespace = Buffer.from(NAMESPACE.replaceAll("-", ""), "hex");
  const hash = createHash("sha1").update(namespace).update(id, "utf8").digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The key of a category that another program gave a GUID: bringing the file in twice finds it again. */
export function keyOfGuid(guid: string): string {
  return `c.${createHash("sha256").update(guid).digest("hex").slice(0, 12)}`;
}

/** GUIDs as programs write them, in braces and capitals or not, made alike; "" where it is none. */
export function plainGuid(guid: string): string {
  return /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(guid.trim())?.[1]?.toLowerCase() ?? "";
}
