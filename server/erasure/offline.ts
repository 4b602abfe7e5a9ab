import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { notThere } from "../not-there.ts";
import { createHub, type Hub } from "../rooms/hub.ts";
import { QueuedScanService } from "../scans/scan-service.ts";
import type { Store } from "../store/store.ts";
import { SteppedErasureService, type ErasureService } from "./erasure-service.ts";
import { KeyedErasureFilter } from "./erasure-filter.ts";

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };

/** Erases on a data folder on which no server runs; call `stop` before the store is closed. */
export async function openOfflineService(
  store: Store,
  dataFolder: string,
): Promise<{ service: ErasureService; hub: Hub; stop: () => Promise<void> }> {
  const clock = (): Date => new Date();
  const hub = createHub({ store, log: QUIET, clock });
  const screens = new KeyedErasureFilter({
    store: store.erasures,
    text: async (verdict) => (await store.verdicts.revision(verdict))?.text ?? "",
    dataFolder,
    clock,
  });
  await screens.load();
  const scans = new QueuedScanService({
    store: store.scans,
    folder: join(dataFolder, "scans"),
    ocrDataFolder: null,
    publish: () => {},
    clock,
    log: QUIET,
  });
  const exports = exportsIn(join(dataFolder, "exports"));
  const service = new SteppedErasureService({ store, hub, exports, scans, screens, dataFolder, clock, log: QUIET });
  const stop = async (): Promise<void> => {
    await service.stop();
    await scans.stop();
    await hub.stop();
  };
  return { service, hub, stop };
}

/** Nobody knows any more which file holds what: all of them go. */
function exportsIn(folder: string): { holding: () => number; forget: () => Promise<void> } {
  const files = (): string[] => {
    try {
      return readdirSync(folder).map((name) => join(folder, name));
    } catch (error) {
      return notThere(error) ?? [];
    }
  };
  return {
    holding: () => files().length,
    forget: () => {
      for (const file of files()) rmSync(file, { force: true });
      return Promise.resolve();
    },
  };
}
