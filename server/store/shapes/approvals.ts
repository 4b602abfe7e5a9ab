import type { Moment } from "./moment.ts";
import type { CandidateId, MemberId, OrganisationId, OutputId } from "../../../schema/domain/ids.ts";
import type { CandidateState, ChangedSince } from "../../../schema/protocol/http/outputs.ts";
import type { BlockId } from "../../../schema/domain/output.ts";
import type { FollowUp, FollowUpSay } from "../../../schema/protocol/http/quotes.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { NewVersion } from "../output-store.ts";
import type { FrozenTableRow } from "./frozen-table.ts";

/** Why a point may stay as it is. */
export interface PointReason {
  words: string;
  by: MemberId;
  at: string;
}

export interface Signature {
  member: MemberId;
  organisation: OrganisationId;
  at: string;
  /** They had typed in it, as all of their organisation had. */
  wrote: boolean;
  /** Papers print it with its name, or by role; null: nobody was asked. */
  named: boolean | null;
}

export interface Candidate {
  id: CandidateId;
  state: CandidateState;
  joint: boolean;
  house: number;
  digest: string;
  alteredAt: string | null;
  askedBy: MemberId;
  askedAt: string;
  endedBy: MemberId | null;
  endedAt: string | null;
  changed: ChangedSince[];
  documents: { output: OutputId; version: number }[];
  signatures: Signature[];
}

/** What of a candidate its digest is of. */
export interface CandidateContent {
  house: number;
  documents: { output: OutputId; title: string; document: OutputDocument; tables: readonly FrozenTableRow[] }[];
}

/** What is kept of a digest: the key beside it alone says of what it is. */
export interface KeyedDigest {
  key: Uint8Array;
  digest: string;
}

export interface NewCandidate extends Pick<Candidate, "id" | "joint" | "house" | "askedBy" | "askedAt">, KeyedDigest {
  /** `number`: of the output; `seq`: of its room. */
  documents: (Pick<NewVersion, "title" | "document"> & {
    output: OutputId;
    number: number;
    seq: number;
    tables: readonly FrozenTableRow[];
  })[];
}

export interface Act {
  by: MemberId;
  at: string;
}

export interface ApprovalStore {
  /** Who has typed in a document, by member. */
  typedIn(output: OutputId): Promise<MemberId[]>;
  /** By the points' keys. */
  reasons(output: OutputId): Promise<Map<string, PointReason>>;
  /** Says why points may stay; "" takes it back. */
  sayWhy(output: OutputId, points: readonly string[], words: string, act: Act): Promise<void>;
  /** The newest of a document, open or ended; null where none was ever asked for. */
  newest(output: OutputId): Promise<Candidate | null>;
  /** Freezes the documents, whose rooms are for reading from then on. Throws conflict where one has moved on. */
  ask(candidate: NewCandidate): Promise<void>;
  /** By it is known that nothing was written since. */
  moment(): Promise<Moment>;
  /**
   * Adds a signature; `approves`: it is the last, and what is signed is approved with it. Throws conflict where the candidate is open
   * no more, has another digest, or where anything was written since `moment` but in rooms of other verdicts and documents than it
   * `rests` on.
   */
  sign(
    id: CandidateId,
    signature: Signature,
    check: { digest: string; moment: Moment; rests: ReadonlySet<string>; approves: boolean },
  ): Promise<void>;
  /** Whether a member's last signature is printed with their name; false of who never signed. */
  signedByName(member: MemberId): Promise<boolean>;
  /** Ends an open candidate without approval: its documents are drafts again. Throws conflict where it is not open. */
  end(id: CandidateId, state: "taken-back" | "voided", act: Act, changed: readonly ChangedSince[]): Promise<void>;
  /** Opens approved documents again, all or none. Throws conflict where a `number` is not the output's any more. */
  openAgain(documents: readonly { output: OutputId; number: number }[], why: string, act: Act): Promise<void>;
  /** Every word that was said of why a document was opened again; `place`: `<output>/opened/<number>`. */
  openings(output: OutputId): Promise<{ place: string; text: string }[]>;
  /** Of every candidate: what its digest is of, and the digest with its key. */
  contents(): Promise<(CandidateContent & KeyedDigest & { id: CandidateId })[]>;
  /** Another key and digest; `alteredAt`: an erasure took words out of it then. */
  renew(id: CandidateId, digest: KeyedDigest, alteredAt: string | null): Promise<void>;
  /** What came of a document's recommendations, as was said last, by their blocks. */
  followUps(output: OutputId): Promise<Map<string, FollowUp>>;
  /** Says it anew; what was said before stays. */
  follow(output: OutputId, block: BlockId, said: FollowUpSay, act: Act): Promise<void>;
  /** Every word that was said of where one knows from; `place`: `<output>/follow/<block>/<number>`. */
  sources(output: OutputId): Promise<{ place: string; text: string }[]>;
  /** Rewrites reasons and sources, for an erasure. `place`: as of sources and openings, or `<output>/why/<point>`. */
  rewriteWords(rewrite: (words: string, place: string) => string): Promise<void>;
}
