import { expect, test } from "vitest";
import * as Y from "yjs";
import { LayerId, MemberId, newId, OrganisationId, RoomId, VerdictId } from "../../../schema/domain/ids.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { applyChange, Contaminated, type RoomPeer } from "../../../server/rooms/change.ts";
import type { Facts } from "../../../server/rooms/gate/facts.ts";
import { LiveDocument } from "../../../server/rooms/log/live-document.ts";
import { Malformed, GateRefusal } from "../../../server/rooms/gate/refusal.ts";
import type { RoomRow } from "../../../server/store/room-store.ts";
import { discuss, setNote, tag } from "../../helpers/rooms/room-edits.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { QUESTIONS } from "../../helpers/network/test-methodology.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const VICTIM_CLIENT = 4_000;
const ROOM: RoomRow = {
  id: newId(RoomId),
  kind: "layer",
  verdict: newId(VerdictId),
  audience: null,
  layer: newId(LayerId),
  slip: null,
  methodology: null,
  output: null,
  gone: false,
};
const FACTS: Facts = {
  textLength: () => 1_000,
  hasVersion: (version) => version < 4,
  hasCategory: () => true,
  hasQuestion: (_, __, isSo) => isSo(QUESTIONS.claim),
  unitKind: () => null,
  mayQuote: () => true,
  isHidden: () => false,
  isErased: () => false,
};

/** The room's document with what it was committed from, as a room keeps it. */
class Bench {
  readonly victim = newId(MemberId);
  readonly attacker = newId(MemberId);
  readonly log: Uint8Array[] = [];
  readonly clients = new Map<number, MemberId>([[VICTIM_CLIENT, this.victim]]);
  live: LiveDocument;

  constructor() {
    const doc = new Y.Doc();
    doc.clientID = VICTIM_CLIENT;
    for (let i = 0; i < 4; i++) tag(doc, i * 10, "honest");
    discuss(doc, "why?");
    new AnswersRoom(doc).change(QUESTIONS.claim.id, "verdict", { value: "yes", version: 1, note: "honest" });
    this.log.push(Y.encodeStateAsUpdate(doc));
    this.live = this.open();
  }

  open(): LiveDocument {
    const clients = [...this.clients];
    return LiveDocument.open({ room: ROOM, seq: this.log.length, snapshot: null, log: this.log, clients });
  }

  /** What became of an update of the attacker's. */
  receive(bytes: Uint8Array): "taken" | "known" | "refused" | "malformed" | "contaminated" {
    const actor = { id: this.attacker, role: "lawyer", organisation: newId(OrganisationId), guest: null } as const;
    const peer = { actor, right: "write", member: this.attacker } as unknown as RoomPeer;
    const job = { kind: "update", peer, bytes, isEarly: false, settled: () => {} } as const;
    const context = {
      facts: FACTS,
      now: Date.now(),
      seenWith: () => undefined,
      clientIdsPerMember: Infinity,
      serverClient: () => 0,
    };
    try {
      const { applied, bindings } = applyChange(this.live, job, context);
      for (const client of bindings) {
        this.live.bind(client, this.attacker);
        this.clients.set(client, this.attacker);
      }
      if (applied) this.log.push(applied.bytes);
      return applied ? "taken" : "known";
    } catch (error) {
      if (error instanceof Malformed) return "malformed";
      if (error instanceof GateRefusal) return "refused";
      if (!(error instanceof Contaminated)) throw error;
      this.live.destroy();
      this.live = this.open();
      return "contaminated";
    }
  }
}

/** A change of a document that knows the room, sometimes under a client id that is another's. */
function makeUpdate(random: Seeded, bench: Bench, clients: number[]): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(bench.live.doc));
  doc.clientID = random.chance(15) ? VICTIM_CLIENT : random.pick(clients);
  const before = random.chance(10) ? new Y.Doc() : null;
  const vector = before ? Y.encodeStateVector(before) : Y.encodeStateVector(doc);
  const layer = new LayerRoom(doc);
  const ids = layer.annotations().map(({ id }) => id);
  for (let n = 1 + random.below(3); n > 0; n--) {
    const id = random.pick(ids);
    const acts = [
      () => tag(doc, random.below(900), "note"),
      () => setNote(doc, id, `n${random.below(99)}`),
      () => layer.change(id, { version: 1 + random.below(5) }),
      () => discuss(doc, "because"),
      () =>
        new AnswersRoom(doc).change(QUESTIONS.claim.id, "verdict", { value: random.pick(["yes", "no"]), version: 1 }),
      () => new AnswersRoom(doc).addEvidence(QUESTIONS.claim.id, "verdict", id, null),
      () => doc.getMap("answers").delete(`${QUESTIONS.claim.id}/verdict/value`),
      () => doc.getMap("answers").set(`${QUESTIONS.claim.id}/verdict/value`, new Y.Map([["deep", 1]])),
      () => doc.getMap("answers").set("q.claim/verdict/elsewhere", "nowhere"),
      () => doc.getMap("annotations").delete(id),
      () => doc.getMap("annotations").set(id, "overwritten"),
      () => (doc.getMap("annotations").get(id) as Y.Map<unknown> | undefined)?.delete?.("note"),
      () => doc.getMap("elsewhere").set("key", 1),
    ];
    // Mostly lawful: what is refused teaches little of what comes after.
    acts[random.chance(85) ? random.below(6) : random.below(acts.length)]?.();
  }
  return Y.encodeStateAsUpdate(doc, vector);
}

test.each(seeds([71, 72, 73]))(
  "damaged and forged updates are taken whole or leave nothing, and nobody's words change under another's id (seed %i)",
  (seed) => {
    const random = new Seeded(seed);
    const bench = new Bench();
    const clients = Array.from({ length: 3 }, () => 5_000 + random.below(1e6));
    const victimClock = Y.getState(bench.live.doc.store, VICTIM_CLIENT);
    const outcomes = new Map<string, number>();
    for (let i = 0; i < 300; i++) {
      const bytes = makeUpdate(random, bench, clients);
      if (random.chance(40))
        for (let flips = 1 + random.below(3); flips > 0; flips--) bytes[random.below(bytes.length)] = random.below(256);
      const before = Y.encodeStateAsUpdate(bench.live.doc);
      const outcome = bench.receive(bytes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      const { doc } = bench.live;
      expect(outcome === "taken" || Buffer.compare(Y.encodeStateAsUpdate(doc), before) === 0).toBe(true);
      expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
      expect(Y.getState(doc.store, VICTIM_CLIENT)).toBe(victimClock);
    }
    const replayed = bench.open();
    expect(Y.encodeStateAsUpdate(replayed.doc)).toEqual(Y.encodeStateAsUpdate(bench.live.doc));
    for (const client of replayed.doc.store.clients.keys()) expect(bench.clients.has(client)).toBe(true);
    // Every entry is whole, and those of before are still there.
    const entries = replayed.doc.getMap("annotations").size;
    expect(new LayerRoom(replayed.doc).annotations()).toHaveLength(entries);
    const answer = new AnswersRoom(replayed.doc).answer(QUESTIONS.claim.id, "verdict");
    expect(["yes", "no"]).toContain(answer.value);
    expect(Object.keys(answer.writers)).toHaveLength(replayed.doc.getMap("answers").size);
    for (const kind of ["taken", "refused", "malformed"]) expect(outcomes.get(kind) ?? 0).toBeGreaterThan(5);
  },
);
