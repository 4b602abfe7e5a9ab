import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import type { RoomRight } from "../../schema/domain/room.ts";
import { CLOSE } from "../../schema/protocol/close-codes.ts";
import { Clients, Hello, MESSAGE, Refused } from "../../schema/protocol/sync-messages.ts";
import { SCHEMA_VERSION } from "../../schema/protocol/version.ts";
import { LOCAL } from "../../schema/rooms/entries.ts";
import { liftEntries, type LiftedEntry } from "./lift.ts";

/** Why a room will not be opened again by itself; the page decides what to do. */
export type RoomClosed =
  | "sign-in-needed"
  | "no-access"
  | "no-room"
  | "gone"
  | "identity-conflict"
  | "refused"
  | "too-large"
  | "old-client";

const CLOSED_BY_CODE: Record<number, RoomClosed> = {
  [CLOSE.signInNeeded]: "sign-in-needed",
  [CLOSE.noAccess]: "no-access",
  [CLOSE.noRoom]: "no-room",
  [CLOSE.gone]: "gone",
  [CLOSE.identityConflict]: "identity-conflict",
  [CLOSE.refused]: "refused",
  [CLOSE.tooLarge]: "too-large",
  [CLOSE.malformed]: "refused",
  [CLOSE.oldClient]: "old-client",
};

export interface RoomEvents {
  /** Connected, synced, acknowledged or lost: read `saved`, `connected`, `pending` again. */
  onStatus(): void;
  /** Bindings of Yjs client ids to members arrived. */
  onClients(): void;
  /** The socket was closed for good. `lifted`: entries not yet on disk; the document must not be used any more. */
  onClosed(why: RoomClosed, lifted: LiftedEntry[], refused: Refused | null): void;
}

/**
 * One room over one websocket: y-websocket's provider with Coram's extras (durable acknowledgement, who is who). Nothing
 * counts as saved before the server said that it is on disk.
 */
export class RoomConnection {
  readonly room: RoomId;
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** Yjs client id → member; the server's word. */
  readonly memberOfClient = new Map<number, MemberId>();
  right: RoomRight = "read";
  /** The first full state has arrived; stays true through later interruptions. */
  synced = false;
  connected = false;
  lastSavedAt: Date | null = null;
  private sent = 0;
  private acknowledged = 0;
  /** Root and id of entries with changes that are not on disk yet → number of the batch that carries the newest. */
  private readonly unsaved = new Map<string, number>();
  private refused: Refused | null = null;
  private readonly events: RoomEvents;

  /** `serverUrl` ends in `/sync`; `Socket` is the browser's websocket unless a program outside a browser brings its own. */
  constructor(room: RoomId, events: RoomEvents, serverUrl: string = syncUrl(), Socket: typeof WebSocket = WebSocket) {
    this.room = room;
    this.events = events;
    this.provider = new WebsocketProvider(serverUrl, room, this.doc, {
      params: { coram: "1", schema: String(SCHEMA_VERSION) },
      disableBc: true,
      connect: false,
      WebSocketPolyfill: Socket,
    });
    // A room without presence of our own: the page sets a state where there is something to show.
    this.provider.awareness.setLocalState(null);
    const { messageHandlers } = this.provider;
    const sync = messageHandlers[MESSAGE.sync];
    messageHandlers[MESSAGE.sync] = (...args) => {
      sync?.(...args);
      // Our answer to the server's step 1 carries all that it did not have; the provider sends it when this handler
      // has returned, and this marker must follow it.
      if (encoding.length(args[0]) > 1) queueMicrotask(() => this.askForAcknowledgement());
    };
    messageHandlers[MESSAGE.acknowledged] = (_reply, decoder) => this.onAcknowledged(decoding.readVarUint(decoder));
    messageHandlers[MESSAGE.refused] = (_reply, decoder) => {
      const refused = Refused.safeParse(readJson(decoder));
      this.refused = refused.success ? refused.data : null;
    };
    messageHandlers[MESSAGE.hello] = (_reply, decoder) => {
      const hello = Hello.safeParse(readJson(decoder));
      if (hello.success) this.right = hello.data.right;
      this.events.onStatus();
    };
    messageHandlers[MESSAGE.clients] = (_reply, decoder) => {
      const clients = Clients.safeParse(readJson(decoder));
      if (!clients.success) return;
      for (const [client, member] of clients.data) this.memberOfClient.set(client, member);
      this.events.onClients();
    };
    // Registered after the provider's own listener, so the update is on the socket before the marker.
    this.doc.on("update", (_bytes: Uint8Array, origin: unknown) => {
      if (origin === this.provider) return;
      this.sent++;
      this.askForAcknowledgement();
      this.events.onStatus();
    });
    // Before observers run: what they show of an entry must know already that it is not on disk.
    this.doc.on("beforeObserverCalls", (transaction: Y.Transaction) => {
      if (transaction.local && transaction.origin === LOCAL) this.noteUnsaved(transaction);
    });
    this.provider.on("status", ({ status }) => {
      this.connected = status === "connected";
      this.events.onStatus();
    });
    this.provider.on("sync", (synced) => {
      if (synced) this.synced = true;
      this.events.onStatus();
    });
    this.provider.on("closed", ({ code }) => {
      this.events.onClosed(CLOSED_BY_CODE[code] ?? "no-access", this.lift(), this.refused);
    });
    // Only a browser says so; outside one the watchdog has to do.
    globalThis.addEventListener?.("offline", this.onDeviceOffline);
    this.provider.connect();
  }

