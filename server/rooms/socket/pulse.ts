import { SYSTEM_ELAPSED, type Elapsed } from "../log.ts";
import type { RoomSocket } from "./socket.ts";

/** A peer that is asked after by many is pinged this often at most. */
const AGAIN_MS = 1_000;

/** Whether a peer still answers pings. */
export class Pulse {
  readonly #socket: RoomSocket;
  readonly #silenceMs: number;
  readonly #elapsed: Elapsed;
  /** When the oldest ping that is not answered was sent. */
  #askedAt: number | null = null;
  #lastAskedAt = -Infinity;

  constructor(socket: RoomSocket, silenceMs: number, elapsed: Elapsed = SYSTEM_ELAPSED) {
    this.#socket = socket;
    this.#silenceMs = silenceMs;
    this.#elapsed = elapsed;
    socket.on("pong", () => (this.#askedAt = null));
  }

  get isLost(): boolean {
    return this.silentMs >= this.#silenceMs;
  }

  /** For how long the peer owes an answer, in milliseconds. */
  get silentMs(): number {
    return this.#askedAt === null ? 0 : this.#elapsed() - this.#askedAt;
  }

  /** Nothing that was asked so far counts. */
  forgive(): void {
    this.#askedAt = null;
  }

  ask(): void {
    this.#lastAskedAt = this.#elapsed();
    this.#askedAt ??= this.#lastAskedAt;
    this.#socket.ping();
  }

  /** Asks, unless an answer is owed or one was asked for a moment ago. */
  askAfter(): void {
    if (this.#askedAt === null && this.#elapsed() - this.#lastAskedAt >= AGAIN_MS) this.ask();
  }
}
