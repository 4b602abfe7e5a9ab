import type {
  AnnotationId,
  CategoryId,
  CommentId,
  InvitationId,
  LayerId,
  MemberId,
  MethodologyId,
  OutputId,
  OrganisationId,
  QuestionId,
  RoomId,
  RoundId,
  ScanId,
  ThreadId,
  TranslationId,
  VerdictId,
} from "../../schema/domain/ids.ts";
import type { AnswerSubject, AnswerValue, Certainty } from "../../schema/domain/answer.ts";
import type { Member, Organisation, Role } from "../../schema/domain/member.ts";
import type { Audience, RoomKind } from "../../schema/domain/room.ts";
import type { LayerKind, Round, Stage, Verdict, VerdictData } from "../../schema/domain/verdict.ts";
import type { Country, UiLanguage } from "../../schema/domain/language.ts";
import type { Anchor, BlockEdit, Edit, EditKind, EditMap, Revision, RevisionText } from "../../schema/text/revision.ts";
import type { ErasureStore } from "./erasure-store.ts";
import type { CaseStore } from "./case-store.ts";
import type { ClearingStore } from "./clearing-store.ts";
import type { CodingsStore } from "./codings-store.ts";
import type { CorrectionStore, WithRevision } from "./correction-store.ts";
import type { MethodologyStore, ReviewStore } from "./methodology-store.ts";
import type { NameStore } from "./name-store.ts";
import type { RoundStore } from "./round-store.ts";
import type { OutputRows, OutputStore } from "./output-store.ts";
import type { ScanStore } from "./scan-store.ts";
import type { TranslationStore } from "./translation-store.ts";

/**
 * Everything that lasts, behind one interface with two engines (DESIGN idea 10). Each method is a whole intent in one
 * transaction; none hands out a transaction, and nothing awaits inside one. Times are UTC ISO 8601. A method that cannot
 * do what it says throws StoreError with a closed code.
 */
export interface Store {
  people: PeopleStore;
  verdicts: VerdictStore;
  rounds: RoundStore;
  rooms: RoomStore;
  methodologies: MethodologyStore;
  reviews: ReviewStore;
  passages: PassageStore;
  cases: CaseStore;
  audit: AuditStore;
  names: NameStore;
  corrections: CorrectionStore;
  codings: CodingsStore;
  clearings: ClearingStore;
  scans: ScanStore;
  translations: TranslationStore;
  outputs: OutputStore;
  erasures: ErasureStore;
  /** Settings of the installation (`network-name`, `setup-token-hash`, …). */
  setting(key: string): Promise<string | null>;
  setSetting(key: string, value: string | null): Promise<void>;
  close(): Promise<void>;
}

export type StoreErrorCode =
  | "conflict"
  | "not-found"
  | "email-taken"
  | "last-facilitator"
  | "link-spent"
  | "link-expired"
  | "unavailable";
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string = code) {
    super(message);
    this.code = code;
  }
}

// ---------------------------------------------------------------------------------------------------------- people

export interface InvitationRow {
  id: InvitationId;
  kind: "member" | "guest" | "reset" | "sign-in";
  role: Role;
  organisation: OrganisationId;
  name: string | null;
  /** Guests: the verdict or the output. */
  verdict: VerdictId | null;
  output: OutputId | null;
  /** Reset and sign-in links: whose. */
  member: MemberId | null;
  invitedBy: MemberId | null;
  createdAt: string;
  /** The link dies then; for a guest the stay ends then too. */
  expiresAt: string;
  spentAt: string | null;
}

