import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app.ts";
import { createAttempts } from "./auth/attempts.ts";
import { createTickets } from "./auth/tickets.ts";
import { ensureDataFolder, isLoopback, type Config } from "./config.ts";
import { SteppedErasureService, type ErasureService, type StepWatcher } from "./erasure/erasure-service.ts";
import { mustKnowLedger } from "./erasure/ledger.ts";
import { sweepRestores } from "./erasure/restore.ts";
import { KeyedErasureFilter, type ErasureFilter } from "./erasure/erasure-filter.ts";
import { createAgreement } from "./agreement/compute.ts";
import { keepAllCompared } from "./agreement/keep-compared.ts";
import { createExporter, type Exporter } from "./export/jobs/exporter.ts";
import { FindIndex } from "./find/find-index.ts";
import type { Deps } from "./deps.ts";
import { takeSockets } from "./http/sockets.ts";
import { importFile, importText } from "./import/import.ts";
import { createLog } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { ReadLog } from "./read-log.ts";
import { createHub, type Hub } from "./rooms/hub.ts";
import type { Elapsed } from "./rooms/log.ts";
import { projectAll } from "./rooms/log/projection.ts";
import { renewOldRows } from "./store/verify.ts";
import { holdFolder, type FolderLock } from "./store/folder-lock.ts";
import { QueuedScanService, type ScanService } from "./scans/scan-service.ts";
import { openSqliteStore, type SqliteOptions } from "./store/sqlite/file/open.ts";
import type { Store } from "./store/store.ts";
import { endWhatWasLeft } from "./workshops/end-what-is-left.ts";
import { forgetNames } from "./workshops/attendance/forget-names.ts";
import { forgetSlips } from "./workshops/forget-slips.ts";
import { CLOSED_MS } from "./http/workshops/screens.ts";
import { Knocks } from "./workshops/knocks.ts";
import { Pairings } from "./workshops/pairings.ts";
import { Pointers } from "./workshops/pointers.ts";
import { KeyedTaskQueue } from "../schema/task-queue.ts";
import { SecretVotes } from "./workshops/secret-votes.ts";
import { SilenceEnds } from "./workshops/silence-ends.ts";
import { startUpkeep } from "./upkeep.ts";

export interface RunningServer {
  /** What people type, without a trailing slash. */
  url: string;
  port: number;
  store: Store;
  hub: Hub;
  /** What it answers to a request that comes over no socket. */
  answer(request: Request): Response | Promise<Response>;
  /** Lets requests end, tells sockets to come again (4503), closes the store. Calling it twice is calling it once. */
  stop(): Promise<void>;
}

/** Requests that are under way get so long to end. */
const GRACE_MS = 5000;
/** So long after it begins to serve, when all browsers have come back, a server gets ready for what costs time at first. */
const READY_MS = 10_000;
/** What has been kept long enough is looked for this often. */
const UPKEEP_MS = 15 * 60_000;
/** Longer than any name of before is told. */
const NAMES_KEPT_MS = 30 * 24 * 3_600_000;

interface Parts extends Pick<Deps, "clock" | "attempts"> {
  /** As of the store: what is made at one go and thrown away where that fails need not reach the disk at each commit. */
  synchronous: NonNullable<SqliteOptions["synchronous"]>;
  upkeepMs: number;
  /** How long it runs is counted by this. */
  elapsed: Elapsed;
  /** Whether it gets ready for what costs time at first, before anybody asks for it. */
  getsReady: boolean;
  /** Told of each step of an erasure. */
  onErasureStep: StepWatcher;
  /** Told of each file that is made or will not be, by the id of its job. */
  onExportEnd: (job: string) => void;
}

/**
 * Opens the data folder and serves it. Rejects when the port is taken, another server runs on the folder or it can not be
 * opened; nothing stays open then.
 */
