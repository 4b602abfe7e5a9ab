import { createRoutes, mustBeSignedIn } from "./route.ts";
import { type Deps } from "../deps.ts";
import { audit } from "../actions/audit.ts";

/** POST /api/tickets → { ticket }: for `?ticket=` on a websocket, once, within 60 s. */
export function ticketRoutes(deps: Pick<Deps, "clock" | "store" | "tickets">) {
  return createRoutes().post("/", async (c) => {
    const by = mustBeSignedIn(c);
    await audit(deps, by, "ticket.issue");
    return c.json({ ticket: deps.tickets.issue(by.sessionHash, deps.clock().getTime()) }, 201);
  });
}
