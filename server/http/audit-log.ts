import { z } from "zod";
import { createRoutes, mustBeAllowed, parseBody, type Deps } from "./route.ts";

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  before: z.coerce.number().int().positive().optional(),
});

/** GET /api/audit?limit&before → { entries (newest first), head }. */
export function auditRoutes(deps: Deps) {
  return createRoutes().get("/", async (c) => {
    mustBeAllowed(c, "audit.read", null);
    const { limit, before } = parseBody(c.req.query(), Page);
    return c.json({ entries: await deps.store.audit.list(limit, before), head: await deps.store.audit.head() });
  });
}
