import { z } from "zod";
import type { WrittenEntry } from "../../store/audit-store.ts";
import { untoldTo } from "../../told-of-log.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, parseBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { openCursor, sealCursor } from "./sealed-cursor.ts";

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.string().optional(),
});
const EntryNumber = z.coerce.number().int().positive().nullable();

/**
 * GET /api/audit?limit&before → { entries (newest first), head, next }. Who codes blind gets, of what they code, their own entries
 * only; all without numbers and hashes, and the head as hash alone. `next`: `before` of the following page, null after the last.
 */
export function auditRoutes(deps: Pick<Deps, "store">) {
  const { audit } = deps.store;
  return createRoutes().get("/", async (c) => {
    const { actor } = mustBeAllowed(c, "audit.read", null);
    const { limit, before = null } = parseBody(c.req.query(), Page);
    const untold = await untoldTo(deps.store, actor);
    const number = EntryNumber.safeParse(untold && before !== null ? openCursor(before) : before);
    if (!number.success || (before !== null && number.data === null))
      throw new Refusal("bad-request", { field: "before" });
    const [entries, head] = await Promise.all([
      audit.list(limit, number.data ?? undefined, untold),
      audit.head(untold),
    ]);
    const last = entries.length === limit ? entries.at(-1)?.number : undefined;
    if (!untold) return c.json({ entries, head, next: last === undefined ? null : String(last) });
    const plain = entries.map(({ at, actor: by, action, subject }): WrittenEntry => ({
      at,
      actor: by,
      action,
      subject,
    }));
    return c.json({ entries: plain, head: { hash: head.hash }, next: last === undefined ? null : sealCursor(last) });
  });
}
