import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { AuditAction } from "./shapes/audit-actions.ts";

// ----------------------------------------------------------------------------------------------------------- audit
/** Append-only, hash-chained; ids and closed words only. */
export interface AuditEntry {
  at: string;
  actor: MemberId | null;
  action: AuditAction;
  /** Ids and closed words, never names or texts. */
  subject: Record<string, string | number | boolean | null>;
}

/** As it stands in the log. An earlier server may have written an action that is written no more. */
export type WrittenEntry = Omit<AuditEntry, "action"> & { action: string };

/** What somebody may not know of the log: entries of others about these verdicts, their rooms, rounds and documents. */
export interface Untold {
  verdicts: VerdictId[];
  /** Who knows their own entries all the same. */
  but: MemberId;
}

export interface AuditStore {
  /** Adds an entry to the chain. Throws unavailable. */
  append(entry: AuditEntry): Promise<void>;
  /** Newest first; what is untold is left out before it is counted. */
  list(
    limit: number,
    before?: number,
    untold?: Untold | null,
  ): Promise<(WrittenEntry & { number: number; hash: string })[]>;
  /** Entries of these actions since a time, oldest first. */
  since(at: string, actions: readonly AuditAction[]): Promise<WrittenEntry[]>;
  /** Number and hash of the newest entry that is told. Files print it by `auditHeadFor`. */
  head(untold?: Untold | null): Promise<{ number: number; hash: string }>;
  /** The first entry whose hash does not follow from the one before, or null if the chain holds. */
  verify(): Promise<number | null>;
}