  /**
   * The device has lost its network: a socket over it would look alive for half a minute more. Tried anew at once, since
   * a server on this very machine is still in reach.
   */
  private readonly onDeviceOffline = (): void => {
    if (!this.provider.wsconnected) return;
    this.provider.disconnect();
    this.provider.connect();
  };

  /** Number of own entries whose newest change is not on disk. */
  get changes(): number {
    return this.unsaved.size;
  }

  get saved(): boolean {
    return this.acknowledged === this.sent;
  }

  /** Whether an entry has changes that are not on disk yet. */
  isUnsaved(root: string, id: string): boolean {
    return this.unsaved.has(`${root}/${id}`);
  }

  /** Unacknowledged entries as plain records (DESIGN idea 9). */
  lift(): LiftedEntry[] {
    return liftEntries(this.doc, this.unsaved.keys());
  }

  close(): void {
    globalThis.removeEventListener?.("offline", this.onDeviceOffline);
    this.provider.destroy();
    this.doc.destroy();
  }

  private noteUnsaved(transaction: Y.Transaction): void {
    for (const [type, keys] of transaction.changed) {
      const parent = type._item;
      // A root map changes by its keys; an entry's map is named by its own item.
      if (!parent) {
        const root = [...this.doc.share].find(([, shared]) => (shared as unknown) === type)?.[0];
        if (root) for (const key of keys) if (key) this.unsaved.set(`${root}/${key}`, this.sent + 1);
      } else if (parent.parentSub && parent.parent instanceof Y.AbstractType) {
        const root = [...this.doc.share].find(([, shared]) => (shared as unknown) === parent.parent)?.[0];
        if (root) this.unsaved.set(`${root}/${parent.parentSub}`, this.sent + 1);
      }
    }
  }

  private askForAcknowledgement(): void {
    const { ws } = this.provider;
    if (!this.provider.wsconnected || !ws || ws.readyState !== ws.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.acknowledged);
    encoding.writeVarUint(encoder, this.sent);
    ws.send(encoding.toUint8Array(encoder));
  }

  private onAcknowledged(upTo: number): void {
    this.acknowledged = Math.max(this.acknowledged, upTo);
    for (const [key, batch] of this.unsaved) if (batch <= this.acknowledged) this.unsaved.delete(key);
    if (this.saved) this.lastSavedAt = new Date();
    this.events.onStatus();
  }
}

/** Where `/sync/<room>` is, beside the page. */
export function syncUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/sync`;
}

function readJson(decoder: decoding.Decoder): unknown {
  try {
    return JSON.parse(decoding.readVarString(decoder));
  } catch {
    return null;
  }
}
