import { z } from "zod";
import { MemberId, MethodologyId, OutputId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import { ScopeId, type ScopeKind } from "../../../schema/rooms/room-scope.ts";
import { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { DraftView } from "../../../schema/protocol/http/methodology.ts";
import { SessionView } from "../../../schema/protocol/http/people.ts";
import { Mode } from "../../../schema/domain/verdict.ts";
import { Batch } from "../batch.ts";
import { Draft } from "../draft.ts";
import { DraftLetters } from "../letters/draft-letters.ts";

/*
 * What lies on the device, before it is sealed. Another version of the program, a half-written file or a person with the
 * developer tools may have written it: it is read as anything else from outside, and what is not of its shape counts as
 * not there.
 */

/** A member with copies here; the session lets the shell open while the server is away. */
export const MemberRecord = z.object({
  member: MemberId,
  session: SessionView,
  /** When the server last said that this is who is signed in, ISO 8601. */
  contactAt: z.string(),
});
export type MemberRecord = z.infer<typeof MemberRecord>;

/** The list of verdicts as it was last seen, cleared ones only. */
export const NetworkRecord = z.object({ member: MemberId, network: z.unknown() });
export type NetworkRecord = z.infer<typeof NetworkRecord>;

/** The page of a cleared verdict as the server last described it, text included. */
export const VerdictRecord = z.object({
  member: MemberId,
  verdict: VerdictId,
  mode: Mode,
  revision: z.int(),
  /** Its rooms as they were listed with it. */
  rooms: z.array(RoomId),
  /** `NetworkView.erasures` when it was kept. */
  erasures: z.int().optional(),
  /** A VerdictView, read as such only when it is opened: it may be a megabyte. */
  view: z.unknown(),
});
export type VerdictRecord = z.infer<typeof VerdictRecord>;

/** What an output's quotes, figures and tables were when the server last said, and when that was, ISO 8601. */
export const KeptParts = OutputParts.extend({ at: z.string() });
export type KeptParts = z.infer<typeof KeptParts>;

/** An output's page as the server last described it. */
export const OutputRecord = z.object({
  member: MemberId,
  /** The output. */
  verdict: OutputId,
  /** `NetworkView.erasures` when it was kept. */
  erasures: z.int().optional(),
  /** An OutputView, read as such only when it is opened. */
  view: z.unknown(),
  /** KeptParts, as the view; null where the server has not said, or they are old. */
  parts: z.unknown().default(null),
});
export type OutputRecord = z.infer<typeof OutputRecord>;

/** The methodology's page: the version in force, and what the server last said of its draft. */
export const MethodologyRecord = z.object({
  member: MemberId,
  /** The methodology. */
  verdict: MethodologyId,
  /** A KeptMethodology, read as such only when it is opened. */
  view: z.unknown(),
});
export type MethodologyRecord = z.infer<typeof MethodologyRecord>;
export const KeptMethodology = z.object({ version: MethodologyVersion, draft: DraftView });
export type KeptMethodology = z.infer<typeof KeptMethodology>;

/** What a room held on the server. Never anything unsent: that is in `batches`. */
export const RoomRecord = z.object({
  member: MemberId,
  /** What it is of, here and in the records below. */
  verdict: ScopeId,
  room: RoomId,
  copy: z.object({
    state: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    clients: z.array(z.tuple([z.number(), MemberId])),
  }),
});
export type RoomRecord = z.infer<typeof RoomRecord>;

/** Unsent work. It outlives the copies, and is only ever read for its own author. */
export const BatchRecord = z.object({
  id: z.string(),
  member: MemberId,
  verdict: ScopeId,
  /** Null where the server had told of none yet when it was written. */
  room: RoomId.nullable(),
  place: z.string(),
  /** The tab that wrote it, or that has taken it over. */
  tab: z.string(),
  /** Order of writing. */
  order: z.number(),
  batch: Batch,
});
export type BatchRecord = z.infer<typeof BatchRecord>;

export const DraftRecord = z.object({
  id: z.string(),
  member: MemberId,
  verdict: ScopeId,
  draft: Draft,
  letters: DraftLetters.optional(),
});
export type DraftRecord = z.infer<typeof DraftRecord>;

export interface Records {
  members: MemberRecord;
  networks: NetworkRecord;
  verdicts: VerdictRecord;
  outputs: OutputRecord;
  methodologies: MethodologyRecord;
  rooms: RoomRecord;
  batches: BatchRecord;
  drafts: DraftRecord;
}
export type StoreName = keyof Records;

/** Shape and key of each store: ids, which say nothing by themselves. */
export const STORES: { [Name in StoreName]: { shape: z.ZodType<Records[Name]>; key: readonly string[] } } = {
  members: { shape: MemberRecord, key: ["member"] },
  networks: { shape: NetworkRecord, key: ["member"] },
  verdicts: { shape: VerdictRecord, key: ["member", "verdict"] },
  outputs: { shape: OutputRecord, key: ["member", "verdict"] },
  methodologies: { shape: MethodologyRecord, key: ["member", "verdict"] },
  rooms: { shape: RoomRecord, key: ["member", "verdict", "room"] },
  batches: { shape: BatchRecord, key: ["member", "verdict", "id"] },
  drafts: { shape: DraftRecord, key: ["member", "verdict", "id"] },
};
export const STORE_NAMES = Object.keys(STORES) as StoreName[];

/** Where the page of each kind of scope lies. */
const PAGES = { verdict: "verdicts", output: "outputs", methodology: "methodologies" } as const satisfies Readonly<
  Record<ScopeKind, StoreName>
>;
export const PAGE_STORES = Object.values(PAGES);

/** The key of a record, as its store forms it. */
export function keyOf(store: StoreName, record: Records[StoreName]): string[] {
  return STORES[store].key.map((name) => String((record as unknown as Record<string, unknown>)[name]));
}

/** What nobody can have again once it is lost. */
export const WORK_STORES = ["batches", "drafts"] as const satisfies readonly StoreName[];
type WorkName = (typeof WORK_STORES)[number];
type CopyName = Exclude<StoreName, WorkName>;

export function isWork(store: StoreName): store is WorkName {
  return WORK_STORES.some((name) => name === store);
}

type PutOf<Of extends StoreName> = { [Name in Of]: { put: Name; record: Records[Name] } }[Of];
/** A copy, which can be had again, is deleted without more ado. */
export interface CopyDelete {
  delete: CopyName;
  key: readonly string[];
}
export type CopyWrite = PutOf<CopyName> | CopyDelete;

/** Why own work goes from the device. It goes for nothing else, but with the access of a guest (`Shelf.erase`). */
export type WorkEnd =
  /** The server has it on its disk. */
  | "saved"
  /** Other work that is kept here says what it said. */
  | "replaced"
  /** Its author has discarded it, chosen another wording, or emptied its box: the words were sent, or are not wanted. */
  | "let-go"
  /** It was for a slip, and nobody keeps any slip of that time. */
  | "outlasted"
  /** Nobody can open it any more, as the browser has lost its key, and its author has read that. */
  | "lost";
export interface WorkDelete {
  delete: WorkName;
  key: readonly string[];
  why: WorkEnd;
}

/** One write; several go into one transaction, all or none. */
export type Put = PutOf<StoreName>;
export type Write = Put | CopyDelete | WorkDelete;

/** What becomes unreadable together: a member's session, their list of verdicts, or all that is kept of one verdict, output or methodology. */
export interface Scope {
  member: MemberId;
  of: "members" | "networks" | ScopeId;
}

/** The scope of a record's key. */
export function scopeOf(store: StoreName, [member, verdict]: readonly string[]): Scope {
  return { member: member as MemberId, of: (verdict as ScopeId | undefined) ?? (store as "members" | "networks") };
}

function isOwnScope(of: Scope["of"]): of is "members" | "networks" {
  return of === "members" || of === "networks";
}

/** The stores that hold records of a scope, and how the keys of those begin. */
export function placesIn({ member, of }: Scope): { stores: readonly StoreName[]; prefix: string[] } {
  return isOwnScope(of)
    ? { stores: [of], prefix: [member] }
    : { stores: [...PAGE_STORES, "rooms", "batches", "drafts"], prefix: [member, of] };
}

/** Where records lie. Reading never throws on a record: one that is not of its shape is dropped. */
export interface Shelf {
  /** Whether it outlives the page. */
  readonly isOnDevice: boolean;
  /** All records of a store, or those whose key begins with `prefix`. */
  all<Name extends StoreName>(store: Name, prefix?: readonly string[]): Promise<Records[Name][]>;
  /** Resolves when it is safe from a crash of the page; rejects when the device did not take it. */
  write(writes: readonly Write[]): Promise<void>;
  /**
   * As `write`, for writes within a scope. Afterwards nothing that was replaced or deleted in it, now or ever, can be read. Where own work lies
   * there that cannot be read now, that waits until it can: its copies all go at once then, and the rest follows when the device is next opened.
   */
  renew(scope: Scope, writes: readonly CopyWrite[]): Promise<void>;
  /** Erases all that lies here of a member, own work too, whether it can be read or not, with the keys that it lies under. */
  erase(member: MemberId): Promise<void>;
  /** Own work of a member, or of all, that lies here and that nobody can open any more: what takes it away, once they have read of it. */
  lost(member: MemberId | null): Promise<WorkDelete[]>;
  /** Calls back when another tab may have changed drafts, until the answer is called. */
  watchDrafts(listener: () => void): () => void;
}
