import * as decoding from "lib0/decoding";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { randomId, type MemberId, type RoomId } from "../../schema/domain/ids.ts";
import type { RoomRight } from "../../schema/domain/room.ts";
import { CLOSE } from "../../schema/protocol/close-codes.ts";
import { LIMITS } from "../../schema/rooms/fields.ts";
import { Clients, Hello, MESSAGE, Refused, SYNC } from "../../schema/protocol/sync-messages.ts";
import { SCHEMA_VERSION } from "../../schema/protocol/version.ts";
import type { Reaching } from "../api/reach.ts";
import { serverClock } from "../api/server-clock.ts";
import { changesOf, isAhead, valuesIn, type Batch, type EntryChange } from "./batch.ts";
import { acknowledgeFrame, bytesIn, FRAME_HEAD_BYTES, readJson, syncFrame } from "./frames.ts";
import { takingIn } from "../../schema/rooms/named-deletes.ts";
import type { RoomCopy } from "./pending-store.ts";
import { OwnWork, type Unsent } from "./own-work.ts";
import { CLOSED_BY_CODE, type RoomClosed } from "./room-closed.ts";

export interface RoomEvents {
  /** Connected, synced, acknowledged or lost: read `saved`, `connected`, `changes` again. */
  onStatus(): void;
  /** Bindings of Yjs client ids to members arrived. */
  onClients(): void;
  /** This person did something; it is on its way. */
  onBatch?(batch: Batch): void;
  /** The server has sent these changes; the document takes them when this returns. */
  onReceived?(update: Uint8Array): void;
  /** These are on the server's disk. */
  onSaved?(batches: Batch[]): void;
  /** The socket was closed for good: the document must not be used any more. */
  onClosed(why: RoomClosed, unsent: Unsent, refused: Refused | null): void;
}

/** What a room begins with on this device, before the server is asked. */
export interface RoomStart {
  /** Whose work this is: on a session of anybody else nothing is sent. */
  member: MemberId | null;
  copy: RoomCopy | null;
  /** Unsent work, as bytes of this very room. */
  batches: readonly Batch[];
  /** On connecting, nothing of it is sent before the server has said what it has: the two are to be compared. */
  isHeldBack?: boolean;
  /** It was listed while the page was open: until coming has failed it is no lost connection. */
  isNext?: boolean;
  /** The server has just said that nothing may be written here: until it says something else nothing is. */
  isReadOnly?: boolean;
}

