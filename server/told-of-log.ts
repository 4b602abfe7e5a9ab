import { codesBlind } from "../schema/domain/blind-part.ts";
import type { Actor } from "../schema/domain/can.ts";
import type { Store } from "./store/store.ts";
import type { Untold } from "./store/audit-store.ts";

type Read = Pick<Store, "verdicts" | "audit">;

/**
 * What of the audit log somebody may not know: who reads or writes what, and when, of a verdict that they code blind, facilitator
 * or not, handed in or not. Null for who codes nothing blind.
 */
export async function untoldTo(
  { verdicts }: Pick<Store, "verdicts">,
  actor: Pick<Actor, "id">,
): Promise<Untold | null> {
  const coded: Untold["verdicts"] = [];
  for (const { id } of await verdicts.all()) {
    const [rounds, layers] = await Promise.all([verdicts.rounds(id), verdicts.layers(id)]);
    if (codesBlind(actor.id, rounds.at(-1), layers)) coded.push(id);
  }
  return coded.length > 0 ? { verdicts: coded, but: actor.id } : null;
}

/**
 * The log's head as files print it, for their maker (null = the operator): `number:hash`; for who codes blind the hash alone, of the
 * newest entry that they may know of, since a number, or a head that moves, counts what the others do.
 */
export async function auditHeadFor(store: Read, actor: Pick<Actor, "id"> | null): Promise<string> {
  const untold = actor && (await untoldTo(store, actor));
  const { number, hash } = await store.audit.head(untold);
  return untold ? hash : `${number}:${hash}`;
}
