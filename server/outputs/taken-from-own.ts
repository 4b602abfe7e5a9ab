import type { Actor } from "../../schema/domain/can.ts";
import type { OutputId } from "../../schema/domain/ids.ts";
import type { TakenFromOwn } from "../../schema/protocol/http/parts/output-versions.ts";
import type { Store } from "../store/store.ts";

/** For so long whoever opens the document is told. */
const TOLD_MS = 14 * 24 * 3_600_000;

/** What others took out of the actor's own work in a document lately, and did not put back; newest first. */
export async function takenFromOwn(
  { outputs }: Pick<Store, "outputs">,
  actor: Actor,
  output: OutputId,
  now: Date,
): Promise<TakenFromOwn[]> {
  const taken = await outputs.takenSince(new Date(now.getTime() - TOLD_MS).toISOString());
  return taken.flatMap(({ output: of, version, by, at, took: { from, quotes, words } }) =>
    of === output && from.includes(actor.id) ? [{ version, by, at, quotes, words }] : [],
  );
}
