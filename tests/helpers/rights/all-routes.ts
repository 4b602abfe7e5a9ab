import { join } from "node:path";
import { KeyedTaskQueue } from "../../../schema/task-queue.ts";
import { createAgreement } from "../../../server/agreement/compute.ts";
import { createApp } from "../../../server/app.ts";
import { createAttempts } from "../../../server/auth/attempts.ts";
import { createTickets } from "../../../server/auth/tickets.ts";
import { createExporter } from "../../../server/export/jobs/exporter.ts";
import { importFile, importText } from "../../../server/import/import.ts";
import { createLog } from "../../../server/log.ts";
import { createMetrics } from "../../../server/metrics.ts";
import { ReadLog } from "../../../server/read-log.ts";
import { QueuedScanService } from "../../../server/scans/scan-service.ts";
import { Knocks } from "../../../server/workshops/knocks.ts";
import { Pairings } from "../../../server/workshops/pairings.ts";
import { SecretVotes } from "../../../server/workshops/secret-votes.ts";
import type { TestServer } from "../network/test-server.ts";

/** Every route that the server has, as `GET /api/verdicts/:id`. */
export function allRoutes(server: Pick<TestServer, "store" | "config" | "hub" | "url">): string[] {
  const app = createApp({
    store: server.store,
    config: server.config,
    realtime: server.hub,
    reads: new ReadLog(server.store.audit),
    attempts: createAttempts(),
    imports: { file: importFile, text: importText },
    scans: new QueuedScanService({
      store: server.store.scans,
      folder: join(server.config.dataFolder, "scans"),
      ocrDataFolder: null,
      publish: () => {},
      clock: () => new Date(),
      log: createLog(server.config),
    }),
    exports: createExporter({ store: server.store, folder: join(server.config.dataFolder, "exports") }),
    agreement: createAgreement(),
    find: { find: () => Promise.resolve({ counts: [], total: 0, lines: [] }) },
    erasures: { begin: () => Promise.reject(new Error("nobody asks")), clean: () => Promise.resolve() },
    screens: { holds: () => false, screen: (_, text) => text, isBroughtBack: () => false },
    tickets: createTickets(),
    secretVotes: new SecretVotes(),
    draftTurns: new KeyedTaskQueue(),
    silences: { changed: () => {} },
    knocks: new Knocks(),
    pairings: new Pairings(() => new Date()),
    pointers: {
      forget: () => {},
      forgetOn: () => {},
      forgetTable: () => {},
      forgetTables: () => {},
      of: () => null,
      point: () => {},
    },
    metrics: createMetrics(),
    log: createLog(server.config),
    clock: () => new Date(),
    publicUrl: () => server.url,
  });
  const routes = app.routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"));
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort();
}
