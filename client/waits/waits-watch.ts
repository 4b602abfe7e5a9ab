import type { ReactiveControllerHost } from "lit";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import { readReplies, readWaiting } from "../api/verdicts.ts";
import { takePassing, takeReplies } from "./passing.ts";
import { tellPassing } from "./passing-told.ts";
import { noteReplies } from "./replies-told.ts";
import { noteWaits } from "./waits-told.ts";
import { Refetch } from "../app/refetch.ts";
import type { Session } from "../app/session-context.ts";

/** An event is answered soon, and those of whoever works beside one no more often than this. */
const SOON_MS = 500;
const APART_MS = 10_000;

/** What is asked of one, begun or called off comes seldom, and is told as soon as it is there. */
const RARE: ReadonlySet<ServerEvent["type"]> = new Set([
  "proposals",
  "methodology",
  "verdict",
  "members",
  "session",
  "mention",
  "replies",
]);

/** Keeps the number of what waits for the reader, on every page but home, which learns it with all else. */
export function watchWaits(host: ReactiveControllerHost, of: { session(): Session | null; isHome(): boolean }): void {
  let asked = 0;
  let isRare = false;
  new Refetch(host, {
    session: () => (of.isHome() ? null : of.session()),
    isOld: (event) => {
      isRare ||= RARE.has(event.type);
      return true;
    },
    fetch: async (signal) => {
      const member = of.session()?.member;
      // A guest of a workshop has one page.
      if (!member || member.guest?.workshop || of.isHome()) return null;
      asked = Date.now();
      isRare = false;
      if (member.guest) {
        const { replies } = await readReplies(signal);
        return () => {
          noteReplies(replies);
          tellPassing(takeReplies());
        };
      }
      const { count, news } = await readWaiting(signal);
      return () => {
        noteWaits(count);
        tellPassing(takePassing(news, location.pathname));
      };
    },
    take: (tell) => tell?.(),
    get restMs() {
      return isRare ? SOON_MS : Math.max(SOON_MS, asked + APART_MS - Date.now());
    },
  });
}
