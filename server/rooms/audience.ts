import type { MemberId } from "../../schema/domain/ids.ts";
import type { CloseCode } from "../../schema/protocol/close-codes.ts";
import type { RoomPeer, Staged } from "./change.ts";
import { clientsFrame, updateFrame } from "./socket/frames.ts";
import type { RoomLimits } from "./limits.ts";
import { lastChangesOf } from "./log/last-changes.ts";
import type { LiveDocument } from "./log/live-document.ts";
import type { ValueChange } from "./log/renewal.ts";
import { RoomPresence } from "./socket/presence.ts";
import { toWebsocketFrame } from "./socket/websocket-frame.ts";

/** Who is in a room, and what all of them are told: of changes, each encoded once, and of each other. */
export class Audience {
  readonly peers = new Set<RoomPeer>();
  readonly #limits: RoomLimits;
  readonly #boundTo: (client: number) => MemberId | undefined;
  /** Null while nobody has said where they are: in most rooms, most of the time. */
  #presence: RoomPresence<RoomPeer> | null = null;

  /** `boundTo`: the member that the room's table binds an id to. */
  constructor(limits: RoomLimits, boundTo: (client: number) => MemberId | undefined) {
    this.#limits = limits;
    this.#boundTo = boundTo;
  }

  /** False where the peer was not here. */
  leave(peer: RoomPeer): boolean {
    this.#presence?.leave(peer);
    return this.peers.delete(peer);
  }

  /** Takes what a peer says of where they are. Throws Malformed. */
  takePresence(peer: RoomPeer, entries: Uint8Array): void {
    this.#presence ??= new RoomPresence(this.#limits, this.peers, this.#boundTo);
    this.#presence.receive(peer, entries);
  }

  /** Where the others are, for a newcomer; null where nobody says. */
  presenceFor(peer: RoomPeer): Uint8Array | null {
    return this.#presence?.all(peer) ?? null;
  }

  /** The member who uses an id in presence and has perhaps not written under it. */
  seenWith(client: number): MemberId | undefined {
    return this.#presence?.ownerOf(client);
  }

  /** Tells of changes that are committed. */
  announce(staged: readonly Staged[]): void {
    for (const { job, member, applied, bindings } of staged) {
      if (!applied) continue;
      const from = job.kind === "update" ? job.peer : null;
      const frame = toWebsocketFrame(updateFrame(applied.bytes));
      const clients = bindings.length > 0 ? clientsFrame(bindings.map((client) => [client, member])) : null;
      for (const peer of this.peers) {
        if (clients && peer.isOptedIn) peer.send(clients);
        // A client that has not opted in takes the echo for "saved".
        if (peer !== from || !peer.isOptedIn) peer.sendFrame(frame);
      }
    }
  }

  /** Tells of updates that another process committed, and of all bindings. */
  catchUp(live: LiveDocument, updates: readonly Uint8Array[]): void {
    const clients = clientsFrame([...live.clients]);
    const frames = updates.map((bytes) => toWebsocketFrame(updateFrame(bytes)));
    for (const peer of this.peers) {
      if (peer.isOptedIn) peer.send(clients);
      for (const frame of frames) peer.sendFrame(frame);
    }
  }

  /** Tells of what stands in the room that takes this one's place: until they have that one, pages show this. */
  tellLast(live: LiveDocument, change: ValueChange): void {
    const last = this.peers.size > 0 ? lastChangesOf(live, change) : null;
    if (!last) return;
    const clients = clientsFrame(last.clients);
    const frame = toWebsocketFrame(updateFrame(last.update));
    for (const peer of this.peers) {
      if (peer.isOptedIn) peer.send(clients);
      peer.sendFrame(frame);
    }
  }

  close(code: CloseCode): void {
    for (const peer of this.peers) peer.close(code);
  }

  stop(): void {
    this.#presence?.stop();
  }
}
