import type { Agreement } from "./agreement/compute.ts";
import type { Attempts } from "./auth/attempts.ts";
import type { Tickets } from "./auth/tickets.ts";
import type { Config } from "./config.ts";
import type { ErasureService } from "./erasure/erasure-service.ts";
import type { ErasureFilter } from "./erasure/erasure-filter.ts";
import type { Exporter } from "./export/jobs/exporter.ts";
import type { FindIndex } from "./find/find-index.ts";
import type { ImportService } from "./import/import-service.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { ReadLog } from "./read-log.ts";
import type { Realtime } from "./rooms/room-access.ts";
import type { ScanService } from "./scans/scan-service.ts";
import type { Knocks } from "./workshops/knocks.ts";
import type { Pairings } from "./workshops/pairings.ts";
import type { Pointers } from "./workshops/pointers.ts";
import type { SilenceEnds } from "./workshops/silence-ends.ts";
import type { SecretVotes } from "./workshops/secret-votes.ts";
import type { KeyedTaskQueue } from "../schema/task-queue.ts";
import type { Store } from "./store/store.ts";

/** All that routes stand on; handed in, so that nothing here is a global. Who takes it names what it uses, `Pick<Deps, "store">`. */
export interface Deps {
  store: Store;
  config: Config;
  realtime: Realtime;
  imports: ImportService;
  exports: Exporter;
  agreement: Agreement;
  /** Words of all that the network reads. */
  find: Pick<FindIndex, "find">;
  scans: ScanService;
  erasures: Pick<ErasureService, "begin" | "clean">;
  screens: Pick<ErasureFilter, "holds" | "screen" | "isBroughtBack">;
  reads: Pick<ReadLog, "note">;
  attempts: Attempts;
  tickets: Tickets;
  knocks: Knocks;
  pairings: Pairings;
  silences: Pick<SilenceEnds, "changed">;
  pointers: Pick<Pointers, "forget" | "forgetOn" | "forgetTable" | "forgetTables" | "of" | "point">;
  /** Votes of secret ballots, which no disk keeps. */
  secretVotes: SecretVotes;
  /** Who makes, freezes or decides on the methodology's draft goes one after the other. */
  draftTurns: KeyedTaskQueue;
  metrics: Metrics;
  log: Log;
  /** The time now. */
  clock: () => Date;
  /** What people type to come here, without a trailing slash: links begin with it. */
  publicUrl: () => string;
}