export interface SessionRow {
  /** SHA-256 of the cookie's value, hex. */
  hash: string;
  member: MemberId;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

/** What the first facilitator says of the network and of themselves. */
export interface NetworkSetup {
  network: string;
  organisation: Organisation;
  facilitator: Member;
  credentials: { email: string; passwordHash: string };
}

export interface PeopleStore {
  /**
   * Spends the setup link (`setup-token-hash`), names the network and adds its first organisation and facilitator in one
   * transaction. Throws link-spent where the token is not that of the link in force.
   */
  setUp(tokenHash: string, setup: NetworkSetup): Promise<void>;
  organisations(): Promise<Organisation[]>;
  addOrganisation(organisation: Organisation): Promise<void>;
  /** All, removed ones and guests too. */
  members(): Promise<(Member & { email: string | null })[]>;
  member(id: MemberId): Promise<Member | null>;
  /** For sign-in; only members that are not removed. */
  credentials(email: string): Promise<{ member: Member; passwordHash: string } | null>;
  /** Throws email-taken. */
  addMember(member: Member, credentials: { email: string; passwordHash: string } | null): Promise<void>;
  /**
   * Withdraws the unspent links that the new role could not have made. Throws last-facilitator; not-found for a removed
   * member; conflict for a guest who would be something else than a reviewer.
   */
  changeMember(id: MemberId, change: { role?: Role; organisation?: OrganisationId }): Promise<Member>;
  /**
   * Ends all sessions of the member too, and withdraws their unspent links and those made for them. Removing twice changes
   * nothing. Throws last-facilitator.
   */
  removeMember(id: MemberId, at: string): Promise<void>;
  setPassword(id: MemberId, passwordHash: string): Promise<void>;
  /**
   * `tokenHash`: SHA-256 of the link's token, hex; the token itself is never stored. In the same transaction the unspent links
   * that it replaces go: those named, and for a reset all of that member. How many.
   */
  addInvitation(row: InvitationRow, tokenHash: string, replaces?: readonly InvitationId[]): Promise<number>;
  invitations(): Promise<InvitationRow[]>;
  invitationByToken(tokenHash: string): Promise<InvitationRow | null>;
  /** Marks the link spent exactly once; a reset ends all other links of its member. Throws link-spent, link-expired. */
  spendInvitation(tokenHash: string, at: string): Promise<InvitationRow>;
  /** Spends the link and adds the member in one transaction. Throws link-spent, link-expired, email-taken. */
  acceptInvitation(
    tokenHash: string,
    member: Member,
    credentials: { email: string; passwordHash: string } | null,
    at: string,
  ): Promise<void>;
  withdrawInvitation(id: InvitationId): Promise<void>;
  addSession(session: SessionRow): Promise<void>;
  /** The session with its member, if neither has ended by `now`; removed members have none. */
  session(hash: string, now: string): Promise<{ session: SessionRow; member: Member } | null>;
  touchSession(hash: string, lastSeenAt: string): Promise<void>;
  endSession(hash: string): Promise<void>;
  endSessionsOf(member: MemberId): Promise<void>;
  /** Deletes the sessions that have ended by `now`; how many. */
  purgeSessions(now: string): Promise<number>;
}

// -------------------------------------------------------------------------------------------------------- verdicts

export interface RoomRow {
  id: RoomId;
  kind: RoomKind;
  verdict: VerdictId | null;
  /** Of a discussion. */
  audience: Audience | null;
  /** Of a layer's room. */
  layer: LayerId | null;
  /** Of a draft or of its discussion. */
  methodology: MethodologyId | null;
  /** Of an output's content or discussion. */
  output: OutputId | null;
  /** Closed for good: answers 4410. */
  gone: boolean;
}

export interface LayerRow {
  id: LayerId;
  verdict: VerdictId;
  round: RoundId;
  roundNumber: number;
  kind: LayerKind;
  /** Of an own layer; null for the others. */
  owner: MemberId | null;
  /** From then on it is rows only; an adjudicated layer always is. */
  frozenAt: string | null;
}

export interface NewVerdict {
  verdict: Verdict;
  text: RevisionText;
  by: MemberId;
  /** Round 1 (open), its shared layer and the three rooms are made in the same transaction, with these ids. */
  round: RoundId;
  layer: LayerId;
  rooms: { layer: RoomId; internal: RoomId; review: RoomId };
  /** The scan of which it is made, which is confirmed in the same transaction. */
  scan?: ScanId | null;
}

/**
 * What becomes of the words that stood before a revision: they stay readable, they go, or (a redaction) they go unless the
 * verdict is in preparation, where they stay until it is cleared, so that the redaction can be undone.
 */
export type EarlierText = "stays" | "goes" | "goes-once-cleared";

export interface VerdictStore {
  /** Throws conflict where its scan is not ready, or another verdict's already. */
  add(verdict: NewVerdict): Promise<void>;
  all(): Promise<Verdict[]>;
  get(id: VerdictId): Promise<Verdict | null>;
  change(id: VerdictId, data: Partial<VerdictData>): Promise<Verdict>;
  /**
   * Out of preparation the earlier texts and the state of names go in the same transaction (`dropEarlierTexts`). Signatures that
   * wait for a second reader are withdrawn.
   */
  setStage(id: VerdictId, stage: Stage): Promise<Verdict>;
  /** The newest revision, or the one named; null where its text is gone or never was. */
  revision(id: VerdictId, number?: number): Promise<Revision | null>;
  /** Coram's numbers of the blocks of all revisions, those of which the text is gone too: none is ever given again. */
  usedNumbers(id: VerdictId): Promise<string[]>;
  /** All edit maps from `from` on, in order. */
  maps(id: VerdictId, from?: number): Promise<EditMap[]>;
  /**
   * Appends revision `base + 1`; throws conflict if `base` is no longer the newest (the caller rebases and tries again).
   * `edits` are kept only as the map: never the words that were taken out. Where the earlier text goes, the state of names
   * goes too, since it quotes it; maps stay. `also` is stored in the same transaction, and not at all if any of it fails.
   */
  addRevision(
    id: VerdictId,
    base: number,
    next: Revision,
    map: EditMap,
    by: MemberId,
    at: string,
    earlierText: EarlierText,
    also?: WithRevision,
  ): Promise<void>;
  /**
   * Takes the text of all revisions but the newest away for good, and the state of names with it, from the write-ahead log
   * too; edit maps and block numbers stay. Throws not-found.
   */
  dropEarlierTexts(id: VerdictId): Promise<void>;
  /** Throws not-found. */
  currentRound(id: VerdictId): Promise<Round>;
  /** All rounds, oldest first. */
  rounds(id: VerdictId): Promise<Round[]>;
  layers(id: VerdictId): Promise<LayerRow[]>;
  /** Those that are open; a room that is gone is not handed out again. */
  rooms(id: VerdictId): Promise<RoomRow[]>;
}

export type { BlockEdit, Edit, EditKind };

// ----------------------------------------------------------------------------------------------------------- rooms

/** Rows that an update projects into (DESIGN idea 8). Upserts by id; a row is never removed here, `deleted` is a field. */
export interface AnnotationRow {
  id: AnnotationId;
  room: RoomId;
  layer: LayerId;
  verdict: VerdictId;
  category: CategoryId;
  version: number;
  anchor: Anchor;
  note: string;
  createdAt: string;
  deleted: string | null;
  author: MemberId;
  /** Who last wrote any field. */
  lastWriter: MemberId;
}

export interface ThreadRow {
  id: ThreadId;
  room: RoomId;
  verdict: VerdictId;
  audience: Audience | null;
  /** Of a layer's own threads. */
  layer: LayerId | null;
  anchor: Anchor | null;
  annotation: AnnotationId | null;
  suggestion: CategoryId | null;
  applied: AnnotationId | null;
  createdAt: string;
  resolved: string | null;
  deleted: string | null;
  author: MemberId;
}

export interface CommentRow {
  id: CommentId;
  room: RoomId;
  verdict: VerdictId;
  thread: ThreadId;
  body: string;
  createdAt: string;
  editedAt: string | null;
  deleted: string | null;
  author: MemberId;
}

/** The translation of a passage. */
export interface TranslationRow {
  id: TranslationId;
  room: RoomId;
  verdict: VerdictId;
  audience: Audience | null;
  /** Of one that a blind coder wrote. */
  layer: LayerId | null;
  anchor: Anchor;
  language: UiLanguage;
  body: string;
  createdAt: string;
  deleted: string | null;
  author: MemberId;
  /** Who last wrote any field. */
  lastWriter: MemberId;
}

/** One answer of a layer: question and subject are its key within the room. */
export interface AnswerRow {
  room: RoomId;
  layer: LayerId;
  verdict: VerdictId;
  question: QuestionId;
  subject: AnswerSubject;
  /** null = not answered, or taken back. */
  value: AnswerValue | null;
  /** Methodology version in force when the value was given; null without one. */
  version: number | null;
  note: string;
  certainty: Certainty;
  /** In the order of their ids; `anchor` is null where `id` is an annotation's. */
  evidence: { id: string; anchor: Anchor | null }[];
  /** Who gave (or took back) the value; without one, who wrote the rest. */
  author: MemberId;
  /** Somebody else who wrote another part; otherwise the author. */
  lastWriter: MemberId;
}

/** An answer with when its value was given or taken back; null where that was before the server kept it, or never. */
export interface TimedAnswer extends AnswerRow {
  at: string | null;
}

export interface RoomRows {
  annotations: AnnotationRow[];
  answers: AnswerRow[];
  threads: ThreadRow[];
  comments: CommentRow[];
  translations: TranslationRow[];
  /** Of an output's room, where more than words of its texts changed. */
  output?: OutputRows | undefined;
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
  rows: RoomRows;
}

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
  row(id: RoomId): Promise<RoomRow | null>;
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
  /** Replaces all projected rows of a room (`coram verify --rebuild`); false where its layer is frozen, whose rows stay. */
  replaceRows(id: RoomId, rows: RoomRows): Promise<boolean>;
  rows(id: RoomId): Promise<RoomRows>;
}

