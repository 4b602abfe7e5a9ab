import type { OutputId, VerdictId } from "../../schema/domain/ids.ts";
import type { RoomRow } from "../store/room-store.ts";
import type { RoomRows } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { VersionBook } from "./gate/facts.ts";
import type { Staged } from "./change.ts";
import type { RoomLimits } from "./limits.ts";
import type { Committer } from "./log/committer.ts";
import type { Clock, Log } from "./log.ts";
import type { LiveDocument } from "./log/live-document.ts";

/** What a room stands on. */
export interface RoomServices {
  store: Store;
  committer: Committer;
  versions: VersionBook;
  log: Log;
  clock: Clock;
  limits: RoomLimits;
  /** Whether a text holds what was erased from the verdict; null = from any, in a room that is of none. */
  isErased(verdict: VerdictId | null, text: string, written?: "said"): boolean;
  /** The same of an erasure that is on its way through the rooms: who writes around what it has not reached yet comes again after it. */
  isErasing(verdict: VerdictId | null, text: string): boolean;
  /** Called before each commit: what stood there is kept where it is worth keeping. */
  keepBefore(row: RoomRow, live: LiveDocument, staged: readonly Staged[]): Promise<void>;
  /** Called after each commit. */
  onCommitted(row: RoomRow, rows: RoomRows): void;
  /** An output quotes other verdicts than before, on disk already: nobody is told before this resolves. */
  onQuoting(output: OutputId): Promise<void>;
}
