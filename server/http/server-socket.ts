import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import { CLOSE } from "../../schema/protocol/close-codes.ts";

// What `ws` closes with when a frame says that it is longer than `maxPayload`, before it is read. A client comes back
// after 1009 with the same frame, for ever; after 4413 it does not.
const WS_TOO_LARGE = 1009;
// It says 1009 too of a length that is no number, which no client means.
const WS_NO_LENGTH = "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH";
const WS_PROTOCOL_ERROR = 1002;

type Data = Parameters<WebSocket["send"]>[0];
type Then = (error?: Error) => void;

/** A websocket of the server's. */
export class ServerSocket extends WebSocket {
  /** What the upgrade handed over. */
  stream: Duplex | null = null;
  #isHeld = false;

  override close(code?: number, reason?: string | Buffer): void {
    if (code !== WS_TOO_LARGE) return super.close(code, reason);
    let said: number = CLOSE.tooLarge;
    // `ws` tells why right after it closes.
    this.once("error", (error) => {
      if ("code" in error && error.code === WS_NO_LENGTH) said = WS_PROTOCOL_ERROR;
    });
    queueMicrotask(() => super.close(said, reason));
  }

  override send(data: Data, then?: Then): void;
  override send(data: Data, options: object, then?: Then): void;
  override send(data: Data, ...rest: [Then?] | [object, Then?]): void {
    this.#hold();
    super.send(data, ...(rest as [object, Then?]));
  }

  /**
   * Sends a whole frame as it is, in order with `send`: nothing of ours is compressed, so `ws` holds nothing back. After the
   * start of a close it is dropped, as by `send`.
   */
  sendFrame(frame: Uint8Array): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.#hold();
    this.stream?.write(frame);
  }

  /** What is sent in one go is one write of the system: a round of a room may hold hundreds of changes. */
  #hold(): void {
    const { stream } = this;
    if (this.#isHeld || !stream) return;
    this.#isHeld = true;
    stream.cork();
    process.nextTick(() => {
      this.#isHeld = false;
      stream.uncork();
    });
  }
}
