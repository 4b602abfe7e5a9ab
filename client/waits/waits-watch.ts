import type { ReactiveControllerHost } from "lit";
import { readWaitingCount } from "../api/verdicts.ts";
import { noteWaits } from "./waits-told.ts";
import { Refetch } from "../app/refetch.ts";
import type { Session } from "../app/session-context.ts";

/** An event is answered soon, and those of whoever works beside one no more often than this. */
const SOON_MS = 1000;
const APART_MS = 10_000;

/** Keeps the number of what waits for the reader, on every page but home, which learns it with all else. */
export function watchWaits(host: ReactiveControllerHost, of: { session(): Session | null; isHome(): boolean }): void {
  let asked = 0;
  new Refetch(host, {
    session: () => (of.isHome() ? null : of.session()),
    isOld: () => true,
    fetch: async (signal) => {
      const member = of.session()?.member;
      if (!member || member.guest || of.isHome()) return null;
      asked = Date.now();
      return readWaitingCount(signal);
    },
    take: (count) => {
      if (count !== null) noteWaits(count);
    },
    get restMs() {
      return Math.max(SOON_MS, asked + APART_MS - Date.now());
    },
  });
}
