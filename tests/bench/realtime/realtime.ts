import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Child } from "../child.ts";
import { median, say, type Row } from "../report.ts";
import type { Seeding, Started } from "./coram-server.ts";
import type { Joined, Traffic, TrafficResult } from "./load.ts";
import type { Typed, Typing } from "./typing.ts";
import type { Cpu, Loop } from "./vitals.ts";
import type { Target } from "./wire.ts";

const KINDS = ["coram", "y-websocket", "hocuspocus"] as const;
type Kind = (typeof KINDS)[number];
type ByKind<T> = Record<Kind, T>;

const PART = "realtime (Coram: SQLite, synchronous=FULL; the others: memory only, no rights, no rows)";

const LOAD = "realtime/load.ts";

interface Bench {
  server: Child;
  load: Child;
  target: Target;
  stored: number;
  /** Rooms of documents. */
  documents: string[];
}

/** One server and one load generator, both fresh, for as long as `use` runs. */
async function withServer<T>(
  kind: Kind,
  seeding: Seeding,
  use: (bench: Bench) => Promise<T>,
  loadEntry = LOAD,
): Promise<T> {
  const entry = kind === "coram" ? "realtime/coram-server.ts" : "realtime/reference-server.ts";
  const server = Child.start(entry, [kind]);
  const load = Child.start(loadEntry);
  try {
    const started = await server.ask<Partial<Started> & { port: number }>("start", seeding);
    const rooms = started.rooms ?? Array.from({ length: seeding.verdicts * 3 }, (_, i) => `room-${i}`);
    const target = { kind, port: started.port, rooms, cookies: started.cookies ?? [] };
    if (loadEntry === LOAD) await load.ask("target", target);
    // Only Coram has a disk to fill a room from.
    if (kind !== "coram" && seeding.tags)
      await load.ask("fill", { tags: seeding.tags, noteLength: seeding.noteLength });
    return await use({ server, load, target, stored: started.stored ?? 0, documents: started.documents ?? ["room"] });
  } finally {
    await load.stop();
    await server.stop();
  }
}

/** The same for every server, one after the other, `rounds` times in turn; then the median of each figure. */
async function compare<T extends Record<string, number>>(
  rounds: number,
  seeding: Seeding,
  measure: (bench: Bench) => Promise<T>,
): Promise<ByKind<T>> {
  const all: ByKind<T[]> = { coram: [], "y-websocket": [], hocuspocus: [] };
  for (let round = 0; round < rounds; round++)
    for (const kind of KINDS) all[kind].push(await withServer(kind, seeding, measure));
  const middle = (results: T[]): T => {
    const [first] = results;
    if (!first) throw new Error("nothing measured");
    return Object.fromEntries(
      Object.keys(first).map((key) => [key, median(results.map((result) => result[key] ?? Number.NaN))]),
    ) as T;
  };
  return { coram: middle(all.coram), "y-websocket": middle(all["y-websocket"]), hocuspocus: middle(all.hocuspocus) };
}

function row<T>(
  what: string,
  unit: string,
  results: ByKind<T>,
  pick: (result: T) => number,
  more: Partial<Row> = {},
): Row {
  const beside = { "y-websocket": pick(results["y-websocket"]), hocuspocus: pick(results.hocuspocus) };
  return { part: PART, what, unit, coram: pick(results.coram), beside, ...more };
}

async function runTraffic({ server, load, target }: Bench, traffic: Traffic) {
  await load.ask("prepare", traffic);
  await server.ask("resetLoop");
  const before = await server.ask<Cpu>("cpu");
  const result = await load.ask<TrafficResult>("run");
  const after = await server.ask<Cpu>("cpu");
  const loop = await server.ask<Loop>("loop");
  const { sent, delivered, expected, acknowledged, seen } = result;
  if (delivered !== expected) say(`${target.kind}: ${delivered} of ${expected} deliveries arrived`);
  return {
    ackP50: acknowledged.p50,
    ackP95: acknowledged.p95,
    ackP99: acknowledged.p99,
    seenP50: seen.p50,
    seenP95: seen.p95,
    seenP99: seen.p99,
    cpuPerUpdate: ((after.cpuMs - before.cpuMs) * 1000) / sent,
    cpuPerDelivery: ((after.cpuMs - before.cpuMs) * 1000) / delivered,
    cpuShare: (after.cpuMs - before.cpuMs) / (traffic.seconds * 10),
    loopP99: loop.p99,
    loopMax: loop.max,
    missing: expected - delivered,
  };
}

const ACK_NOTE = "Coram: on disk; Hocuspocus: in memory; y-websocket has no ack, its echo";

