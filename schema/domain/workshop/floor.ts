import type { MemberId, OrganisationId, WorkshopId } from "../ids.ts";
import type { WorkshopState } from "./workshop.ts";

/** What of a workshop decides who may do what in it. */
export interface WorkshopSubject {
  id: WorkshopId;
  host: OrganisationId;
  state: WorkshopState;
  holder: MemberId | null;
  deputies: readonly MemberId[];
  /** How long nothing was heard of the holder, in milliseconds; Infinity where nobody holds the floor. */
  holderSilentMs: number;
}

/** A question that a workshop put off, and who took it. */
export interface ParkedSubject {
  workshop: WorkshopSubject;
  taker: MemberId | null;
}

/** The n-th deputy waits so long for who comes before them. */
export const DEPUTY_WAITS_MS = 10_000;

/** How long the holder must be silent before a deputy takes the floor; null for whoever is none. */
export function waitOf(deputies: readonly MemberId[], member: MemberId): number | null {
  const place = deputies.indexOf(member);
  return place < 0 ? null : (place + 1) * DEPUTY_WAITS_MS;
}

/** Whether a deputy's turn to take the floor has come. */
export function isDeputysTurn(member: MemberId, { deputies, holderSilentMs }: WorkshopSubject): boolean {
  const wait = waitOf(deputies, member);
  return wait !== null && holderSilentMs >= wait;
}
