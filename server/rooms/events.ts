import { can } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { CLOSE, type CloseCode } from "../../schema/protocol/close-codes.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { Store } from "../store/store.ts";
import { toVerdictSubject } from "./access.ts";
import type { RoomLimits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { SignedIn } from "./room-access.ts";
import { cutLater, type RoomSocket } from "./socket.ts";

/** One socket of `/api/events`: a tab that is told what to fetch again. */
export class EventSession {
  signedIn: SignedIn;
  isClosed = false;
  readonly #socket: RoomSocket;
  #isAlive = true;

  constructor(socket: RoomSocket, signedIn: SignedIn, onClosed: (session: EventSession) => void) {
    this.#socket = socket;
    this.signedIn = signedIn;
    // Nothing is said to the server here.
    socket.on("message", () => this.close(CLOSE.malformed));
    socket.on("pong", () => (this.#isAlive = true));
    socket.on("error", () => (this.isClosed = true));
    socket.on("close", () => {
      this.isClosed = true;
      onClosed(this);
    });
  }

  send(text: string, bufferedBytes: number): void {
    if (this.isClosed) return;
    if (this.#socket.bufferedAmount > bufferedBytes) this.close(CLOSE.overload);
    else this.#socket.send(text);
  }

  close(code: CloseCode): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#socket.close(code);
    cutLater(this.#socket);
  }

  keepAlive(): void {
    if (this.isClosed) return;
    if (!this.#isAlive) return this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
  }
}

/** Tells event sockets what changed: ids only, and each only what its member may know of. */
export class Events {
  readonly sessions = new Set<EventSession>();
  readonly #store: Store;
  readonly #limits: RoomLimits;
  readonly #log: Log;
  readonly #serverStart: string;
  readonly #counts = new Map<VerdictId, NodeJS.Timeout>();
  /** Events go out in the order in which they were published. */
  #last: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(store: Store, limits: RoomLimits, log: Log, serverStart: string) {
    this.#store = store;
    this.#limits = limits;
    this.#log = log;
    this.#serverStart = serverStart;
  }

  add(session: EventSession): void {
    this.sessions.add(session);
    const hello: ServerEvent = { type: "hello", serverStart: this.#serverStart };
    session.send(JSON.stringify(hello), this.#limits.bufferedBytes);
  }

  publish(event: ServerEvent): void {
    if (this.#isStopped) return;
    this.#last = this.#last
      .then(() => this.#send(event))
      .catch((error: unknown) =>
        this.#log.warn({ event: event.type, error: error instanceof Error ? error.name : "unknown" }, "event not sent"),
      );
  }

  /** Counts of a verdict changed: told once, a while after the first change. */
  countsChanged(verdict: VerdictId): void {
    if (this.#isStopped || this.#counts.has(verdict)) return;
    const tell = (): void => {
      this.#counts.delete(verdict);
      this.publish({ type: "counts", verdict });
    };
    this.#counts.set(verdict, setTimeout(tell, this.#limits.countsMs));
  }

  /** Publishes nothing any more; resolves when what was published is sent. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#counts.values()) clearTimeout(timer);
    this.#counts.clear();
    await this.#last;
  }

  async #send(event: ServerEvent): Promise<void> {
    const mayKnow = await this.#filter(event);
    const text = JSON.stringify(event);
    for (const session of this.sessions) if (mayKnow(session.signedIn)) session.send(text, this.#limits.bufferedBytes);
  }

  async #filter(event: ServerEvent): Promise<(signedIn: SignedIn) => boolean> {
    switch (event.type) {
      case "verdict":
      case "revision":
      case "counts": {
        const verdict = await this.#store.verdicts.get(event.verdict);
        return ({ actor }) => verdict !== null && can(actor, "verdict.read", toVerdictSubject(verdict));
      }
      case "preparation": {
        const verdict = await this.#store.verdicts.get(event.verdict);
        return ({ actor }) => verdict !== null && can(actor, "verdict.prepare", toVerdictSubject(verdict));
      }
      case "scan":
        return ({ actor }) => actor.id === event.member;
      case "members":
        return ({ actor }) => can(actor, "member.list", null);
      case "methodology":
        return ({ actor }) => can(actor, "methodology.read", null);
      case "session":
        return ({ actor }) => actor.id === event.member;
      case "hello":
        return () => true;
    }
  }
}