const FRESH: RoomStart = { member: null, copy: null, batches: [] };

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
  /** `right` is the server's word; before that it is not known. */
  isRightKnown: boolean;
  /** The first full state has arrived; stays true through later interruptions. */
  synced = false;
  /** Whether the document holds what the server once said, from a copy or just now. */
  hasContent = false;
  connected = false;
  /** It was in touch once, or a try to be has failed: before that it is on its way, and nothing is lost. */
  hasTried = false;
  /** The server has asked it to come, or to come again, which is no lost connection until that has failed. */
  private isComingAgain: boolean;
  lastSavedAt: Date | null = null;
  private readonly member: MemberId | null;
  private readonly ownClients = new Set<number>();
  private readonly work = new OwnWork();
  /** The server has said who we are on the socket in use. */
  private isGreeted = false;
  private readonly isHeldBack: boolean;
  /** The server has said what it has on the socket in use; and what it asked for before that (a state vector). */
  private isSyncedNow = false;
  private asked: Uint8Array | null = null;
  /** What the transaction that is ending has written. */
  private writing: EntryChange[] = [];
  private refused: Refused | null = null;
  private readonly events: RoomEvents;
  private readonly reach: Reaching | null;
  /** Calls the waiting for the server off. */
  private callOff: () => void = () => undefined;

  /**
   * `serverUrl` ends in `/sync`; `Socket` is the browser's websocket unless a program outside a browser brings its own, which
   * has no `reach` either: the provider then comes back by itself.
   */
  constructor(
    room: RoomId,
    events: RoomEvents,
    serverUrl: string = syncUrl(),
    Socket: typeof WebSocket = WebSocket,
    start: RoomStart = FRESH,
    reach: Reaching | null = null,
  ) {
    this.room = room;
    this.events = events;
    this.reach = reach;
    this.member = start.member;
    this.isHeldBack = start.isHeldBack ?? false;
    this.isComingAgain = start.isNext ?? false;
    this.isRightKnown = start.isReadOnly ?? false;
    this.begin(start);
    this.provider = new WebsocketProvider(serverUrl, room, this.doc, {
      params: { coram: "1", schema: String(SCHEMA_VERSION) },
      disableBc: true,
      connect: false,
      WebSocketPolyfill: Socket,
    });
    // A room without presence of our own: the page sets a state where there is something to show.
    this.provider.awareness.setLocalState(null);
    this.sayOwnPresenceOnly();
    this.handleMessages();
    // Before observers run: what they show of an entry must know already that it is not on disk.
    this.doc.on("beforeObserverCalls", (transaction: Y.Transaction) => {
      if (!transaction.local) return;
      this.writing = changesOf(this.doc, transaction);
      this.work.writing(this.writing);
    });
    // Registered after the provider's own listener, so the update is on the socket before the marker.
    this.doc.on("update", (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) this.onWritten(update);
    });
    this.provider.on("status", ({ status }) => {
      this.connected = status === "connected";
      this.isGreeted = this.isSyncedNow = false;
      this.asked = null;
      if (this.connected) {
        this.hasTried = true;
        this.isComingAgain = false;
        this.reach?.opened();
      }
      this.events.onStatus();
    });
    this.provider.on("connection-close", (event) => this.onLost(event));
    this.provider.on("sync", (synced) => {
      if (synced) this.synced = this.hasContent = this.isRightKnown = true;
      this.events.onStatus();
    });
    this.provider.on("closed", ({ code }) => this.closed(CLOSED_BY_CODE[code] ?? "no-access"));
    // Only a browser says so; outside one the watchdog has to do.
    globalThis.addEventListener?.("offline", this.onDeviceOffline);
    this.connect();
  }

  /** In touch with the server, as far as is known. */
  get isReached(): boolean {
    return this.connected || this.isComingAgain;
  }

  /** Number of own entries whose newest change is not on disk. */
  get changes(): number {
    return this.work.changes;
  }

  get saved(): boolean {
    return this.work.isSaved;
  }

  /** Whether an entry has changes that are not on disk yet. */
  isUnsaved(root: string, id: string): boolean {
    return this.work.isUnsaved(root, id);
  }

  /** Whether this person wrote under the client id on this device, bound by the server yet or not. */
  isOwnClient(client: number): boolean {
    return client === this.doc.clientID || this.ownClients.has(client);
  }

  /** What is not acknowledged. */
  get unsent(): Unsent {
    return this.work.unsent;
  }

  close(): void {
    this.callOff();
    globalThis.removeEventListener?.("offline", this.onDeviceOffline);
    this.provider.destroy();
    this.doc.destroy();
  }

  /** The device has lost its network: a socket over it would look alive for half a minute more. */
  private readonly onDeviceOffline = (): void => {
    if (this.provider.wsconnected) this.greetAgain();
  };

  /** A new socket, on which the server says anew what may be done here. */
  greetAgain(): void {
    this.provider.disconnect();
    this.connect();
  }

  private connect(): void {
    this.callOff();
    const { reach, provider } = this;
    if (!reach) return provider.connect();
    let isTried = false;
    this.callOff = reach.whenReached(() => {
      isTried = true;
      provider.connect();
    });
    // Whoever waits for the server is out of its reach.
    if (isTried) return;
    this.isComingAgain = false;
    this.hasTried = true;
  }

  /** The provider would knock again by itself: with `reach` it waits until that says so. */
  private onLost(event: CloseEvent | null): void {
    const hasFailed = this.isComingAgain || !this.hasTried;
    this.hasTried = true;
    const isToCome = event?.code === CLOSE.comeAgain || event?.code === CLOSE.sessionEnded;
    this.isComingAgain = this.connected && isToCome;
    if (hasFailed) this.events.onStatus();
    const { reach, provider } = this;
    if (!reach || !provider.shouldConnect) return;
    if (event && (CLOSED_BY_CODE[event.code] || isToCome)) return;
    provider.shouldConnect = false;
    reach.lost();
    this.connect();
  }

  private begin({ copy, batches }: RoomStart): void {
    if (copy) this.takeCopy(copy);
    for (const batch of batches) {
      Y.applyUpdate(this.doc, batch.update);
      this.ownClients.add(batch.client);
      this.work.writing(batch.entries);
      this.work.add(batch);
    }
  }

  private takeCopy({ state, clients }: RoomCopy): void {
    try {
      Y.applyUpdate(this.doc, state);
    } catch {
      // Bytes that are no document: the server sends all of it again.
      return;
    }
    for (const [client, member] of clients) this.memberOfClient.set(client, member);
    this.hasContent = true;
  }

  /**
   * The provider sends again whatever it hears of others. The server drops that, but of another tab of the same person it
   * may be their word, is told to all, and comes back: two tabs would answer each other without end.
   */
  private sayOwnPresenceOnly(): void {
    const { awareness, _awarenessUpdateHandler: send } = this.provider;
    awareness.off("update", send);
    this.provider._awarenessUpdateHandler = (changed: Record<"added" | "updated" | "removed", number[]>, origin) => {
      const { added, updated, removed } = changed;
      if (![...added, ...updated, ...removed].includes(awareness.clientID)) return;
      send({ added: [], updated: [awareness.clientID], removed: [] }, origin);
    };
    awareness.on("update", this.provider._awarenessUpdateHandler);
  }

  private handleMessages(): void {
    const { messageHandlers } = this.provider;
    const sync = messageHandlers[MESSAGE.sync];
    messageHandlers[MESSAGE.sync] = (...args) => {
      const kind = args[1].arr[args[1].pos];
      const isQuestion = kind === SYNC.step1;
      // Whose session this is must be known before anything is answered: the answer holds all unsent work.
      if (isQuestion && !this.isGreeted) return;
      if (isQuestion) {
        if (!this.isHeldBack || this.isSyncedNow) this.answer(bytesIn(args[1]));
        else this.asked = bytesIn(args[1]);
        return;
      }
      if (kind === undefined) return;
      const update = bytesIn(args[1]);
      this.events.onReceived?.(update);
      takingIn(this.doc, update, () => sync?.(...args));
      if (kind === SYNC.step2) this.onSynced();
    };
    messageHandlers[MESSAGE.acknowledged] = (_reply, decoder) => this.onAcknowledged(decoding.readVarUint(decoder));
    messageHandlers[MESSAGE.refused] = (_reply, decoder) => {
      const refused = Refused.safeParse(readJson(decoder));
      this.refused = refused.success ? refused.data : null;
    };
    messageHandlers[MESSAGE.hello] = (_reply, decoder) => {
      const hello = Hello.safeParse(readJson(decoder));
      if (hello.success) this.greeted(hello.data);
    };
    messageHandlers[MESSAGE.clients] = (_reply, decoder) => {
      const clients = Clients.safeParse(readJson(decoder));
      if (!clients.success) return;
      for (const [client, member] of clients.data) this.memberOfClient.set(client, member);
      this.events.onClients();
    };
  }

  /** The server has said what it has: its question that waited is answered. */
  private onSynced(): void {
    this.isSyncedNow = true;
    if (this.asked) this.answer(this.asked);
    this.asked = null;
  }

  /** Sends what the server lacks, and asks to be told when it is on disk. */
  private answer(asked: Uint8Array): void {
    const lacking = Y.encodeStateAsUpdate(this.doc, asked);
    const known = Y.decodeStateVector(asked);
    const batches = this.unsent.batches.filter(({ client, clock }) => (known.get(client) ?? 0) < clock);
    const entries = batches.flatMap((batch) => batch.entries);
    const made = entries.filter((entry) => entry.made).length;
    const values = entries.reduce((sum, entry) => sum + valuesIn(entry), 0);
    const isOneFrame =
      made <= LIMITS.newEntriesPerFrame &&
      values <= LIMITS.newValuesPerFrame &&
      lacking.length <= LIMITS.frameBytes - FRAME_HEAD_BYTES;
    if (isOneFrame) this.send(SYNC.step2, lacking);
    else {
      // Act by act, as it would have gone had the server been in reach.
      for (const { client, clock, update } of batches) {
        this.send(SYNC.update, update);
        known.set(client, clock);
      }
      this.send(SYNC.step2, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(known)));
    }
    this.work.answeredIn(isOneFrame);
    this.askForAcknowledgement();
  }

  private send(step: number, payload: Uint8Array): void {
    this.provider.ws?.send(syncFrame(step, payload));
  }

  private greeted({ member, right, at }: Hello): void {
    serverClock.heard(at);
    this.right = right;
    if (this.member && member !== this.member) return this.stop("other-member");
    if (right === "read" && this.unsent.batches.length > 0) return this.stop("read-only");
    if (this.unsent.batches.some((batch) => isAhead(batch, at))) return this.stop("clock-ahead");
    this.isGreeted = true;
    this.events.onStatus();
  }

  private onWritten(update: Uint8Array): void {
    const entries = this.writing;
    this.writing = [];
    const { clientID, store } = this.doc;
    const batch: Batch = {
      id: randomId(),
      client: clientID,
      clock: Y.getState(store, clientID),
      update,
      entries,
      at: serverClock.stamp(),
    };
    this.work.add(batch);
    this.events.onBatch?.(batch);
    this.askForAcknowledgement();
    this.events.onStatus();
  }

  private askForAcknowledgement(): void {
    const { ws } = this.provider;
    if (!this.provider.wsconnected || !ws || ws.readyState !== ws.OPEN) return;
    ws.send(acknowledgeFrame(this.work.newest));
  }

  private onAcknowledged(upTo: number): void {
    const saved = this.work.acknowledge(upTo);
    if (this.saved) this.lastSavedAt = new Date();
    if (saved.length > 0) this.events.onSaved?.(saved);
    this.events.onStatus();
  }

  /** Ends it from this side, before anything was sent. */
  private stop(why: RoomClosed): void {
    this.callOff();
    this.provider.disconnect();
    this.closed(why);
  }

  private closed(why: RoomClosed): void {
    this.events.onClosed(why, this.unsent, this.refused);
  }
}

/** Where `/sync/<room>` is, beside the page. */
export function syncUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/sync`;
}
