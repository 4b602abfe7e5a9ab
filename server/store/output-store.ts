import type { AnnotationId, MemberId, OutputId, RoomId, VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type {
  BlockId,
  FigureApproval,
  FigureScope,
  FigureSubject,
  Output,
  OutputScope,
  OutputStatus,
  QuoteApproval,
} from "../../schema/domain/output.ts";
import type { LayerKind } from "../../schema/domain/verdict.ts";
import type { Audience } from "../../schema/domain/room.ts";
import type { OutputDocument } from "../../schema/editor/output-document.ts";
import type { TakenOut } from "../../schema/editor/taken-out.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import type { OutputVersion, OutputVersionInfo } from "../../schema/protocol/http/parts/output-versions.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import type { FrozenTableRow } from "./shapes/frozen-table.ts";

/** An output as lists need it. */
export interface OutputRow extends Output {
  /** When its words last changed. */
  changedAt: string;
  quotes: number;
  recommendations: number;
  /** Verdicts that it names: in its scope, or by a quote, a timeline or a list of actors. Some may be gone. */
  named: VerdictId[];
  /** What its figures count over, which may be more than it names: the numbers stand in the document. */
  countedOver: OutputScope[];
}

/** Where something stands in an output. */
interface Placed {
  block: BlockId;
  /** Order in the document. */
  position: number;
  /** The template's section that it stands in; null before the first. */
  section: string | null;
}

/** A quote, or (`timeline`, `actors`) what draws on a verdict without quoting it. */
export interface QuoteRow extends Placed {
  form: "block" | "words" | "note" | "timeline" | "actors";
  /** Whatever a peer wrote: the verdict may be gone, the tag too. */
  verdict: VerdictId | null;
  anchor: Anchor | null;
  annotation: AnnotationId | null;
  layer: LayerKind | null;
  translation: UiLanguage | null;
  approved: QuoteApproval | null;
}

export interface FigureRow extends Placed {
  subject: FigureSubject | null;
  scope: FigureScope | null;
  approved: FigureApproval | null;
}

export interface RecommendationRow extends Placed {
  body: string;
  finding: string;
  addressee: string;
  verb: string;
  deadline: string;
  indicator: string;
  /** What of the leading document it says in another language: ids of blocks with blanks between them; null where nothing leads it. */
  pair: string | null;
}

/** All that an output's room projects into; it takes the place of what was there. */
export interface OutputRows {
  output: OutputId;
  title: string;
  evidence: QuoteRow[];
  figures: FigureRow[];
  recommendations: RecommendationRow[];
}

/** What was taken out of a document, and of whose work. */
export interface Took extends TakenOut {
  from: MemberId[];
}

export interface NewVersion extends Omit<OutputVersionInfo, "number" | "took"> {
  title: string;
  document: OutputDocument;
}

/** The rooms of an output: its document, and a discussion for each audience. */
export interface OutputRooms extends Record<Audience, RoomId> {
  content: RoomId;
}

export interface OutputStore {
  /** With its rooms. Conflict where its leader, or one of those that it leads, is in the same language. */
  add(output: Output, rooms: OutputRooms): Promise<void>;
  /** Newest first. */
  all(): Promise<readonly OutputRow[]>;
  /** Null where there is none. */
  get(id: OutputId): Promise<OutputRow | null>;
  /** It and all that say the same in another language: the leading one first, then as they were made. */
  inLanguages(id: OutputId): Promise<OutputRow[]>;
  /** The rooms that are open. Throws not-found. */
  rooms(id: OutputId): Promise<OutputRooms>;
  /** Who has written in a room. */
  writersIn(room: RoomId): Promise<MemberId[]>;
  /** Whose each client id of a room is. */
  clientsIn(room: RoomId): Promise<[client: number, member: MemberId][]>;
  /** When somebody last wrote in a room; null where nobody ever did. */
  writtenAt(room: RoomId): Promise<string | null>;
  /** When somebody opened the page of an output last; those that they never opened are not in it. */
  openedBy(member: MemberId): Promise<ReadonlyMap<OutputId, string>>;
  /**
   * Throws conflict where `number` is not the output's any more, or where the content's room has moved on from `version.seq`:
   * what is frozen is what was looked at. From then on an approved output's room takes no updates.
   */
  setStatus(
    id: OutputId,
    number: number,
    status: OutputStatus,
    by: MemberId,
    at: string,
    version?: NewVersion & { seq: number; tables: readonly FrozenTableRow[] },
  ): Promise<OutputRow>;
  /** Drafts are about something else from now on; their numbers count up. Throws conflict where one has another number, or is a draft no more. */
  setScope(outputs: readonly Pick<OutputRow, "id" | "number">[], scope: OutputScope): Promise<void>;
  /** Whether it was approved once, or anybody ever signed it. */
  isSigned(id: OutputId): Promise<boolean>;
  /**
   * Takes a draft away with all that refers to it; its number stays given. Returned are its rooms, which are gone, and whoever was its
   * guest. Throws conflict where `number` is not its any more, somebody signed it, or it leads another language.
   */
  remove(id: OutputId, number: number, at: string): Promise<{ rooms: RoomId[]; guests: MemberId[] }>;
  /** Newest first. */
  history(id: OutputId): Promise<OutputView["history"]>;
  /** What tables and translations of an approved version showed; of verdicts that are gone nothing is there. */
  frozenTables(id: OutputId, version: number): Promise<FrozenTableRow[]>;
  /** Its number. */
  addVersion(id: OutputId, version: NewVersion): Promise<number>;
  /**
   * Keeps a version that nobody asked for. What the newest one holds is kept once, and of these the newest 20 of a kind stay. Its number.
   */
  keepVersion(id: OutputId, version: NewVersion & { took: Took | null }): Promise<number>;
  /** What was taken out after all, where it was put elsewhere or brought back; null = nothing. */
  setTaken(id: OutputId, number: number, took: Took | null): Promise<void>;
  /** Versions of all outputs that were kept since because somebody took much out, newest first. */
  takenSince(at: string): Promise<{ output: OutputId; version: number; by: MemberId; at: string; took: Took }[]>;
  /** Newest first. */
  versions(id: OutputId): Promise<OutputVersionInfo[]>;
  /** A kept version with its document; null where there is none of that number. */
  version(id: OutputId, number: number): Promise<OutputVersion | null>;
  /**
   * Rewrites titles, documents and frozen tables of all versions, for an erasure. `id` is the output's with the version's number,
   * of a name, a title or a table with that behind it: `/name`, `/title`, `/<block>`.
   */
  rewriteVersions(
    rewrite: (text: string, id: string) => string,
    document: (doc: OutputDocument, id: string) => OutputDocument,
  ): Promise<void>;
  /** In the order of the documents. */
  evidence(ids: readonly OutputId[]): Promise<(QuoteRow & { output: OutputId })[]>;
  /** What is quoted of a verdict, in whatever output. */
  quotesOf(verdict: VerdictId): Promise<(QuoteRow & { output: OutputId })[]>;
  /** In the order of the documents. */
  figures(ids: readonly OutputId[]): Promise<(FigureRow & { output: OutputId })[]>;
  /** In the order of the documents. */
  recommendations(ids: readonly OutputId[]): Promise<(RecommendationRow & { output: OutputId })[]>;
}
