import type { ApprovalStore } from "./shapes/approvals.ts";
import type { ErasureStore } from "./erasure-store.ts";
import type { DisagreementStore } from "./disagreement-store.ts";
import type { ClearingStore } from "./clearing-store.ts";
import type { CodingsStore } from "./codings-store.ts";
import type { HouseStore } from "./house-store.ts";
import type { CorrectionStore } from "./correction-store.ts";
import type { MethodologyStore, ReviewStore } from "./methodology-store.ts";
import type { NameStore } from "./name-store.ts";
import type { RoundStore } from "./round-store.ts";
import type { OutputStore } from "./output-store.ts";
import type { ScanStore } from "./scan-store.ts";
import type { TranslationStore } from "./translation-store.ts";
import type { PeopleStore } from "./people-store.ts";
import type { RoomStore } from "./room-store.ts";
import type { VerdictStore } from "./verdict-store.ts";
import type { PassageStore } from "./passage-store.ts";
import type { AuditStore } from "./audit-store.ts";
import type { BallotStore } from "./workshops/ballot-store.ts";
import type { DecisionStore } from "./workshops/decision-store.ts";
import type { DoorStore } from "./workshops/door-store.ts";
import type { SlipStore } from "./workshops/slip-store.ts";
import type { PaperStore } from "./workshops/paper-store.ts";
import type { TableStore } from "./workshops/table-store.ts";
import type { WorkshopStore } from "./workshops/workshop-store.ts";

/**
 * Everything that lasts, behind one interface. Each method is a whole intent in one
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
  disagreements: DisagreementStore;
  audit: AuditStore;
  names: NameStore;
  corrections: CorrectionStore;
  codings: CodingsStore;
  clearings: ClearingStore;
  scans: ScanStore;
  translations: TranslationStore;
  outputs: OutputStore;
  approvals: ApprovalStore;
  house: HouseStore;
  workshops: WorkshopStore;
  tables: TableStore;
  paper: PaperStore;
  slips: SlipStore;
  ballots: BallotStore;
  decisions: DecisionStore;
  doors: DoorStore;
  erasures: ErasureStore;
  /** Settings of the installation (`network-name`, `setup-token-hash`, …). */
  setting(key: string): Promise<string | null>;
  /** Null takes the setting away. */
  setSetting(key: string, value: string | null): Promise<void>;
  /** Nothing may be asked after it. */
  close(): Promise<void>;
}
