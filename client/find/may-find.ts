import { type Actor, can } from "../../schema/domain/can.ts";

/** Whoever may read verdicts finds words in them: members, and guests of verdicts. */
export function mayFind(actor: Actor): boolean {
  return can(actor, "network.read", null) || (actor.guest?.verdicts.length ?? 0) > 0;
}
