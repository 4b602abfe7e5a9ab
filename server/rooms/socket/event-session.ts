import { CLOSE, type CloseCode } from "../../../schema/protocol/close-codes.ts";
import type { SignedIn } from "../room-access.ts";
import type { Pulse } from "./pulse.ts";
import { cutLater, type RoomSocket } from "./socket.ts";

/** One socket of `/api/events`: a tab that is told what to fetch again. */
export class EventSession {
  signedIn: SignedIn;
  isClosed = false;
  readonly #socket: RoomSocket;
  readonly #pulse: Pulse;

  constructor(socket: RoomSocket, signedIn: SignedIn, pulse: Pulse, onClosed: (session: EventSession) => void) {
    this.#socket = socket;
    this.#pulse = pulse;
    this.signedIn = signedIn;
    // Nothing is said to the server here.
    socket.on("message", () => this.close(CLOSE.malformed));
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

  get silentMs(): number {
    return this.#pulse.silentMs;
  }

  /** Somebody wants to know whether it is there. */
  askAfter(): void {
    if (!this.isClosed) this.#pulse.askAfter();
  }

  keepAlive(): void {
    if (this.isClosed) return;
    if (this.#pulse.isLost) return this.#socket.terminate();
    this.#pulse.ask();
  }
}
