import { hashToken, newToken } from "./tokens.ts";

const TICKET_MS = 60_000;
const TICKETS_MAX = 10_000;

/** Single-use passes for tools that can not send a cookie on a websocket: `?ticket=` within 60 s. Kept in memory. */
export interface Tickets {
  /** A new ticket for a session; `now` in ms since 1970. */
  issue(sessionHash: string, now: number): string;
  /** The session behind a ticket, exactly once; null if there is none any more. */
  redeem(ticket: string, now: number): string | null;
}

export function createTickets(): Tickets {
  const tickets = new Map<string, { sessionHash: string; expiresAt: number }>();
  return {
    issue(sessionHash, now) {
      for (const [key, { expiresAt }] of tickets)
        if (expiresAt <= now || tickets.size >= TICKETS_MAX) tickets.delete(key);
      const ticket = newToken();
      // Held by hash, so that finding one takes no longer for a guess that begins right.
      tickets.set(hashToken(ticket), { sessionHash, expiresAt: now + TICKET_MS });
      return ticket;
    },
    redeem(ticket, now) {
      const key = hashToken(ticket);
      const found = tickets.get(key);
      tickets.delete(key);
      return found && found.expiresAt > now ? found.sessionHash : null;
    },
  };
}