export async function startServer(config: Config, parts: Partial<Parts> = {}): Promise<RunningServer> {
  ensureDataFolder(config);
  const lock = holdFolder(config.dataFolder);
  const { synchronous = "full" } = parts;
  const store = await openSqliteStore(config.dataFolder, { check: "quick", synchronous }).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const ground = createGround(config, store, parts);
  const { hub, screens } = ground;
  try {
    await sweepRestores(config.dataFolder);
    await mustKnowLedger(store.erasures, config.dataFolder);
    await screens.load();
    await renewOldRows(store, projectAll);
    await keepAllCompared(store);
    const desks = createDesks(ground, parts);
    const { exporter, scans, erasures, agreement } = desks;
    let url = config.url ?? "";
    const deps = createDeps(ground, desks, parts.attempts ?? createAttempts(), () => url);
    const server = createHttpServer(config);
    const app = createApp(deps);
    const listener = getRequestListener(app.fetch);
    server.on("request", (request, response) => void listener(request, response));
    takeSockets(server, deps, hub);
    // Nobody reads what a crash left half erased.
    await erasures.resume();
    await listen(server, config);
    const { port } = server.address() as AddressInfo;
    url = config.url ?? addressOf(config, port);
    // Nobody remembers the jobs of the process before. Only now: a server that finds its port taken touches nothing.
    await exporter.purge(true);
    await scans.purge();
    const stopUpkeep = keepUp(deps, { ...ground, ...desks }, parts.upkeepMs ?? UPKEEP_MS);
    const { getsReady = true } = parts;
    const getReady = getsReady ? setTimeout(() => agreement.prepare(), READY_MS).unref() : undefined;
    const stopSilences = desks.silences.start();
    const stopAgreement = async (): Promise<void> => {
      clearTimeout(getReady);
      await stopSilences();
      await Promise.all([agreement.close(), desks.find.close()]);
    };
    const stop = stopper({ server, hub, store, lock, exporter, scans, erasures, stopAgreement, stopUpkeep });
    return { url, port, store, hub, answer: (request) => app.fetch(request), stop };
  } catch (error) {
    await hub.stop();
    await store.close();
    lock.release();
    throw error;
  }
}

/** What everything else stands on. */
interface Ground extends Pick<Deps, "config" | "store" | "clock" | "log" | "metrics"> {
  screens: ErasureFilter;
  hub: Hub;
}

function createGround(
  config: Config,
  store: Store,
  { clock = () => new Date(), elapsed }: Pick<Partial<Parts>, "clock" | "elapsed">,
): Ground {
  const log = createLog(config);
  const metrics = createMetrics();
  const screens = new KeyedErasureFilter({
    store: store.erasures,
    text: async (verdict) => (await store.verdicts.revision(verdict))?.text ?? "",
    dataFolder: config.dataFolder,
    clock,
  });
  const hub = createHub({
    store,
    log,
    clock,
    ...(elapsed ? { elapsed } : {}),
    meter: metrics.meter,
    isErased: screens.holds,
    isErasing: screens.isUnderWay,
  });
  metrics.watch(hub);
  return { config, store, clock, log, metrics, screens, hub };
}

/** What works on beside those who ask. */
interface Desks extends Pick<Deps, "agreement" | "knocks" | "pairings" | "scans"> {
  find: FindIndex;
  silences: SilenceEnds;
  pointers: Pointers;
  exporter: Exporter;
  erasures: ErasureService;
  reads: ReadLog;
}

function createDesks(
  { config, store, clock, log, metrics, screens, hub }: Ground,
  { onErasureStep: onStep = () => {}, onExportEnd: onEnd }: Partial<Parts>,
): Desks {
  const { dataFolder, ocrDataFolder } = config;
  const agreement = createAgreement();
  const exporter = createExporter({
    store,
    folder: join(dataFolder, "exports"),
    now: clock,
    isErased: screens.holds,
    agreement,
    onStart: () => metrics.exported("begun"),
    ...(onEnd ? { onEnd } : {}),
    onError: (error) => {
      metrics.exported("failed");
      log.error({ err: error }, "an export failed");
    },
  });
  const scans = new QueuedScanService({
    store: store.scans,
    folder: join(dataFolder, "scans"),
    ocrDataFolder,
    publish: (event) => hub.publish(event),
    clock,
    log,
  });
  const files = { exports: exporter, scans };
  const erasures = new SteppedErasureService({ store, hub, ...files, screens, dataFolder, clock, log, onStep });
  const silences = new SilenceEnds({ store, clock, log, realtime: hub });
  const pointers = new Pointers(hub.events);
  const find = new FindIndex(store);
  hub.events.watch((event) => {
    if (event.type === "verdict" || event.type === "revision")
      void find.changed().catch((error: unknown) => log.error({ err: error }, "the index of words was not looked at"));
  });
  const doors = { knocks: new Knocks(), pairings: new Pairings(clock) };
  return { agreement, find, exporter, scans, erasures, silences, pointers, ...doors, reads: new ReadLog(store.audit) };
}

