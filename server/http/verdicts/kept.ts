import { randomId, type MemberId } from "../../../schema/domain/ids.ts";

const KEPT_MS = 3_600_000;
const PER_MEMBER = 5;

/** What waits for its person to decide: in memory, for an hour, never on disk. */
export interface Kept<T> {
  /** The oldest of the member's makes room when there are five. `now` in ms since 1970. */
  keep(member: MemberId, thing: T, now: number): string;
  /** The member's own; null when it is gone or another's. */
  get(member: MemberId, id: string, now: number): T | null;
  drop(member: MemberId, id: string): void;
}

export function createKept<T>(): Kept<T> {
  const things = new Map<string, { member: MemberId; thing: T; expiresAt: number }>();
  return {
    keep(member, thing, now) {
      for (const [id, each] of things) if (each.expiresAt <= now) things.delete(id);
      const mine = [...things].filter(([, each]) => each.member === member).map(([id]) => id);
      for (const id of mine.slice(0, Math.max(0, mine.length - PER_MEMBER + 1))) things.delete(id);
      const id = randomId();
      things.set(id, { member, thing, expiresAt: now + KEPT_MS });
      return id;
    },
    get(member, id, now) {
      const each = things.get(id);
      return each && each.member === member && each.expiresAt > now ? each.thing : null;
    },
    drop(member, id) {
      if (things.get(id)?.member === member) things.delete(id);
    },
  };
}
