import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type TestContext } from "vitest";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import type { SealedKey } from "../../../schema/protocol/http/pseudonyms.ts";
import {
  destroySealedKey,
  openSealedKey,
  readSealedBytes,
  restoreSealedBytes,
  sealKey,
  WrongPassphrase,
} from "../../../server/privacy/names/sealed-key.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";

const KEY: SealedKey = {
  entries: [{ token: "[Victim A]", canonical: "Ана Савић", forms: ["Ане Савић", "Ана Савић"] }],
  sealedAt: "2026-03-02T09:00:00.000Z",
};
const PASSPHRASE = "šuma i reka 2026";

async function aFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-keys-"));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("[sealed key] holds no name in the clear, and opens to what was sealed, however the passphrase was typed", async (context) => {
  const folder = await aFolder(context);
  const verdict = newId(VerdictId);
  expect(await openSealedKey(folder, verdict, PASSPHRASE)).toBeNull();
  await sealKey(folder, verdict, KEY, PASSPHRASE);
  expect(namesInFolder(folder, ["Савић", "[Victim"])).toEqual([]);
  expect(await openSealedKey(folder, verdict, PASSPHRASE.normalize("NFD"))).toEqual(KEY);
  await expect(openSealedKey(folder, verdict, "suma i reka 2026")).rejects.toThrow(WrongPassphrase);
});

test("[sealed key] a file that was changed, cut or taken from another verdict does not open", async (context) => {
  const folder = await aFolder(context);
  const [verdict, other] = [newId(VerdictId), newId(VerdictId)];
  await sealKey(folder, verdict, KEY, PASSPHRASE);
  const path = join(folder, "keys", `${verdict}.sealed`);
  await copyFile(path, join(folder, "keys", `${other}.sealed`));
  await expect(openSealedKey(folder, other, PASSPHRASE)).rejects.toThrow(WrongPassphrase);
  const bytes = await readFile(path);
  // The mark, the memory that is asked for, the salt, the cipher, the tag; and an end that is missing.
  for (const at of [0, 9, 20, 50, bytes.length - 1]) {
    const wrong = Buffer.from(bytes);
    wrong[at] = (wrong[at] ?? 0) ^ 0x40;
    await writeFile(path, wrong);
    await expect(openSealedKey(folder, verdict, PASSPHRASE), `byte ${at}`).rejects.toThrow(WrongPassphrase);
  }
  await writeFile(path, bytes.subarray(0, 30));
  await expect(openSealedKey(folder, verdict, PASSPHRASE)).rejects.toThrow(WrongPassphrase);
});

test("[sealed key] is put back as it was, and destroyed with what a crash has left of it", async (context) => {
  const folder = await aFolder(context);
  const verdict = newId(VerdictId);
  await sealKey(folder, verdict, KEY, PASSPHRASE);
  const before = await readSealedBytes(folder, verdict);
  await sealKey(folder, verdict, { ...KEY, entries: [] }, PASSPHRASE);
  await restoreSealedBytes(folder, verdict, before);
  expect(await openSealedKey(folder, verdict, PASSPHRASE)).toEqual(KEY);
  await writeFile(join(folder, "keys", `${verdict}.sealed.0123.part`), "half");
  expect(await destroySealedKey(folder, verdict)).toBe(true);
  expect(await readdir(join(folder, "keys"))).toEqual([]);
  expect(await destroySealedKey(folder, verdict)).toBe(false);
});
