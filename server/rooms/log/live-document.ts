import * as decoding from "lib0/decoding";
import { uint32 } from "lib0/random";
import * as Y from "yjs";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { rulesOf } from "../../../schema/rooms/fields.ts";
import { type RoomRules, xmlRule } from "../../../schema/rooms/root-rule.ts";
import type { RoomRow, RoomState } from "../../store/room-store.ts";
import { wordsAbout } from "../gate/words-around.ts";
import { type Place, xmlRoots } from "../gate/place.ts";
import type { Written } from "../gate/written.ts";
import { inspect, TripwireFired, type ChangedEntries } from "../gate/tripwire.ts";
import { type Reworded, rewordedIn, touchedIn } from "./reworded.ts";
import { type Taken, takenIn } from "./taken.ts";
import { type DeleteSet, unnamedLetters, withoutNames } from "./unnamed-letters.ts";

/** What a change did, as the document itself tells it: minimal, and without anything that a peer hid in its bytes. */
export interface Applied {
  bytes: Uint8Array;
  changed: ChangedEntries;
  /** Of XML: the words about letters that came, and about what was taken out, as they read now. */
  sentences: string[];
  /** Of XML: what was taken out, by who had written it. */
  taken: Taken[];
  /** Of a draft: texts that were written over. */
  reworded: Reworded[];
  /** Of a draft: fields that were written, and entries that were made. */
  touched: Place[];
}

interface Applying extends Omit<Applied, "bytes"> {
  bytes: Uint8Array[];
  /** Of XML: what the change itself says that it deletes. */
  named: DeleteSet | null;
  /** Of XML: letters that went with it and that it does not name. */
  unnamed: DeleteSet | null;
}

/** How many answers a document keeps beside its whole state. */
const STATES_KEPT = 4;

const FROM_LOG = Symbol("from log");

/**
 * A room's document in memory. Between rounds of the room it holds what is committed and nothing else; a room that cannot
 * commit what it applied throws the whole object away and opens it again from the log.
 */
export class LiveDocument {
  readonly doc: Y.Doc;
  readonly row: RoomRow;
  readonly rules: RoomRules;
  /** Number of the last committed update. */
  seq: number;
  /** Log rows and bytes since the snapshot, and the snapshot's bytes. */
  logRows: number;
  logBytes: number;
  snapshotBytes: number;
  readonly #clients = new Map<number, MemberId>();
  /** How many client ids each member has. */
  readonly #idsOf = new Map<MemberId, number>();
  #approved: Written | null = null;
  #applied: Applying | null = null;
  #violation: TripwireFired | null = null;
  /** Answers to whoever asked what they lack, by what they have, at one seq; the oldest first. */
  readonly #states = { seq: 0, bySince: new Map<string, Uint8Array>() };

  private constructor(state: RoomState) {
    this.row = state.room;
    this.rules = rulesOf(state.room);
    this.seq = state.seq;
    this.logRows = state.log.length;
    this.logBytes = state.log.reduce((sum, bytes) => sum + bytes.length, 0);
    this.snapshotBytes = state.snapshot?.length ?? 0;
    for (const [client, member] of state.clients) this.bind(client, member);
    this.doc = new Y.Doc({ gc: true });
    // A root that nobody has named is of no type yet, and would take what comes as it comes.
    for (const root of Object.keys(this.rules)) {
      if (xmlRule(this.rules, root)) this.doc.getXmlFragment(root);
      else this.doc.getMap(root);
    }
  }

  /** Rebuilds the document from snapshot and log. */
  static open(state: RoomState): LiveDocument {
    const live = new LiveDocument(state);
    live.doc.transact(() => {
      if (state.snapshot) Y.applyUpdateV2(live.doc, state.snapshot, FROM_LOG);
      for (const bytes of state.log) Y.applyUpdate(live.doc, bytes, FROM_LOG);
    }, FROM_LOG);
    live.#watch();
    return live;
  }

  /** Whose each client id is, for good. */
  get clients(): ReadonlyMap<number, MemberId> {
    return this.#clients;
  }

  /** A row without its author would be missing in silence. */
  authorOf(client: number): MemberId {
    const member = this.#clients.get(client);
    if (!member) throw new Error("a client id without a member");
    return member;
  }

  /** Notes that updates are on disk. */
  logged(updates: readonly { bytes: Uint8Array }[]): void {
    this.seq += updates.length;
    this.logRows += updates.length;
    for (const { bytes } of updates) this.logBytes += bytes.length;
  }

