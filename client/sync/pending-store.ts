import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import type { ScopeKind } from "../../schema/rooms/room-scope.ts";
import type { Batch } from "./batch.ts";
import type { Draft } from "./draft.ts";
import type { DraftLetters } from "./letters/draft-letters.ts";
import type { WorkEnd } from "./offline/records.ts";

/** A batch that is not on the server yet, with where it belongs. */
export interface PendingBatch {
  place: string;
  /** Null where the server had told of none yet. */
  room: RoomId | null;
  batch: Batch;
  /** Another tab of this browser lives and will see to it; here it is only shown and sent along. */
  isElsewhere: boolean;
}

/** What on a page holds words that are kept here as they are typed: they follow what becomes of the drafts. */
export interface TypedBoxes {
  /** Keeps what stands in them and is not kept yet. */
  keepNow(): void;
  /** What is erased was replaced in the words of a draft: a box that has them shows these from now on. */
  screened(draft: Draft): void;
}

/**
 * Words that a page remembers beside those that stand somewhere, and may show again, as one's own that a colleague has put theirs over. They are no
 * draft, and no room has them.
 */
export interface RememberedWords {
  /** Perhaps something in them is erased: none is shown until it is known what is left of it. Answers with the words. */
  cover(): string[];
  /** Shows them again; `left`: what is left of words that it answered with. */
  uncover(left: (words: string) => string): void;
}

/** A room as the server last had it, with who is behind its Yjs client ids. */
export interface RoomCopy {
  state: Uint8Array;
  clients: [client: number, member: MemberId][];
}

/**
 * What is kept of one member's work on one verdict: on the device where that is allowed (docs/design.md, idea 11), otherwise as
 * long as the page is open. Reads are of what was there at opening; writes are in the order in which they are asked for.
 */
export interface PendingStore {
  /** Whether it outlives the page. */
  readonly isOnDevice: boolean;
  /** Whether every write asked for has reached the device. */
  readonly isSettled: boolean;
  readonly drafts: readonly Draft[];
  /** Whether the words of a draft stand in a box of another tab, for all that was known at opening: they are that tab's to go on with. */
  isInOtherTab(draft: Draft): boolean;
  /** What holds words on pages of this tab; each puts itself here, and takes itself away. */
  readonly boxes: Set<TypedBoxes>;
  /** What pages of this tab remember of this scope. */
  readonly remembered: readonly RememberedWords[];
  /** What is remembered is looked over as drafts are, until the answer is called. */
  remember(kind: ScopeKind, words: RememberedWords): () => void;
  /** Null where there is no copy. */
  copy(room: RoomId): RoomCopy | null;
  /** Unsent work found at opening, oldest first. */
  readonly batches: readonly PendingBatch[];
  /** Keeps unsent work, in the place of what it was lifted from. */
  keep(place: string, room: RoomId | null, batch: Batch, insteadOf?: string): void;
  /** Lets go of work that is on the server, together with the copy that holds it where there is one to keep. */
  settle(room: RoomId, batches: readonly string[], copy: RoomCopy | null): void;
  /** How the question of a draft is called from now on, by whom it is shown: kept with it, for pages that do not show it. */
  callBy(name: (draft: Draft) => string | null): void;
  /** Which letter is which in the words of a draft, as far as it was typed into while it was kept. */
  lettersOf(draft: string): DraftLetters;
  /** Turns unsent work into a draft. `letters`: where they are not what follows from what it was before. */
  setAside(draft: Draft, batch: string | null, letters?: DraftLetters): void;
  /** Lets go of a draft, or of unsent work. */
  drop(id: string, why: WorkEnd): void;
  /** Drops copies of rooms that are not listed, or may not be copied, any more; unsent work stays. */
  keepOnly(listed: readonly { room: RoomId; mayCopy: boolean }[]): void;
  /** Makes unreadable what is not kept any more: words that were replaced because they are erased. */
  renew(): void;
  /** Calls back when `isSettled` or `drafts` have changed. */
  watch(listener: () => void): () => void;
}
