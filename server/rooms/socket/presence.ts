import * as encoding from "lib0/encoding";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { Presence } from "../../../schema/protocol/sync-messages.ts";
import { decodePresence } from "./decode-presence.ts";
import { presenceFrame } from "./frames.ts";
import type { RoomLimits } from "../limits.ts";
import { toWebsocketFrame } from "./websocket-frame.ts";

/** A connection as presence sees it. */
export interface PresencePeer {
  readonly member: MemberId;
  send(message: Uint8Array): void;
  /** Sends a frame of `toWebsocketFrame`, which is the same for many. */
  sendFrame(frame: Uint8Array): void;
}

interface Held<P> {
  holder: P;
  /** As it goes out: identity set by the server, encoded once. */
  json: string;
  clock: number;
}

// Ids that were seen are remembered, so that nobody takes over a colleague's who has written nothing yet.
const MAX_OWNERS = 10_000;

/**
 * Who is where in a room. Not stored. Identity is the session's whatever a client writes; entries for other members' ids
 * are dropped in silence, since stock clients send colleagues' presence again. Goes out coalesced, encoded once for all.
 */
export class RoomPresence<P extends PresencePeer> {
  readonly #limits: RoomLimits;
  readonly #peers: Iterable<P>;
  readonly #boundTo: (client: number) => MemberId | undefined;
  readonly #held = new Map<number, Held<P>>();
  /** Ids that each connection holds. */
  readonly #heldBy = new Map<P, Set<number>>();
  /** Member and last sent clock of each id that was ever seen here. */
  readonly #owners = new Map<number, { member: MemberId; clock: number }>();
  readonly #changed = new Set<number>();
  /** Peers whose own entry goes out under a newer clock than they know: their echo would undo their newest state. */
  readonly #spared = new Map<P, Set<number>>();
  #timer: NodeJS.Timeout | null = null;

  /** `boundTo`: the member that the room's table binds an id to. */
  constructor(limits: RoomLimits, peers: Iterable<P>, boundTo: (client: number) => MemberId | undefined) {
    this.#limits = limits;
    this.#peers = peers;
    this.#boundTo = boundTo;
  }

  /** The member who uses an id in presence and has perhaps not written under it. */
  ownerOf(client: number): MemberId | undefined {
    return this.#owners.get(client)?.member;
  }

  /** Takes what a connection says. Throws Malformed. */
  receive(peer: P, bytes: Uint8Array): void {
    for (const { client, clock, state } of decodePresence(bytes, this.#limits.presenceBytes)) {
      if (state === undefined) continue;
      const held = this.#held.get(client);
      if (state === null) {
        if (held?.holder === peer) this.#remove(client);
      } else if (this.#mayHold(peer, client)) this.#set(peer, client, clock, state);
    }
  }

  /** Everybody's present state, for a newcomer; null where nobody is. */
  all(except: P): Uint8Array | null {
    const clients = [...this.#held.keys()].filter((client) => this.#held.get(client)?.holder !== except);
    return clients.length > 0 ? this.#encode(clients) : null;
  }

  /** A connection closed: its entries go. */
  leave(peer: P): void {
    for (const client of this.#heldBy.get(peer) ?? []) this.#remove(client);
    this.#spared.delete(peer);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #mayHold(peer: P, client: number): boolean {
    const owner = this.#boundTo(client) ?? this.#owners.get(client)?.member;
    if (owner !== undefined && owner !== peer.member) return false;
    const ids = this.#heldBy.get(peer);
    return !ids || ids.has(client) || ids.size < this.#limits.presenceIds;
  }

  #set(peer: P, client: number, clock: number, state: Presence): void {
    const last = this.#owners.get(client);
    const next = last ? Math.max(clock, last.clock + 1) : clock;
    this.#owners.delete(client);
    this.#owners.set(client, { member: peer.member, clock: next });
    for (const oldest of this.#owners.keys()) {
      if (this.#owners.size <= MAX_OWNERS) break;
      if (!this.#held.has(oldest)) this.#owners.delete(oldest);
      else break;
    }
    this.#letGo(client);
    this.#held.set(client, { holder: peer, json: JSON.stringify({ ...state, member: peer.member }), clock: next });
    const ids = this.#heldBy.get(peer);
    if (ids) ids.add(client);
    else this.#heldBy.set(peer, new Set([client]));
    if (next !== clock) this.#spared.set(peer, (this.#spared.get(peer) ?? new Set()).add(client));
    this.#schedule(client);
  }

  #letGo(client: number): void {
    const held = this.#held.get(client);
    if (!held) return;
    const ids = this.#heldBy.get(held.holder);
    if (ids?.delete(client) && ids.size === 0) this.#heldBy.delete(held.holder);
    this.#held.delete(client);
  }

  #remove(client: number): void {
    this.#letGo(client);
    const owner = this.#owners.get(client);
    if (owner) owner.clock++;
    this.#schedule(client);
  }

  #schedule(client: number): void {
    this.#changed.add(client);
    this.#timer ??= setTimeout(() => this.#flush(), this.#limits.presenceMs);
  }

  #flush(): void {
    this.#timer = null;
    const changed = [...this.#changed];
    this.#changed.clear();
    const frame = toWebsocketFrame(this.#encode(changed));
    for (const peer of this.#peers) {
      const spared = this.#spared.get(peer);
      if (!spared) peer.sendFrame(frame);
      else {
        const others = changed.filter((client) => !spared.has(client));
        if (others.length > 0) peer.send(this.#encode(others));
      }
    }
    this.#spared.clear();
  }

  #encode(clients: number[]): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, clients.length);
    for (const client of clients) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, this.#held.get(client)?.clock ?? this.#owners.get(client)?.clock ?? 0);
      encoding.writeVarString(encoder, this.#held.get(client)?.json ?? "null");
    }
    return presenceFrame(encoding.toUint8Array(encoder));
  }
}