  bind(client: number, member: MemberId): void {
    if (this.#clients.has(client)) return;
    this.#clients.set(client, member);
    this.#idsOf.set(member, this.idsOf(member) + 1);
  }

  idsOf(member: MemberId): number {
    return this.#idsOf.get(member) ?? 0;
  }

  /** The most client ids that one member has. */
  get mostIds(): number {
    return Math.max(0, ...this.#idsOf.values());
  }

  /** Not inside `open`, where the listeners would keep snapshot and log in memory for as long as the document is. */
  #watch(): void {
    this.doc.on("afterTransaction", (transaction: Y.Transaction) => this.#inspect(transaction));
    this.doc.on("update", (bytes: Uint8Array, _origin: unknown, _doc: Y.Doc, { deleteSet, local }: Y.Transaction) => {
      const unnamed = local ? null : this.#applied?.unnamed;
      this.#applied?.bytes.push(unnamed ? withoutNames(bytes, deleteSet, unnamed) : bytes);
    });
  }

  /** Applies an update that the gate let in. Throws TripwireFired; the document is then to be thrown away. */
  apply(bytes: Uint8Array, approved: Written): Applied | null {
    const isXml = xmlRoots(this.rules).length > 0;
    return this.#run(approved, () => Y.applyUpdate(this.doc, bytes), isXml ? Y.decodeUpdate(bytes).ds : null);
  }

  /** Writes for a member under a client id of the server's that is bound to that member. Throws what `change` throws. */
  write(client: number, change: (doc: Y.Doc) => void): Applied | null {
    this.doc.clientID = client;
    try {
      return this.#run(null, () => this.doc.transact(() => change(this.doc)));
    } finally {
      this.doc.clientID = uint32();
    }
  }

  /** The committed state for somebody who has nothing. Call only between rounds. */
  fullState(): Uint8Array {
    return this.#stateSince(new Map());
  }

  /** What somebody with this state vector lacks. Throws where the vector is none. Call only between rounds. */
  stateSince(stateVector: Uint8Array): Uint8Array {
    return this.#stateSince(this.#known(stateVector));
  }

  /** What of a state vector is of this document: whoever names others, or more than there is, is told the same. */
  #known(stateVector: Uint8Array): Map<number, number> {
    const decoder = decoding.createDecoder(stateVector);
    const known = new Map<number, number>();
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder);
      const clock = Math.min(decoding.readVarUint(decoder), Y.getState(this.doc.store, client));
      if (clock > 0) known.set(client, clock);
    }
    return known;
  }

  /** Encoded once for all who have the same. */
  #stateSince(known: Map<number, number>): Uint8Array {
    const { bySince } = this.#states;
    if (this.#states.seq !== this.seq) bySince.clear();
    this.#states.seq = this.seq;
    const since = [...known]
      .sort(([a], [b]) => a - b)
      .map((pair) => pair.join(":"))
      .join(" ");
    const encoded = bySince.get(since);
    if (encoded) return encoded;
    const bytes = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(known));
    bySince.set(since, bytes);
    for (const [oldest] of bySince) if (bySince.size > STATES_KEPT && oldest !== "") bySince.delete(oldest);
    return bytes;
  }

  destroy(): void {
    this.doc.destroy();
  }

  #run(approved: Written | null, change: () => void, named: DeleteSet | null = null): Applied | null {
    this.#approved = approved;
    this.#violation = null;
    const applied: Applying = {
      bytes: [],
      changed: new Map(),
      sentences: [],
      taken: [],
      reworded: [],
      touched: [],
      named,
      unnamed: null,
    };
    this.#applied = applied;
    try {
      change();
    } catch (error) {
      throw approved ? new TripwireFired(error instanceof Error ? error.message : "apply failed") : error;
    } finally {
      this.#applied = null;
    }
    if (this.#violation) throw this.#violation;
    const [first] = applied.bytes;
    if (!first) return null;
    return {
      bytes: applied.bytes.length === 1 ? first : Y.mergeUpdates(applied.bytes),
      changed: applied.changed,
      sentences: applied.sentences,
      taken: applied.taken,
      reworded: applied.reworded,
      touched: applied.touched,
    };
  }

  #inspect(transaction: Y.Transaction): void {
    if (!this.#applied || this.#violation) return;
    try {
      const { changed, sentences } = this.#applied;
      const words: Y.Item[] = [];
      mergeChanged(changed, inspect(transaction, this.rules, this.#approved, words));
      // Before Yjs merges what stands beside each other.
      sentences.push(...wordsAbout(words));
      if (xmlRoots(this.rules).length > 0) this.#applied.taken.push(...takenIn(transaction));
      const { named } = this.#applied;
      if (named && !transaction.local) this.#applied.unnamed = unnamedLetters(transaction, named);
      if (this.row.kind === "methodology") {
        this.#applied.reworded.push(...rewordedIn(transaction, this.rules));
        this.#applied.touched.push(...touchedIn(transaction, this.rules));
      }
    } catch (error) {
      // Thrown here it would be swallowed or break Yjs's own cleanup.
      this.#violation = error instanceof TripwireFired ? error : new TripwireFired("inspection failed");
    }
  }
}

/** Adds the entries of `more` to `into`. */
export function mergeChanged(into: ChangedEntries, more: ChangedEntries): void {
  for (const [root, ids] of more) {
    const all = into.get(root) ?? new Set<string>();
    for (const id of ids) all.add(id);
    into.set(root, all);
  }
}
