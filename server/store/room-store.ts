import type {
  CommentId,
  LayerId,
  MemberId,
  MethodologyId,
  OutputId,
  RoomId,
  SlipId,
  VerdictId,
} from "../../schema/domain/ids.ts";
import type { RoomKind, Audience } from "../../schema/domain/room.ts";
import type { RoomRows } from "./rows.ts";
import type { NewDecision } from "./workshops/decision-store.ts";

// -------------------------------------------------------------------------------------------------------- verdicts

export interface RoomRow {
  id: RoomId;
  kind: RoomKind;
  verdict: VerdictId | null;
  /** Of a discussion. */
  audience: Audience | null;
  /** Of a layer's room. */
  layer: LayerId | null;
  /** Of a slip's room. */
  slip: SlipId | null;
  /** Of a draft or of its discussion. */
  methodology: MethodologyId | null;
  /** Of an output's content or discussion. */
  output: OutputId | null;
  /** Closed for good: answers 4410. */
  gone: boolean;
}

export interface RoomState {
  room: RoomRow;
  /** Number of the last committed update; 0 = none. */
  seq: number;
  /** V2-encoded state up to some seq, or null. */
  snapshot: Uint8Array | null;
  /** V1 updates after the snapshot, in order. */
  log: Uint8Array[];
  clients: [client: number, member: MemberId][];
}

/** All that one turn of one room commits: log rows, new bindings and projected rows stand or fall together. */
export interface RoomCommit {
  room: RoomId;
  /** The seq that the checks ran against; the commit fails with conflict on another. */
  expectedSeq: number;
  updates: { member: MemberId; bytes: Uint8Array; at: string }[];
  clients: [client: number, member: MemberId][];
  /** Whose own changes are among the updates; not those for whom the server wrote. */
  typedBy?: readonly MemberId[];
  rows: RoomRows;
  /** Rows of the command that made the change. */
  besides?: readonly CommandRow[];
}

/** What a command keeps beside what it changes in a room. */
export type CommandRow = NewDecision;

/** A room's entries in a document of its own, under a new id. */
export interface RoomRenewal {
  room: RoomId;
  /** The seq that it was made of; conflict on another. */
  expectedSeq: number;
  next: RoomId;
  snapshotV2: Uint8Array;
  clients: [client: number, member: MemberId][];
  /** All rows, of the new room. */
  rows: RoomRows;
}

export interface RoomStore {
  /** What a room belongs to; rooms that are gone too. Null where there never was one. */
  row(id: RoomId): Promise<RoomRow | null>;
  /** Every room, by id; those that are gone too. */
  all(): Promise<RoomRow[]>;
  /** null = no such room. */
  load(id: RoomId): Promise<RoomState | null>;
  /**
   * Commits several rooms in one durable transaction (group commit). Resolves after fsync. Throws conflict (also where the
   * layer is frozen, whoever asks) or unavailable, and then nothing of it is stored.
   */
  commit(commits: RoomCommit[]): Promise<void>;
  /** Replaces log rows up to `seq` by a snapshot; attribution (clients) stays. */
  compact(id: RoomId, seq: number, snapshotV2: Uint8Array): Promise<void>;
  /**
   * Closes a room for good and opens `next` in its place; log, snapshot, bindings and rows of the old one go. Throws
   * conflict or not-found, and then nothing has changed.
   */
  renew(renewal: RoomRenewal): Promise<void>;
  /** Open rooms whose rows a migration changed and nobody has made anew. */
  withOldRows(): Promise<RoomId[]>;
  /** Replaces all projected rows of a room, which are then not old any more; false where its layer is frozen, whose rows stay. */
  replaceRows(id: RoomId, rows: RoomRows): Promise<boolean>;
  /** All projected rows of a room. */
  rows(id: RoomId): Promise<RoomRows>;
  /** Where somebody is mentioned, and has not put it away, whether or not they may open that room. */
  mentions(member: MemberId): Promise<{ room: RoomId; comment: CommentId }[]>;
  /** Somebody puts mentions of them away. `at`: ISO 8601. */
  endMentions(member: MemberId, comments: readonly CommentId[], at: string): Promise<void>;
}
