import { setImmediate as nextTurn } from "node:timers/promises";
import type * as Y from "yjs";
import type { MemberId, OutputId, RoomId, VerdictId } from "../../schema/domain/ids.ts";
import { CLOSE } from "../../schema/protocol/close-codes.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import { SCHEMA_VERSION } from "../../schema/protocol/version.ts";
import { holdsXml } from "../../schema/rooms/fields.ts";
import { scopeOf, type RoomScope } from "../../schema/rooms/room-scope.ts";
import { type Store } from "../store/store.ts";
import { type RoomRow } from "../store/room-store.ts";
import { StoreError } from "../store/store-error.ts";
import { currentSession, roomAccess } from "./access.ts";
import { Accounts } from "./socket/account.ts";
import { Committer } from "./log/committer.ts";
import { KeptVersions } from "./log/kept-versions.ts";
import { Events } from "./events.ts";
import { EventSession } from "./socket/event-session.ts";
import { VersionBook } from "./gate/facts.ts";
import { DEFAULT_LIMITS, type RoomLimits } from "./limits.ts";
import { SYSTEM_CLOCK, SYSTEM_ELAPSED, type Clock, type Elapsed, type Log } from "./log.ts";
import { NO_METER, type Meter } from "./meter.ts";
import type { ValueChange } from "./log/renewal.ts";
import { Room } from "./room.ts";
import type { RoomServices } from "./services.ts";
import type { EventAbout, Realtime, SignedIn } from "./room-access.ts";
import { Session } from "./socket/session.ts";
import { cutLater, type RoomSocket } from "./socket/socket.ts";
import { writeFor } from "./write-for.ts";

export interface HubOptions {
  store: Store;
  log: Log;
  clock?: Clock;
  elapsed?: Elapsed;
  limits?: Partial<RoomLimits>;
  meter?: Meter;
  /** Whether a text holds what was erased from the verdict; null = from any. */
  isErased?: (verdict: VerdictId | null, text: string, written?: "said") => boolean;
  /** As `RoomServices.isErasing`. */
  isErasing?: RoomServices["isErasing"];
}

/** What a request for `/sync/<room>` brings: the caller has looked up the session and compared the Origin. */
export interface ConnectRequest {
  /** As it stands in the address. */
  room: string;
  /** null = nobody is signed in. */
  signedIn: SignedIn | null;
  /** The page that opened the socket is ours, or a ticket came with it. */
  originOk: boolean;
  params: URLSearchParams;
}

/** The realtime side of one process. */
export interface Hub extends Realtime {
  /** Takes over a socket that was accepted; refuses by closing it, since a refused upgrade is tried again for ever. */
  connect(socket: RoomSocket, request: ConnectRequest): void;
  /** Takes over an accepted socket of `/api/events`. */
  connectEvents(socket: RoomSocket, signedIn: SignedIn | null): void;
  readonly events: Events;
  /** The room, loaded or not. Throws StoreError not-found where there is none or it is closed for good. */
  room(id: RoomId): Promise<Room>;
  /** Gives a room a new document under a new id, with what `change` makes of each value; null where it is gone already. */
  rebuild(id: RoomId, change: ValueChange): Promise<RoomId | null>;
  /** Leaves nothing of what was taken out of a room or written over in its log. It goes on as it is. */
  forgetDeleted(id: RoomId): Promise<void>;
  openRooms(): { id: RoomId; peers: number }[];
  /** What an operator looks at: loaded rooms, open sockets, and changes and reads that wait. */
  load(): { rooms: number; roomSockets: number; eventSockets: number; waiting: number };
  /** Lets nobody in any more, commits what waits, tells everybody to come again, spread in time. */
  stop(): Promise<void>;
}

export function createHub(options: HubOptions): Hub {
  return new RoomHub(options);
}

class RoomHub implements Hub {
  readonly #store: Store;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #limits: RoomLimits;
  readonly #services: RoomServices;
  readonly events: Events;
  readonly #meter: Meter;
  readonly #accounts: Accounts;
  readonly #rooms = new Map<RoomId, Room>();
  readonly #sessions = new Set<Session>();
  readonly #timers: NodeJS.Timeout[];
  /** Counts re-checks: whoever is being let in meanwhile is looked at again. */
  #rechecks = 0;
  isStopping = false;
  #isSweeping = false;

