import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { NamesWithRevision } from "./name-store.ts";

/** A revision without its words. */
export interface RevisionRow {
  number: number;
  by: MemberId;
  at: string;
  /** Null where the edit map tells it. */
  how: "reimport" | null;
  /** Whether its text is still kept. */
  isKept: boolean;
}

/** What is stored together with a new revision: all of it, or nothing and no revision. */
export interface WithRevision extends NamesWithRevision {
  how?: RevisionRow["how"];
  /** Numbers of paragraphs that read otherwise: of them nothing was seen by whoever clears the verdict, but for who changed them. */
  changed?: { numbers: readonly string[]; by: MemberId | null };
}

/** How a verdict's text became what it is, and what its readers have seen of that. */
export interface CorrectionStore {
  /** All revisions, oldest first. */
  revisions(verdict: VerdictId): Promise<RevisionRow[]>;
  /** What the member has looked at: ids of tags and threads, each with the revision then. */
  seen(member: MemberId, verdict: VerdictId): Promise<{ subject: string; revision: number }[]>;
  /** Notes that the member has looked at some, up to a revision; never takes back a later look. Throws not-found. */
  markSeen(member: MemberId, verdict: VerdictId, subjects: readonly string[], revision: number): Promise<void>;
}
