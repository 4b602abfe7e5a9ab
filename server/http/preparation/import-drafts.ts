import { randomId } from "../../../schema/domain/ids.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { Recognised } from "../../../schema/protocol/http/imports.ts";

const KEPT_MS = 3_600_000;
const PER_MEMBER = 20;

/** What was recognised and waits for its person to confirm: in memory, for an hour, never on disk. */
export interface ImportDrafts {
  /** Keeps a draft; the oldest of the member's makes room when there are 20. `now` in ms since 1970. */
  keep(member: MemberId, recognised: Recognised, now: number): string;
  /** The member's own draft; null when it is gone or another's. */
  get(member: MemberId, id: string, now: number): Recognised | null;
  drop(member: MemberId, id: string): void;
}

export function createImportDrafts(): ImportDrafts {
  const drafts = new Map<string, { member: MemberId; recognised: Recognised; expiresAt: number }>();
  return {
    keep(member, recognised, now) {
      for (const [id, draft] of drafts) if (draft.expiresAt <= now) drafts.delete(id);
      const mine = [...drafts].filter(([, draft]) => draft.member === member).map(([id]) => id);
      for (const id of mine.slice(0, Math.max(0, mine.length - PER_MEMBER + 1))) drafts.delete(id);
      const id = randomId();
      drafts.set(id, { member, recognised, expiresAt: now + KEPT_MS });
      return id;
    },
    get(member, id, now) {
      const draft = drafts.get(id);
      return draft && draft.member === member && draft.expiresAt > now ? draft.recognised : null;
    },
    drop(member, id) {
      if (drafts.get(id)?.member === member) drafts.delete(id);
    },
  };
}