async function traffic(
  name: string,
  rounds: number,
  wanted: Traffic,
  more: { acks?: boolean; loop?: boolean; aimMs?: number },
): Promise<Row[]> {
  say(name);
  const results = await compare(rounds, { verdicts: wanted.rooms, lawyers: 12 }, (bench) => runTraffic(bench, wanted));
  const aim = more.aimMs === undefined ? {} : { aim: more.aimMs };
  const rows: Row[] = [];
  if (more.acks !== false)
    rows.push(
      row(`${name}: acknowledged p50`, "ms", results, (r) => r.ackP50, { note: ACK_NOTE }),
      row(`${name}: acknowledged p95`, "ms", results, (r) => r.ackP95, aim),
      row(`${name}: acknowledged p99`, "ms", results, (r) => r.ackP99),
    );
  rows.push(
    row(`${name}: seen by another p50`, "ms", results, (r) => r.seenP50),
    row(`${name}: seen by another p95`, "ms", results, (r) => r.seenP95, aim),
    row(`${name}: seen by another p99`, "ms", results, (r) => r.seenP99),
    row(`${name}: CPU an update`, "µs", results, (r) => r.cpuPerUpdate),
    row(`${name}: CPU a delivery`, "µs", results, (r) => r.cpuPerDelivery),
  );
  if (more.loop)
    rows.push(
      row(`${name}: event loop late p99`, "ms", results, (r) => r.loopP99, { note: "commits run on the main thread" }),
      row(`${name}: event loop late, worst`, "ms", results, (r) => r.loopMax),
    );
  if (results.coram.missing > 0)
    rows.push({ part: PART, what: `${name}: MISSING deliveries`, unit: "", coram: results.coram.missing });
  return rows;
}

async function idle(name: string, sockets: number, rooms: number, more: Partial<Row> = {}): Promise<Row[]> {
  say(name);
  const results = await compare(1, { verdicts: Math.ceil(rooms / 3), lawyers: 50 }, async ({ server, load }) => {
    const before = await server.ask<number>("memory");
    await load.ask("idle", { sockets, rooms });
    const after = await server.ask<number>("memory");
    return { each: (after - before) / sockets / 1024, total: after / 2 ** 20 };
  });
  return [
    row(`${name}: memory a socket`, "KiB", results, (r) => r.each),
    row(`${name}: resident memory of the server`, "MiB", results, (r) => r.total, more),
  ];
}

async function joins(isQuick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const cold = async (name: string, seeding: Seeding, aimMs?: number): Promise<void> => {
    say(name);
    const results = await compare(1, seeding, async ({ load, stored }) => {
      const first = await load.ask<Joined>("joinAtOnce", { count: 1 });
      const again = await load.ask<Joined>("joinAtOnce", { count: 1 });
      return { first: first.all, again: again.all, kb: first.bytes / 1024, stored: stored / 1024 };
    });
    const note = "Coram's first join reads the room from disk; the others have it in memory";
    rows.push(
      row(`${name}: first join`, "ms", results, (r) => r.first, { note, ...(aimMs ? { aim: aimMs } : {}) }),
      row(`${name}: next join`, "ms", results, (r) => r.again),
      row(`${name}: state sent`, "KiB", results, (r) => r.kb),
    );
  };
  await cold("layer of 5,000 tags", { verdicts: 1, lawyers: 12, tags: 5000 });
  const edits = isQuick ? 20_000 : 100_000;
  const name = `layer of 500 tags edited ${edits.toLocaleString("en")} times`;
  say(name);
  const seeding = { verdicts: 1, lawyers: 12, tags: 500, edits };
  const join = (goesOn: boolean) =>
    withServer("coram", { ...seeding, goesOn }, async ({ load, stored }) => {
      const first = await load.ask<Joined>("joinAtOnce", { count: 1 });
      const again = await load.ask<Joined>("joinAtOnce", { count: 1 });
      return { first: first.all, again: again.all, kb: first.bytes / 1024, stored: stored / 1024 };
    });
  const [inUse, stored] = [await join(true), await join(false)];
  rows.push(
    { part: PART, what: `${name}: first join`, unit: "ms", coram: stored.first, aim: 100, note: "a new server" },
    { part: PART, what: `${name}: first join, in use since`, unit: "ms", coram: inUse.first, aim: 100 },
    { part: PART, what: `${name}: next join, in use since`, unit: "ms", coram: inUse.again },
    { part: PART, what: `${name}: state sent`, unit: "KiB", coram: stored.kb },
    { part: PART, what: `${name}: state sent, in use since`, unit: "KiB", coram: inUse.kb },
    { part: PART, what: `${name}: database file`, unit: "KiB", coram: stored.stored },
  );
  const joiners = "150 join a room of 4 MB at once";
  say(joiners);
  const many = await compare(
    1,
    { verdicts: 1, lawyers: 50, tags: 1000, noteLength: 3900 },
    async ({ server, load }) => {
      const before = await server.ask<Cpu>("cpu");
      const joined = await load.ask<Joined>("joinAtOnce", { count: 150 });
      const after = await server.ask<Cpu>("cpu");
      return { p50: joined.p50, p95: joined.p95, cpu: (after.cpuMs - before.cpuMs) / 150, mb: joined.bytes / 2 ** 20 };
    },
  );
  rows.push(
    row(`${joiners}: joined p50`, "ms", many, (r) => r.p50),
    row(`${joiners}: joined p95`, "ms", many, (r) => r.p95, { aim: 1500 }),
    row(`${joiners}: CPU a joiner`, "ms", many, (r) => r.cpu),
    row(`${joiners}: state sent`, "MiB", many, (r) => r.mb),
  );
  return rows;
}

