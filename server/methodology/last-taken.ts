import type { MemberId } from "../../schema/domain/ids.ts";
import type { DraftSnapshot } from "../../schema/rooms/draft/draft-snapshot.ts";

const KEPT_MS = 24 * 3_600_000;

/** What took the draft's place: a file, or an earlier version. */
export interface Taken {
  id: string;
  by: MemberId;
  at: Date;
  /** Number of the version that it was; null for a file. */
  version: number | null;
  /** The version in force then: what was frozen since is no draft any more. */
  inForce: number;
  /** The draft as it was, and as that left it. */
  before: DraftSnapshot;
  after: DraftSnapshot;
}

/** The last of them, for whoever writes the draft to be told and to take it back: in memory, for a day, never on disk. */
export interface LastTaken {
  keep(taken: Taken): void;
  get(inForce: number, now: Date): Taken | null;
  drop(): void;
}

export function createLastTaken(): LastTaken {
  let last: Taken | null = null;
  return {
    keep(taken) {
      last = taken;
    },
    get(inForce, now) {
      if (last && (last.inForce !== inForce || now.getTime() - last.at.getTime() > KEPT_MS)) last = null;
      return last;
    },
    drop() {
      last = null;
    },
  };
}
