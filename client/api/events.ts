import { CLOSE } from "../../schema/protocol/close-codes.ts";
import { ServerEvent } from "../../schema/protocol/events.ts";
import { serverReach, type Reaching } from "./reach.ts";

type Listener = (event: ServerEvent) => void;
/** `ended`: the server is in reach, and has ended the session. */
export type ConnectionState = "connecting" | "open" | "lost" | "ended";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** A page waits for a first `hello` no longer. */
const PATIENCE_MS = 1000;

/** By which the server says that it is there, and the session is not. */
const ENDINGS: ReadonlySet<number> = new Set([CLOSE.signInNeeded, CLOSE.noAccess, CLOSE.sessionEnded]);

/**
 * The one socket of this tab on which the server says what to refetch. It comes back by itself with growing, jittered
 * waits; each `hello` (also the one after a reconnect) means "fetch again what you show". Closed for good by `close`
 * alone, which whoever hears that nobody is signed in calls.
 */
export class EventStream {
  private readonly listeners = new Set<Listener>();
  private readonly stateListeners = new Set<(state: ConnectionState) => void>();
  private socket: WebSocket | null = null;
  private isOpen = false;
  private timer = 0;
  private tries = 0;
  private state: ConnectionState = "connecting";
  private readonly url: string;

  private readonly reach: Reaching;
  /** Calls the waiting for the server off. */
  private callOff: () => void = () => undefined;

  constructor(
    url: string = new URL("/api/events", location.href).href.replace(/^http/, "ws"),
    reach: Reaching = serverReach,
  ) {
    this.url = url;
    this.reach = reach;
  }

  /** Hears every event until the returned function is called. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hears whether the server is in reach, from now on. */
  watch(listener: (state: ConnectionState) => void): () => void {
    this.stateListeners.add(listener);
    listener(this.state);
    return () => this.stateListeners.delete(listener);
  }

  /** Whether a first `hello` was still to come, and has come; false at once where none is under way. */
  async greeted(): Promise<boolean> {
    if (!this.socket || this.state !== "connecting") return false;
    let stop = (): void => undefined;
    const now = await new Promise<ConnectionState>((resolve) => {
      stop = this.watch((state) => state !== "connecting" && resolve(state));
    });
    stop();
    return now === "open";
  }

  /**
   * Resolves once no first `hello` is under way any more, after a second at the latest. What a page asks for before it, it has to ask
   * for again.
   */
  async settled(): Promise<void> {
    let timer = 0;
    const patience = new Promise((resolve) => (timer = window.setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([this.greeted(), patience]);
    clearTimeout(timer);
  }

  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    addEventListener("online", this.hurry);
    addEventListener("offline", this.letGo);
    // Refused a moment ago and asked again: not in a tight circle.
    if (this.tries > 0) this.connectLater();
    else this.connect();
  }

  close(): void {
    this.isOpen = false;
    removeEventListener("online", this.hurry);
    removeEventListener("offline", this.letGo);
    clearTimeout(this.timer);
    this.callOff();
    const { socket } = this;
    this.socket = null;
    socket?.close(1000);
  }

  /** As after a new connection: what is shown is asked for anew. */
  again(): void {
    for (const listener of this.listeners) listener({ type: "hello", serverStart: "" });
  }

  private connect(): void {
    this.callOff();
    let isTried = false;
    this.callOff = this.reach.whenReached(() => {
      isTried = true;
      this.openSocket();
    });
    // A tab that is opened out of reach of the server hears of no socket that failed.
    if (!isTried) this.setState("lost");
  }

  private openSocket(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.addEventListener("message", (message: MessageEvent<unknown>) => {
      const event = parseEvent(message.data);
      if (!event || socket !== this.socket) return;
      if (event.type === "hello") {
        this.tries = 0;
        this.reach.opened();
        this.setState("open");
      }
      for (const listener of this.listeners) listener(event);
    });
    socket.addEventListener("close", ({ code }) => {
      if (socket !== this.socket) return;
      this.setState(ENDINGS.has(code) ? "ended" : "lost");
      this.tries++;
      // Signed out or removed: the shell asks at once who is signed in now, and closes this where nobody is. Where asking fails, this comes back all
      // the same, and is told so once more: a page of somebody who was removed would else stand there for good.
      if (code === CLOSE.sessionEnded || (code >= 4400 && code < 4500)) this.again();
      else this.reach.lost();
      if (this.isOpen) this.connectLater();
    });
  }

  // Jitter: after a restart of the server not everybody knocks in the same moment.
  private connectLater(): void {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, this.tries - 1));
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.connect(), wait * (0.3 + 0.7 * Math.random()));
  }

  private readonly hurry = (): void => {
    if (!this.socket || this.socket.readyState === WebSocket.OPEN || this.socket.readyState === WebSocket.CONNECTING)
      return;
    clearTimeout(this.timer);
    this.connect();
  };

  /** Without a network a socket stands open for minutes, and nobody hears of it: that it is lost is told at once. */
  private readonly letGo = (): void => {
    const { socket } = this;
    if (!socket || !this.reach.isAway) return;
    this.socket = null;
    socket.close();
    this.setState("lost");
    this.connectLater();
  };

  private setState(state: ConnectionState): void {
    if (state === this.state) return;
    this.state = state;
    for (const listener of this.stateListeners) listener(state);
  }
}

function parseEvent(data: unknown): ServerEvent | null {
  if (typeof data !== "string") return null;
  try {
    return ServerEvent.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