  constructor(options: HubOptions) {
    const {
      store,
      log,
      clock = SYSTEM_CLOCK,
      elapsed = SYSTEM_ELAPSED,
      limits = {},
      meter = NO_METER,
      isErased = () => false,
      isErasing = () => false,
    } = options;
    this.#store = store;
    this.#log = log;
    this.#clock = clock;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.events = new Events(store, this.#limits, log, elapsed, clock().toISOString());
    this.#meter = meter;
    this.#accounts = new Accounts(this.#limits);
    const committer = new Committer(store.rooms, meter);
    const onCommitted: RoomServices["onCommitted"] = (row, rows) => this.events.committed(row, rows);
    const versions = new VersionBook(store.methodologies);
    const asked = { onCommitted, onQuoting: (id: OutputId) => this.recheckOutput(id), isErased, isErasing };
    const keepBefore = new KeptVersions(store, clock, (output) => this.publish({ type: "output", output })).before;
    this.#services = { store, committer, versions, log, clock, limits: this.#limits, keepBefore, ...asked };
    this.#timers = [
      // Answers that have arrived are read before anybody is judged by them.
      setInterval(() => setImmediate(() => this.#keepAlive()), this.#limits.keepaliveMs),
      setInterval(() => void this.#sweep(), this.#limits.recheckMs),
      setInterval(() => void this.#unload(), Math.max(10, this.#limits.idleMs / 4)),
    ];
  }

  connect(socket: RoomSocket, request: ConnectRequest): void {
    const code = this.#refusalOf(request);
    if (code !== null || !request.signedIn) return this.#turnAway(socket, code ?? CLOSE.signInNeeded);
    const { signedIn } = request;
    const account = this.#accounts.enter(signedIn.member.id);
    if (!account) return this.#turnAway(socket, CLOSE.overload);
    const isOptedIn = request.params.get("coram") === "1";
    const session = new Session(socket, signedIn, isOptedIn, account, this.#limits, this.#meter, (closed) => {
      this.#sessions.delete(closed);
      this.#accounts.leave(signedIn.member.id);
    });
    this.#sessions.add(session);
    const schema = request.params.get("schema");
    this.#open(session, request.room, schema).catch((error: unknown) => {
      this.#log.error({ error: error instanceof Error ? error.name : "unknown" }, "could not open");
      session.close(CLOSE.overload);
    });
  }

  connectEvents(socket: RoomSocket, signedIn: SignedIn | null): void {
    if (this.isStopping) return this.#turnAway(socket, CLOSE.comeAgain);
    if (!signedIn) return this.#turnAway(socket, CLOSE.signInNeeded);
    if (!this.#accounts.enter(signedIn.member.id)) return this.#turnAway(socket, CLOSE.overload);
    const session = new EventSession(socket, signedIn, this.events.pulseOf(socket), (closed) => {
      this.events.remove(closed);
      this.#accounts.leave(signedIn.member.id);
    });
    this.events.add(session);
    // Rights may have changed between the upgrade and now.
    if (this.#rechecks > 0)
      this.#recheck([], [session]).catch(() => {
        session.close(CLOSE.overload);
      });
  }

  publish(event: ServerEvent, about?: EventAbout): void {
    this.events.publish(event, about);
  }

  async recheckMember(member: MemberId): Promise<void> {
    this.#rechecks++;
    await this.#recheck(
      [...this.#sessions].filter((session) => session.member === member),
      [...this.events.sessions].filter((session) => session.signedIn.member.id === member),
    );
  }

