import type { CategoryMap } from "../../schema/domain/methodology/category-map.ts";
import type {
  CategoryId,
  LayerId,
  MemberId,
  MethodologyId,
  RoomId,
  ThreadId,
  VerdictId,
} from "../../schema/domain/ids.ts";
import type { MethodologyContent, MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type {
  EarlierWording,
  Review,
  TouchedField,
  VersionList,
  VoteList,
  VoteValue,
} from "../../schema/protocol/http/methodology.ts";

/** The draft of the network's methodology: one for ever. */
export interface DraftRow {
  methodology: MethodologyId;
  /** The version that it goes on from: what that one took is out of it. Null while nothing was written into it yet. */
  version: number | null;
  room: RoomId;
  discussion: RoomId;
}

/** A category that somebody else than who put a version in force had put into the draft, and whether the version has it. */
export interface FrozenProposal {
  category: CategoryId;
  member: MemberId;
  isTaken: boolean;
}

/** The network's one methodology: its frozen versions, its draft, and the votes on proposals. */
export interface MethodologyStore {
  /** The version in force, or null before the first freeze. */
  current(): Promise<MethodologyVersion | null>;
  /** A frozen version; null where there is none of that number. */
  version(number: number): Promise<MethodologyVersion | null>;
  /** Whether somebody has ever opened its page. */
  isOpenedBy(member: MemberId): Promise<boolean>;
  /** Newest first. */
  versions(): Promise<VersionList["versions"]>;
  /**
   * The next version. `onto`: the version that it was made of (0 = none), and what became of that one's categories; throws
   * conflict where another is in force. Without it, it follows whatever is in force and nothing has become of anything.
   */
  freeze(
    content: MethodologyContent,
    note: string,
    by: MemberId | null,
    at: string,
    onto?: { base: number; fates: CategoryMap["fates"]; proposals?: readonly FrozenProposal[] },
  ): Promise<MethodologyVersion>;
  /** What versions did with categories that somebody had proposed, oldest first. */
  frozenProposals(member: MemberId): Promise<(FrozenProposal & { version: number })[]>;
  /** Rewrites notes and contents of all versions, for an erasure; whatever else a version says never changes. */
  rewrite(note: (text: string) => string, content: (content: MethodologyContent) => MethodologyContent): Promise<void>;
  /** Makes the draft with these rooms, if there is none. Throws not-found before the first freeze. */
  openDraft(rooms: { room: RoomId; discussion: RoomId }): Promise<DraftRow>;
  /** The draft with its rooms; null before it is opened. */
  draft(): Promise<DraftRow | null>;
  /** The draft goes on from this version now. */
  setDraftVersion(number: number): Promise<void>;
  /** Keeps what somebody wrote over; once, while they go on in the same text, which began at `since` or later. The newest 300 stay. */
  keepWording(wording: EarlierWording, since: string): Promise<void>;
  /** Notes who wrote fields of the draft, or made entries of it (`field` null), and when: the last of each. */
  keepTouched(
    places: readonly { root: string; entry: string; field: string | null }[],
    by: MemberId,
    at: string,
  ): Promise<void>;
  /** Of the draft since the version in force. */
  touched(): Promise<TouchedField[]>;
  /** Of the draft since the version in force, newest first. */
  wordings(): Promise<EarlierWording[]>;
  /** For an erasure. */
  rewriteWordings(rewrite: (text: string) => string): Promise<void>;
  /** `vote` null takes it back. */
  vote(thread: ThreadId, member: MemberId, vote: VoteValue | null, at: string): Promise<void>;
  /** Oldest first. */
  votes(): Promise<VoteList["votes"]>;
}

/** Decisions on tags whose category has another meaning. Layers are named only by what `visibleLayers` returned. */
export interface ReviewStore {
  /** Replaces an earlier decision on the tag in the same version. */
  add(verdict: VerdictId, review: Review): Promise<void>;
  /** What was decided of a tag in a version. */
  drop(review: Pick<Review, "annotation" | "version">): Promise<void>;
  /** Newest first. */
  of(layers: readonly LayerId[]): Promise<readonly Review[]>;
}
