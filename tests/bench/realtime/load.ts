import * as Y from "yjs";
import { Seeded } from "../../helpers/text/seeded.ts";
import { answerWith } from "../child.ts";
import { percentile } from "../report.ts";
import { addTag, addTags } from "./layer-content.ts";
import { clocksOf, Wire, type Target } from "./wire.ts";

// The load generator: a process of its own, so that its work is never the server's.

export interface Traffic {
  rooms: number;
  writers: number;
  watchers: number;
  /** Tags a second of each writer. */
  rate: number;
  seconds: number;
}

export interface Spread {
  p50: number;
  p95: number;
  p99: number;
}

export interface TrafficResult {
  sent: number;
  /** Deliveries to somebody else, and how many there should have been. */
  delivered: number;
  expected: number;
  /** ms from sending to the acknowledgement. y-websocket has none: the echo to the sender stands for it. */
  acknowledged: Spread;
  /** ms from sending to each delivery to somebody else. */
  seen: Spread;
}

interface Writer {
  wire: Wire;
  doc: Y.Doc;
  made: Uint8Array[];
  sentAt: number[];
}

const random = new Seeded(42);
const wires: Wire[] = [];
let target: Target = { kind: "coram", port: 0, rooms: [], cookies: [] };
let writers: Writer[] = [];
let traffic: Traffic = { rooms: 0, writers: 0, watchers: 0, rate: 0, seconds: 0 };
let acks: number[] = [];
let seen: number[] = [];
/** Client and clock of an update → when it was sent. */
let sentAt = new Map<string, { at: number; by: Wire }>();

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const spreadOf = (values: readonly number[]): Spread => ({
  p50: percentile(values, 50),
  p95: percentile(values, 95),
  p99: percentile(values, 99),
});

async function openMany(count: number, roomOf: (i: number) => string): Promise<Wire[]> {
  const opened: Wire[] = [];
  const AT_ONCE = 50;
  for (let from = 0; from < count; from += AT_ONCE)
    opened.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) =>
          Wire.join(target, roomOf(from + i), from + i),
        ),
      )),
    );
  wires.push(...opened);
  return opened;
}

/** Joins everybody who takes part. */
async function prepare(wanted: Traffic): Promise<void> {
  traffic = wanted;
  acks = [];
  seen = [];
  sentAt = new Map();
  writers = [];
  const perRoom = wanted.writers + wanted.watchers;
  const all = await openMany(wanted.rooms * perRoom, (i) => target.rooms[Math.floor(i / perRoom)] ?? "");
  for (const [i, wire] of all.entries()) {
    wire.onUpdate = (client, clock) => {
      const sent = sentAt.get(`${client}:${clock}`);
      if (!sent) return;
      const after = performance.now() - sent.at;
      if (sent.by !== wire) seen.push(after);
      else if (target.kind === "y-websocket") acks.push(after);
    };
    if (i % perRoom >= wanted.writers) continue;
    const doc = new Y.Doc();
    const writer: Writer = { wire, doc, made: [], sentAt: [] };
    doc.on("update", (bytes: Uint8Array) => writer.made.push(bytes));
    // A first tag, so that bindings and first-use costs are not in the figures.
    wire.onAcknowledged = () => {};
    addTag(doc, random);
    wire.sendUpdate(writer.made.pop() ?? new Uint8Array());
    wire.sendMark(0);
    writers.push(writer);
  }
  await sleep(500);
  for (const { wire, sentAt: times } of writers) {
    let before = -1;
    wire.onAcknowledged = (n) => {
      // Hocuspocus counts from the first tag, Coram says what it was asked.
      const index = n - 1;
      if (target.kind === "hocuspocus") before = before < 0 ? 0 : before + 1;
      const at = times[target.kind === "hocuspocus" ? before : index];
      if (at !== undefined) acks.push(performance.now() - at);
    };
  }
}

