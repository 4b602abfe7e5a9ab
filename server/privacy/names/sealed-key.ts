import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashRaw } from "@node-rs/argon2";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { SealedKey } from "../../../schema/protocol/http/pseudonyms.ts";
import { notThere } from "../../not-there.ts";

/*
 * The sealed key of a verdict: which token stands for whom, in a file of its own beside the database, encrypted with a
 * passphrase that no server keeps. Layout: "CORAMKEY1", memory in KiB and passes of argon2id (32 bits each, big-endian),
 * salt (16), nonce (12), AES-256-GCM of the JSON with its tag (16) at the end. All before the cipher, and the verdict's id,
 * is authenticated.
 */
const MAGIC = Buffer.from("CORAMKEY1");
const MEMORY_KIB = 65_536;
const PASSES = 3;
const [SALT, NONCE, TAG] = [16, 12, 16];
const HEADER = MAGIC.length + 8 + SALT + NONCE;

/** The passphrase does not open this key, or the file is damaged: the two cannot be told apart. */
export class WrongPassphrase extends Error {
  override name = "WrongPassphrase";
}

/** Folder of the keys in the data folder. */
export const KEYS_FOLDER = "keys";

const fileOf = (dataFolder: string, verdict: VerdictId): string => join(dataFolder, KEYS_FOLDER, `${verdict}.sealed`);

/** Writes the key in the place of the one before, whole or not at all; readable by the server's user only. */
export async function sealKey(
  dataFolder: string,
  verdict: VerdictId,
  key: SealedKey,
  passphrase: string,
): Promise<void> {
  const costs = Buffer.alloc(8);
  costs.writeUInt32BE(MEMORY_KIB, 0);
  costs.writeUInt32BE(PASSES, 4);
  const header = Buffer.concat([MAGIC, costs, randomBytes(SALT + NONCE)]);
  const cipher = createCipheriv("aes-256-gcm", await secretOf(header, passphrase), nonceOf(header));
  cipher.setAAD(Buffer.concat([header, Buffer.from(verdict)]));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(key), "utf8"), cipher.final()]);
  await writeWhole(fileOf(dataFolder, verdict), Buffer.concat([header, sealed, cipher.getAuthTag()]));
}

/** Null where there is none. Throws WrongPassphrase. */
export async function openSealedKey(
  dataFolder: string,
  verdict: VerdictId,
  passphrase: string,
): Promise<SealedKey | null> {
  const bytes = await readSealedBytes(dataFolder, verdict);
  if (!bytes) return null;
  const header = bytes.subarray(0, HEADER);
  if (bytes.length < HEADER + TAG || !header.subarray(0, MAGIC.length).equals(MAGIC)) throw new WrongPassphrase();
  const secret = await secretOf(header, passphrase);
  try {
    const decipher = createDecipheriv("aes-256-gcm", secret, nonceOf(header));
    decipher.setAAD(Buffer.concat([header, Buffer.from(verdict)]));
    decipher.setAuthTag(bytes.subarray(-TAG));
    const json = Buffer.concat([decipher.update(bytes.subarray(HEADER, -TAG)), decipher.final()]).toString("utf8");
    return SealedKey.parse(JSON.parse(json));
  } catch {
    throw new WrongPassphrase();
  }
}

export async function hasSealedKey(dataFolder: string, verdict: VerdictId): Promise<boolean> {
  return (await stat(fileOf(dataFolder, verdict)).catch(notThere)) !== null;
}

/** The file as it is, to be put back where what it belongs to did not come about; null where there is none. */
export async function readSealedBytes(dataFolder: string, verdict: VerdictId): Promise<Buffer | null> {
  return readFile(fileOf(dataFolder, verdict)).catch(notThere);
}

/** Puts back what `readSealedBytes` gave. */
export async function restoreSealedBytes(dataFolder: string, verdict: VerdictId, bytes: Buffer | null): Promise<void> {
  if (bytes) await writeWhole(fileOf(dataFolder, verdict), bytes);
  else await destroySealedKey(dataFolder, verdict);
}

/** Overwrites the file, and drafts of it that a crash has left, and takes them away; false where there was none. */
export async function destroySealedKey(dataFolder: string, verdict: VerdictId): Promise<boolean> {
  const path = fileOf(dataFolder, verdict);
  for (const name of (await readdir(dirname(path)).catch(notThere)) ?? [])
    if (name.startsWith(`${verdict}.sealed.`)) await destroyFile(join(dirname(path), name));
  return destroyFile(path);
}

/** Overwrites a file of keys and takes it away; false where there was none. */
export async function destroyFile(path: string): Promise<boolean> {
  const file = await open(path, "r+").catch(notThere);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path, { force: true });
  await syncFolder(dirname(path));
  return true;
}

function secretOf(header: Buffer, passphrase: string): Promise<Buffer> {
  const memoryCost = header.readUInt32BE(MAGIC.length);
  const timeCost = header.readUInt32BE(MAGIC.length + 4);
  // A damaged file must not take the machine's memory.
  if (memoryCost > 4 * MEMORY_KIB || timeCost > 4 * PASSES) throw new WrongPassphrase();
  const salt = header.subarray(MAGIC.length + 8, MAGIC.length + 8 + SALT);
  return hashRaw(passphrase.normalize("NFKC"), { memoryCost, timeCost, parallelism: 1, outputLen: 32, salt });
}

const nonceOf = (header: Buffer): Buffer => header.subarray(HEADER - NONCE, HEADER);

/** Writes a file of keys in the place of the one before, whole or not at all; readable by the server's user only. */
export async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}.part`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
