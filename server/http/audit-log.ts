import { z } from "zod";
import { codesBlind } from "../../schema/domain/blind-part.ts";
import type { Actor } from "../../schema/domain/can.ts";
import { OutputId, RoomId } from "../../schema/domain/ids.ts";
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

/** The verdicts that a log entry is about: its own, that of its room, or those that its document tells of. */
async function verdictsOf(
  { rooms, outputs }: Pick<Store, "rooms" | "outputs">,
  { subject }: AuditEntry,
): Promise<string[]> {
  const id = RoomId.safeParse(subject["room"]).data;
  const room = id ? await rooms.row(id) : null;
  const output = OutputId.safeParse(subject["output"] ?? room?.output).data;
  const named = output ? ((await outputs.get(output))?.named ?? []) : [];
  return [subject["verdict"] ?? room?.verdict, ...named].flatMap((each) => (typeof each === "string" ? [each] : []));
}

/** GET /api/audit?limit&before → { entries (newest first), head }. Of a verdict that one codes blind: one's own entries only. */
export function auditRoutes(deps: Deps) {
  return createRoutes().get("/", async (c) => {
    const { actor } = mustBeAllowed(c, "audit.read", null);
    const { limit, before } = parseBody(c.req.query(), Page);
    const [entries, coded] = await Promise.all([deps.store.audit.list(limit, before), codedBy(deps.store, actor)]);
    // Who reads or writes what, and when, is what a blind coder must not know, facilitator or not, handed in or not.
    const shown: AuditEntry[] = [];
    for (const entry of entries) {
      const isOwn = entry.actor === actor.id || coded.size === 0;
      if (isOwn || !(await verdictsOf(deps.store, entry)).some((each) => coded.has(each))) shown.push(entry);
    }
    return c.json({ entries: shown, head: await deps.store.audit.head() });
  });
}
