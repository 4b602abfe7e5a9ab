import { codesBlind } from "../../schema/domain/blind-part.ts";
import type { Actor } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Store } from "../store/store.ts";
import { Refusal } from "../refusal.ts";

/**
 * Why somebody sees nothing of what a verdict's rounds came to: coding-blind where a round was revealed and they code a further one,
 * else not-found. Which rounds there were they know; what these hold the answer does not say.
 */
export async function nothingRevealed({ verdicts }: Pick<Store, "verdicts">, actor: Actor, verdict: VerdictId) {
  return new Refusal((await codesFurther({ verdicts }, actor, verdict)) ? "coding-blind" : "not-found");
}

/** Whether somebody codes a further round of a verdict blind. */
export async function codesFurther(
  { verdicts }: Pick<Store, "verdicts">,
  actor: Actor,
  verdict: VerdictId,
): Promise<boolean> {
  const [rounds, layers] = await Promise.all([verdicts.rounds(verdict), verdicts.layers(verdict)]);
  return rounds.length > 1 && codesBlind(actor.id, rounds.at(-1), layers);
}