// -------------------------------------------------------------------------------------------------------- passages

/** How many tags of an author say the same in the same words, and where the first of them begins. */
export interface TagTally {
  layer: LayerId;
  author: MemberId;
  category: CategoryId;
  version: number;
  count: number;
  /** The same without those on one passage twice. */
  places: number;
  /** The anchor that begins first in the text of its revision. */
  first: Anchor;
}

/** Reads of projected rows. Layers are named only by what `visibleLayers` returned. */
export interface PassageStore {
  annotations(layers: readonly LayerId[]): Promise<AnnotationRow[]>;
  /** Of the named layers, those with these ids; deleted ones too. */
  named(layers: readonly LayerId[], ids: readonly string[]): Promise<AnnotationRow[]>;
  /** Tags that stand, counted by layer, author, category, version and the revision that they were made on. */
  tally(layers: readonly LayerId[]): Promise<TagTally[]>;
  /** Of a layer's tags that stand: each category, version and passage once, whoever tagged it. */
  places(layer: LayerId): Promise<Pick<AnnotationRow, "category" | "version" | "anchor">[]>;
  /** By layer, question and subject; those that were taken back too. */
  answers(layers: readonly LayerId[]): Promise<TimedAnswer[]>;
  threads(verdict: VerdictId, audiences: readonly Audience[]): Promise<ThreadRow[]>;
  comments(verdict: VerdictId, audiences: readonly Audience[]): Promise<CommentRow[]>;
  /** What coders wrote to themselves in these layers; deleted ones too. */
  ownThreads(layers: readonly LayerId[]): Promise<{ threads: ThreadRow[]; comments: CommentRow[] }>;
  /** Translations of passages, in these discussions and these layers; deleted ones too. */
  translations(
    verdict: VerdictId,
    audiences: readonly Audience[],
    layers: readonly LayerId[],
  ): Promise<TranslationRow[]>;
  counts(
    verdict: VerdictId,
    layers: readonly LayerId[],
    audiences: readonly Audience[],
  ): Promise<{
    /** Answers given, "not mentioned" too. */
    answers: number;
    threads: number;
    openThreads: number;
    taggers: number;
    lastActivity: string | null;
  }>;
}

// ----------------------------------------------------------------------------------------------------------- audit

/** Append-only, hash-chained; ids and closed words only. */
export interface AuditEntry {
  at: string;
  actor: MemberId | null;
  action: string;
  /** Ids and closed words, never names or texts. */
  subject: Record<string, string | number | boolean | null>;
}
/** What somebody may not know of the log: entries of others about these verdicts, their rooms, rounds and documents. */
export interface Untold {
  verdicts: VerdictId[];
  /** Who knows their own entries all the same. */
  but: MemberId;
}
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first; what is untold is left out before it is counted. */
  list(
    limit: number,
    before?: number,
    untold?: Untold | null,
  ): Promise<(AuditEntry & { number: number; hash: string })[]>;
  /** Number and hash of the newest entry that is told. Files print it by `auditHeadFor`. */
  head(untold?: Untold | null): Promise<{ number: number; hash: string }>;
  /** The first entry whose hash does not follow from the one before, or null if the chain holds. */
  verify(): Promise<number | null>;
}

export type { Country, MethodologyStore };