function createDeps(
  { hub, metrics, ...ground }: Ground,
  { exporter, ...desks }: Desks,
  attempts: Deps["attempts"],
  publicUrl: () => string,
): Deps {
  return {
    ...ground,
    ...desks,
    realtime: hub,
    imports: {
      file: (...file) => countImport(metrics, importFile(...file)),
      text: (...text) => countImport(metrics, importText(...text)),
    },
    exports: exporter,
    attempts,
    tickets: createTickets(),
    secretVotes: new SecretVotes(),
    draftTurns: new KeyedTaskQueue(),
    metrics,
    publicUrl,
  };
}

/** Looks again and again for what has been kept long enough, and for what was left half done; gives what stops it. */
function keepUp(
  deps: Deps,
  { screens, exporter, scans, reads, erasures }: Ground & Desks,
  everyMs: number,
): () => Promise<void> {
  const { store, clock, config, log } = deps;
  return startUpkeep(
    {
      exports: () => exporter.purge(),
      scans: () => scans.purge(),
      reads: () => reads.flush(),
      sessions: () => store.people.purgeSessions(clock().toISOString()),
      links: () => store.people.purgeWithdrawnLinks(clock().toISOString()),
      names: () => store.people.purgeNameChanges(new Date(clock().getTime() - NAMES_KEPT_MS).toISOString()),
      screens: () => screens.expire(),
      attendance: () => forgetNames({ store, clock, config }),
      walls: () => store.doors.dropOldScreens(new Date(clock().getTime() - CLOSED_MS).toISOString()),
      slips: () => forgetSlips(deps),
      workshops: () => endWhatWasLeft(deps),
      cleaning: () => erasures.clean(),
    },
    everyMs,
    log,
  );
}

interface Running {
  server: Server;
  hub: Hub;
  store: Store;
  lock: FolderLock;
  exporter: Exporter;
  scans: ScanService;
  erasures: ErasureService;
  stopAgreement: () => Promise<void>;
  stopUpkeep: () => Promise<void>;
}

async function countImport<T>(metrics: Metrics, reading: Promise<T>): Promise<T> {
  try {
    const read = await reading;
    metrics.imported("read");
    return read;
  } catch (error) {
    metrics.imported("refused");
    throw error;
  }
}

function createHttpServer({ tls }: Config): Server {
  if (!tls) return createServer();
  return createTlsServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) });
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Loopback is called localhost: browsers then let the pages do what they may over https. */
function addressOf({ tls, host }: Config, port: number): string {
  const name =
    isLoopback(host) || host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `${tls ? "https" : "http"}://${name}:${port}`;
}

/** From now on knows who is being answered; resolves when that is nobody. */
function trackAnswers(server: Running["server"]): () => Promise<void> {
  const open = new Set<ServerResponse>();
  server.on("request", (_: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.once("close", () => open.delete(response));
  });
  return async () => {
    for (const response of open) if (!response.closed) await once(response, "close");
  };
}

function stopper(running: Running): () => Promise<void> {
  const { server, hub, store, lock, exporter, scans, erasures, stopAgreement, stopUpkeep } = running;
  const answered = trackAnswers(server);
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await hub.stop();
    const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    // Who is being answered is waited for. Node counts a connection that was never asked anything as busy, too.
    await answered();
    server.closeAllConnections();
    await closed;
    await exporter.stop();
    await scans.stop();
    await erasures.stop();
    await stopAgreement();
    clearTimeout(force);
    // The last round of it, too: what was read while the disk took nothing.
    await stopUpkeep();
    await store.close();
    lock.release();
  };
  return () => (stopped ??= stop());
}
