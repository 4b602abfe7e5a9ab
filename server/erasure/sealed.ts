import type { VerdictId } from "../../schema/domain/ids.ts";
import { destroySealedKey, hasSealedKey, openSealedKey, sealKey } from "../privacy/names/sealed-key.ts";
import type { ErasureNeeds, SealedKeyFate } from "../store/erasure-store.ts";
import { findWanted, toWanted } from "./words.ts";

/**
 * Takes what a verdict's sealed key holds of the words away, where the passphrase is given. At once and before the job
 * begins: a passphrase never lies on disk. Throws WrongPassphrase.
 */
export async function eraseSealed(
  dataFolder: string,
  verdict: VerdictId,
  token: string,
  { words }: ErasureNeeds,
  passphrase: string | null,
): Promise<SealedKeyFate> {
  if (!(await hasSealedKey(dataFolder, verdict))) return "none";
  if (passphrase === null) return "left";
  const key = await openSealedKey(dataFolder, verdict, passphrase);
  const wanted = toWanted(words);
  const holds = (text: string): boolean => findWanted(text, wanted).length > 0;
  const left = key?.entries.filter((entry) => entry.token !== token && ![entry.canonical, ...entry.forms].some(holds));
  if (!key || !left || left.length === key.entries.length) return "none";
  if (left.length === 0) await destroySealedKey(dataFolder, verdict);
  else await sealKey(dataFolder, verdict, { ...key, entries: left }, passphrase);
  return "erased";
}
