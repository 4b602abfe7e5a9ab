import type { VerdictId } from "../../../schema/domain/ids.ts";
import { SealedKeyOpen, type SealedKey } from "../../../schema/protocol/http/pseudonyms.ts";
import { destroySealedKey, openSealedKey, WrongPassphrase } from "../../privacy/names/sealed-key.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { Refusal } from "../../refusal.ts";
import { addressOf, createRoutes, mustBeAllowed, mustSeeVerdict, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import type { KeyedTaskQueue } from "../../../schema/task-queue.ts";

/** Who stands behind which token, for the facilitators of the verdict's owner who know the passphrase. */
export function sealedKeyRoutes(
  deps: Pick<Deps, "attempts" | "clock" | "config" | "realtime" | "store">,
  turns: KeyedTaskQueue,
) {
  return createRoutes()
    .post("/:id/sealed-key/open", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const { passphrase } = await readBody(c, SealedKeyOpen);
      const key = await openKey(c, deps, by, verdict.id, passphrase);
      if (!key) throw new Refusal("not-found");
      await audit(deps, by, "sealed-key.open", { verdict: verdict.id });
      return c.json(key);
    })
    .delete("/:id/sealed-key", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "verdict.prepare", verdict);
      const wasThere = await turns.run(verdict.id, () => destroySealedKey(deps.config.dataFolder, verdict.id));
      if (!wasThere) throw new Refusal("not-found");
      await audit(deps, by, "sealed-key.destroy", { verdict: verdict.id });
      deps.realtime.publish({ type: "preparation", verdict: verdict.id });
      return c.body(null, 204);
    });
}

/** The verdict's key, null where there is none. Refuses as `countingGuesses`. */
export function openKey(
  c: RequestContext,
  deps: Pick<Deps, "attempts" | "clock" | "config" | "store">,
  by: SignedIn,
  verdict: VerdictId,
  passphrase: string,
): Promise<SealedKey | null> {
  return countingGuesses(c, deps, by, verdict, () => openSealedKey(deps.config.dataFolder, verdict, passphrase));
}

/** Work that opens a verdict's key: guesses at its passphrase are counted like those at a password, whatever they are for. */
export async function countingGuesses<T>(
  c: RequestContext,
  deps: Pick<Deps, "attempts" | "clock" | "config" | "store">,
  by: SignedIn,
  verdict: VerdictId,
  open: () => Promise<T>,
): Promise<T> {
  const guess = { at: "sealed-key", address: addressOf(c, deps.config), account: verdict } as const;
  const barred = await deps.attempts.begin(guess);
  if (barred) throw new Refusal("too-many-attempts", { minutes: Math.ceil(barred.seconds / 60) });
  try {
    const opened = await open();
    await deps.attempts.succeed(guess);
    return opened;
  } catch (error) {
    if (!(error instanceof WrongPassphrase)) throw error;
    await audit(deps, by, "sealed-key.refused", { verdict });
    throw new Refusal("key-wrong-passphrase");
  }
}