async function write(writer: Writer, count: number, everyMs: number): Promise<void> {
  const startedAt = performance.now() + random.below(Math.ceil(everyMs));
  for (let i = 0; i < count; i++) {
    await sleep(Math.max(0, startedAt + i * everyMs - performance.now()));
    const clock = Y.getState(writer.doc.store, writer.doc.clientID);
    addTag(writer.doc, random);
    const bytes = writer.made.pop() ?? new Uint8Array();
    const at = performance.now();
    sentAt.set(`${writer.doc.clientID}:${clock}`, { at, by: writer.wire });
    writer.sentAt.push(at);
    clocksOf.set(writer.doc.clientID, [...(clocksOf.get(writer.doc.clientID) ?? []).slice(-20), clock]);
    writer.wire.sendUpdate(bytes);
    writer.wire.sendMark(i + 1);
  }
}

/** Everybody writes; ends when everything has arrived, or five seconds later. */
async function run(): Promise<TrafficResult> {
  const { rate, seconds, rooms } = traffic;
  const each = rate * seconds;
  await Promise.all(writers.map((writer) => write(writer, each, 1000 / rate)));
  const sent = each * writers.length;
  const expected = sent * (traffic.writers - 1 + traffic.watchers);
  for (let waited = 0; waited < 5000 && (seen.length < expected || acks.length < sent); waited += 20) await sleep(20);
  if (rooms === 0) throw new Error("prepare first");
  return { sent, delivered: seen.length, expected, acknowledged: spreadOf(acks), seen: spreadOf(seen) };
}

/** Puts a layer of tags into a room that has none, in one update. */
async function fill({ tags, noteLength = 0 }: { tags: number; noteLength?: number }): Promise<void> {
  const doc = new Y.Doc();
  addTags(doc, new Seeded(1), tags, noteLength);
  const wire = await Wire.join(target, target.rooms[0] ?? "", 0);
  wire.sendUpdate(Y.encodeStateAsUpdate(doc));
  // Joining again is answered after the update was taken in.
  while (true) {
    const again = await Wire.join(target, target.rooms[0] ?? "", 0);
    again.close();
    if (again.stateBytes > 1000) break;
  }
  // Stays: a room that nobody is in is gone from a server that keeps it in memory alone.
  wires.push(wire);
}

export interface Joined extends Spread {
  bytes: number;
  /** ms until the last had the state. */
  all: number;
}

/** So many come at once. */
async function joinAtOnce({ count }: { count: number }): Promise<Joined> {
  const startedAt = performance.now();
  const joined = await Promise.all(
    Array.from({ length: count }, (_, i) => Wire.join(target, target.rooms[0] ?? "", i)),
  );
  const all = performance.now() - startedAt;
  wires.push(...joined);
  return { ...spreadOf(joined.map((wire) => wire.joinedAfter)), bytes: joined[0]?.stateBytes ?? 0, all };
}

/** Those who are here (`idle`) each move so many times a second. Returns frames that arrived. */
async function presence({ rate, seconds }: { rate: number; seconds: number }): Promise<number> {
  const here = [...wires];
  let frames = 0;
  for (const wire of here) wire.onPresence = () => void frames++;
  const move = async (wire: Wire, i: number): Promise<void> => {
    const client = 1_000_000 + i;
    const startedAt = performance.now() + random.below(1000 / rate);
    for (let clock = 1; clock <= rate * seconds; clock++) {
      await sleep(Math.max(0, startedAt + (clock * 1000) / rate - performance.now()));
      const start = random.below(1000);
      wire.sendPresence(client, clock, {
        verdict: { revision: 1, block: start, selection: { start, end: start + 40 } },
      });
    }
  };
  await Promise.all(here.map(move));
  return frames;
}

answerWith({
  target: (to: Target) => {
    for (const wire of wires.splice(0)) wire.close();
    target = to;
  },
  prepare,
  run,
  fill,
  joinAtOnce,
  presence,
  /** Sockets that then say nothing, over so many rooms. */
  idle: async ({ sockets, rooms }: { sockets: number; rooms: number }) => {
    await openMany(sockets, (i) => target.rooms[i % rooms] ?? "");
  },
});