  async recheckVerdict(verdict: VerdictId): Promise<void> {
    this.#rechecks++;
    // Who may read an output depends on the verdicts that it tells of.
    const isConcerned = (row: RoomRow | undefined): boolean => row?.verdict === verdict || !!row?.output;
    const sessions = [...this.#sessions].filter((session) => isConcerned(session.room?.row));
    await this.#recheck(sessions, []);
  }

  async recheckOutput(output: OutputId): Promise<void> {
    this.#rechecks++;
    await this.#recheck(
      [...this.#sessions].filter((session) => session.room?.row.output === output),
      [],
    );
  }

  get isFailing(): boolean {
    return this.#services.committer.isFailing;
  }

  async room(id: RoomId): Promise<Room> {
    const open = this.#rooms.get(id);
    if (open) return open;
    const row = await this.#store.rooms.row(id);
    if (!row || row.gone) throw new StoreError("not-found");
    return this.#roomOf(row);
  }

  async write(...[room, member, change, besides]: Parameters<Realtime["write"]>): Promise<void> {
    await writeFor(this, room, member, change, besides);
  }

  async look<T>(room: RoomId, look: (doc: Y.Doc, seq: number) => T): Promise<T> {
    return (await this.room(room)).look(look);
  }

  async rebuild(id: RoomId, change: ValueChange): Promise<RoomId | null> {
    const row = await this.#store.rooms.row(id);
    if (!row || row.gone) return null;
    const next = await this.#roomOf(row).rebuild(change);
    this.retire(id);
    return next;
  }

  async forgetDeleted(id: RoomId): Promise<void> {
    const row = await this.#store.rooms.row(id);
    if (row && !row.gone) await this.#roomOf(row).forgetDeleted();
  }

  retire(id: RoomId): void {
    this.#rooms.get(id)?.retire();
    this.#rooms.delete(id);
  }

  openRooms(): { id: RoomId; peers: number }[] {
    return [...this.#rooms.values()].map((room) => ({ id: room.row.id, peers: room.audience.peers.size }));
  }

  load(): ReturnType<Hub["load"]> {
    let waiting = 0;
    for (const room of this.#rooms.values()) waiting += room.waiting;
    const { size: roomSockets } = this.#sessions;
    return { rooms: this.#rooms.size, roomSockets, eventSockets: this.events.sessions.size, waiting };
  }

  async stop(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.events.stop();
    // What has arrived is committed and acknowledged; what comes now waits, and is sent again to the next server.
    for (const session of this.#sessions) session.hold();
    await Promise.all([...this.#rooms.values()].map((room) => room.settled()));
    // Clients come back without jitter of their own: the server spreads them.
    const sessions = [...this.#sessions, ...this.events.sessions];
    const spreadMs = Math.min(this.#limits.drainMs, sessions.length * 5);
    await Promise.all(
      sessions.map(async (session) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * spreadMs));
        session.close(CLOSE.comeAgain);
      }),
    );
    await Promise.all([...this.#rooms.values()].map((room) => room.settled()));
    for (const room of this.#rooms.values()) {
      // Nobody is in it now, and the next server would have to read all that was overwritten before it lets anybody in.
      await room.renew();
      room.stop();
    }
    this.#rooms.clear();
  }

  #refusalOf({ signedIn, originOk, params }: ConnectRequest): number | null {
    if (this.isStopping) return CLOSE.comeAgain;
    // A stranger's page must not act with the cookie of whoever visits it.
    if (!originOk) return CLOSE.noAccess;
    if (!signedIn) return CLOSE.signInNeeded;
    const schema = params.get("schema");
    // A stock client says no version.
    return schema !== null && schema !== String(SCHEMA_VERSION) ? CLOSE.oldClient : null;
  }

  async #open(session: Session, roomId: string, schema: string | null): Promise<void> {
    for (;;) {
      const seen = this.#rechecks;
      if (seen > 0) {
        const current = await currentSession(this.#store, session.signedIn, this.#clock());
        if ("close" in current) return session.close(current.close);
        session.signedIn = current;
      }
      const access = await roomAccess(this.#store, roomId, session.actor);
      // Rights changed while they were being read.
      if (seen !== this.#rechecks) continue;
      if (session.isClosed) return;
      if ("close" in access) return session.close(access.close);
      // An editor of another version may take out what it does not know: it has to say which one it is.
      if (holdsXml(access.row.kind) && schema !== String(SCHEMA_VERSION)) return session.close(CLOSE.oldClient);
      if (this.isStopping) return session.close(CLOSE.comeAgain);
      session.right = access.right;
      session.isQuiet = access.isQuiet;
      return session.open(this.#roomOf(access.row));
    }
  }

  #roomOf(row: RoomRow): Room {
    const room = this.#rooms.get(row.id) ?? new Room(row, this.#services);
    // To the end: the map is in the order of use.
    this.#rooms.delete(row.id);
    this.#rooms.set(row.id, room);
    return room;
  }

  /** Looks at rights again; the sockets concerned wait meanwhile. */
  async #recheck(sessions: Session[], eventSessions: EventSession[]): Promise<void> {
    for (const session of sessions) session.hold();
    try {
      await this.events.recheck(eventSessions, this.#clock());
      for (const session of sessions) await this.#recheckSession(session);
    } finally {
      for (const session of sessions) session.release();
    }
  }

  async #recheckSession(session: Session): Promise<void> {
    const { room } = session;
    // Those still being let in are looked at by `#open`.
    if (!room || session.isClosed) return;
    const current = await currentSession(this.#store, session.signedIn, this.#clock());
    if ("close" in current) return session.close(current.close);
    const access = await roomAccess(this.#store, room.row.id, current.actor);
    if ("close" in access) return session.close(access.close);
    if (access.right !== session.right || access.isQuiet !== session.isQuiet) return session.close(CLOSE.comeAgain);
    session.signedIn = current;
  }

  /** All sockets, now and then: sessions run out without anybody telling. */
  async #sweep(): Promise<void> {
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    try {
      // One a turn: ten thousand at once would be felt by everybody.
      for (const session of this.#sessions) {
        await nextTurn();
        await this.#recheck([session], []);
      }
      for (const session of this.events.sessions) {
        await nextTurn();
        await this.#recheck([], [session]);
      }
    } catch (error) {
      this.#log.warn({ error: error instanceof Error ? error.name : "unknown" }, "recheck failed");
    } finally {
      this.#isSweeping = false;
    }
  }

  #keepAlive(): void {
    for (const session of this.#sessions) session.keepAlive();
    for (const session of this.events.sessions) session.keepAlive();
  }

  /** Frees rooms that nobody has been in for a while, oldest first where there are many. */
  async #unload(): Promise<void> {
    const now = this.#clock().getTime();
    const idle = [...this.#rooms.values()].filter((room) => room.isIdle);
    let surplus = idle.length - this.#limits.idleRooms;
    for (const room of idle) {
      if (surplus-- <= 0 && now - (room.idleSince ?? now) < this.#limits.idleMs) continue;
      const { id } = room.row;
      const next = await room.renew();
      // Somebody came meanwhile, or an earlier call was here.
      if ((next === null && !room.isIdle) || this.#rooms.get(id) !== room) continue;
      room.stop();
      this.#rooms.delete(id);
      // Pages that show it ask for the new id.
      const scope = next === null ? null : scopeOf(room.row);
      if (scope) this.events.publish(...(await this.#renewalOf(room.row, scope)));
    }
  }

  /** What pages are told that show a room which has another id now. */
  async #renewalOf({ layer: of }: RoomRow, { kind, id }: RoomScope): Promise<[event: ServerEvent, about?: EventAbout]> {
    switch (kind) {
      case "verdict": {
        const layer = of && (await this.#store.verdicts.layers(id)).find((each) => each.id === of);
        // Of a coder's own room others are not told: it would say that there is work in it.
        if (layer?.owner) return [{ type: "progress", verdict: id, member: layer.owner }];
        return [{ type: "verdict", verdict: id }, "others-work"];
      }
      case "output":
        return [{ type: "output", output: id }];
      case "methodology":
        return [{ type: "methodology" }];
    }
  }

  #turnAway(socket: RoomSocket, code: number): void {
    this.#meter.closed(code);
    socket.on("error", () => {});
    socket.close(code);
    cutLater(socket);
  }
}
