import { z } from "zod";
import { codesBlind } from "../../schema/domain/blind-part.ts";
import type { Actor } from "../../schema/domain/can.ts";
import { RoomId } from "../../schema/domain/ids.ts";
import type { AuditEntry, Store } from "../store/store.ts";
import { createRoutes, mustBeAllowed, parseBody, type Deps } from "./route.ts";

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.coerce.number().int().positive().optional(),
});

/** Verdicts that somebody codes blind. */
async function codedBy({ verdicts }: Pick<Store, "verdicts">, actor: Actor): Promise<Set<string>> {
  const coded = new Set<string>();
  for (const { id } of await verdicts.all()) {
    const [rounds, layers] = await Promise.all([verdicts.rounds(id), verdicts.layers(id)]);
    if (codesBlind(actor.id, rounds.at(-1), layers)) coded.add(id);
  }
  return coded;
}

/** What a log entry is about, by its verdict or by the room of one; "" for what is of none. */
async function verdictOf({ rooms }: Pick<Store, "rooms">, { subject }: AuditEntry): Promise<string> {
  const room = RoomId.safeParse(subject["room"]).data;
  return String(subject["verdict"] ?? (room && (await rooms.row(room))?.verdict) ?? "");
}

/** GET /api/audit?limit&before → { entries (newest first), head }. Of a verdict that one codes blind: one's own entries only. */
export function auditRoutes(deps: Deps) {
  return createRoutes().get("/", async (c) => {
    const { actor } = mustBeAllowed(c, "audit.read", null);
    const { limit, before } = parseBody(c.req.query(), Page);
    const [entries, coded] = await Promise.all([deps.store.audit.list(limit, before), codedBy(deps.store, actor)]);
    // Who reads or writes what, and when, is what a blind coder must not know, facilitator or not, handed in or not.
    const shown: AuditEntry[] = [];
    for (const entry of entries)
      if (entry.actor === actor.id || !coded.has(await verdictOf(deps.store, entry))) shown.push(entry);
    return c.json({ entries: shown, head: await deps.store.audit.head() });
  });
}
