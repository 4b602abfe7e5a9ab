import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { SeatId, WorkshopId } from "../../../schema/domain/ids.ts";
import { KeyedTaskQueue } from "../../../schema/task-queue.ts";
import { destroyFile, KEYS_FOLDER, writeWhole } from "../../privacy/names/sealed-key.ts";
import { notThere } from "../../not-there.ts";

/*
 * Names of guests are kept under a key of their workshop, a file that stands in no backup of the database: when it is destroyed, no
 * copy of the rows gives a name any more. Layout of a row: nonce (12), AES-256-GCM of the JSON, tag (16), as base64; the seat is
 * authenticated.
 */
const [KEY, NONCE, TAG] = [32, 12, 16];

export const TypedName = z.object({ name: z.string(), organisation: z.string() });
export type TypedName = z.infer<typeof TypedName>;

const fileOf = (dataFolder: string, workshop: WorkshopId): string =>
  join(dataFolder, KEYS_FOLDER, "workshops", `${workshop}.key`);

/** Whoever finds no key writes one: a second over the first would close what was sealed meanwhile for ever. */
const turns = new KeyedTaskQueue();

/** Makes the key of a workshop where there is none. */
export function ensureNameKey(dataFolder: string, workshop: WorkshopId): Promise<void> {
  const path = fileOf(dataFolder, workshop);
  return turns.run(path, async () => {
    if (!(await readKey(dataFolder, workshop))) await writeWhole(path, randomBytes(KEY));
  });
}

export async function sealName(
  dataFolder: string,
  workshop: WorkshopId,
  seat: SeatId,
  typed: TypedName,
): Promise<string> {
  const key = await readKey(dataFolder, workshop);
  if (!key) throw new Error("a workshop without a key");
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(seat));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(typed), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64");
}

/** Opens names of a workshop; what its key does not open is null, and so is everything once it is destroyed. */
export async function nameReader(
  dataFolder: string,
  workshop: WorkshopId,
): Promise<(seat: SeatId, sealed: string | null) => TypedName | null> {
  const key = await readKey(dataFolder, workshop);
  return (seat, sealed) => {
    if (!key || sealed === null) return null;
    const bytes = Buffer.from(sealed, "base64");
    try {
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(seat));
      decipher.setAuthTag(bytes.subarray(-TAG));
      const json = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString("utf8");
      return TypedName.parse(JSON.parse(json));
    } catch {
      return null;
    }
  };
}

/** Overwrites the key and takes it away; false where there was none. */
export async function destroyNameKey(dataFolder: string, workshop: WorkshopId): Promise<boolean> {
  return destroyFile(fileOf(dataFolder, workshop));
}

async function readKey(dataFolder: string, workshop: WorkshopId): Promise<Buffer | null> {
  return readFile(fileOf(dataFolder, workshop)).catch(notThere);
}
