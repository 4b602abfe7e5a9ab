import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

// One block, so that equal numbers look alike and nothing else does. A cursor ends with the process.
const KEY = randomBytes(16);
const ALGORITHM = "aes-128-ecb";

/** A number that a reader hands back and may not know. */
export function sealCursor(number: number): string {
  const block = Buffer.alloc(16);
  block.writeBigUInt64BE(BigInt(number), 8);
  return createCipheriv(ALGORITHM, KEY, null).setAutoPadding(false).update(block).toString("hex");
}

/** Null for what this process has not sealed. */
export function openCursor(sealed: string): number | null {
  const bytes = Buffer.from(sealed, "hex");
  if (bytes.length !== 16) return null;
  const block = createDecipheriv(ALGORITHM, KEY, null).setAutoPadding(false).update(bytes);
  return block.readBigUInt64BE(0) === 0n ? Number(block.readBigUInt64BE(8)) : null;
}