async function presence(seconds: number): Promise<Row[]> {
  const name = "presence of 50 people, each moving once a second";
  say(name);
  const results = await compare(1, { verdicts: 1, lawyers: 50 }, async ({ server, load }) => {
    await load.ask("idle", { sockets: 50, rooms: 1 });
    const before = await server.ask<Cpu>("cpu");
    const frames = await load.ask<number>("presence", { rate: 1, seconds });
    const after = await server.ask<Cpu>("cpu");
    return { share: (after.cpuMs - before.cpuMs) / (seconds * 10), frames: frames / seconds };
  });
  return [
    row(`${name}: CPU of one core`, "%", results, (r) => r.share, { aim: 5 }),
    row(`${name}: frames sent`, "1/s", results, (r) => r.frames),
  ];
}

/**
 * What two and three have typed into a document, replayed through unchanged y-websocket clients until all have all of it.
 * CORAM_BENCH_TRACES=<folder> takes the recorded `*.json.gz` there (josephg/editing-traces, concurrent) instead of a made one.
 */
async function typing(isQuick: boolean): Promise<Row[]> {
  const folder = process.env["CORAM_BENCH_TRACES"];
  const changes = isQuick ? 5_000 : 25_000;
  const traces: { name: string; typing: Typing }[] = folder
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".json.gz"))
        .map((file) => ({ name: file, typing: { people: 0, changes: 0, path: join(folder, file) } }))
    : [2, 3].map((people) => ({
        name: `${changes.toLocaleString("en")} changes by ${people} people`,
        typing: { people, changes, path: null },
      }));
  const rows: Row[] = [];
  for (const { name, typing: wanted } of traces) {
    say(name);
    const measured = async (kind: Kind): Promise<{ s: number; each: number }> =>
      withServer(
        kind,
        { verdicts: 1, lawyers: 4, documents: 1 },
        async ({ server, load, target, documents }) => {
          await load.ask("prepare", wanted);
          const before = await server.ask<Cpu>("cpu");
          const { ms, steps } = await load.ask<Typed>("replay", { ...target, rooms: documents });
          const after = await server.ask<Cpu>("cpu");
          return { s: ms / 1000, each: ((after.cpuMs - before.cpuMs) * 1000) / steps };
        },
        "realtime/typing.ts",
      );
    const [coram, stock] = [await measured("coram"), await measured("y-websocket")];
    const row = (what: string, unit: string, pick: (of: typeof coram) => number, more: Partial<Row> = {}): Row => {
      return {
        part: PART,
        what: `${name}: ${what}`,
        unit,
        coram: pick(coram),
        beside: { "y-websocket": pick(stock) },
        ...more,
      };
    };
    rows.push(
      row("all have all", "s", (of) => of.s, { aim: 5 }),
      row("CPU a change", "µs", (of) => of.each),
    );
  }
  return rows;
}

/** Everything about rooms and sockets. */
export async function realtimePart(isQuick: boolean): Promise<Row[]> {
  const seconds = isQuick ? 2 : 4;
  const rounds = isQuick ? 1 : 3;
  const writers = { watchers: 0, seconds };
  return [
    ...(await traffic("9 writers × 20/s", rounds, { rooms: 1, writers: 9, rate: 20, ...writers }, {})),
    ...(await traffic(
      "3 rooms × 9 writers × 20/s",
      rounds,
      { rooms: 3, writers: 9, rate: 20, ...writers },
      { loop: true },
    )),
    ...(await traffic("50 rooms × 12 writers × 1/s", 1, { rooms: 50, writers: 12, rate: 1, ...writers }, {})),
    ...(await traffic(
      "1 writer × 20/s, 300 watchers",
      rounds,
      { rooms: 1, writers: 1, watchers: 300, rate: 20, seconds },
      { acks: false },
    )),
    ...(await idle("1,000 rooms with one socket each", 1000, 1000)),
    ...(isQuick ? [] : await idle("10,000 idle sockets on 200 rooms", 10_000, 200, { aim: 600 })),
    ...(await joins(isQuick)),
    ...(await presence(isQuick ? 3 : 6)),
    ...(await typing(isQuick)),
  ];
}
