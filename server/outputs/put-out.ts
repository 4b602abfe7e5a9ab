import { can, type Actor } from "../../schema/domain/can.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { PutOut } from "../../schema/protocol/http/clearing.ts";
import type { Store } from "../store/store.ts";
import { closedToGuests, guestsOf, guestsOfVerdict } from "./guests.ts";
import { OutputSubjects } from "./output-subjects.ts";

/**
 * Whom it puts out that a verdict is taken back from guests: its own, and those of the documents that are open to guests and draw on it,
 * of documents that the asker reads.
 */
export async function putOutBy(
  store: Pick<Store, "methodologies" | "outputs" | "passages" | "people" | "verdicts">,
  actor: Actor,
  verdict: Verdict,
  now: Date,
): Promise<PutOut> {
  const subjects = new OutputSubjects(store);
  const documents: PutOut["documents"] = [];
  for (const row of await store.outputs.all()) {
    if (!row.named.includes(verdict.id)) continue;
    const guests = await guestsOf(store, row.id, now);
    if (guests.length === 0) continue;
    const subject = await subjects.of(actor, row);
    const { id, title, language } = row;
    if (can(actor, "output.read", subject) && closedToGuests(subject).length === 0)
      documents.push({ id, title, language, guests });
  }
  return { guests: await guestsOfVerdict(store, verdict.id, now), documents };
}
