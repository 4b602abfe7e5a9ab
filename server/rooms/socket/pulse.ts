import type { RoomSocket } from "./socket.ts";

/** Whether a peer still answers pings. */
export class Pulse {
  readonly #socket: RoomSocket;
  readonly #silenceMs: number;
  /** When the oldest ping that is not answered was sent. */
  #askedAt: number | null = null;

  constructor(socket: RoomSocket, silenceMs: number) {
    this.#socket = socket;
    this.#silenceMs = silenceMs;
    socket.on("pong", () => (this.#askedAt = null));
  }

  get isLost(): boolean {
    return this.silentMs >= this.#silenceMs;
  }

  /** For how long the peer owes an answer, in milliseconds. */
  get silentMs(): number {
    return this.#askedAt === null ? 0 : performance.now() - this.#askedAt;
  }

  /** Nothing that was asked so far counts. */
  forgive(): void {
    this.#askedAt = null;
  }

  ask(): void {
    this.#askedAt ??= performance.now();
    this.#socket.ping();
  }
}
