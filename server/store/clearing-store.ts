import type { MemberId, RemovedTranslationId, VerdictId } from "../../schema/domain/ids.ts";
import type { PassReason } from "../../schema/domain/clearing.ts";
import type { Stage } from "../../schema/domain/verdict.ts";
import type { Clearing } from "../../schema/protocol/http/clearing.ts";
import type { ParagraphRanges } from "../../schema/text/paragraph-ranges.ts";

/** A signature under a checklist, with what it was made on. */
export interface Signature extends Omit<Clearing, "state"> {
  /** The stage that the verdict was at. */
  from: Stage;
  /** Number of its names that were looked at; null where it had none. */
  names: number | null;
  /** Removed translations that were looked over and may be put back later. All others of the verdict go when it is at the stage. */
  keepsRemoved: readonly RemovedTranslationId[];
  /** Why what was found may stay, by the finding's fingerprint: what the second reader is shown, in place of what was kept before; null: that stays. */
  reasons: ReadonlyMap<number, PassReason> | null;
  needsSecond: boolean;
}

/** What somebody has done of a checklist before they sign it. */
export interface ClearingWork {
  seen: ParagraphRanges;
  /** Why what was found may stay, by the finding's fingerprint. */
  reasons: ReadonlyMap<number, PassReason>;
}

/** Whose checklist, and the stage that the verdict was at when they did this. */
export interface ClearingWorker {
  verdict: VerdictId;
  member: MemberId;
  stage: Stage;
}

/** Who cleared verdicts, and of which a second reader is asked. */
export interface ClearingStore {
  /**
   * Keeps a signature; where no second is needed, or another member has signed the same revision for the same stage, the verdict
   * is at that stage in the same transaction (as by `setStage`), and true comes back. A former signature of the same member is
   * withdrawn. Throws conflict where stage, revision or names are not those that were looked at; not-found.
   */
  sign(signature: Signature): Promise<boolean>;
  /** All signatures, newest first; one of an earlier revision that waited is withdrawn. */
  of(verdict: VerdictId): Promise<readonly Clearing[]>;
  /** Of each verdict that was cleared for the network: when last, and everybody who ever signed that. */
  forNetwork(): Promise<ReadonlyMap<VerdictId, { at: string; signers: readonly MemberId[] }>>;
  /** What a member has done of the verdict's checklist; nothing after a change of its stage. */
  work(verdict: VerdictId, member: MemberId): Promise<ClearingWork>;
  /**
   * Adds to what a member has had in sight; nothing where the verdict is at another stage, or its text another than the `revision` in which
   * they had. What is no paragraph of it, of whatever revision, is left out. What somebody else changes later was not seen. Throws not-found.
   */
  see(of: ClearingWorker, seen: ParagraphRanges, revision?: number): Promise<void>;
  /**
   * Keeps a member's reasons, beside those that are there; nothing where the verdict is at another stage. Null takes one back. Throws
   * not-found; conflict where they have signed for the next stage, wait for a second reader, and signed with others than these.
   */
  giveReasons(of: ClearingWorker, reasons: ReadonlyMap<number, PassReason | null>): Promise<void>;
  /** Whether a second reader must sign this verdict, whatever the network asks of all. */
  needsSecond(verdict: VerdictId): Promise<boolean>;
  /** Asks for a second reader of this verdict, or no more. */
  setNeedsSecond(verdict: VerdictId, isNeeded: boolean): Promise<void>;
}
