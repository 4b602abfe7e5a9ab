import { performance } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Meter } from "./rooms/meter.ts";
import type { Hub } from "./rooms/hub.ts";

/** Numbers for Prometheus. None names a person, a verdict or a room. */
export interface Metrics {
  meter: Meter;
  /** Counts how a file or text that somebody wanted to import ended. */
  imported(outcome: "read" | "refused"): void;
  exported(outcome: "begun" | "failed"): void;
  /** Gauges are asked of this hub from now on. */
  watch(hub: Pick<Hub, "load">): void;
  /** The exposition text and its content type. */
  text(): Promise<string>;
  contentType: string;
}

const COMMIT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** A registry of its own, so that two servers in one process do not count together. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]): Counter<L> =>
    new Counter({ name, help, labelNames, registers });
  const commits = new Histogram({
    name: "coram_commit_seconds",
    help: "Time of one durable transaction of rooms",
    buckets: COMMIT_BUCKETS,
    registers,
  });
  const updates = counter("coram_committed_updates_total", "Updates that are on disk");
  const failed = counter("coram_commit_failures_total", "Transactions of rooms that failed");
  const refused = counter("coram_refused_total", "Changes that the gate did not let in", "reason");
  const closed = counter("coram_sockets_closed_total", "Sockets that the server closed", "code");
  const imports = counter("coram_imports_total", "Files and texts given to import", "outcome");
  const exports = counter("coram_exports_total", "Exports", "outcome");

  let hub: Pick<Hub, "load"> | null = null;
  addGauges(registers, () => hub?.load() ?? NO_LOAD);

  return {
    meter: {
      committed(seconds, count) {
        commits.observe(seconds);
        updates.inc(count);
      },
      commitFailed: () => failed.inc(),
      refused: (reason) => refused.inc({ reason }),
      closed: (code) => closed.inc({ code }),
    },
    imported: (outcome) => imports.inc({ outcome }),
    exported: (outcome) => exports.inc({ outcome }),
    watch(watched) {
      hub = watched;
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

const NO_LOAD: ReturnType<Hub["load"]> = { rooms: 0, roomSockets: 0, eventSockets: 0, waiting: 0 };

/** What is measured when it is asked for. */
function addGauges(registers: Registry[], load: Hub["load"]): void {
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  gauge("coram_rooms", "Rooms in memory", () => load().rooms);
  gauge("coram_room_sockets", "Open sockets of rooms", () => load().roomSockets);
  gauge("coram_event_sockets", "Open sockets of events", () => load().eventSockets);
  gauge("coram_queue_depth", "Changes and reads that wait for their room", () => load().waiting);
  gauge("process_resident_memory_bytes", "Resident memory", () => process.memoryUsage.rss());
  let before = performance.eventLoopUtilization();
  gauge("coram_event_loop_utilisation", "Share of the time since the last look that the event loop was busy", () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  });
}
