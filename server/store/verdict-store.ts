import type { LayerId, VerdictId, RoundId, MemberId, OrganisationId, RoomId, ScanId } from "../../schema/domain/ids.ts";
import type { LayerKind, Round, Stage, Verdict, VerdictData, VerdictDataChange } from "../../schema/domain/verdict.ts";
import type { EditMap, Revision, RevisionText } from "../../schema/text/revision.ts";
import type { WithRevision } from "./correction-store.ts";
import type { RoomRow } from "./room-store.ts";

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
  /** Frozen by the reveal, though its owner had not handed in. */
  isUnfinished: boolean;
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

/** An organisation that may take a verdict over. */
export interface OwnerOffer {
  verdict: VerdictId;
  organisation: OrganisationId;
  by: MemberId;
  at: string;
}

/**
 * What becomes of the words that stood before a revision: they stay readable, they go, or (a redaction) they go unless the
 * verdict is in preparation, where they stay until it is cleared, so that the redaction can be undone.
 */
export type EarlierText = "stays" | "goes" | "goes-once-cleared";
export interface VerdictStore {
  /** Throws conflict where its scan is not ready, or another verdict's already. */
  add(verdict: NewVerdict): Promise<void>;
  /** Of every stage, oldest first. */
  all(): Promise<Verdict[]>;
  /** Null where there is none. */
  get(id: VerdictId): Promise<Verdict | null>;
  /** When somebody opened the page of a verdict last; those that they never opened are not in it. */
  openedBy(member: MemberId): Promise<ReadonlyMap<VerdictId, string>>;
  /** In which verdicts somebody has read as much as is a reading. */
  readBy(member: MemberId): Promise<ReadonlySet<VerdictId>>;
  /** Somebody has. `at`: ISO 8601. */
  markRead(member: MemberId, verdict: VerdictId, at: string): Promise<void>;
  /** Changes what is given of its data and leaves the rest; what stood in each field that is another now is kept. Throws not-found. */
  change(id: VerdictId, data: Partial<VerdictData>, by: MemberId, at: string): Promise<Verdict>;
  /** What stood in its data before, newest first. */
  changes(id: VerdictId): Promise<VerdictDataChange[]>;
  /** Offers it to another organisation, in the place of an offer before. Throws not-found. */
  offer(offer: OwnerOffer): Promise<void>;
  /** Of all verdicts, oldest first. */
  offers(): Promise<OwnerOffer[]>;
  /** Of nothing where it is not offered. */
  endOffer(id: VerdictId): Promise<void>;
  /** The organisation that it is offered to owns it. Throws conflict where that is no more the one named. */
  takeOver(id: VerdictId, organisation: OrganisationId, by: MemberId, at: string): Promise<Verdict>;
  /**
   * Out of preparation the earlier texts and the state of names go in the same transaction (`dropEarlierTexts`). Signatures that
   * wait for a second reader are withdrawn.
   */
  setStage(id: VerdictId, stage: Stage): Promise<Verdict>;
  /** The newest revision, or the one named; null where its text is gone or never was. */
  revision(id: VerdictId, number?: number): Promise<Revision | null>;
  /** Coram's numbers of the blocks of all revisions, those of which the text is gone too: none is ever given again. */
  usedNumbers(id: VerdictId): Promise<string[]>;
  /** Those of the newest revision, in its order. */
  paragraphs(id: VerdictId): Promise<readonly string[]>;
  /** All edit maps from `from` on, in order; throws where one of them is missing. */
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
  rounds(id: VerdictId): Promise<readonly Round[]>;
  /** All layers of all rounds, oldest round first. Whoever asks for a person goes through `visibleLayers`. */
  layers(id: VerdictId): Promise<readonly LayerRow[]>;
  /** Those that are open; a room that is gone is not handed out again. */
  rooms(id: VerdictId): Promise<readonly RoomRow[]>;
}
